"""Grids whose rules do not part all columns or rows: the white inside of their cells does."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from itertools import pairwise

from piao.extractors.pdf.chunks import ChunkedLine, chunk_lines, is_figure
from piao.extractors.pdf.evidence import confidence
from piao.extractors.pdf.grid import Grid, GridCell
from piao.extractors.pdf.layout import FoundTable, PageContent, Word
from piao.extractors.pdf.textgrid import Region, read_region, to_table

_WIDE = 1.2
_LEAST_GAPS = 3
_LEAST_LINES = 4
_SURE = 0.5
_REACH = 4.0


def is_partly_ruled(grid: Grid, placed: Mapping[GridCell, Sequence[Word]]) -> bool:
    """Whether cells seem to hold several columns or, in lines of figures, several rows."""
    gaps = lines = 0
    for words in placed.values():
        lines += 1
        for before, after in pairwise(words):
            if abs(before.top - after.top) > 1:
                lines += 1
            elif after.x0 - before.x1 > _WIDE * before.style.size:
                gaps += 1
    if gaps >= _LEAST_GAPS and gaps * 2 >= lines:
        return True
    rows = len(grid.ys) - 1
    if rows > _LEAST_LINES or len(grid.xs) < 3:
        return False
    return any(_holds_rows(grid, placed, row) for row in range(rows))


def _holds_rows(grid: Grid, placed: Mapping[GridCell, Sequence[Word]], row: int) -> bool:
    """Whether the cells of a row hold lines at the same heights, figures in most of them."""
    cells = [placed.get(cell, ()) for cell in grid.cells if cell.row == row and cell.row_span == 1]
    if len(cells) < len(grid.xs) - 1 or not all(cells):
        return False
    if max(len({round(word.top) for word in words}) for words in cells) < _LEAST_LINES:
        return False
    lines = chunk_lines(word for words in cells for word in words)
    full = sum(1 for line in lines if len(line) * 4 >= len(cells) * 3)
    values = [chunk.text for line in lines for chunk in line[1:]]
    figures = sum(map(is_figure, values))
    return full * 3 >= len(lines) * 2 and figures * 3 >= len(values) * 2


def read_partly_ruled(grid: Grid, page: PageContent, known: Container[str]) -> FoundTable | None:
    """The table of such a grid; None where its text shows no more than its rules."""
    left, top, right, bottom = grid.bbox
    upright = [
        edge
        for edge in page.drawing.vertical
        if left - 1 <= edge.position <= right + 1 and edge.start < bottom and edge.end > top
    ]
    if len(grid.ys) > 2:
        bottom = max([bottom, *(e.end for e in upright if left + 1 < e.position < right - 1)])
    words = [
        word
        for word in page.words
        if left - _REACH < (word.x0 + word.x1) / 2 < right + _REACH
        and top < (word.top + word.bottom) / 2 < bottom
    ]
    lines = chunk_lines(words)
    if len(lines) < 2:
        return None
    level = [e for e in page.drawing.horizontal if top - 2 <= e.position <= bottom + 2]
    level = [e for e in level if e.start >= left - _REACH and e.end <= right + _REACH]
    columns = [x for x in grid.xs[1:-1] if _is_clear(x, lines)]
    frame = (left, top, right, bottom)
    region = Region(lines, level, columns, known, frame)
    text_grid = read_region(region)
    if text_grid is None or text_grid.columns * len(text_grid.rows) <= len(grid.cells):
        return None
    sure = confidence(text_grid, ruled=True)
    if sure < _SURE:
        return None
    return to_table(text_grid, region, page.number, "half-ruled", sure)


def _is_clear(x: float, lines: Sequence[ChunkedLine]) -> bool:
    """Whether hardly a chunk crosses the x, titles over several columns apart."""
    parted = [line for line in lines if len(line) > 1]
    crossing = sum(1 for line in parted for c in line if c.x0 + 1 < x < c.x1 - 1)
    return crossing * 4 <= len(parted)
