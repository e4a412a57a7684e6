"""Columns that only the heading's rules part: the white below each goes on to the table's end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from piao.extractors.pdf.model import Edge, PageContent, Word
from piao.extractors.pdf.tables.ruled.grid import Grid, GridCell
from piao.extractors.pdf.text.drawing import merge_edges

_FEWEST_COLUMNS = 4
_WIDEST = 3
"""A cell over so many columns may hold columns of its own."""
_INSET = 1.0
_GAP = 0.7
_MOST = 0.75
"""The share of the borders in a cell that its text must leave white, next to wide gaps."""


def with_columns_below(page: PageContent, grids: Sequence[Grid]) -> PageContent:
    """The page with the upright rules of a heading drawn down through the cells below it.

    That holds for a cell over three columns and more whose lines leave white at their borders,
    and stand in several columns: texts of a row that has no upright rules of its own. Level
    rules that part only some of its columns then part their cells.
    """
    added = [
        edge
        for grid in grids
        if len(grid.xs) > _FEWEST_COLUMNS and _is_heading(grid)
        for cell in grid.cells
        if cell.row and cell.col_span >= _WIDEST
        for edge in _borders(cell, grid, page.words)
    ]
    if not added:
        return page
    vertical = merge_edges([*page.drawing.vertical, *added])
    return replace(page, drawing=replace(page.drawing, vertical=vertical))


def _is_heading(grid: Grid) -> bool:
    """Whether the first row is parted into all of the columns."""
    first = [cell for cell in grid.cells if cell.row == 0]
    return len(first) == len(grid.xs) - 1 and any(cell.row == 1 for cell in grid.cells)


def _borders(cell: GridCell, grid: Grid, words: Sequence[Word]) -> Iterator[Edge]:
    """The borders of the columns that a cell spans, where its text leaves them white."""
    left, top, right, bottom = grid.cell_bbox(cell)
    lines: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        middle = (word.top + word.bottom) / 2
        if word.x1 > left and word.x0 < right and top < middle < bottom:
            lines[round(middle / 3)].append(word)
    borders = grid.xs[cell.col + 1 : cell.col + cell.col_span]
    white = [x for x in borders if all(_is_white(x, line) for line in lines.values())]
    parting = [x for x in white if any(_parts(x, line) for line in lines.values())]
    if len(white) < len(borders) or len(parting) < max(2, _MOST * len(borders)):
        return
    yield from (Edge(x, top, bottom) for x in borders)


def _is_white(x: float, line: Sequence[Word]) -> bool:
    return not any(word.x0 + _INSET < x < word.x1 - _INSET for word in line)


def _parts(x: float, line: Sequence[Word]) -> bool:
    """Whether a border lies in a gap of the line that is wider than a space."""
    before = max((word.x1 for word in line if word.x1 <= x + _INSET), default=None)
    after = min((word.x0 for word in line if word.x0 >= x - _INSET), default=None)
    if before is None or after is None:
        return False
    return after - before > _GAP * line[0].style.size
