"""What was read in a document beside what a careful reader found in it, field by field.

Records are paired one to one by their names. Of a pair each field that the truth gives
counts; a record that is missing costs recall with all of its fields, one too many costs
precision. What the truth leaves out is not compared.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz

from piao.schema.records import (
    Action,
    Criterion,
    DocumentRecord,
    Indicator,
    Objective,
    Provenance,
    Records,
    Unit,
)

Row = Mapping[str, Any]
Truth = Mapping[str, Any]

NAMES = {
    "objectives": ("title",),
    "indicators": ("name",),
    "actions": ("description",),
    "units": ("name",),
    "criteria": ("component", "subject", "text"),
}
"""The record types that are compared, with what they are paired by."""
RECORDS: Mapping[str, type] = {
    "document": DocumentRecord,
    "objectives": Objective,
    "indicators": Indicator,
    "actions": Action,
    "units": Unit,
    "criteria": Criterion,
}
OF_VALUES = ("raw", "role", "year", "comparator", "value", "value_max", "unit", "due_date")
OWNERS = {"parent": "parent_id", "objective": "objective_id"}
_PLACES = {attribute.name for attribute in fields(Provenance)} | {"position"}
COMPARED = {
    kind: ({one.name for one in fields(record)} | set(OWNERS)) - _PLACES
    for kind, record in RECORDS.items()
}
"""The attributes of a record and its owner's title; where it was read is not compared."""
_TIES = ("objective", "parent", "org_unit", "code", "responsible")
_NUMBERS = {"weight", "value", "value_max", "year"}
_YEARS = {"period_start", "period_end"}
_WORDS = {"level", "role", "comparator", "due_date", "kind", "scope"}
_UNITS = {"€": "eur", "euro": "eur", "gg": "giorni", "gg.": "giorni", "giorno": "giorni"}
_ALIKE_NAMES = 85.0
_ALIKE_TEXTS = 95.0
_TOO_MANY = 4
"""Fields that a value too many counts for."""


@dataclass(slots=True)
class Count:
    """Fields: those of the truth, those read, and those read right."""

    right: int = 0
    true: int = 0
    read: int = 0

    def add(self, other: Count) -> None:
        """Add another count to this one."""
        self.right += other.right
        self.true += other.true
        self.read += other.read

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where there is nothing."""
        if not self.true and not self.read:
            return 1.0
        return 2 * self.right / (self.true + self.read)


@dataclass(slots=True)
class Comparison:
    """The counts of a document by record type, and what differs, in words."""

    counts: dict[str, Count] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)

    @property
    def total(self) -> Count:
        """All record types together."""
        total = Count()
        for count in self.counts.values():
            total.add(count)
        return total


def rows_of(records: Records) -> dict[str, list[dict[str, Any]]]:
    """The records as rows, an owner by its title, the values in their indicators."""
    rows = {kind: [_plain(one) for one in getattr(records, kind)] for kind in NAMES}
    titles = {row["objective_id"]: row["title"] for row in rows["objectives"]}
    values: dict[str, list[dict[str, Any]]] = {}
    for value in records.values:
        values.setdefault(value.indicator_id, []).append(_plain(value))
    for every in rows.values():
        for row in every:
            for name, owner in OWNERS.items():
                row[name] = titles.get(row.get(owner))
    for row in rows["indicators"]:
        row["values"] = values.get(row["indicator_id"], [])
    return {**rows, "document": [_plain(records.document)]}


def _plain(record: Any) -> dict[str, Any]:
    return {attribute.name: _value(getattr(record, attribute.name)) for attribute in fields(record)}


def _value(value: object) -> object:
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, datetime.date) else value


def compare(truth: Truth, records: Records) -> Comparison:
    """Hold what was read against the truth."""
    read, found = rows_of(records), Comparison()
    _compare_fields("document", truth["document"], read["document"][0], found)
    for kind in NAMES:
        if kind in truth:
            found.counts[kind] = Count()
            _compare_kind(kind, truth[kind], read[kind], found)
    return found


def _compare_kind(kind: str, true: Sequence[Row], read: Sequence[Row], found: Comparison) -> None:
    pairs = _pairs(kind, true, read)
    for place, row in enumerate(true):
        if place in pairs:
            other = read[pairs[place]]
            _compare_fields(kind, row, other, found)
            if "values" in row:
                _compare_values(_name(kind, row), row["values"], other["values"], found)
        else:
            given = sum(name in COMPARED[kind] for name in row)
            valued = sum(len(_given(value)) for value in row.get("values", ()))
            found.counts[kind].true += given + valued
            found.differences.append(f"{kind} missing: {_name(kind, row)}")
    compared = {name for row in true for name in row} & COMPARED[kind]
    for place, row in enumerate(read):
        if place not in pairs.values():
            count = sum(row.get(name) is not None for name in compared)
            found.counts[kind].read += max(1, count) + _TOO_MANY * len(row.get("values", ()))
            found.differences.append(f"{kind} too many: {_name(kind, row)}")


def _compare_fields(kind: str, true: Row, read: Row, found: Comparison) -> None:
    count = found.counts.setdefault(kind, Count())
    for name, value in true.items():
        if name in COMPARED[kind]:
            _judge(count, name, (value, read.get(name)), f"{kind}.{name}", found)


def _judge(
    count: Count, name: str, both: tuple[object, object], place: str, found: Comparison
) -> None:
    true, read = both
    right = is_right(name, true, read)
    count.true += 1
    count.read += read is not None or right
    count.right += right
    if not right:
        found.differences.append(f"{place}: {str(true)[:80]!r}, read {str(read)[:80]!r}")


def _compare_values(
    owner: str, true: Sequence[Row], read: Sequence[Row], found: Comparison
) -> None:
    count, left = found.counts["indicators"], list(read)
    for value in true:
        best = max(left, key=lambda other: _likeness(value, other), default=None)
        for name in _given(value):
            told = best[name] if best else None
            _judge(count, name, (value[name], told), f"value.{name} of {owner}", found)
        if best is not None:
            left.remove(best)
    count.read += _TOO_MANY * len(left)


def _given(value: Row) -> list[str]:
    return [name for name in OF_VALUES if name in value]


def _likeness(true: Row, read: Row) -> int:
    """How well a value that was read is the true one: by its words, its role, its year."""
    same_year = "year" not in true or is_right("year", true["year"], read["year"])
    same_raw = is_right("raw", true.get("raw"), read["raw"])
    same_role = bool(true.get("role") == read["role"])
    return 4 * same_raw + 2 * same_role + same_year


def is_right(name: str, true: object, read: object) -> bool:
    """Whether a field was read as the truth has it.

    >>> is_right("weight", 40, Decimal("40.0")), is_right("unit", "€", "EUR")
    (True, True)
    """
    if true is None or read is None:
        return true is read
    if name in _YEARS:
        return str(true)[:4] == str(read)[:4]
    if name in _NUMBERS:
        return _number(true) == _number(read)
    if name in _WORDS:
        return str(read).lower() in str(true).lower().split("|")
    if name == "unit" and {_unit(true), _unit(read)} <= {_unit(true)}:
        return True
    one, other = _letters(str(true)), _letters(str(read))
    return one == other or bool(one and other and fuzz.ratio(one, other) >= _ALIKE_TEXTS)


def _unit(text: object) -> str:
    folded = str(text).strip().lower()
    return _UNITS.get(folded, folded)


def _number(text: object) -> Decimal | None:
    try:
        return Decimal(str(text))
    except InvalidOperation:
        return None


@lru_cache(maxsize=65536)
def _letters(text: str) -> str:
    text = unicodedata.normalize("NFKD", text)
    return re.sub(r"[^0-9a-z≥≤<>=%€]", "", text.lower())


def _name(kind: str, row: Row) -> str:
    return " ".join(str(row[name]) for name in NAMES[kind] if row.get(name))[:90]


def _pairs(kind: str, true: Sequence[Row], read: Sequence[Row]) -> dict[int, int]:
    """The place of each true record with that of the one that was read for it."""
    likely: list[tuple[float, int, int]] = []
    for place, row in enumerate(true):
        for other_place, other in enumerate(read):
            alike = fuzz.ratio(_letters(_name(kind, row)), _letters(_name(kind, other)))
            if alike >= _ALIKE_NAMES:
                drift = abs(place / len(true) - other_place / len(read)) / 2
                likely.append((alike + _tie(row, other) - drift, place, other_place))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, place, other_place in sorted(likely, reverse=True):
        if place not in pairs and other_place not in taken:
            pairs[place] = other_place
            taken.add(other_place)
    return pairs


def _tie(true: Row, read: Row) -> float:
    """What decides between records of one name: owner, unit, code, their figures."""
    shared = (name for name in _TIES if true.get(name) is not None and read.get(name) is not None)
    alike = sum(fuzz.ratio(_letters(str(true[n])), _letters(str(read[n]))) / 1000 for n in shared)
    raws = {_letters(str(value.get("raw"))) for value in true.get("values", ())}
    return alike + 0.5 * any(_letters(value["raw"]) in raws for value in read.get("values", ()))
