"""Documents and their records out of an open transaction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Select, select

from piao.pipeline.corrections.texts import whole_record
from piao.pipeline.store import tables
from piao.pipeline.store.stored import ALL_TYPES, RECORD_TYPES, StoredDocument
from piao.schema.columns import column_names
from piao.schema.errors import UnknownDocumentError
from piao.schema.records import DocumentRecord, Records


def columns(name: str) -> Select[Any]:
    """A query for the columns of a record type."""
    table = tables.metadata.tables[name]
    return select(*(table.c[column] for column in column_names(ALL_TYPES[name])))


def document(connection: Connection, document_id: str) -> StoredDocument | None:
    """The document of that very id."""
    query = columns("documents").where(tables.documents.c.document_id == document_id)
    row = connection.execute(query).mappings().first()
    return None if row is None else StoredDocument(**row)


def array(connection: Connection, name: str, document_id: str) -> Iterator[Any]:
    """The records of one type of a document, in reading order."""
    table, record_type = tables.metadata.tables[name], ALL_TYPES[name]
    order = next((table.c[own] for own in ("position", "number") if own in table.c), None)
    query = columns(name).where(table.c.document_id == document_id)
    query = query.order_by(*([order] if order is not None else table.primary_key.columns))
    return (record_type(**row) for row in connection.execute(query).mappings())


def records(connection: Connection, document_id: str) -> tuple[StoredDocument, Records]:
    """A document, and all its records."""
    stored = document(connection, document_id)
    if stored is None:
        raise UnknownDocumentError(
            "no document {document_id!r} in the store", document_id=document_id
        )
    names = (name for name in RECORD_TYPES if name != "documents")
    arrays = {name: tuple(array(connection, name, document_id)) for name in names}
    own = {name: getattr(stored, name) for name in column_names(DocumentRecord)}
    return stored, Records(document=DocumentRecord(**own), **arrays)


def kept(connection: Connection, document_id: str) -> list[tuple[str, str, Any]]:
    """The records as they were read that corrections changed: type, id and record."""
    own = tables.readings.c
    query = select(own.record, own.record_id, own.content).where(own.document_id == document_id)
    return [
        (name, record_id, whole_record(name, content))
        for name, record_id, content in connection.execute(query)
    ]


def table_ids(connection: Connection, document_id: str) -> frozenset[str]:
    """The ids of the document's raw tables."""
    query = select(tables.tables.c.table_id).where(tables.tables.c.document_id == document_id)
    return frozenset(connection.execute(query).scalars())
