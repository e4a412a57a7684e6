"""Tables whose cells are coloured boxes: where the boxes end is where rules would stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from piao.extractors.pdf.model import Edge, PageContent, Word
from piao.extractors.pdf.tables.ruled.grid import Grid, find_grids
from piao.extractors.pdf.text.drawing import merge_edges
from piao.schema.records import BBox

_FEWEST_BOXES = 4
_MOST_BOXES = 600
_SMALLEST = 6.0
_WIDEST_GAP = 5.0
_MOST_OF_A_CELL = 0.8
_MOST_OF_THE_CELLS = 0.9
_FILLED = 0.5
_OVERFLOW = 2.0
_CLOSE = 1.5
_NEXT_BAND = 120.0


def find_coloured_grids(page: PageContent, taken: Sequence[BBox]) -> list[Grid]:
    """The grids that coloured boxes draw outside of the boxes `taken`, rules helping.

    Every cell is a box of its own, most hold text, and no text reaches over a border.
    """
    boxes = _cells(page.drawing.backgrounds, taken)
    if not _FEWEST_BOXES <= len(boxes) <= _MOST_BOXES:
        return []
    boxes = _without_gaps(boxes)
    drawing = page.drawing
    horizontal = [edge for edge in drawing.horizontal if not _is_taken(edge, taken, level=True)]
    vertical = [edge for edge in drawing.vertical if not _is_taken(edge, taken, level=False)]
    for x0, top, x1, bottom in boxes:
        horizontal += [Edge(top, x0, x1), Edge(bottom, x0, x1)]
        vertical += [Edge(x0, top, bottom), Edge(x1, top, bottom)]
    grids = find_grids(merge_edges(horizontal), merge_edges(vertical))
    return [
        grid
        for grid in grids
        if _is_table(grid, boxes, page.words) and not _goes_on_below(grid, boxes, page)
    ]


def _cells(backgrounds: Sequence[BBox], taken: Sequence[BBox]) -> list[BBox]:
    """The boxes that may be cells: no lines, no panels behind other boxes."""
    boxes = {
        box
        for box in backgrounds[: 2 * _MOST_BOXES]
        if box[2] - box[0] > _SMALLEST
        and box[3] - box[1] > _SMALLEST
        and not any(_holds(other, box) for other in taken)
    }
    return [box for box in boxes if sum(_holds(box, other) for other in boxes) < 3]


def _without_gaps(boxes: Sequence[BBox]) -> list[BBox]:
    """The boxes, their sides moved to the middle of the narrow white between neighbours."""
    moved: list[BBox] = []
    for group in _stacked(boxes):
        xs = _borders(side for box in group for side in (box[0], box[2]))
        ys = _borders(side for box in group for side in (box[1], box[3]))
        moved += [(xs[x0], ys[top], xs[x1], ys[bottom]) for x0, top, x1, bottom in group]
    return moved


def _stacked(boxes: Sequence[BBox]) -> list[list[BBox]]:
    """The boxes in groups with more than narrow white between one and the next below it."""
    groups: list[list[BBox]] = []
    reached = 0.0
    for box in sorted(boxes, key=lambda box: box[1]):
        if groups and box[1] - reached <= _WIDEST_GAP:
            groups[-1].append(box)
        else:
            groups.append([box])
            reached = box[3]
        reached = max(reached, box[3])
    return groups


def _borders(sides: Iterable[float]) -> dict[float, float]:
    """For each side the border that it is on: sides no further apart than such white is wide."""
    groups: list[list[float]] = []
    for side in sorted(set(sides)):
        if groups and side - groups[-1][0] <= _WIDEST_GAP:
            groups[-1].append(side)
        else:
            groups.append([side])
    return {side: (group[0] + group[-1]) / 2 for group in groups for side in group}


def _holds(outer: BBox, inner: BBox) -> bool:
    """Whether the middle of one box is in the other; a box holds itself."""
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def _is_taken(edge: Edge, taken: Iterable[BBox], *, level: bool) -> bool:
    middle = (edge.start + edge.end) / 2
    x, y = (middle, edge.position) if level else (edge.position, middle)
    return any(_holds(box, (x, y, x, y)) for box in taken)


def _is_table(grid: Grid, boxes: Sequence[BBox], words: Sequence[Word]) -> bool:
    if len(grid.xs) < 3 or len(grid.ys) < 3:
        return False
    cells = [grid.cell_bbox(cell) for cell in grid.cells]
    shaded = sum(any(_share(cell, box) > _MOST_OF_A_CELL for box in boxes) for cell in cells)
    covered = sum(_area(box) for box in boxes if _holds(grid.bbox, box))
    if shaded < _MOST_OF_THE_CELLS * len(cells) or covered < _MOST_OF_A_CELL * _area(grid.bbox):
        return False
    inside = [word for word in words if _holds(grid.bbox, word[1:5])]
    filled = sum(any(_holds(cell, word[1:5]) for word in inside) for cell in cells)
    return filled >= _FILLED * len(cells) and not any(_crosses(word, cells) for word in inside)


def _goes_on_below(grid: Grid, boxes: Sequence[BBox], page: PageContent) -> bool:
    """Whether text stands close below in several of its columns: only some rows are coloured.

    Or in one of them, with a band of colour or a rule as wide as the table further below.
    """
    left, _, right, bottom = grid.bbox
    below = [
        word
        for word in page.words
        if left <= word.x0
        and word.x1 <= right
        and bottom < (word.top + word.bottom) / 2 <= bottom + _CLOSE * word.style.size
    ]
    columns = {bisect_right(grid.xs, (word.x0 + word.x1) / 2) for word in below}
    crossing = any(word.x0 + 1 < x < word.x1 - 1 for word in below for x in grid.xs[1:-1])
    if not below:
        return False
    bands = [box[1] for box in boxes if left - 1 <= box[0] and box[2] <= right + 1]
    bands += [
        edge.position
        for edge in page.drawing.horizontal
        if max(abs(edge.start - left), abs(edge.end - right)) <= _OVERFLOW
    ]
    after = [y for y in bands if bottom + _OVERFLOW < y < bottom + _NEXT_BAND]
    banded = bool(after) and not _ends_before(min(after), grid, page.words)
    return banded or (len(columns) > 1 and not crossing)


def _ends_before(band: float, grid: Grid, words: Sequence[Word]) -> bool:
    """Whether the text below a grid ends clearly above the next band: notes on the table."""
    left, _, right, bottom = grid.bbox
    between = [w for w in words if left <= w.x0 <= right and bottom < w.bottom <= band]
    return band - max(w.bottom for w in between) > _CLOSE * between[0].style.size


def _crosses(word: Word, cells: Iterable[BBox]) -> bool:
    """Whether a word reaches out of the cell that its middle is in."""
    return any(
        word.x0 < cell[0] - _OVERFLOW or word.x1 > cell[2] + _OVERFLOW
        for cell in cells
        if _holds(cell, word[1:5])
    )


def _area(box: BBox) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _share(cell: BBox, box: BBox) -> float:
    """How much of the cell the box covers."""
    width = min(cell[2], box[2]) - max(cell[0], box[0])
    height = min(cell[3], box[3]) - max(cell[1], box[1])
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / _area(cell)
