"""Grids whose rules do not part all columns or rows: the white inside of their cells does."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from piao.extractors.pdf.boxes import rounded
from piao.extractors.pdf.model import FoundTable, Line, PageContent, Word
from piao.extractors.pdf.tables.ruled.grid import Grid, GridCell
from piao.extractors.pdf.tables.unruled.evidence import confidence
from piao.extractors.pdf.tables.unruled.text_grid import Region, read_region, to_table
from piao.extractors.pdf.text.cell_text import cell_text
from piao.extractors.pdf.text.chunks import ChunkedLine, chunk_lines, is_figure
from piao.extractors.pdf.text.words import to_lines
from piao.schema.document import Cell

_WIDE = 1.2
_LEAST_GAPS = 3
_LEAST_LINES = 4
_SURE = 0.5
_REACH = 4.0
_MOST_ALIGNED = 0.8

Placed = Mapping[GridCell, Sequence[Word]]
Lines = Mapping[GridCell, Sequence[Line]]


def read_partly_ruled(
    grid: Grid, placed: Placed, lines: Lines, page: PageContent, known: Container[str]
) -> FoundTable | None:
    """The table of such a grid; None where its rules part all that its text shows.

    `placed` and `lines` are the words and the lines of each cell.

    Rows at the top that the rules part wholly are the heading and stay as drawn.
    """
    if not _is_partly_ruled(grid, placed, lines):
        return None
    first = _first_open_row(grid, placed)
    if first:
        body = _read(grid, page, known, first)
        if body and len(body.columns_at) >= len(grid.xs):
            return _under_heading(grid, placed, body, known)
    return _read(grid, page, known, 0)


def _is_partly_ruled(grid: Grid, placed: Placed, lines_of: Lines) -> bool:
    """Whether cells seem to hold several columns or, in lines of figures, several rows."""
    starts: list[int] = []
    lines = 0
    for line in (line for texts in lines_of.values() for line in texts):
        lines += 1
        starts += [
            round(after.x0)
            for before, after in pairwise(line.words)
            if line.style.turn == 0 and after.x0 - before.x1 > _WIDE * before.style.size
        ]
    if len(starts) >= _LEAST_GAPS and len(starts) * (3 if _are_one(starts) else 2) >= lines:
        return True
    if len(grid.xs) < 3:
        return False
    return _in_rows(grid, placed, lines_of) * 2 > lines


def _in_rows(grid: Grid, placed: Placed, lines_of: Lines) -> int:
    """How many lines are in rows of the grid that hold several rows of text."""
    counts: dict[int, list[int]] = {}
    for cell, texts in lines_of.items():
        counts.setdefault(cell.row, []).append(len(texts))
    return sum(
        sum(counts[row])
        for row in counts
        if max(counts[row]) >= _LEAST_LINES and _holds_rows(grid, placed, row)
    )


def _are_one(starts: Sequence[int]) -> bool:
    """Whether what stands after wide gaps begins at one x: the texts beside labels."""
    usual = max(set(starts), key=starts.count)
    near = sum(abs(start - usual) <= 1 for start in starts)
    return near >= _MOST_ALIGNED * len(starts)


def _holds_rows(grid: Grid, placed: Placed, row: int) -> bool:
    """Whether the cells of a row hold lines at the same heights, figures in most of them."""
    cells = [placed.get(cell, ()) for cell in grid.cells if cell.row == row and cell.row_span == 1]
    if len(cells) < len(grid.xs) - 1 or not all(cells):
        return False
    if max(len({round(word.top) for word in words}) for words in cells) < _LEAST_LINES:
        return False
    lines = chunk_lines(word for words in cells for word in words)
    full = sum(1 for line in lines if len(line) * 4 >= len(cells) * 3)
    several = sum(1 for line in lines if len(line) > 1)
    values = [chunk.text for line in lines for chunk in line[1:]]
    figures = sum(map(is_figure, values))
    return full * 3 >= several * 2 and several * 2 >= len(lines) and figures * 3 >= len(values) * 2


def _first_open_row(grid: Grid, placed: Placed) -> int:
    """The first row that is not parted by rules; 0 where a cell reaches into it from above."""
    for row in range(len(grid.ys) - 1):
        cells = [cell for cell in grid.cells if cell.row == row]
        is_open = _holds_rows(grid, placed, row) or any(
            after.x0 - before.x1 > _WIDE * before.style.size and abs(before.top - after.top) <= 1
            for cell in cells
            for before, after in pairwise(placed.get(cell, ()))
        )
        if is_open:
            reached = any(cell.row < row < cell.row + cell.row_span for cell in grid.cells)
            return 0 if reached else row
    return 0


def _read(grid: Grid, page: PageContent, known: Container[str], first: int) -> FoundTable | None:
    """The text of the grid's rows from `first` on as a table."""
    left, _, right, bottom = grid.bbox
    top = grid.ys[first]
    upright = [
        edge
        for edge in page.drawing.vertical
        if left + 1 < edge.position < right - 1 and edge.start < bottom and edge.end > top
    ]
    if len(grid.ys) > 2:
        bottom = max([bottom, *(edge.end for edge in upright)])
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
    columns = [x for x in grid.xs[1:-1] if first or _is_clear(x, lines)]
    frame = (left, top, right, bottom)
    region = Region(lines, level, columns, known, frame=frame, has_heading=first == 0)
    text_grid = read_region(region)
    if text_grid is None:
        return None
    drawn = sum(1 for cell in grid.cells if cell.row >= first)
    if text_grid.columns * len(text_grid.rows) <= drawn:
        return None
    sure = confidence(text_grid, ruled=True)
    return to_table(text_grid, region, page.number, "half-ruled", sure) if sure >= _SURE else None


def _is_clear(x: float, lines: Sequence[ChunkedLine]) -> bool:
    """Whether hardly a chunk crosses the x, titles over several columns apart."""
    parted = [line for line in lines if len(line) > 1]
    crossing = sum(1 for line in parted for c in line if c.x0 + 1 < x < c.x1 - 1)
    return crossing * 4 <= len(parted)


def _under_heading(
    grid: Grid, placed: Placed, body: FoundTable, known: Container[str]
) -> FoundTable:
    """The table below its heading, the first rows of the grid as they are drawn."""
    xs = body.columns_at
    rows, page = bisect_left(grid.ys, body.bbox[1] - 1), body.table.pages[0]
    at = [min(range(len(xs)), key=lambda index: abs(xs[index] - x)) for x in grid.xs]
    cells = []
    for cell in grid.cells:
        words = placed.get(cell)
        if cell.row < rows and words:
            first, after = at[cell.col], at[cell.col + cell.col_span]
            box = grid.cell_bbox(cell)
            text = cell_text(to_lines(words), box, known)
            bold = all(word.style.bold for word in words)
            place = (cell.row_span, max(1, after - first), page, rounded(box), bold)
            cells.append(Cell(cell.row, first, text, *place))
    cells += [replace(cell, row=cell.row + rows) for cell in body.table.cells]
    bbox = (body.bbox[0], grid.ys[0], *body.bbox[2:])
    table = replace(
        body.table,
        cells=tuple(cells),
        rows=rows + body.table.rows,
        header_rows=rows,
        bbox=rounded(bbox),
    )
    return replace(body, table=table, bbox=bbox)
