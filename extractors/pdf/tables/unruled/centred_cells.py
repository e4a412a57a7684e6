"""Rows of a table whose cells are centred in their height, also over several rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from piao.extractors.pdf.tables.unruled.cell_blocks import (
    CellBlock,
    RowReading,
    level_at,
    levels_of,
    lone_rows,
)

_SAME_MIDDLE = 0.35


@dataclass(slots=True)
class _Row:
    """A row: the middle of its cells, where it begins and ends on their baselines, its cells."""

    middle: float
    top: float
    bottom: float
    blocks: list[CellBlock]

    def is_title(self, column: int) -> bool:
        """Whether one of its cells is over the column and others."""
        return any(block.first < block.last and column in block.columns for block in self.blocks)

    def fills(self, columns: range) -> bool:
        """Whether it has a cell in one of the columns."""
        return any(not set(block.columns).isdisjoint(columns) for block in self.blocks)


Extent = tuple[int, int]
"""The first and the last row of a cell."""


def centred_rows(blocks: Sequence[CellBlock], size: float) -> RowReading | None:
    """The rows where the middles of the cells of a row lie on one level.

    The column of most cells, titles over several apart, shows the rows. A cell between
    the middles of two rows is of several; so are the cells of a leading column that fill
    it so, one after the other, inside those of the column before. None where a cell lies
    in no rows that it is the middle of.
    """
    rows, loose = _rows(blocks, size)
    tolerance = _SAME_MIDDLE * size
    extents: dict[int, Extent] = {}
    outer: list[Extent] = [(0, len(rows) - 1)]
    for column in range(1 + max(block.last for block in blocks)):
        tiles = _tiles(rows, loose, column, tolerance)
        if tiles is None or not all(_is_nested(tile, outer) for tile in tiles.values()):
            break
        extents.update(tiles)
        outer = list(tiles.values())
    merged = {extent for extent in extents.values() if extent[0] < extent[1]}
    for index, row in enumerate(rows):
        for block in row.blocks:
            own = next((e for e in merged if _is_middle(rows, e, block.middle, tolerance)), None)
            if own and id(block) not in extents and _is_alone(rows, own, block, index):
                extents[id(block)] = own
    for block in loose:
        if id(block) not in extents:
            found = _best_extent(rows, block, loose, outer, tolerance)
            if found is None:
                return None
            extents[id(block)] = found
    return _placed(rows, loose, extents)


def _rows(blocks: Sequence[CellBlock], size: float) -> tuple[list[_Row], list[CellBlock]]:
    """The rows, and the cells that lie between them."""
    columns = 1 + max(block.last for block in blocks)
    base = max(
        range(columns),
        key=lambda column: (sum(b.first == b.last == column for b in blocks), -column),
    )
    levels = levels_of((block.middle for block in blocks), size)
    groups: list[list[CellBlock]] = [[] for _ in levels]
    for block in blocks:
        groups[level_at(levels, block.middle)].append(block)
    based = [block for block in blocks if base in block.columns]
    rows: list[_Row] = []
    loose: list[CellBlock] = []
    for group in groups:
        of_base = [block for block in group if base in block.columns]
        between = [block for block in group if _meets(block, based, of_base, size)]
        loose.extend(between)
        own = [block for block in group if block not in between]
        if own:
            middle = sum(block.middle for block in own) / len(own)
            top = min(block.top for block in own)
            rows.append(_Row(middle, top, max(block.bottom for block in own), own))
    for above, below in pairwise(rows):
        above.bottom = below.top = (above.bottom + below.top) / 2
    if len(rows) > 1:
        rows[0].top = 2 * rows[0].middle - rows[0].bottom
        rows[-1].bottom = 2 * rows[-1].middle - rows[-1].top
    return rows, loose


def _meets(
    block: CellBlock, others: Sequence[CellBlock], but: Sequence[CellBlock], size: float
) -> bool:
    """Whether a cell is beside one of the others, leaving some out."""
    return block not in but and any(
        block.top - size < other.bottom and other.top - size < block.bottom
        for other in others
        if other not in but
    )


def _tiles(
    rows: Sequence[_Row], loose: Sequence[CellBlock], column: int, tolerance: float
) -> dict[int, Extent] | None:
    """The extents of the cells of a column that fill it one after the other, where they do."""
    own = [block for row in rows for block in row.blocks if column in block.columns]
    own = [block for block in [*own, *loose] if block.first == block.last == column]
    own.sort(key=lambda block: block.middle)
    open_rows = [index for index, row in enumerate(rows) if not row.is_title(column)]
    for start in open_rows if own else ():
        tiles, end = _tiled(rows, own, column, start, tolerance)
        is_whole = not any(index >= end for index in open_rows)
        if tiles and (is_whole or (start == open_rows[0] and end < len(rows))):
            return tiles
    return None


def _tiled(
    rows: Sequence[_Row], blocks: Sequence[CellBlock], column: int, start: int, tolerance: float
) -> tuple[dict[int, Extent], int]:
    """The extents of cells one after the other from a row on, and the row after; none if unfit."""
    tiles: dict[int, Extent] = {}
    for block in blocks:
        while start < len(rows) and rows[start].is_title(column):
            start += 1
        end = start
        while end < len(rows) and not _is_middle(rows, (start, end), block.middle, tolerance):
            end += 1
        if end >= len(rows) or any(row.is_title(column) for row in rows[start:end]):
            return {}, start
        tiles[id(block)] = (start, end)
        start = end + 1
    return tiles, start


def _is_nested(extent: Extent, others: Sequence[Extent]) -> bool:
    first, last = extent
    return first == last or any(start <= first and last <= end for start, end in others)


def _is_middle(rows: Sequence[_Row], extent: Extent, place: float, tolerance: float) -> bool:
    middle = (rows[extent[0]].top + rows[extent[1]].bottom) / 2
    return abs(middle - place) <= tolerance


def _is_alone(rows: Sequence[_Row], extent: Extent, block: CellBlock, index: int) -> bool:
    """Whether the columns of a cell are blank in the other rows of an extent."""
    return extent[0] <= index <= extent[1] and not any(
        rows[other].fills(block.columns)
        for other in range(extent[0], extent[1] + 1)
        if other != index
    )


def _best_extent(
    rows: Sequence[_Row],
    block: CellBlock,
    loose: Sequence[CellBlock],
    outer: Sequence[Extent],
    tolerance: float,
) -> Extent | None:
    """The most rows whose middle a cell is and that are blank in its columns."""
    others = [
        other.middle
        for other in loose
        if other is not block and not set(other.columns).isdisjoint(block.columns)
    ]
    fitting = []
    for first in range(len(rows)):
        for last in range(first, len(rows)):
            if rows[last].fills(block.columns):
                break
            if last == first or not _is_middle(rows, (first, last), block.middle, tolerance):
                continue
            is_shared = any(rows[first].top < middle < rows[last].bottom for middle in others)
            if not is_shared:
                fitting.append((_is_nested((first, last), outer), last - first, (first, last)))
    return max(fitting)[2] if fitting else None


def _placed(
    rows: Sequence[_Row], loose: Sequence[CellBlock], extents: dict[int, Extent]
) -> RowReading:
    placed: list[list[CellBlock]] = [[] for _ in rows]
    spans: dict[tuple[int, int], int] = {}
    ordered = [(index, block) for index, row in enumerate(rows) for block in row.blocks]
    for index, block in [*ordered, *((0, block) for block in loose)]:
        first, last = extents.get(id(block), (index, index))
        placed[first].append(block)
        if last > first:
            spans[first, block.first] = last - first + 1
    return RowReading(placed, spans, len(spans) + lone_rows(placed, spans))
