"""The plans as the standard import tables of GZOOM, one CSV file a table.

What goes where is `gzoom.yaml`, explained in docs/gzoom.md; here are the rows and the
few facts that are worked out: dates, polarity, which values are one number of one year.
"""

from __future__ import annotations

import csv
import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypedDict

from piao.pipeline.display.console import say
from piao.pipeline.exports.csv_files import cell_text
from piao.pipeline.exports.json_text import json_text
from piao.pipeline.exports.output import folder_output, text_output
from piao.pipeline.exports.rows import record_row
from piao.schema.errors import UsageError
from piao.schema.records import Comparator, DocumentRecord, Indicator, Objective, Role, Unit, Value

Facts = Mapping[str, object]
NEEDED = {"documents", "objectives", "indicators", "values", "units"}
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
    import yaml

    text = files(__package__).joinpath("gzoom.yaml").read_text(encoding="utf-8")
    loaded: Mapped = yaml.safe_load(text)
    return loaded


def write(arrays: Iterable[tuple[str, Iterable[object]]], out: Path | None) -> None:
    """Writes `<table>.csv` into the folder `out`: UTF-8, commas, a heading line.

    Values that are not one number of one year stay in the comments of their measure, and
    texts that are longer than their field are left out; how many is said on standard error.
    Raises `UsageError` without a folder.
    """
    if out is None:
        raise UsageError("GZOOM is one file a table: name a folder with --out")
    plans = _Plans(record for name, records in arrays if name in NEEDED for record in records)
    rows = {
        "WeRootInterface": map(plans.document, plans.documents.values()),
        "WeInterface": map(plans.objective, plans.objectives.values()),
        "WeAssocInterface": map(plans.objective, plans.objectives.values()),
        "WeMeasureInterface": map(plans.indicator, plans.indicators.values()),
        "WePartyInterface": (
            plans.objective(o) for o in plans.objectives.values() if o.responsible
        ),
        "AcctgTransInterface": map(plans.value, plans.amounts.values()),
    }
    folder = folder_output(out)
    too_long: Counter[str] = Counter()
    for table, fields in mapping()["tables"].items():
        with text_output(folder / f"{table}.csv") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow([field[0] for field in fields])
            writer.writerows(
                [_fitting(facts, f"{table}.{field[0]}", field[1:], too_long) for field in fields]
                for facts in rows[table]
            )
    for place, count in too_long.items():
        say(f"{place}: left out where longer than GZOOM takes ({count})")
    unweighted = sum(objective.weight is None for objective in plans.objectives.values())
    if unweighted:
        say(
            f"WeAssocInterface.assocWeight: blank for {unweighted} of {len(plans.objectives)} "
            "objectives, to which GZOOM would give 100: fill it in"
        )
    left = len(plans.values) - len(plans.amounts)
    if left:
        say(
            f"{left} of {len(plans.values)} values are not one number of one year: "
            "they are in the comments of their measures only"
        )


class _Plans:
    """The records of an export by their ids, and the facts that fill a row."""

    def __init__(self, records: Iterable[object]) -> None:
        self.documents: dict[str, DocumentRecord] = {}
        self.objectives: dict[str, Objective] = {}
        self.indicators: dict[str, Indicator] = {}
        self.values: list[Value] = []
        unit_codes: dict[tuple[str, str], set[str]] = defaultdict(set)
        for record in records:
            match record:
                case DocumentRecord():
                    self.documents[record.document_id] = record
                case Objective():
                    self.objectives[record.objective_id] = record
                case Indicator():
                    self.indicators[record.indicator_id] = record
                case Value():
                    self.values.append(record)
                case Unit(name=str(name), code=str(code)):
                    unit_codes[record.document_id, name.casefold()].add(code)
        self.unit_codes = unit_codes
        self.values_of: dict[str, list[Value]] = defaultdict(list)
        for value in self.values:
            self.values_of[value.indicator_id].append(value)
        self.amounts = self._amounts()

    def _amounts(self) -> dict[str, Value]:
        """The values that GZOOM can hold: one number a measure, fiscal type and year."""
        places = {value.value_id: self._place(value) for value in self.values}
        count = Counter(places.values())
        return {
            value.value_id: value
            for value in self.values
            if (place := places[value.value_id]) and count[place] == 1
        }

    def _place(self, value: Value) -> tuple[str, str, int] | None:
        """Where a value stands in GZOOM; None where a wrong figure would come of it."""
        fiscal_type = mapping()["codes"]["fiscal_type"].get(value.role)
        plan = self.documents[value.document_id].year
        year = value.year if value.role is Role.BASELINE else value.year or plan
        if fiscal_type is None or value.value is None or value.comparator not in NUMBERS:
            return None
        if year is None or (value.role is Role.BASELINE and (plan is None or year >= plan)):
            return None
        return value.indicator_id, fiscal_type, year

    def document(self, document: DocumentRecord) -> dict[str, object]:
        start, end = document.period_start, document.period_end
        if not (start and end):
            start, end = _years(document.year)
        return {
            **_facts("document", document),
            "document.name": _name(document),
            "document.start": start,
            "document.end": end,
        }

    def objective(self, objective: Objective) -> dict[str, object]:
        document = self.documents[objective.document_id]
        due = objective.due_date
        first, end = _years(objective.year)
        if due:
            year = objective.year or document.year or due.year
            first, end = datetime.date(min(year, due.year), 1, 1), due
        parent = self.objectives.get(objective.parent_id or "")
        return {
            **self.document(document),
            **_facts("objective", objective),
            "objective.type": _type(objective),
            "objective.start": first,
            "objective.end": end,
            "objective.unit_code": self._unit_code(objective),
            "parent.id": parent and parent.objective_id,
            "parent.name": parent and parent.title,
            "parent.type": parent and _type(parent),
        }

    def indicator(self, indicator: Indicator) -> dict[str, object]:
        """A measure of its objective, or of the whole plan where it has none."""
        document = self.documents[indicator.document_id]
        owner = self.objectives.get(indicator.objective_id or "")
        values = self.values_of[indicator.indicator_id]
        polarity = mapping()["codes"]["polarity"]
        directions = {polarity.get(v.comparator) for v in values if v.role is Role.TARGET}
        return {
            **self.document(document),
            **_facts("indicator", indicator),
            "indicator.measure_code": indicator.indicator_id.replace("-", "")[-LONGEST_ID:],
            "indicator.comments": "\n".join(self._comments(indicator)),
            "indicator.polarity": _only(directions),
            "indicator.value_unit": indicator.unit or _only({v.unit for v in values}),
            "owner.id": owner.objective_id if owner else document.document_id,
            "owner.type": owner and _type(owner),
            "owner.name": owner.title if owner else _name(document),
            "owner.unit_code": owner and self._unit_code(owner),
        }

    def value(self, value: Value) -> dict[str, object]:
        year = value.year or self.documents[value.document_id].year
        return {
            **self.indicator(self.indicators[value.indicator_id]),
            **_facts("value", value),
            "value.date": _years(year)[1],
            "value.fiscal_type": mapping()["codes"]["fiscal_type"][value.role],
        }

    def _comments(self, indicator: Indicator) -> Iterator[str]:
        labels = mapping()["labels"]
        if indicator.description:
            yield indicator.description
        for name in ABOUT:
            if text := getattr(indicator, name):
                yield f"{labels[name]}: {text}"
        for value in self.values_of[indicator.indicator_id]:
            if value.value_id not in self.amounts:
                year = f" {value.year}" if value.year else ""
                yield f"{labels[value.role]}{year}: {value.raw}"

    def _unit_code(self, objective: Objective) -> str | None:
        name = (objective.org_unit or "").casefold()
        return _only(self.unit_codes.get((objective.document_id, name), set()))


def _facts(prefix: str, record: object) -> dict[str, object]:
    return {f"{prefix}.{name}": value for name, value in record_row(record).items()}


def _name(document: DocumentRecord) -> str:
    return document.title or document.file_name


def _type(objective: Objective) -> str:
    return mapping()["codes"]["type"][objective.level]


def _years(year: int | None) -> tuple[datetime.date | None, datetime.date | None]:
    """First and last day of a year."""
    return (datetime.date(year, 1, 1), datetime.date(year, 12, 31)) if year else (None, None)


def _only(found: Set[str | None]) -> str | None:
    """The one thing that there is, None where there are several."""
    return next(iter(found)) if len(found) == 1 else None


def _fitting(facts: Facts, place: str, rule: list[str | None], too_long: Counter[str]) -> str:
    """A field's text, or what stands for absent where it is too long; that is counted."""
    text = _cell(facts, *rule)
    if len(text) <= mapping()["longest"].get(place, len(text)):
        return text
    too_long[place] += 1
    return _cell({}, None, *rule[1:])


def _cell(facts: Facts, source: str | None = None, absent: str | None = None) -> str:
    """A field's text: decimals with a point, dates as GZOOM's date and time."""
    value = source[1:] if source and source.startswith("=") else source and facts[source]
    if value is None or value == "":
        return absent or ""
    if isinstance(value, Decimal):
        return json_text(value)
    if isinstance(value, datetime.date):
        return f"{value.isoformat()} 00:00:00"
    return cell_text(value)
