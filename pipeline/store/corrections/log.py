"""The list of corrections in the store: read, added to, never changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, func, insert, select

from piao.pipeline.corrections.applying import DOCUMENTS
from piao.pipeline.corrections.texts import value_of
from piao.pipeline.store import tables
from piao.schema.columns import column_names
from piao.schema.corrections import Correction, CorrectionKind, in_force
from piao.schema.statements import Statement

NAMES = column_names(Correction)


def read(connection: Connection, document_ids: Sequence[str] | None = None) -> list[Correction]:
    """The corrections of some documents, or of all, in order."""
    columns = tables.corrections.c
    query = select(*(columns[name] for name in NAMES))
    if document_ids is not None:
        query = query.where(columns.document_id.in_(document_ids))
    rows = connection.execute(query.order_by(columns.document_id, columns.number)).mappings()
    return [Correction(**row) for row in rows]


def add(connection: Connection, new: Iterable[Correction]) -> list[Correction]:
    """Adds corrections of one document at the end of its list, with their numbers."""
    listed = list(new)
    if not listed:
        return []
    columns = tables.corrections.c
    query = select(func.max(columns.number)).where(columns.document_id == listed[0].document_id)
    last = connection.execute(query).scalar() or 0
    numbered = [replace(c, number=last + n) for n, c in enumerate(listed, start=1)]
    rows = [{name: getattr(correction, name) for name in NAMES} for correction in numbered]
    connection.execute(insert(tables.corrections), rows)
    return numbered


def statement(log: Iterable[Correction]) -> Statement:
    """What people say of a document, by its corrections."""
    said: dict[str, Any] = {}
    for correction in in_force(log):
        if correction.record == DOCUMENTS and correction.kind is CorrectionKind.SET:
            field = str(correction.field)
            said[field] = correction.new and value_of(DOCUMENTS, field, correction.new)
    return Statement(**said)
