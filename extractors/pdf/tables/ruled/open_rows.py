"""Rows that a page break left open: at the head of a page, or hanging below its last rule."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from piao.extractors.pdf.model import Drawing, Edge, FoundTable, PageContent
from piao.extractors.pdf.tables.ruled.grid import Grid
from piao.extractors.pdf.text.drawing import TOLERANCE, merge_edges

_DRIFT = 4.0
_HEAD_OF_PAGE = 0.3
_MOST_OF_THE_BORDERS = 0.75
_FEWEST_BORDERS = 4
_FOOT_OF_PAGE = 0.6
_NEXT_LINE = 0.8


def with_closed_rows(page: PageContent, columns: Sequence[float]) -> PageContent:
    """The page with level rules where upright ones of the table before begin and end together.

    `columns` are the borders of that table. Three columns at least must go on: fewer upright
    rules at the same places stand there by chance.
    """
    if len(columns) < _FEWEST_BORDERS:
        return page
    upright = [
        edge
        for edge in page.drawing.vertical
        if edge.start < _HEAD_OF_PAGE * page.height
        and any(abs(edge.position - x) <= _DRIFT for x in columns)
    ]
    first = min(upright, key=lambda edge: edge.start, default=None)
    if first is None:
        return page
    same = [edge for edge in upright if _ends_with(edge, first)]
    if len(same) < max(_FEWEST_BORDERS, _MOST_OF_THE_BORDERS * len(columns)):
        return page
    left = min(edge.position for edge in same)
    right = max(edge.position for edge in same)
    top = min(edge.start for edge in same)
    bottom = max(edge.end for edge in same)
    return replace(page, drawing=_closed(page.drawing, left, right, top, bottom))


def with_hanging_text(grid: Grid, page: PageContent) -> Grid:
    """The grid with its last row drawn down over the text that hangs out of it.

    The cells that go on over the page's end have no rule below them, and the lines that
    there was room for stand under the last rule of the others.
    """
    bottom = grid.ys[-1]
    if bottom < _FOOT_OF_PAGE * page.height:
        return grid
    closed = {
        column
        for column, (x0, x1) in enumerate(pairwise(grid.xs))
        if _is_closed(x0, x1, bottom, page.drawing.horizontal)
    }
    left, _, right, _ = grid.bbox
    below = [w for w in page.words if w.x1 > left and w.x0 < right and w.top > bottom - _DRIFT]
    reached = bottom
    for word in sorted((w for w in below if w.style.turn == 0), key=lambda word: word.top):
        if word.top - reached > _NEXT_LINE * word.style.size:
            break
        first, last = (bisect_right(grid.xs, x) - 1 for x in (word.x0 + 1, word.x1 - 1))
        if closed.intersection(range(first, last + 1)):
            return grid
        reached = max(reached, word.bottom)
    return replace(grid, ys=(*grid.ys[:-1], reached + 1)) if reached > bottom else grid


def _is_closed(left: float, right: float, bottom: float, level: Sequence[Edge]) -> bool:
    """Whether a rule runs along the bottom of a column."""
    return any(
        abs(edge.position - bottom) <= TOLERANCE
        and min(edge.end, right) - max(edge.start, left) > (right - left) / 2
        for edge in level
    )


def borders_at_the_end(tables: Sequence[FoundTable], lowest_text: float) -> list[float]:
    """The column borders of the table that a page ends with; none where text follows it."""
    last = max(tables, key=lambda table: table.bbox[3], default=None)
    if last is None or last.bbox[3] < lowest_text:
        return []
    return list(last.columns_at)


def _ends_with(edge: Edge, first: Edge) -> bool:
    return abs(edge.start - first.start) <= TOLERANCE and abs(edge.end - first.end) <= TOLERANCE


def _closed(drawing: Drawing, left: float, right: float, top: float, bottom: float) -> Drawing:
    added = [Edge(top, left, right), Edge(bottom, left, right)]
    return replace(drawing, horizontal=merge_edges([*drawing.horizontal, *added]))
