"""Tables with what was made of them, as listings."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from piao.pipeline.display.console import plain
from piao.pipeline.display.form import METHODS
from piao.pipeline.explanation import ExplainedTable


def table_list(explanations: Iterable[ExplainedTable]) -> Table:
    """One line a table: where it stands, its size, how it was found, what came of it."""
    table = _lines("table", "page", "rows", "columns", "found as", "confidence", "records")
    for one in explanations:
        records = ", ".join(f"{count} {name}" for name, count in one.records.items())
        table.add_row(
            one.table_id.rpartition("-")[2],
            "" if one.page is None else str(one.page),
            str(one.rows),
            str(one.columns),
            one.extractor,
            f"{one.confidence:.2f}",
            records or "none",
            style=None if one.records else "dim",
        )
    return table


def column_table(explanation: ExplainedTable) -> Table:
    """One line a column of a table: its heading, what it was taken for, how and how surely."""
    table = _lines("column", "heading", "taken for", "year", "method", "score")
    for heading in explanation.headings:
        table.add_row(
            str(heading.column),
            Text(plain(heading.heading or "")),
            heading.field or "nothing",
            "" if heading.year is None else str(heading.year),
            METHODS.get(heading.method, heading.method),
            f"{heading.score:.2f}",
            style=None if heading.field else "yellow",
        )
    return table


def _lines(*headings: str) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in headings:
        folds = heading in {"heading", "records"}
        table.add_column(heading, no_wrap=not folds, overflow="fold")
    return table
