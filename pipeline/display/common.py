"""Common objectives as tables of the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich.table import Table
from rich.text import Text

from piao.normalizers.checks.plan import short
from piao.pipeline.display.console import lines, plain
from piao.pipeline.display.wording import percent_text, read_text
from piao.pipeline.display.words import word
from piao.pipeline.store.common_objectives.queries import CommonCount
from piao.schema.language import Message, spoken


def count_table(counts: Iterable[CommonCount]) -> Table:
    """One line a common objective; 'met' are plans with the weight or target asked for.

    Of what only administrations of the state are asked, nobody is said to lack it.
    """
    table = lines(
        Message("id"),
        Message("plans"),
        Message("found"),
        Message("uncertain"),
        Message("not found"),
        Message("partly read"),
        Message("weight met"),
        Message("not met"),
        Message("target met"),
        Message("not met"),
    )
    for count in counts:
        figures = (
            *(count.plans, count.found, count.uncertain),
            *((count.not_found, count.partly_read) if count.asked_of == "all" else (None, None)),
            *(count.weight_met, count.weight_not_met, count.target_met, count.target_not_met),
        )
        table.add_row(count.common_id, *("" if n is None else str(n) for n in figures))
    return table


def place_table(rows: Iterable[Mapping[str, Any]]) -> Table:
    """One line a place in a plan, or a plan where it was not found."""
    table = lines(
        Message("administration"),
        Message("year"),
        Message("status"),
        Message("as printed"),
        Message("weight"),
        Message("target"),
        Message("weight asked"),
        Message("target asked"),
        Message("page"),
        Message("read"),
    )
    for row in rows:
        name = row["indicator"] or row["objective"] or ""
        table.add_row(
            Text(plain(row["entity"] or row["file_name"])),
            str(row["year"]),
            _status(row),
            Text(plain(short(name))),
            "" if row["weight"] is None else percent_text(row["weight"], spoken()),
            Text(plain(short(row["raw"] or ""))),
            _answer(row["meets_weight"]),
            _answer(row["meets_target"]),
            str(row["page"] or ""),
            read_text(row["coverage"]) or "",
        )
    return table


def _status(row: Mapping[str, Any]) -> str:
    if row["status"] == "not_found" and not row["is_well_read"]:
        return word("partly read")
    return _answer(row["status"])


def _answer(value: str | None) -> str:
    return word((value or "").replace("_", " "))
