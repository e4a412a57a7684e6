"""Tables drawn with rules on every side: a grid's cells filled with their words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterable
from dataclasses import replace
from itertools import pairwise

from piao.extractors.pdf.boxes import outside, rounded
from piao.extractors.pdf.model import FoundTable, PageContent, Seen, Word
from piao.extractors.pdf.tables.headings.of_cells import header_rows
from piao.extractors.pdf.tables.ruled.coloured import find_coloured_grids
from piao.extractors.pdf.tables.ruled.grid import Grid, GridCell, find_grids
from piao.extractors.pdf.tables.ruled.open_columns import with_columns_below
from piao.extractors.pdf.tables.ruled.open_rows import with_hanging_text
from piao.extractors.pdf.tables.ruled.partly_ruled import read_partly_ruled
from piao.extractors.pdf.tables.ruled.shading import with_shaded_borders
from piao.extractors.pdf.text.cell_text import (
    Breaks,
    cell_text,
    figure_feet,
    lead_of_lines,
    leading_of,
)
from piao.extractors.pdf.text.words import to_lines
from piao.schema.document import Cell, Table
from piao.schema.records import BBox

_OVERFLOW = 1.0
_JUMP = 0.12
_SPARSE = 0.12
_SPARSE_COLUMN = 0.4
_FEWEST_LINES = 6
"""One column of as many boxes, most of them blank, is the grid of a chart."""
_FEWEST_APART = 4


def find_ruled_tables(page: PageContent, seen: Seen) -> list[FoundTable]:
    """The ruled tables of a page, top to bottom.

    A table inside of a cell is a table of its own, and not in the text of the cell.
    """
    parted = page
    grids = find_grids(page.drawing.horizontal, page.drawing.vertical)
    for with_borders in (with_shaded_borders, with_columns_below):
        before, parted = parted, with_borders(parted, grids)
        if parted is not before:
            grids = find_grids(parted.drawing.horizontal, parted.drawing.vertical)
    grids = [with_hanging_text(grid, page) for grid in grids]
    tables = _filled(grids, page, seen.words)
    coloured = find_coloured_grids(page, [table.bbox for table in tables])
    if coloured:
        tables += _filled(coloured, page, seen.words)
        tables.sort(key=lambda table: (table.bbox[1], table.bbox[0]))
    return tables


def _filled(grids: list[Grid], page: PageContent, known: Container[str]) -> list[FoundTable]:
    """The tables of the grids; frames are none, nor are boxes in a cell that hold no table."""
    real = [grid for grid in grids if len(grid.cells) > 1]
    nested = {grid for grid in real if any(_inside(grid.bbox, o.bbox) for o in real if o != grid)}
    inner: list[FoundTable] = []
    for grid in sorted(nested, key=lambda grid: grid.bbox[3] - grid.bbox[1]):
        if min(len(grid.xs), len(grid.ys)) > 2:
            table = fill_grid(grid, _without(page, inner), known)
            if table and sum(1 for cell in table.table.cells if cell.text) * 2 > len(grid.cells):
                inner.append(table)
    page = _without(page, inner)
    tables = [fill_grid(grid, page, known) for grid in real if grid not in nested]
    whole = [*(table for table in tables if table), *inner]
    return sorted(whole, key=lambda table: (table.bbox[1], table.bbox[0]))


def _without(page: PageContent, tables: list[FoundTable]) -> PageContent:
    if not tables:
        return page
    return replace(page, words=outside(page.words, [table.bbox for table in tables]))


def _inside(inner: BBox, outer: BBox) -> bool:
    return (
        inner[0] >= outer[0] - 1
        and inner[1] >= outer[1] - 1
        and inner[2] <= outer[2] + 1
        and inner[3] <= outer[3] + 1
    )


def fill_grid(grid: Grid, page: PageContent, known: Container[str]) -> FoundTable | None:
    """The table of a grid; None where the grid holds too little text to be one."""
    grid = _with_open_cells(grid, page.words)
    placed = _place_words(grid, page.words)
    lines_of_chart = len(grid.xs) == 2 and len(grid.cells) >= _FEWEST_LINES
    least = _SPARSE_COLUMN if lines_of_chart else _SPARSE
    if not placed or len(placed) < least * len(grid.cells):
        return None
    if len(grid.xs) > 2 and len(placed) >= _FEWEST_APART and not _are_neighbours(grid, placed):
        return None
    texts = {cell: to_lines(words) for cell, words in placed.items()}
    finer = read_partly_ruled(grid, placed, texts, page, known)
    if finer:
        return finer
    cells = []
    ratio = leading_of(texts.values())
    starts = {cell.row: feet for cell in grid.cells if (feet := figure_feet(texts.get(cell, ())))}
    for cell in grid.cells:
        lines = texts.get(cell, [])
        box = grid.cell_bbox(cell)
        leading = ratio * placed[cell][0].style.size if ratio and lines else None
        text = cell_text(lines, box, known, Breaks(leading, starts.get(cell.row, ())))
        cells.append(
            Cell(
                cell.row,
                cell.col,
                text,
                cell.row_span,
                cell.col_span,
                page.number,
                rounded(box),
                bool(lines) and all(line.style.bold for line in lines),
                lead_of_lines(text, lines),
            )
        )
    covered = sum(cell.row_span * cell.col_span for cell in grid.cells)
    boxes = (len(grid.xs) - 1) * (len(grid.ys) - 1)
    table = Table(
        table_id="",
        cells=tuple(cells),
        rows=len(grid.ys) - 1,
        columns=len(grid.xs) - 1,
        extractor="ruled",
        header_rows=header_rows(cells, len(grid.ys) - 1, page.drawing.backgrounds),
        confidence=round(0.6 + 0.38 * covered / boxes, 2),
        bbox=rounded(grid.bbox),
    )
    return FoundTable(table, grid.bbox, grid.xs, grid.open_top, grid.open_bottom)


def _are_neighbours(grid: Grid, filled: Container[GridCell]) -> bool:
    """Whether any cells with text touch: the boxes of an organisation chart do not."""
    owner = _owners(grid)
    return any(
        beside in filled
        for cell in grid.cells
        if cell in filled
        for beside in (
            owner.get((cell.row, cell.col + cell.col_span)),
            owner.get((cell.row + cell.row_span, cell.col)),
        )
    )


def _owners(grid: Grid) -> dict[tuple[int, int], GridCell]:
    """The cell at each position of the grid that has one."""
    return {
        (row, col): cell
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for col in range(cell.col, cell.col + cell.col_span)
    }


def _with_open_cells(grid: Grid, words: Iterable[Word]) -> Grid:
    """The grid with a cell for each position that text is in though no rules enclose it.

    Where a rule is broken or missing, what it would close lies open to the outside. Open
    positions side by side that a word reaches over are one cell.
    """
    owner = _owners(grid)
    if len(owner) == (len(grid.xs) - 1) * (len(grid.ys) - 1):
        return grid
    x0, top, x1, bottom = grid.bbox
    filled: dict[int, set[int]] = {}
    crossed: set[tuple[int, int]] = set()
    for word in words:
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        if not (x0 < x < x1 and top < y < bottom):
            continue
        row, col = bisect_right(grid.ys, y) - 1, bisect_right(grid.xs, x) - 1
        if (row, col) not in owner:
            filled.setdefault(row, set()).add(col)
            last = bisect_right(grid.xs, word.x1 - _OVERFLOW) - 1
            crossed.update((row, border) for border in range(col + 1, last + 1))
    added: list[GridCell] = []
    for row, columns in filled.items():
        for col in sorted(columns):
            before = added[-1] if added and added[-1].row == row else None
            if before and before.col + before.col_span == col and (row, col) in crossed:
                added[-1] = before._replace(col_span=before.col_span + 1)
            else:
                added.append(GridCell(row, col, 1, 1))
    return replace(grid, cells=tuple(sorted([*grid.cells, *added]))) if added else grid


def _place_words(grid: Grid, words: Iterable[Word]) -> dict[GridCell, list[Word]]:
    """The words of each cell that has any; a word's middle says where it is."""
    owner = _owners(grid)
    x0, top, x1, bottom = grid.bbox
    placed: dict[GridCell, list[Word]] = {}
    for word in words:
        middle = (word.top + word.bottom) / 2
        if not top < middle < bottom or word.x1 <= x0 or word.x0 >= x1:
            continue
        row = bisect_right(grid.ys, middle) - 1
        for piece in _split_at_borders(word, row, grid, owner):
            col = bisect_right(grid.xs, (piece.x0 + piece.x1) / 2) - 1
            cell = owner.get((row, col))
            if cell is not None:
                placed.setdefault(cell, []).append(piece)
    return placed


def _split_at_borders(
    word: Word, row: int, grid: Grid, owner: dict[tuple[int, int], GridCell]
) -> list[Word]:
    """A word of the file may be two that touch at a border; one that overflows stays whole."""
    if not word.spots:
        return [word]
    first = max(0, bisect_right(grid.xs, word.x0 + _OVERFLOW) - 1)
    last = min(len(grid.xs) - 2, bisect_right(grid.xs, word.x1 - _OVERFLOW) - 1)
    if first >= last:
        return [word]
    borders = [
        grid.xs[col + 1]
        for col in range(first, last)
        if owner.get((row, col)) != owner.get((row, col + 1))
    ]
    cuts = [0]
    for index, (before, after) in enumerate(pairwise(word.spots), start=1):
        apart = after[0] - before[1] > _JUMP * word.style.size or index in word.joints
        if apart and any(before[1] - _OVERFLOW < x < after[0] + _OVERFLOW for x in borders):
            cuts.append(index)
    return [_slice(word, start, end) for start, end in pairwise([*cuts, len(word.spots)])]


def _slice(word: Word, start: int, end: int) -> Word:
    spots = word.spots[start:end]
    return word._replace(
        text=word.text[start:end],
        x0=min(left for left, _ in spots),
        x1=max(right for _, right in spots),
        spots=spots,
    )
