"""Shaded cells among ruled ones: where their shade ends is a border though no rule is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from piao.extractors.pdf.model import Edge, PageContent, Word
from piao.extractors.pdf.tables.ruled.grid import Grid
from piao.extractors.pdf.text.drawing import TOLERANCE, merge_edges
from piao.schema.records import BBox

_SMALLEST = 7.0
_MOST_BOXES = 600
_INSET = 1.5
_WHOLE = 0.9
_FEWEST_ROWS = 4
_TALLEST_ROW = 0.34
"""A cell taller than so much of its table holds rows, and is no row."""


def with_shaded_borders(page: PageContent, grids: Sequence[Grid]) -> PageContent:
    """The page with rules along the sides of shaded boxes that part a cell of one of the grids.

    Such a box is narrower than the cell and at its top, with words in it and others beside or
    below it, none of which reaches over its sides: a label and its text, or a row of labels
    over a row of texts. A shade behind the lines of a text parts nothing.
    """
    boxes = list(dict.fromkeys(page.drawing.backgrounds))
    if not grids or not boxes or len(boxes) > _MOST_BOXES:
        return page
    large = [b for b in boxes if b[2] - b[0] >= _SMALLEST and b[3] - b[1] >= _SMALLEST]
    parting = [
        box
        for grid in grids
        if len(grid.ys) > _FEWEST_ROWS
        for cell in grid.cells
        if _is_row(grid.cell_bbox(cell), grid)
        for box in _parting(grid.cell_bbox(cell), large, page.words)
    ]
    if not parting:
        return page
    level = [Edge(y, x0, x1) for x0, top, x1, bottom in parting for y in (top, bottom)]
    upright = [Edge(x, top, bottom) for x0, top, x1, bottom in parting for x in (x0, x1)]
    drawing = replace(
        page.drawing,
        horizontal=merge_edges([*page.drawing.horizontal, *level]),
        vertical=merge_edges([*page.drawing.vertical, *upright]),
    )
    return replace(page, drawing=drawing)


def _is_row(cell: BBox, grid: Grid) -> bool:
    return cell[3] - cell[1] <= _TALLEST_ROW * (grid.ys[-1] - grid.ys[0])


def _parting(cell: BBox, boxes: Sequence[BBox], words: Sequence[Word]) -> Iterator[BBox]:
    """The boxes that part the words of a cell, each drawn to the sides of the cell it lies at."""
    within = [box for box in boxes if _lies_in(box, cell)]
    band = [box for box in within if not _is_as_tall(box, cell)]
    within = [box for box in within if _is_as_tall(box, cell) and not _fills(box, cell)]
    if len(band) > 1 and sum(box[2] - box[0] for box in band) >= _WHOLE * (cell[2] - cell[0]):
        within += band
    if not any(_adjoins(box, cell, within) for box in within):
        return
    inside = [word for word in words if _holds(cell, word)]
    for box in within:
        shaded = [word for word in inside if _holds(box, word)]
        if not shaded or len(shaded) == len(inside):
            continue
        if not any(_reaches_over(word, box) for word in inside):
            yield _drawn_to(box, cell)
            below = (box[0], box[3], box[2], cell[3])
            if box in band and not any(_reaches_over(word, below) for word in inside):
                yield _drawn_to(below, cell)


def _lies_in(box: BBox, cell: BBox) -> bool:
    """Whether a box is in a cell, at its top or over its whole height."""
    x0, top, x1, bottom = cell
    inside = box[0] >= x0 - TOLERANCE and box[2] <= x1 + TOLERANCE
    return inside and abs(box[1] - top) <= TOLERANCE and box[3] <= bottom + TOLERANCE


def _is_as_tall(box: BBox, cell: BBox) -> bool:
    return abs(box[3] - cell[3]) <= TOLERANCE


def _adjoins(box: BBox, cell: BBox, others: Sequence[BBox]) -> bool:
    """Whether a side of the box is one of the cell's, or of another box: none of its lines is."""
    borders = {cell[0], cell[2], *(o[2] for o in others), *(o[0] for o in others if o is not box)}
    borders -= {box[2]}
    return any(abs(side - border) <= _INSET for side in box[::2] for border in borders)


def _fills(box: BBox, cell: BBox) -> bool:
    return box[2] - box[0] >= _WHOLE * (cell[2] - cell[0])


def _holds(box: BBox, word: Word) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box[0] < x < box[2] and box[1] < y < box[3]


def _reaches_over(word: Word, box: BBox) -> bool:
    """Whether a word stands on one of the sides of the box."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    if box[1] < y < box[3] and any(word.x0 + _INSET < side < word.x1 - _INSET for side in box[::2]):
        return True
    return box[0] < x < box[2] and word.top + _INSET < box[3] < word.bottom - _INSET


def _drawn_to(box: BBox, cell: BBox) -> BBox:
    sides = (
        near if abs(side - near) <= TOLERANCE else side
        for side, near in zip(box, cell, strict=True)
    )
    x0, top, x1, bottom = sides
    return x0, top, x1, bottom
