"""Writes what corrections changed of a document, and nothing else of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from piao.pipeline.corrections.applying import DOCUMENTS
from piao.pipeline.corrections.places import is_added
from piao.pipeline.corrections.texts import IDS, whole_text
from piao.pipeline.store import name_index, tables
from piao.pipeline.store.stored import RECORD_TYPES
from piao.schema.columns import column_names
from piao.schema.records import DocumentRecord, Records

KEYS = {**IDS, "findings": "finding_id", DOCUMENTS: "document_id"}


def write(connection: Connection, before: Records, after: Records) -> None:
    """Brings the rows of a document from the one state to the other."""
    for name, key in IDS.items():
        table = tables.metadata.tables[name]
        old, new = _by_id(before, name), _by_id(after, name)
        gone = [record_id for record_id in old if record_id not in new]
        if gone:
            connection.execute(delete(table).where(table.c[key].in_(gone)))
        for record_id, record in new.items():
            if record_id in old and record != old[record_id]:
                here = table.c[key] == record_id
                connection.execute(update(table).where(here).values(_row(name, record)))
        added = [_row(name, r) for record_id, r in new.items() if record_id not in old]
        if added:
            connection.execute(insert(table), added)
    if before.findings != after.findings:
        _write_findings(connection, after)
    if before.document != after.document:
        _write_document(connection, after.document)
    _index(connection, before, after)


def keep(connection: Connection, reading: Records, after: Records) -> None:
    """Keeps the records as they were read that are others now, or none."""
    document_id = reading.document.document_id
    own = tables.readings.c
    query = select(own.record, own.record_id).where(own.document_id == document_id)
    known = {(name, record_id) for name, record_id in connection.execute(query)}
    rows = [
        {
            "document_id": document_id,
            "record": name,
            "record_id": record_id,
            "content": whole_text(record),
        }
        for name, record_id, record in _changed(reading, after)
        if (name, record_id) not in known and not is_added(record_id)
    ]
    if rows:
        connection.execute(insert(tables.readings), rows)


def _changed(reading: Records, after: Records) -> Iterator[tuple[str, str, Any]]:
    for name in KEYS:
        now = _by_id(after, name)
        for record_id, record in _by_id(reading, name).items():
            if now.get(record_id) != record:
                yield name, record_id, record


def _by_id(records: Records, name: str) -> dict[str, Any]:
    group = [records.document] if name == DOCUMENTS else getattr(records, name)
    return {getattr(record, KEYS[name]): record for record in group}


def _row(name: str, record: object) -> dict[str, Any]:
    return {column: getattr(record, column) for column in column_names(RECORD_TYPES[name])}


def _write_findings(connection: Connection, after: Records) -> None:
    table: Table = tables.findings
    here = table.c.document_id == after.document.document_id
    connection.execute(delete(table).where(here))
    rows = [{**_row("findings", f), "position": n} for n, f in enumerate(after.findings)]
    if rows:
        connection.execute(insert(table), rows)


def _write_document(connection: Connection, document: DocumentRecord) -> None:
    values = {name: getattr(document, name) for name in column_names(DocumentRecord)}
    here = tables.documents.c.document_id == document.document_id
    connection.execute(update(tables.documents).where(here).values(values))


def _index(connection: Connection, before: Records, after: Records) -> None:
    """Keeps the index of names in step with indicators that came, went or changed."""
    old, new = _by_id(before, "indicators"), _by_id(after, "indicators")
    changed = [i for i in {**old, **new} if old.get(i) != new.get(i)]
    terms = tables.indicator_terms
    if changed:
        connection.execute(delete(terms).where(terms.c.indicator_id.in_(changed)))
        name_index.add(connection, (new[i] for i in changed if i in new))
