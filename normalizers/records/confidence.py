"""How sure a record is: as sure as the least sure of its fields.

A record comes with the confidence of its table, its name's heading and its own figure.
Here the headings of its other columns are added: who takes an indicator for sure takes
its weight and unit too.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import TypeVar

from piao.schema.document import Document
from piao.schema.records import Action, Criterion, Indicator, Objective, Records, Unit

Record = TypeVar("Record", Objective, Indicator, Action, Unit, Criterion)
_Scores = Mapping[tuple[str | None, str], float]
"""The lowest score with which a table's columns were understood as a field."""


def with_confidence(records: Records, document: Document) -> Records:
    """The same records, none surer than the headings of the columns that fill it."""
    sure_tables = {table.table_id: table.confidence for table in document.tables}
    scores: dict[tuple[str | None, str], float] = {}
    for column in records.heading_map:
        if column.field is not None:
            key = (column.table_id, column.field)
            score = round(column.score * sure_tables.get(column.table_id or "", 1.0), 3)
            scores[key] = min(score, scores.get(key, 1.0))
    return dataclasses.replace(
        records,
        objectives=_limited(records.objectives, "objective", scores),
        indicators=_limited(records.indicators, "indicator", scores),
        actions=_limited(records.actions, "action", scores),
        units=_limited(records.units, "unit", scores),
        criteria=_limited(records.criteria, "criterion", scores),
    )


def _limited(records: Iterable[Record], kind: str, scores: _Scores) -> tuple[Record, ...]:
    names: dict[str | None, list[tuple[str, float]]] = {}
    for (table_id, field), score in scores.items():
        record, _, name = field.partition(".")
        if record == kind:
            names.setdefault(table_id, []).append((name, score))
    return tuple(_at_most(record, names.get(record.table_id, ())) for record in records)


def _at_most(record: Record, columns: Iterable[tuple[str, float]]) -> Record:
    limits = [score for name, score in columns if getattr(record, name, None) is not None]
    known = record.confidence
    if not limits or known is None or known <= min(limits):
        return record
    return dataclasses.replace(record, confidence=min(limits))
