"""Common objectives as tables of the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich.table import Table
from rich.text import Text

from piao.normalizers.checks.plan import short
from piao.pipeline.display.console import plain
from piao.pipeline.display.wording import number_text, read_text
from piao.pipeline.store.common_objectives.queries import CommonCount

WORDS = {
    "found": "found",
    "uncertain": "uncertain",
    "not_found": "not found",
    "yes": "yes",
    "no": "no",
    "not_printed": "not printed",
    "not_understood": "not understood",
    "other_measure": "other measure",
}


def count_table(counts: Iterable[CommonCount]) -> Table:
    """One line a common objective; 'met' are plans with the weight or target asked for.

    Of what only administrations of the state are asked, nobody is said to lack it.
    """
    headings = ("id", "plans", "found", "uncertain", "not found", "partly read")
    table = _table(*headings, "weight met", "not met", "target met", "not met")
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
    headings = ("administration", "year", "status", "as printed", "weight", "target")
    table = _table(*headings, "weight asked", "target asked", "page", "read")
    for row in rows:
        name = row["indicator"] or row["objective"] or ""
        table.add_row(
            Text(plain(row["entity"] or row["file_name"])),
            str(row["year"]),
            _status(row),
            Text(plain(short(name))),
            "" if row["weight"] is None else f"{number_text(row['weight'])} %",
            Text(plain(short(row["raw"] or ""))),
            WORDS.get(row["meets_weight"], ""),
            WORDS.get(row["meets_target"], ""),
            str(row["page"] or ""),
            read_text(row["coverage"]) or "",
        )
    return table


def _status(row: Mapping[str, Any]) -> str:
    if row["status"] == "not_found" and not row["is_well_read"]:
        return "partly read"
    return WORDS[row["status"]]


def _table(*headings: str) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table
