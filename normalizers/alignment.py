"""Puts shifted cells back under their headings.

Text conversions of PDFs lose the blank cells that merged cells leave at the start
of a row, so that the cells sit too far left, and now and then add one. A row goes
where its cells make the pattern (text, percentage, figure, …) that other rows have.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from piao.normalizers.rows import Row
from piao.schema.document import Cell

SHIFTS = (0, 1, 2, 3, 4, -1, -2)
FEWEST_ROWS = 4
FEWEST_ALIKE = 2
ALIKE_RATIO = 2.0
"""How many times more rows must have the pattern of the moved row than that of the row as it is."""

_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("percentage", re.compile(r"[\d.,]+\s*%")),
    ("outline", re.compile(r"\d{1,2}(\.\d{1,2})+\.?")),
    ("figure", re.compile(r"(€\s*)?-?[\d.,]+\s*(€|euro)?")),
    ("code", re.compile(r"(?=.*\d)(?=.*[A-Z])[A-Z\d_.\-/]{3,}")),
    ("deadline", re.compile(r"(?i)entro .{3,30}|[\d./]{6,10}")),
)


def shape(text: str | None) -> str:
    """What kind of content a cell has: blank, percentage, figure, code, text, …"""
    if not text:
        return "blank"
    return next((name for name, pattern in _SHAPES if pattern.fullmatch(text)), "text")


def realign(rows: Sequence[Row]) -> list[Row]:
    """The rows, with those that fit better elsewhere moved left or right as a whole."""
    if len(rows) < FEWEST_ROWS:
        return list(rows)
    patterns = Counter(_pattern(row.cells) for row in rows)
    return [_best(row, patterns) for row in rows]


def _pattern(cells: Sequence[Cell | None]) -> tuple[str, ...]:
    return tuple(shape(cell.text if cell else None) for cell in cells)


def _best(row: Row, patterns: Counter[tuple[str, ...]]) -> Row:
    if not row.filled or (len(row.filled) == 1 and row.cells[0] is not None and row.cells[0].text):
        return row
    here = patterns[_pattern(row.cells)] - 1
    candidates = [cells for shift in SHIFTS if (cells := shifted(row.cells, shift)) is not None]
    chosen = max(candidates[1:], key=lambda cells: patterns[_pattern(cells)], default=row.cells)
    there = patterns[_pattern(chosen)]
    fits = there >= FEWEST_ALIKE and there + 0.5 >= ALIKE_RATIO * (here + 0.5)
    return Row(row.index, chosen) if fits else row


def shifted(cells: tuple[Cell | None, ...], by: int) -> tuple[Cell | None, ...] | None:
    """The cells moved `by` columns to the right; None where text would fall out."""
    if by == 0:
        return cells
    lost = cells[-by:] if by > 0 else cells[:-by]
    if abs(by) >= len(cells) or any(cell is not None and cell.text for cell in lost):
        return None
    blanks = (None,) * abs(by)
    return blanks + cells[:-by] if by > 0 else cells[-by:] + blanks


def spread_headings(
    levels: Sequence[Sequence[str | None]], rows: Sequence[Row]
) -> list[list[str | None]]:
    """Moves headings right by one where the first one spans a column of codes.

    'TIPOLOGIA INDICATORE | DEFINIZIONE | VALORE' over rows of code, name, formula and
    value: the conversion printed the first heading, which spans two columns, once.
    """
    full = [row for row in rows if len(row.filled) >= 2]
    coded = sum(shape(row.text(0)) == "outline" for row in full)
    if (
        not full
        or coded < 0.8 * len(full)
        or not levels[0][0]
        or any(level[-1] for level in levels)
    ):
        return [list(level) for level in levels]
    return [[None, *level[:-1]] for level in levels]
