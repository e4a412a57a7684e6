"""Rows that a page break left at the head of a page, their upright rules closed by no level one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from piao.extractors.pdf.drawing import TOLERANCE, merge_edges
from piao.extractors.pdf.layout import Drawing, Edge, FoundTable, PageContent

_DRIFT = 4.0
_HEAD_OF_PAGE = 0.3
_MOST_OF_THE_BORDERS = 0.75
_FEWEST_BORDERS = 4


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
