"""A chart of months: each row is a step, due at the end of its last marked month."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Sequence

from piao.normalizers.cleaning import fold
from piao.normalizers.reader import Reader, one_line
from piao.normalizers.rows import Column, Row, Rows

MONTHS = (
    "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
    "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre",
)  # fmt: skip


def _months(section: Rows) -> list[Column]:
    """The last twelve columns where they are headed by the months, whole or cut short."""
    columns = [column for column in section.columns if column.heading][-12:]
    names = [fold(column.heading or "") for column in columns]
    fits = len(names) == 12 and all(
        name and month.startswith(name) for name, month in zip(names, MONTHS, strict=True)
    )
    return columns if fits else []


def fits(section: Rows, reader: Reader) -> float:
    months = _months(section)
    return 0.9 if months and months[0].index > 0 and reader.context.objective else 0.0


def meanings(section: Rows, reader: Reader) -> dict[int, str]:
    return {month.index: "action.due_date" for month in _months(section)}


def read(section: Rows, reader: Reader) -> None:
    months = _months(section)
    year = reader.context.year or reader.year
    for row in section.rows:
        labels = [cell for cell in row.filled if cell.col < months[0].index]
        label = max(labels, key=lambda cell: len(cell.text), default=None)
        marked = _last_marked(row, months)
        if label is None or marked is None or year is None:
            continue
        last_day = calendar.monthrange(year, marked + 1)[1]
        reader.add_action(
            section.table,
            row,
            label,
            objective_id=reader.context.objective,
            description=one_line(label.text),
            due_raw=months[marked].heading,
            due_date=datetime.date(year, marked + 1, last_day),
            score=0.9,
        )


def _last_marked(row: Row, months: Sequence[Column]) -> int | None:
    """The place of the last month with a mark in it; a merged mark covers all its months."""
    marked = [place for place, month in enumerate(months) if row.cell(month.index)]
    return marked[-1] if marked else None
