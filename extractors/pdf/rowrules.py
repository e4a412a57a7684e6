"""Where level rules part every row: the columns of rows that may be parted differently."""

from __future__ import annotations

from collections.abc import Sequence

from piao.extractors.pdf.chunks import ChunkedLine
from piao.extractors.pdf.rivers import River, find_rivers
from piao.extractors.pdf.rowgroups import are_rows, place_lines, strips_of
from piao.extractors.pdf.textgrid import Region

_NEAR = 4.0
_MOST_OF_THE_WIDTH = 0.9


def row_columns(region: Region) -> list[float]:
    """The x of the column borders where rules part the region's rows; empty where they do not.

    Rows with more chunks than the columns of the others (a list under a card)
    add borders of their own. Where a rule ends in a river, the border is there.
    """
    width = max(edge.end - edge.start for edge in region.horizontal)
    full = [
        edge.position
        for edge in region.horizontal
        if edge.end - edge.start >= _MOST_OF_THE_WIDTH * width
    ]
    ends = _frequent_ends(region)
    rivers = find_rivers(region.lines, sorted({*region.columns_at, *ends}))
    rivers = _with_more(rivers, _crowded(region.lines, rivers, full))
    if not rivers:
        return []
    placed = place_lines(region.lines, rivers)
    every = sorted(edge.position for edge in region.horizontal)
    strips = strips_of(placed, every)
    if len(strips) < 2 or not are_rows([[placed[i] for i in strip] for strip in strips]):
        return []
    ends = [x for edge in region.horizontal for x in (edge.start, edge.end)]
    return [_border(river, ends) for river in rivers]


def _frequent_ends(region: Region) -> list[float]:
    """Where partial rules begin or end time and again inside of the table."""
    left, right = region.horizontal[0].start, region.horizontal[0].end
    inner = sorted(
        x
        for edge in region.horizontal
        for x in (edge.start, edge.end)
        if left + _NEAR < x < right - _NEAR
    )
    groups: list[list[float]] = []
    for x in inner:
        if groups and x - groups[-1][0] <= _NEAR:
            groups[-1].append(x)
        else:
            groups.append([x])
    return [sum(group) / len(group) for group in groups if len(group) > 1]


def _crowded(
    lines: Sequence[ChunkedLine], rivers: Sequence[River], rules: Sequence[float]
) -> list[ChunkedLine]:
    """The lines of those rows in which one column has several chunks beside each other."""
    placed = place_lines(lines, rivers)
    crowded: list[ChunkedLine] = []
    for strip in strips_of(placed, rules):
        starts = [[piece.first for piece in placed[index]] for index in strip]
        if any(len(set(columns)) < len(columns) for columns in starts):
            crowded.extend(lines[index] for index in strip)
    return crowded


def _with_more(rivers: list[River], lines: Sequence[ChunkedLine]) -> list[River]:
    more = [
        river
        for river in find_rivers(lines)
        if not any(river.left < other.right and other.left < river.right for other in rivers)
    ]
    return sorted([*rivers, *more])


def _border(river: River, ends: Sequence[float]) -> float:
    inside = [x for x in ends if river.left - _NEAR <= x <= river.right + _NEAR]
    return min(inside, key=lambda x: abs(x - river.middle)) if inside else river.middle
