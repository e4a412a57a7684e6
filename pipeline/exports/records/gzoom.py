"""What goes into the import tables of GZOOM: the facts about each record of a plan.

Which fact goes where is `gzoom.yaml`, explained in docs/data/gzoom.md; here are the few that
are worked out: dates, polarity, which values are one number of one year.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache, cached_property
from pathlib import Path
from typing import TypedDict

from piao.pipeline.exports.writing.rows import record_row
from piao.schema.records import Comparator, DocumentRecord, Indicator, Objective, Role, Unit, Value

Facts = Mapping[str, object]
NUMBERS = {Comparator.EQ, Comparator.GE, Comparator.GT, Comparator.LE, Comparator.LT}
"""The comparators whose figure is one number; a range would lose its other end."""
LONGEST_ID = 20
"""Characters of an id in GZOOM: of the thousandth measure of a plan the first ones go."""
ABOUT = ("formula", "data_source", "frequency", "org_unit", "responsible")


class Mapped(TypedDict):
    """`gzoom.yaml`: codes by kind, Italian labels, tables as [field, source, absent].

    `longest` is by `table.field` how many characters it takes.
    """

    codes: dict[str, dict[str, str]]
    longest: dict[str, int]
    labels: dict[str, str]
    tables: dict[str, list[list[str | None]]]


@cache
def mapping() -> Mapped:
    """What goes into which field."""
    from piao.normalizers.own_data import read_data

    loaded: Mapped = read_data(Path(__file__).with_name("gzoom.yaml"))
    return loaded


class PlanFacts:
    """The facts that fill the rows of one plan; the rows of a table are in reading order."""

    def __init__(
        self,
        document: DocumentRecord,
        objectives: Sequence[Objective],
        indicators: Sequence[Indicator],
        values: Sequence[Value],
        units: Sequence[Unit],
    ) -> None:
        self._document = document
        self._objectives = {objective.objective_id: objective for objective in objectives}
        self._indicators = indicators
        self._values = values
        self._values_of: dict[str, list[Value]] = defaultdict(list)
        for value in values:
            self._values_of[value.indicator_id].append(value)
        self._unit_codes: dict[str, set[str | None]] = defaultdict(set)
        for unit in units:
            if unit.name is not None and unit.code is not None:
                self._unit_codes[unit.name.casefold()].add(unit.code)

    @cached_property
    def document(self) -> Facts:
        """The scheda."""
        start, end = self._document.period_start, self._document.period_end
        if not (start and end):
            start, end = _years(self._document.year)
        return {
            **_facts("document", self._document),
            "document.name": self._name,
            "document.start": start,
            "document.end": end,
        }

    @cached_property
    def objectives(self) -> Sequence[Facts]:
        """All of the tree."""
        return [self._objective(objective) for objective in self._objectives.values()]

    @cached_property
    def indicators(self) -> Mapping[str, Facts]:
        """By its id each indicator."""
        return {i.indicator_id: self._indicator(i) for i in self._indicators}

    @cached_property
    def amounts(self) -> Mapping[str, Value]:
        """By its id each value that GZOOM can hold: one number a measure, fiscal type and year."""
        places = {value.value_id: self._place(value) for value in self._values}
        count = Counter(places.values())
        return {
            value.value_id: value
            for value in self._values
            if (place := places[value.value_id]) and count[place] == 1
        }

    @property
    def values(self) -> Iterator[Facts]:
        """Those that GZOOM can hold."""
        for value in self.amounts.values():
            yield {
                **self.indicators[value.indicator_id],
                **_facts("value", value),
                "value.date": _years(value.year or self._document.year)[1],
                "value.fiscal_type": mapping()["codes"]["fiscal_type"][value.role],
            }

    @property
    def value_count(self) -> int:
        """The values of the plan, those that GZOOM cannot hold among them."""
        return len(self._values)

    @property
    def _name(self) -> str:
        return self._document.title or self._document.file_name

    def _place(self, value: Value) -> tuple[str, str, int] | None:
        """Where a value stands in GZOOM; None where a wrong figure would come of it."""
        fiscal_type = mapping()["codes"]["fiscal_type"].get(value.role)
        plan = self._document.year
        year = value.year if value.role is Role.BASELINE else value.year or plan
        if fiscal_type is None or value.value is None or value.comparator not in NUMBERS:
            return None
        if year is None or (value.role is Role.BASELINE and (plan is None or year >= plan)):
            return None
        return value.indicator_id, fiscal_type, year

    def _objective(self, objective: Objective) -> Facts:
        due = objective.due_date
        first, end = _years(objective.year)
        if due:
            year = objective.year or self._document.year or due.year
            first, end = datetime.date(min(year, due.year), 1, 1), due
        parent = self._objectives.get(objective.parent_id or "")
        return {
            **self.document,
            **_facts("objective", objective),
            "objective.type": _type(objective),
            "objective.start": first,
            "objective.end": end,
            "objective.unit_code": self._unit_code(objective),
            "parent.id": parent and parent.objective_id,
            "parent.name": parent and parent.title,
            "parent.type": parent and _type(parent),
        }

    def _indicator(self, indicator: Indicator) -> Facts:
        """A measure of its objective, or of the whole plan where it has none."""
        owner = self._objectives.get(indicator.objective_id or "")
        values = self._values_of.get(indicator.indicator_id, ())
        polarity = mapping()["codes"]["polarity"]
        directions = {polarity.get(v.comparator) for v in values if v.role is Role.TARGET}
        return {
            **self.document,
            **_facts("indicator", indicator),
            "indicator.measure_code": indicator.indicator_id.replace("-", "")[-LONGEST_ID:],
            "indicator.comments": "\n".join(self._comments(indicator)),
            "indicator.polarity": _only(directions),
            "indicator.value_unit": indicator.unit or _only({v.unit for v in values}),
            "owner.id": owner.objective_id if owner else self._document.document_id,
            "owner.type": owner and _type(owner),
            "owner.name": owner.title if owner else self._name,
            "owner.unit_code": owner and self._unit_code(owner),
        }

    def _comments(self, indicator: Indicator) -> Iterator[str]:
        labels = mapping()["labels"]
        if indicator.description:
            yield indicator.description
        for name in ABOUT:
            if text := getattr(indicator, name):
                yield f"{labels[name]}: {text}"
        for value in self._values_of.get(indicator.indicator_id, ()):
            if value.value_id not in self.amounts:
                year = f" {value.year}" if value.year else ""
                yield f"{labels[value.role]}{year}: {value.raw}"

    def _unit_code(self, objective: Objective) -> str | None:
        return _only(self._unit_codes.get((objective.org_unit or "").casefold(), set()))


def _facts(prefix: str, record: object) -> dict[str, object]:
    return {f"{prefix}.{name}": value for name, value in record_row(record).items()}


def _type(objective: Objective) -> str:
    return mapping()["codes"]["type"][objective.level]


def _years(year: int | None) -> tuple[datetime.date | None, datetime.date | None]:
    """First and last day of a year."""
    return (datetime.date(year, 1, 1), datetime.date(year, 12, 31)) if year else (None, None)


def _only(found: Set[str | None]) -> str | None:
    """The one thing that there is, None where there are several."""
    return next(iter(found)) if len(found) == 1 else None
