"""Which first rows of a drawn grid are its heading: its cells say so by their look."""

from __future__ import annotations

from piao.schema.document import Cell
from piao.schema.records import BBox

_SHADED = 0.8


def header_rows(cells: list[Cell], rows: int, backgrounds: list[BBox]) -> int:
    """How many first rows bold type or a background sets apart from those below them."""
    filled = [0] * rows
    not_bold = not_shaded = rows
    for cell in cells:
        if cell.text:
            filled[cell.row] += 1
            if not cell.bold:
                not_bold = min(not_bold, cell.row)
        if cell.row < not_shaded and not _is_shaded(cell.bbox, backgrounds):
            not_shaded = cell.row
    for count in (not_bold, not_shaded):
        if 0 < count < rows:
            heading = _whole_rows(cells, filled, count)
            if heading:
                return heading
    return 0


def _whole_rows(cells: list[Cell], filled: list[int], count: int) -> int:
    """The most of `count` first rows that end with a row of several cells and cut no cell."""
    for rows in range(count, 0, -1):
        reaching = any(cell.row < rows < cell.row + cell.row_span for cell in cells)
        if filled[rows - 1] > 1 and not reaching:
            return rows
    return 0


def _is_shaded(box: BBox | None, backgrounds: list[BBox]) -> bool:
    if box is None:
        return False
    x0, top, x1, bottom = box
    area = (x1 - x0) * (bottom - top)
    return any(
        max(0, min(x1, right) - max(x0, left)) * max(0, min(bottom, below) - max(top, above))
        > _SHADED * area
        for left, above, right, below in backgrounds
    )
