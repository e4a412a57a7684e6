"""The plans as the standard import tables of GZOOM, one CSV file a table."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import Any

from piao.pipeline.display.console import say
from piao.pipeline.exports.records.gzoom import Facts, PlanFacts, mapping
from piao.pipeline.exports.writing.csv_files import WriteRow, csv_output
from piao.pipeline.exports.writing.json_text import json_text
from piao.pipeline.exports.writing.output import folder_output
from piao.schema.errors import UsageError
from piao.schema.language import text

PARTS = ("objectives", "indicators", "values", "units")


def write(arrays: Iterable[tuple[str, Iterable[Any]]], out: Path | None) -> None:
    """Writes `<table>.csv` into the folder `out`: UTF-8, commas, a heading line.

    Values that are not one number of one year stay in the comments of their measure, and
    texts that are longer than their field are left out; how many is said on standard error.
    Raises `UsageError` without a folder.
    """
    if out is None:
        raise UsageError("GZOOM is one file a table: name a folder with --out")
    folder = folder_output(out)
    too_long: Counter[str] = Counter()
    count: Counter[str] = Counter()
    with ExitStack() as stack:
        tables = {}
        for table, fields in mapping()["tables"].items():
            tables[table] = stack.enter_context(csv_output(folder / f"{table}.csv"))
            tables[table](field[0] for field in fields)
        for plan in _plans(arrays):
            _write_plan(plan, tables, too_long)
            count["objectives"] += len(plan.objectives)
            count["unweighted"] += sum(o["objective.weight"] is None for o in plan.objectives)
            count["values"] += plan.value_count
            count["left"] += plan.value_count - len(plan.amounts)
    _say_what_is_missing(too_long, count)


def _plans(arrays: Iterable[tuple[str, Iterable[Any]]]) -> Iterator[PlanFacts]:
    """The plans one after the other, as the documents come in each array: only two are held."""
    streams = {name: iter(records) for name, records in arrays if name in {"documents", *PARTS}}
    documents = streams.pop("documents", iter(()))
    heads = {name: next(stream, None) for name, stream in streams.items()}
    for document in documents:
        plan: dict[str, list[Any]] = {name: [] for name in PARTS}
        for name, stream in streams.items():
            while (head := heads[name]) and head.document_id == document.document_id:
                plan[name].append(head)
                heads[name] = next(stream, None)
        yield PlanFacts(document, **plan)


def _write_plan(plan: PlanFacts, tables: Mapping[str, WriteRow], too_long: Counter[str]) -> None:
    rows: dict[str, Iterable[Facts]] = {
        "WeRootInterface": [plan.document],
        "WeInterface": plan.objectives,
        "WeAssocInterface": plan.objectives,
        "GlAccountInterface": plan.indicators.values(),
        "WeMeasureInterface": plan.indicators.values(),
        "WePartyInterface": [o for o in plan.objectives if o["objective.responsible"]],
        "AcctgTransInterface": plan.values,
    }
    for table, fields in mapping()["tables"].items():
        for facts in rows[table]:
            tables[table](
                _fitting(facts, f"{table}.{field[0]}", field[1:], too_long) for field in fields
            )


def _say_what_is_missing(too_long: Counter[str], count: Counter[str]) -> None:
    for place in (
        f"{t}.{field[0]}" for t, fields in mapping()["tables"].items() for field in fields
    ):
        if too_long[place]:
            say(
                text(
                    "{place}: left out where longer than GZOOM takes ({count})",
                    place=place,
                    count=too_long[place],
                )
            )
    if count["unweighted"]:
        say(
            text(
                "WeAssocInterface.assocWeight: blank for {count} of "
                "{objectives} objectives, to which GZOOM would give 100: fill it in",
                count=count["unweighted"],
                objectives=count["objectives"],
            )
        )
    if count["left"]:
        say(
            text(
                "{count} of {values} values are not one number of one year: "
                "they are in the comments of their measures only",
                count=count["left"],
                values=count["values"],
            )
        )


def _fitting(facts: Facts, place: str, rule: list[str | None], too_long: Counter[str]) -> object:
    """A field's value, or what stands for absent where it is too long; that is counted."""
    value = _value(facts, *rule)
    longest = mapping()["longest"].get(place)
    if longest is None or not isinstance(value, str) or len(value) <= longest:
        return value
    too_long[place] += 1
    return _value({}, None, *rule[1:])


def _value(facts: Facts, source: str | None = None, absent: str | None = None) -> object:
    """A field's value: decimals with all their digits, dates as GZOOM's date and time."""
    value = source[1:] if source and source.startswith("=") else source and facts[source]
    if value is None or value == "":
        return absent
    if isinstance(value, Decimal):
        return json_text(value)
    if isinstance(value, datetime.date):
        return f"{value.isoformat()} 00:00:00"
    return value
