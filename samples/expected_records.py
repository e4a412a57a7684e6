"""The truth of a sample: the records that a careful reader would take from it.

A source module states every objective, indicator and figure once; the layouts
print them, and this module keeps them as the golden file of `samples/expected`.
Nothing here reads or parses a document.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

Scalar = str | int | float | None
Number = int | str | Decimal

FIELDS: Mapping[str, tuple[str, ...]] = {
    "documents": ("entity_name", "kind", "title", "year", "period_start", "period_end"),
    "objectives": (
        *("level", "code", "title", "description", "org_unit", "responsible", "weight"),
        *("due_date", "mission", "programme", "strategic_area", "stakeholders"),
        *("expected_outcome", "reference"),
    ),
    "indicators": (
        *("code", "name", "description", "dimension", "formula", "unit", "data_source"),
        *("frequency", "reference", "responsible", "weight"),
    ),
    "values": ("year", "role", "raw", "comparator", "value", "value_max", "unit", "due_date"),
    "actions": ("description", "scope", "due_raw", "due_date", "responsible", "outcome"),
    "units": ("code", "name", "responsible"),
    "criteria": ("component", "subject", "weight", "scale_min", "scale_max", "text"),
}
"""The fields that a golden record states; null where not given."""

PARENTS: Mapping[str, str] = {
    "objectives": "parent_key",
    "indicators": "objective_key",
    "values": "indicator_key",
    "actions": "objective_key",
    "units": "parent_key",
}
"""The field of a golden record that names the record it hangs from."""


OPEN = "?"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as a reader understands it; `year` None is the plan's year.

    `OPEN` as unit or comparator leaves the reading to the program, where
    readers would differ; the text as printed is still stated.
    """

    comparator: str
    value: Number | None = None
    value_max: Number | None = None
    unit: str | None = None
    due: datetime.date | None = None
    year: int | None = None


def eq(value: Number, unit: str | None = None, due: str | None = None) -> Figure:
    """Exactly `value`, with a deadline where one is printed beside it."""
    return Figure("eq", value, unit=unit, due=date(due) if due else None)


def ge(value: Number, unit: str | None = None, due: str | None = None) -> Figure:
    """At least `value`."""
    return Figure("ge", value, unit=unit, due=date(due) if due else None)


def gt(value: Number, unit: str | None = None) -> Figure:
    """More than `value`."""
    return Figure("gt", value, unit=unit)


def le(value: Number, unit: str | None = None) -> Figure:
    """At most `value`."""
    return Figure("le", value, unit=unit)


def lt(value: Number, unit: str | None = None) -> Figure:
    """Less than `value`."""
    return Figure("lt", value, unit=unit)


def between(low: Number, high: Number, unit: str | None = None) -> Figure:
    """From `low` to `high`."""
    return Figure("between", low, high, unit=unit)


def by(due: str, year: int | None = None) -> Figure:
    """A deadline, `due` as ISO date."""
    return Figure("by", due=date(due), year=year)


YES_NO = Figure("yes_no")
TEXT = Figure("text")
REFERENCE = Figure("reference")


def date(iso: str) -> datetime.date:
    """`2025-06-30` as a date."""
    return datetime.date.fromisoformat(iso)


class Expected:
    """The golden records of one plan, filled in reading order."""

    def __init__(
        self,
        *,
        entity_name: str,
        kind: str,
        title: str,
        year: int,
        period: tuple[int, int] | None = None,
    ) -> None:
        self.year = year
        self.records: dict[str, list[dict[str, Scalar]]] = {name: [] for name in FIELDS}
        self.records["documents"].append(
            {
                "key": "d1",
                "entity_name": entity_name,
                "kind": kind,
                "title": title,
                "year": year,
                "period_start": f"{period[0]}-01-01" if period else None,
                "period_end": f"{period[1]}-12-31" if period else None,
            }
        )

    def objective(
        self,
        level: str,
        title: str,
        *,
        parent: str | None = None,
        unstated: Collection[str] = (),
        **fields: object,
    ) -> str:
        """Add an objective, give its key. `unstated` fields are left to the program."""
        given = {"level": level, "title": title, **fields}
        return self._add("objectives", "o", given, parent, unstated)

    def indicator(
        self,
        objective: str | None,
        name: str,
        *,
        unstated: Collection[str] = (),
        **fields: object,
    ) -> str:
        """Add an indicator of `objective` (None: tied to none), give its key."""
        return self._add("indicators", "i", {"name": name, **fields}, objective, unstated)

    def value(
        self,
        indicator: str,
        raw: str,
        figure: Figure,
        role: str = "target",
        *,
        year: int | None = None,
        unstated: Collection[str] = (),
    ) -> None:
        """Add a figure printed as `raw`; `year` is that of its column."""
        given: dict[str, object] = {
            "year": year or figure.year or self.year,
            "role": role,
            "raw": raw,
            "comparator": figure.comparator,
            "value": _number(figure.value),
            "value_max": _number(figure.value_max),
            "unit": figure.unit,
            "due_date": figure.due,
        }
        left_open = {"unit"} if figure.unit == OPEN else set()
        if figure.comparator == OPEN:
            left_open = {"comparator", "value", "unit"}
        self._add("values", "v", given, indicator, {*unstated, *left_open})

    def action(
        self, objective: str, description: str, *, unstated: Collection[str] = (), **fields: object
    ) -> None:
        """Add a step of `objective`."""
        given = {"description": description, **fields}
        self._add("actions", "a", given, objective, unstated)

    def unit(
        self, code: str | None, name: str, responsible: str | None, parent: str | None = None
    ) -> str:
        """Add an organisational unit, give its key."""
        given = {"code": code, "name": name, "responsible": responsible}
        return self._add("units", "u", given, parent, ())

    def criterion(self, *, unstated: Collection[str] = (), **fields: object) -> None:
        """Add a rule of judgement."""
        self._add("criteria", "c", fields, None, unstated)

    def _add(
        self,
        kind: str,
        prefix: str,
        given: Mapping[str, object],
        parent: str | None,
        unstated: Collection[str],
    ) -> str:
        """Append a record with all fields of its kind but the `unstated` ones."""
        unknown = set(given) - set(FIELDS[kind]) - {"org_unit", "year"}
        if unknown:
            raise ValueError(f"{kind} have no field {', '.join(sorted(unknown))}")
        key = f"{prefix}{len(self.records[kind]) + 1}"
        record: dict[str, Scalar] = {"key": key}
        if kind in PARENTS and PARENTS[kind] not in unstated:
            record[PARENTS[kind]] = parent
        stated = {name: given.get(name) for name in (*FIELDS[kind], *given)}
        record |= {n: _plain(v) for n, v in stated.items() if n not in unstated}
        self.records[kind].append(record)
        return key


def _number(value: Number | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _plain(value: object) -> Scalar:
    """A JSON scalar: dates ISO, decimals as numbers, strings as they are."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral() else float(value)
    if value is None or isinstance(value, str | int):
        return value
    raise TypeError(f"not a golden value: {value!r}")
