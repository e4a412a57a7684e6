"""Puts shifted cells back under their headings.

Text conversions of PDFs lose the blank cells that merged cells leave at the start
of a row, so that the cells sit too far left, and now and then add one. A row goes
where its cells make the pattern (text, percentage, figure, …) that other rows have.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from piao.normalizers.forms.pieces import Row
from piao.schema.document import Cell

SHIFTS = (1, 2, 3, 4, -1, -2)
FEWEST_ROWS = 4
FEWEST_ALIKE = 2
ALIKE_RATIO = 2.0
"""How many times more rows must look like the moved row than like the row as it stands."""

MOST_PATTERNS = 300
"""Patterns of rows that are compared; tables have a few dozen."""

_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("outline", re.compile(r"\d{1,2}(\.\d{1,2})+\.?")),
    ("percentage", re.compile(r"[\d.,]+\s*%")),
    ("figure", re.compile(r"[<>=≤≥]{0,2}\s*(€\s*)?-?[\d.,]+\s*(€|euro|%|gg\.?|giorni|ore)?")),
    ("code", re.compile(r"(?=.*\d)(?=.*[A-Z])[A-Z\d_.\-/]{3,}")),
    ("deadline", re.compile(r"(?i)entro .{3,30}|[\d./]{6,10}")),
)
_ALIKE = {"percentage": "figure"}

Pattern = tuple[str, ...]


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
    common = patterns.most_common(MOST_PATTERNS)
    alike = cache(lambda pattern: _count_alike(pattern, common))
    return [_best(row, alike) for row in rows]


def _pattern(cells: Sequence[Cell | None]) -> Pattern:
    shapes = (shape(cell.text if cell else None) for cell in cells)
    return tuple(_ALIKE.get(kind, kind) for kind in shapes)


def _best(row: Row, count_alike: Callable[[Pattern], float]) -> Row:
    if not row.filled or (len(row.filled) == 1 and row.cells[0] is not None and row.cells[0].text):
        return row
    candidates = [cells for by in SHIFTS if (cells := shifted(row.cells, by)) is not None]
    alike = [count_alike(_pattern(cells)) for cells in candidates]
    there = max(alike, default=0)
    here = count_alike(_pattern(row.cells)) - 1
    if there < FEWEST_ALIKE or there + 0.5 < ALIKE_RATIO * (here + 0.5):
        return row
    return Row(row.index, candidates[alike.index(there)])


def _count_alike(pattern: Pattern, patterns: Iterable[tuple[Pattern, int]]) -> float:
    """How many rows have the like in every place that the pattern fills.

    What it leaves blank does not count: merged cells fill a place in one row only. A
    row that has something else in one of three places or more ('SMVP - Par. 4' where
    the others have a figure) counts half.
    """
    filled = [(place, kind) for place, kind in enumerate(pattern) if kind != "blank"]
    total = 0.0
    for other, count in patterns:
        unlike = [other[place] for place, kind in filled if other[place] != kind]
        if not unlike:
            total += count
        elif len(unlike) == 1 and unlike != ["blank"] and len(filled) >= 3:
            total += 0.5 * count
    return total


def shifted(cells: tuple[Cell | None, ...], by: int) -> tuple[Cell | None, ...] | None:
    """The cells moved `by` columns to the right; None where text would fall out."""
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
