"""Puts shifted cells back under their headings.

Text conversions of PDFs lose the blank cells that merged cells leave at the start
of a row, so that the cells sit too far left, and now and then add one. A row goes
where its cells are most like those of the other rows of their columns.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from piao.normalizers.rows import Row
from piao.schema.document import Cell

SHIFTS = (0, 1, 2, 3, 4, -1, -2)
SHIFT_GAIN = 3.0
"""How much likelier (natural logarithm) a shifted row must be than the row as it stands."""

_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("percentage", re.compile(r"[\d.,]+\s*%")),
    ("amount", re.compile(r"(€\s*)?-?[\d.,]+\s*(€|euro)?")),
    ("outline", re.compile(r"\d+(\.\d+)+\.?")),
    ("code", re.compile(r"(?=.*\d)(?=.*[A-Z])[A-Z\d_.\-/]{3,}")),
    ("deadline", re.compile(r"(?i)entro .*|[\d./]{6,10}|\w*(bre|aio|zo|ile|gio|gno|glio|sto|ale)")),
)


def shape(text: str | None) -> str:
    """What kind of content a cell has: blank, percentage, code, short, long, …"""
    if not text:
        return "blank"
    for name, pattern in _SHAPES:
        if pattern.fullmatch(text):
            return name
    return "short" if len(text) <= 12 else "long"


def realign(rows: Sequence[Row]) -> list[Row]:
    """The rows, with those that fit better elsewhere moved left or right as a whole."""
    if len(rows) < 4:
        return list(rows)
    columns = max(len(row.cells) for row in rows)
    profiles = [Counter(shape(row.text(column)) for row in rows) for column in range(columns)]

    def likelihood(cells: Sequence[Cell | None]) -> float:
        return sum(
            math.log((profile[shape(cell.text if cell else None)] + 0.3) / (len(rows) + 2))
            for profile, cell in zip(profiles, cells, strict=True)
        )

    def best(row: Row) -> Row:
        if len(row.filled) < 2:
            return row
        candidates = [cells for shift in SHIFTS if (cells := shifted(row.cells, shift)) is not None]
        chosen = max(candidates, key=likelihood)
        gain = likelihood(chosen) - likelihood(row.cells)
        return Row(row.index, chosen) if gain > SHIFT_GAIN else row

    return [best(row) for row in rows]


def shifted(cells: tuple[Cell | None, ...], by: int) -> tuple[Cell | None, ...] | None:
    """The cells moved `by` columns to the right; None where text would fall out."""
    if by == 0:
        return cells
    lost = cells[-by:] if by > 0 else cells[:-by]
    if any(cell is not None and cell.text for cell in lost):
        return None
    blanks = (None,) * abs(by)
    return blanks + cells[:-by] if by > 0 else cells[-by:] + blanks


def spread_headings(headings: Sequence[str | None], rows: Sequence[Row]) -> list[str | None]:
    """Moves headings right by one where the first one spans a column of codes.

    'TIPOLOGIA INDICATORE | DEFINIZIONE | VALORE' over rows of code, name, formula and
    value: the conversion printed the first heading, which spans two columns, once.
    """
    full = [row for row in rows if len(row.filled) >= 2]
    coded = sum(shape(row.text(0)) == "outline" for row in full)
    if not full or coded < 0.8 * len(full) or not headings[0] or headings[-1]:
        return list(headings)
    return [None, *headings[:-1]]
