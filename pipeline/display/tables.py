"""Tables with what was made of them, as listings."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from piao.pipeline.display.console import lines, plain
from piao.pipeline.display.form import METHODS
from piao.pipeline.display.words import count_text
from piao.pipeline.explanation import ExplainedTable
from piao.schema.language import Message, text


def table_list(explanations: Iterable[ExplainedTable]) -> Table:
    """One line a table: where it stands, its size, how it was found, what came of it."""
    table = lines(
        Message("table"),
        Message("page"),
        Message("rows"),
        Message("columns"),
        Message("found as"),
        Message("confidence"),
        Message("records"),
        folding=(6,),
    )
    for one in explanations:
        records = ", ".join(count_text(count, name) for name, count in one.records.items())
        table.add_row(
            one.table_id.rpartition("-")[2],
            "" if one.page is None else str(one.page),
            str(one.rows),
            str(one.columns),
            one.extractor,
            text("{score:.2f}", score=one.confidence),
            records or text("none"),
            style=None if one.records else "dim",
        )
    return table


def column_table(explanation: ExplainedTable) -> Table:
    """One line a column of a table: its heading, what it was taken for, how and how surely."""
    table = lines(
        Message("column"),
        Message("heading"),
        Message("taken for"),
        Message("year"),
        Message("method"),
        Message("score"),
        folding=(1,),
    )
    for heading in explanation.headings:
        table.add_row(
            str(heading.column),
            Text(plain(heading.heading or "")),
            heading.field or text("nothing"),
            "" if heading.year is None else str(heading.year),
            str(METHODS.get(heading.method, heading.method)),
            text("{score:.2f}", score=heading.score),
            style=None if heading.field else "yellow",
        )
    return table
