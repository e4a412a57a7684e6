"""What was made of a table: its columns, and the records that came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from piao.pipeline.corrections.texts import TYPES
from piao.schema.document import Table
from piao.schema.records import HeadingMap, Records


@dataclass(frozen=True, slots=True)
class ExplainedTable:
    """A table as it is printed, what its columns were taken for, and its records by type.

    `rows` and `columns` are its size, `page` (from 1) where it begins.
    """

    table_id: str
    page: int | None
    rows: int
    columns: int
    extractor: str
    confidence: float
    records: Mapping[str, int]
    headings: Sequence[HeadingMap]


def explained(tables: Sequence[Table], records: Records) -> list[ExplainedTable]:
    """Each table of a document with what came of it, in reading order."""
    counts: dict[str, Counter[str]] = {}
    for name in TYPES:
        for record in getattr(records, name):
            counts.setdefault(record.table_id or "", Counter())[name] += 1
    headings: dict[str, list[HeadingMap]] = {}
    for heading in records.heading_map:
        headings.setdefault(heading.table_id or "", []).append(heading)
    return [
        ExplainedTable(
            table.table_id,
            min((cell.page for cell in table.cells if cell.page), default=None),
            table.rows,
            table.columns,
            table.extractor,
            table.confidence,
            dict(counts.get(table.table_id, {})),
            sorted(headings.get(table.table_id, ()), key=lambda one: one.column or 0),
        )
        for table in tables
    ]
