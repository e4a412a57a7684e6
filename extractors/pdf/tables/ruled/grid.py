"""Rules to grids: edges that meet, the boxes between them, cells with their spans."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from piao.extractors.pdf.model import Edge
from piao.extractors.pdf.text.drawing import TOLERANCE
from piao.schema.records import BBox

_MOST_BOXES = 40_000
_OVERHANG = 8.0


class GridCell(NamedTuple):
    """A cell by the rows and columns that it covers."""

    row: int
    col: int
    row_span: int
    col_span: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns between neighbouring `xs`, rows between neighbouring `ys`, cells in row order.

    `open_top` and `open_bottom`: the vertical rules go on where no rule closes them.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    open_top: bool = False
    open_bottom: bool = False

    @property
    def bbox(self) -> BBox:
        """x0, top, x1, bottom of the whole grid."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def cell_bbox(self, cell: GridCell) -> BBox:
        """x0, top, x1, bottom of one cell."""
        return (
            self.xs[cell.col],
            self.ys[cell.row],
            self.xs[cell.col + cell.col_span],
            self.ys[cell.row + cell.row_span],
        )


def find_grids(horizontal: Sequence[Edge], vertical: Sequence[Edge]) -> list[Grid]:
    """The grids that the rules of a page draw, top to bottom; a lone box is a grid of one cell."""
    grids = (_grid(rows, columns) for rows, columns in _connected(horizontal, vertical))
    return sorted((grid for grid in grids if grid), key=lambda grid: (grid.ys[0], grid.xs[0]))


def _connected(
    horizontal: Sequence[Edge], vertical: Sequence[Edge]
) -> Iterator[tuple[list[Edge], list[Edge]]]:
    """The edges in groups that hang together by crossing or touching."""
    vertical = sorted(vertical)
    spots = [edge.position for edge in vertical]
    group = list(range(len(horizontal) + len(vertical)))

    for index, edge in enumerate(horizontal):
        at = bisect_left(spots, edge.start - TOLERANCE)
        while at < len(spots) and spots[at] <= edge.end + TOLERANCE:
            upright = vertical[at]
            if upright.start - TOLERANCE <= edge.position <= upright.end + TOLERANCE:
                _unite(group, index, len(horizontal) + at)
            at += 1
    members: dict[int, tuple[list[Edge], list[Edge]]] = {}
    for index, edge in enumerate([*horizontal, *vertical]):
        rows, columns = members.setdefault(_root(group, index), ([], []))
        (rows if index < len(horizontal) else columns).append(edge)
    for rows, columns in members.values():
        if len(rows) + len(columns) > 2 and rows and columns:
            yield rows, columns


def _root(group: list[int], index: int) -> int:
    while group[index] != index:
        group[index] = group[group[index]]
        index = group[index]
    return index


def _unite(group: list[int], first: int, second: int) -> None:
    group[_root(group, second)] = _root(group, first)


def _grid(horizontal: list[Edge], vertical: list[Edge]) -> Grid | None:
    """The grid of connected edges; None where they enclose nothing."""
    ys, xs = _positions(horizontal), _positions(vertical)
    left, right = _closing(horizontal, xs)
    top, bottom = _closing(vertical, ys)
    xs = [*left, *xs, *right]
    ys = [*top, *ys, *bottom]
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > _MOST_BOXES:
        return None
    horizontal = horizontal + [Edge(y, xs[0], xs[-1]) for y in (*top, *bottom)]
    vertical = vertical + [Edge(x, ys[0], ys[-1]) for x in (*left, *right)]
    rectangles = list(_rectangles(_boxes(xs, ys, horizontal, vertical)))
    if not rectangles:
        return None
    used_rows = sorted({r for row, _, span, _ in rectangles for r in (row, row + span)})
    used_cols = sorted({c for _, col, _, span in rectangles for c in (col, col + span)})
    row_at = {row: index for index, row in enumerate(used_rows)}
    col_at = {col: index for index, col in enumerate(used_cols)}
    cells = sorted(
        (row_at[r], col_at[c], row_at[r + rs] - row_at[r], col_at[c + cs] - col_at[c])
        for r, c, rs, cs in rectangles
    )
    return Grid(
        tuple(xs[col] for col in used_cols),
        tuple(ys[row] for row in used_rows),
        tuple(GridCell(*cell) for cell in cells),
        open_top=bool(top),
        open_bottom=bool(bottom),
    )


def _positions(edges: Iterable[Edge]) -> list[float]:
    """Where the edges lie, near neighbours as one."""
    positions: list[float] = []
    for position in sorted({edge.position for edge in edges}):
        if not positions or position - positions[-1] > TOLERANCE:
            positions.append(position)
    return positions


def _closing(edges: Sequence[Edge], crossings: Sequence[float]) -> tuple[list[float], list[float]]:
    """Where a missing outer border has to be: two rules or more end together beyond the last."""
    if not crossings:
        return [], []
    before = sorted(e.start for e in edges if e.start < crossings[0] - _OVERHANG)
    beyond = sorted((e.end for e in edges if e.end > crossings[-1] + _OVERHANG), reverse=True)
    return (
        before[:1] if len(before) > 1 and before[1] - before[0] <= TOLERANCE else [],
        beyond[:1] if len(beyond) > 1 and beyond[0] - beyond[1] <= TOLERANCE else [],
    )


def _boxes(
    xs: Sequence[float], ys: Sequence[float], horizontal: Iterable[Edge], vertical: Iterable[Edge]
) -> list[list[int]]:
    """Rows of boxes between neighbouring rules, each with the number of its cell; -1 is outside.

    Boxes with no rule between them have one number.
    """
    rows, cols = len(ys) - 1, len(xs) - 1
    above = _covered(horizontal, ys, xs)
    beside = _covered(vertical, xs, ys)
    outside = rows * cols
    group = list(range(outside + 1))
    for row in range(rows):
        for col in range(cols):
            box = row * cols + col
            if not above[row][col]:
                _unite(group, outside if row == 0 else box - cols, box)
            if not beside[col][row]:
                _unite(group, outside if col == 0 else box - 1, box)
    for col in range(cols):
        if not above[rows][col]:
            _unite(group, outside, (rows - 1) * cols + col)
    for row in range(rows):
        if not beside[cols][row]:
            _unite(group, outside, row * cols + cols - 1)
    open_root = _root(group, outside)
    numbers = [_root(group, box) for box in range(outside)]
    return [
        [-1 if number == open_root else number for number in numbers[row * cols : (row + 1) * cols]]
        for row in range(rows)
    ]


def _covered(
    edges: Iterable[Edge], positions: Sequence[float], crossings: Sequence[float]
) -> list[list[bool]]:
    """For each position, which of the stretches between neighbouring crossings have a rule."""
    covered = [[False] * (len(crossings) - 1) for _ in positions]
    stretches = list(enumerate(pairwise(crossings)))
    for edge in edges:
        at = min(bisect_left(positions, edge.position), len(positions) - 1)
        if at and edge.position - positions[at - 1] < abs(positions[at] - edge.position):
            at -= 1
        for index, (start, end) in stretches:
            if edge.start <= start + TOLERANCE and edge.end >= end - TOLERANCE:
                covered[at][index] = True
    return covered


def _rectangles(numbers: list[list[int]]) -> Iterator[tuple[int, int, int, int]]:
    """Row, column, row span and column span of each cell; a cell of another shape is cut up."""
    rows, cols = len(numbers), len(numbers[0])
    taken = [[number < 0 for number in line] for line in numbers]
    for row in range(rows):
        for col in range(cols):
            if taken[row][col]:
                continue
            number = numbers[row][col]
            width = 1
            while col + width < cols and numbers[row][col + width] == number:
                width += 1
            stretch = [number] * width
            height = 1
            while row + height < rows and numbers[row + height][col : col + width] == stretch:
                height += 1
            for line in taken[row : row + height]:
                line[col : col + width] = [True] * width
            yield row, col, height, width
