"""A region's lines to a table: columns from rivers, rows from line groups, cells with spans."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from piao.extractors.pdf.celltext import cell_text
from piao.extractors.pdf.chunks import ChunkedLine
from piao.extractors.pdf.layout import Edge, FoundTable, Line, Word
from piao.extractors.pdf.rivers import River, find_rivers
from piao.extractors.pdf.rowcells import GroupedRows, rows_of_cells
from piao.extractors.pdf.rowgroups import (
    Piece,
    PlacedLine,
    group_body,
    group_heading,
    heading_count,
    place_lines,
)
from piao.extractors.pdf.spans import widen
from piao.extractors.pdf.words import make_line
from piao.schema.document import Cell, Table
from piao.schema.records import BBox

_MOST_OF_THE_WIDTH = 0.7
_SLACK = 2.0
_MOST_COLUMNS = 60


@dataclass(frozen=True, slots=True)
class Region:
    """Lines that may be a table, with the rules drawn among them.

    `columns_at` are the x of vertical rules, `horizontal` all level rules, `frame`
    is the outer border where there is one; `has_heading` is false where the lines
    are known to be the body alone.
    """

    lines: Sequence[ChunkedLine]
    horizontal: Sequence[Edge] = ()
    columns_at: Sequence[float] = ()
    known: Container[str] = field(default_factory=frozenset)
    frame: BBox | None = None
    has_heading: bool = True

    @property
    def bbox(self) -> BBox:
        """The frame, else the hull of the lines."""
        return self.frame or (
            min(line[0].x0 for line in self.lines),
            min(chunk.top for line in self.lines for chunk in line),
            max(line[-1].x1 for line in self.lines),
            max(chunk.bottom for line in self.lines for chunk in line),
        )


@dataclass(frozen=True, slots=True)
class TextGrid:
    """A region understood: `rows` are placed lines, the first `header_rows` head the columns.

    `row_spans` are those of the cells over several rows, by row and first column;
    `leading` is how far the lines of a paragraph of the body stand apart at most, where
    that shows.
    """

    rivers: list[River]
    rows: list[list[PlacedLine]]
    header_rows: int
    row_spans: Mapping[tuple[int, int], int] = field(default_factory=dict)
    leading: float | None = None

    @property
    def columns(self) -> int:
        """The number of columns."""
        return len(self.rivers) + 1

    @property
    def body(self) -> list[list[PlacedLine]]:
        """The rows below the heading."""
        return self.rows[self.header_rows :]


def read_region(region: Region) -> TextGrid | None:
    """The columns and rows of a region; None where it has no columns."""
    rivers = find_rivers(region.lines, region.columns_at)
    if not 0 < len(rivers) < _MOST_COLUMNS:
        return None
    placed = place_lines(region.lines, rivers)
    left, _, right, _ = region.bbox
    full = [
        edge.position
        for edge in region.horizontal
        if min(edge.end, right) - max(edge.start, left) >= _MOST_OF_THE_WIDTH * (right - left)
    ]
    partial = [edge for edge in region.horizontal if edge.position not in full]
    count = heading_count(placed, full) if region.has_heading else 0
    heading, body = placed[:count], [_divided(line, rivers) for line in placed[count:]]
    every = [edge.position for edge in region.horizontal]
    heading_rows = [[heading[i] for i in row] for row in group_heading(heading, every)]
    grouped = None if full else rows_of_cells(body, len(rivers) + 1)
    if grouped is None:
        rows = group_body(body, len(rivers) + 1, full)
        grouped = GroupedRows([[body[i] for i in row] for row in rows])
    body_rows = grouped.rows
    heading_rows = _widened(heading_rows, len(rivers) + 1, partial)
    above = len(heading_rows)
    spans = {(row + above, col): span for (row, col), span in grouped.row_spans.items()}
    return TextGrid(rivers, [*heading_rows, *body_rows], above, spans, grouped.leading)


def _divided(line: PlacedLine, rivers: Sequence[River]) -> PlacedLine:
    """The line, its chunks that cross a river at a space between words cut there.

    A line of one chunk is a title over the columns and stays.
    """
    if len(line) == 1:
        return line
    divided: PlacedLine = []
    for piece in line:
        words = piece.chunk.words
        cuts = [
            index
            for index, (before, after) in enumerate(pairwise(words), start=1)
            if any(
                before.x1 <= river.right + 1 and after.x0 >= river.left - 1
                for river in rivers[piece.first : piece.last]
            )
        ]
        parts = [words[a:b] for a, b in pairwise([0, *cuts, len(words)])]
        divided.extend(place_lines([[make_line(part) for part in parts]], rivers)[0])
    return divided


def _widened(
    rows: list[list[PlacedLine]], columns: int, rules: Sequence[Edge]
) -> list[list[PlacedLine]]:
    """The heading rows, those above the last with the spans of their cells."""
    if len(rows) < 2:
        return rows
    below: list[Line | None] = [None] * columns
    for line in rows[-1]:
        for piece in line:
            if piece.first == piece.last:
                words = (*(below[piece.first] or piece.chunk).words, *piece.chunk.words)
                below[piece.first] = _hull_line(words)
    return [*([widen(line, below, rules) for line in row] for row in rows[:-1]), rows[-1]]


def _hull_line(words: Sequence[Word]) -> Line:
    line = make_line(words)
    return line._replace(x0=min(w.x0 for w in words), x1=max(w.x1 for w in words))


def to_table(
    grid: TextGrid, region: Region, page: int, extractor: str, confidence: float
) -> FoundTable:
    """The table of a text grid."""
    left, top, right, bottom = region.bbox
    xs = (left, *(river.middle for river in grid.rivers), right)
    ys = _row_borders(grid.rows, top, bottom)
    cells = []
    for row, lines in enumerate(grid.rows):
        leading = grid.leading if row >= grid.header_rows else None
        for first, last, words in _cells(lines):
            span = grid.row_spans.get((row, first), 1)
            box = (xs[first], ys[row], xs[last + 1], ys[row + span])
            x0, above, x1, below = (round(value, 1) for value in box)
            cells.append(
                Cell(
                    row,
                    first,
                    cell_text(words, box, region.known, leading),
                    span,
                    last - first + 1,
                    page,
                    (x0, above, x1, below),
                    all(word.style.bold for word in words),
                )
            )
    x0, above, x1, below = (round(value, 1) for value in (left, top, right, bottom))
    table = Table(
        table_id="",
        cells=tuple(cells),
        rows=len(grid.rows),
        columns=grid.columns,
        extractor=extractor,
        header_rows=grid.header_rows,
        confidence=round(confidence, 2),
        bbox=(x0, above, x1, below),
    )
    return FoundTable(table, (left - _SLACK, top, right + _SLACK, bottom), xs)


def _row_borders(rows: Sequence[Sequence[PlacedLine]], top: float, bottom: float) -> list[float]:
    hulls = [
        (
            min(piece.chunk.top for line in row for piece in line),
            max(piece.chunk.bottom for line in row for piece in line),
        )
        for row in rows
    ]
    between = [(before[1] + after[0]) / 2 for before, after in pairwise(hulls)]
    return [top, *between, bottom]


def _cells(lines: Sequence[PlacedLine]) -> list[tuple[int, int, list[Word]]]:
    """First column, last column and words of each cell of a row; pieces that overlap are one."""
    pieces: list[Piece] = sorted((piece for line in lines for piece in line), key=lambda p: p[:2])
    cells: list[tuple[int, int, list[Word]]] = []
    for piece in pieces:
        if cells and piece.first <= cells[-1][1]:
            first, last, words = cells[-1]
            cells[-1] = (first, max(last, piece.last), [*words, *piece.chunk.words])
        else:
            cells.append((piece.first, piece.last, list(piece.chunk.words)))
    return cells
