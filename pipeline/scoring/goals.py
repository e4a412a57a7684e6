"""The targets of a plan that are scored, each with the id that its result is handed in by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from piao.pipeline.scoring.measuring import Goal
from piao.schema.errors import UsageError
from piao.schema.language import Message
from piao.schema.records import Comparator, Role, Value

if TYPE_CHECKING:
    from piao.pipeline.store import Store

_WORDS = (Comparator.TEXT, Comparator.REFERENCE)


def targets(store: Store, document: str, year: int | None = None) -> list[dict[str, Any]]:
    """The rows of `v_scoring` of a plan, one for each different target of an indicator.

    `result_id` is the indicator's id; where it has several targets, that of the value.
    Raises `UsageError` where the plan has no indicators of that year.
    """
    found = store.find(document)
    year = year or found.year
    rows = [
        row
        for row in store.view("v_scoring", [found.document_id])
        if year in (None, row["year"]) or row["year"] is None
    ]
    if not rows:
        raise UsageError(
            "{file} has no indicators for {year}",
            file=found.file_name,
            year=year or Message("any year"),
        )
    several = any(row["targets"] > 1 for row in rows)
    values = list(store.array("values", [found.document_id])) if several else []
    return [each for row in rows for each in _each(row, values, found.year)]


def goal(row: Mapping[str, Any], stated: str | None = None) -> Goal:
    """The goal of such a row; `stated` is the direction that a person gives."""
    names = {attribute.name for attribute in fields(Goal)} - {"comparator", "stated"}
    comparator = None if row["comparator"] is None else Comparator(row["comparator"])
    given = {name: row[name] for name in names}
    return Goal(comparator=comparator, stated=stated, **given)


def _each(
    row: Mapping[str, Any], values: Sequence[Value], plan_year: int | None
) -> Iterator[dict[str, Any]]:
    """The row for each different target; what is printed as a result is of none of several."""
    if row["targets"] < 2:
        yield {**row, "result_id": row["indicator_id"]}
        return
    different: dict[object, Value] = {}
    for value in values:
        of_row = value.indicator_id == row["indicator_id"] and value.role is Role.TARGET
        if of_row and (value.year or plan_year) == row["year"]:
            words = value.raw if value.comparator in _WORDS else None
            figures = (value.value, value.value_max, value.unit, value.due_date)
            different.setdefault((value.comparator, *figures, words), value)
    for value in different.values():
        yield {
            **row,
            "result_id": value.value_id,
            "comparator": value.comparator,
            "target": value.value,
            "target_max": value.value_max,
            "unit": value.unit or row["unit"],
            "due_date": value.due_date,
            "target_raw": value.raw,
            "actual_raw": None,
        }
