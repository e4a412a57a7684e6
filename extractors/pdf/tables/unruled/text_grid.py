"""A region's lines to a table: columns from vertical gaps, rows of line groups, cells, spans."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from piao.extractors.pdf.boxes import rounded
from piao.extractors.pdf.model import Edge, FoundTable, Line, Word
from piao.extractors.pdf.tables.headings.of_lines import (
    group_heading,
    heading_count,
    known_count,
    lines_before_data,
    rows_before_data,
    with_wrapped_below,
)
from piao.extractors.pdf.tables.headings.spans import widen
from piao.extractors.pdf.tables.placed_lines import Piece, PlacedLine, text_size
from piao.extractors.pdf.tables.unruled.row_cells import (
    GroupedRows,
    rows_between_rules,
    rows_of_cells,
)
from piao.extractors.pdf.tables.unruled.row_groups import are_parted, common_middles, group_body
from piao.extractors.pdf.tables.unruled.vertical_gaps import (
    Gap,
    find_gaps,
    gap_of_codes,
    place_lines,
    with_list_below,
    with_more,
)
from piao.extractors.pdf.text.cell_text import Breaks, cell_text, figure_feet, lead_of_lines
from piao.extractors.pdf.text.chunks import ChunkedLine
from piao.extractors.pdf.text.words import make_line, to_lines
from piao.schema.document import Cell, Table
from piao.schema.records import BBox

_MOST_OF_THE_WIDTH = 0.7
_SLACK = 2.0
_MOST_COLUMNS = 60
_FEWEST_GAPS = 2
_CENTRED = 3.0
_OVER = 2.0


@dataclass(frozen=True, slots=True)
class Region:
    """Lines that may be a table, with the rules drawn among them.

    `columns_at` are the x of vertical rules, `horizontal` all level rules, `frame`
    is the outer border where there is one; `has_heading` is false where the lines
    are known to be the body alone. `known` and `headings` are what :class:`Seen` has.
    """

    lines: Sequence[ChunkedLine]
    horizontal: Sequence[Edge] = ()
    columns_at: Sequence[float] = ()
    known: Container[str] = field(default_factory=frozenset)
    headings: Container[str] = field(default_factory=frozenset)
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
    `leading` is how far the lines of a paragraph of the body stand apart at most, and
    `has_clear_rows` says that rows stand further apart or end with their texts, `is_level`
    that the cells of each lie on one level too.
    """

    gaps: list[Gap]
    rows: list[list[PlacedLine]]
    header_rows: int
    row_spans: Mapping[tuple[int, int], int] = field(default_factory=dict)
    leading: float | None = None
    has_clear_rows: bool = False
    is_level: bool = False

    @property
    def columns(self) -> int:
        """The number of columns."""
        return len(self.gaps) + 1

    @property
    def body(self) -> list[list[PlacedLine]]:
        """The rows below the heading."""
        return self.rows[self.header_rows :]


def read_region(region: Region) -> TextGrid | None:
    """The columns and rows of a region; None where it has no columns."""
    gaps = _gaps(region)
    if not 0 < len(gaps) < _MOST_COLUMNS:
        return None
    placed = place_lines(region.lines, gaps)
    left, _, right, _ = region.bbox
    full = [
        edge.position
        for edge in region.horizontal
        if min(edge.end, right) - max(edge.start, left) >= _MOST_OF_THE_WIDTH * (right - left)
    ]
    partial = [edge for edge in region.horizontal if edge.position not in full]
    columns = len(gaps) + 1
    known = known_count(placed, columns, region.headings)
    count = (known or heading_count(placed, full)) if region.has_heading else 0
    if count is None:
        lines = _divided(placed, gaps)
        grouped = None if are_parted(lines, full) else rows_of_cells(lines, columns)
        if grouped and grouped.row_pitch:
            return _as_grid(gaps, [], grouped, rows_before_data(grouped.rows, columns))
        count = lines_before_data(placed)
    if not region.columns_at:
        gaps = without_split_columns(gaps, placed[:count], placed[count:])
        placed = place_lines(region.lines, gaps)
        columns = len(gaps) + 1
    body = _divided(placed[count:], gaps)
    heading = _divided_heading(placed[:count], body, gaps)
    grouped = rows_between_rules(body, columns, full)
    if grouped is None:
        rows = group_body(body, columns, full)
        grouped = GroupedRows([[body[i] for i in row] for row in rows])
    every = [edge.position for edge in region.horizontal]
    row_pitch = grouped.row_pitch if text_size(heading) == text_size(body) else None
    groups = group_heading(heading, every, row_pitch)
    heading_rows = with_wrapped_below([[heading[i] for i in row] for row in groups])
    return _as_grid(gaps, _widened(heading_rows, columns, partial), grouped, 0)


def _gaps(region: Region) -> list[Gap]:
    """The gaps of all lines, with those between the columns of a list under a card."""
    gaps = find_gaps(region.lines, region.columns_at)
    gaps = with_more(gaps, gap_of_codes(region.lines))
    return with_list_below(gaps, region.lines)


def _as_grid(
    gaps: list[Gap], heading: list[list[PlacedLine]], body: GroupedRows, first_rows: int
) -> TextGrid:
    """The grid of heading and body, of which the `first_rows` are heading too."""
    above = len(heading)
    spans = {(row + above, col): span for (row, col), span in body.row_spans.items()}
    rows = [*heading, *_with_titles_across(body.rows, gaps)]
    is_clear = body.is_clear or body.row_pitch is not None
    is_level = is_clear and body.is_level
    return TextGrid(gaps, rows, above + first_rows, spans, body.leading, is_clear, is_level)


def _with_titles_across(
    rows: Sequence[list[PlacedLine]], gaps: Sequence[Gap]
) -> list[list[PlacedLine]]:
    """The rows, a title alone in its row that is centred over all columns a cell of all of them.

    So is one centred over all but the first, or where others alone in their rows are.
    """
    pieces = [piece for row in rows for line in row for piece in line]
    hulls = [
        (first, min(p.chunk.x0 for p in inside), max(p.chunk.x1 for p in inside))
        for first in (0, 1)
        if (inside := [piece for piece in pieces if piece.first >= first])
    ]

    titles = [r[0][0].chunk for r in rows if len(r) == len(r[0]) == 1 and r[0][0].first]
    middles = [(first, left + right) for first, left, right in hulls]
    middles += [(1, middle) for middle in common_middles(titles)]

    def across(row: list[PlacedLine]) -> list[PlacedLine]:
        chunks = [piece.chunk for line in row for piece in line]
        near = _CENTRED * chunks[0].style.size
        is_alone = all(len(line) == 1 for line in row)
        if len(gaps) < _FEWEST_GAPS or not is_alone:
            return row
        for first, middle in middles:
            if all(abs(c.x0 + c.x1 - middle) < near for c in chunks):
                return [[Piece(first, len(gaps), p.chunk) for p in line] for line in row]
        return row

    return [across(row) for row in rows]


def without_split_columns(
    gaps: Sequence[Gap], heading: Sequence[PlacedLine], body: Sequence[PlacedLine]
) -> list[Gap]:
    """The gaps but those between a heading and its own column, which stands beside it.

    A heading in the middle over short cells at the left has white between the two.
    """
    heads = {piece.first for line in heading for piece in line if piece.first == piece.last}
    filled = {piece.first for line in body for piece in line if piece.first == piece.last}
    kept: list[Gap] = []
    is_joined = False
    for column, gap in enumerate(gaps):
        pair = (column, column + 1)
        beside = heads.intersection(pair) and filled.intersection(pair)
        parted = not any(col in heads and col in filled for col in pair)
        whole = all(col in heads or col in filled for col in pair)
        is_joined = bool(heading and beside and parted and whole and not is_joined)
        if not is_joined:
            kept.append(gap)
    return kept


def _divided(lines: Sequence[PlacedLine], gaps: Sequence[Gap]) -> list[PlacedLine]:
    """The lines, their chunks that cross a gap at a space between words cut there.

    What is cut off begins or ends where others of its column do. A line of one chunk
    is a title over the columns and stays.
    """
    starts: set[tuple[int, int]] = set()
    ends: set[tuple[int, int]] = set()
    for piece in (piece for line in lines for piece in line):
        starts |= {(piece.first, round(piece.chunk.x0) + near) for near in (-1, 0, 1)}
        ends |= {(piece.last, round(piece.chunk.x1) + near) for near in (-1, 0, 1)}

    def is_aligned(piece: Piece) -> bool:
        chunk = piece.chunk
        return (piece.first, round(chunk.x0)) in starts or (piece.last, round(chunk.x1)) in ends

    return [line if len(line) == 1 else _cut(line, gaps, is_aligned) for line in lines]


def _divided_heading(
    heading: Sequence[PlacedLine], body: Sequence[PlacedLine], gaps: Sequence[Gap]
) -> list[PlacedLine]:
    """The heading, words of which each stands over the figures of its own column cut apart."""
    hulls: dict[int, tuple[float, float]] = {}
    for piece in (piece for line in body for piece in line if piece.first == piece.last):
        left, right = hulls.get(piece.first, (piece.chunk.x0, piece.chunk.x1))
        hulls[piece.first] = min(left, piece.chunk.x0), max(right, piece.chunk.x1)

    def is_over(piece: Piece) -> bool:
        if piece.first < piece.last or piece.first not in hulls:
            return False
        left, right = hulls[piece.first]
        x0, x1 = piece.chunk.x0, piece.chunk.x1
        return min(abs(x0 - left), abs(x1 - right), abs(x0 + x1 - left - right) / 2) <= _OVER

    return [line if len(line) < 2 else _cut(line, gaps, is_over, first=0) for line in heading]


def _cut(
    line: PlacedLine, gaps: Sequence[Gap], is_aligned: Callable[[Piece], bool], first: int = 1
) -> PlacedLine:
    """The line, chunks cut at the gaps they cross where the parts from `first` on are aligned."""
    divided: PlacedLine = []
    for piece in line:
        words = piece.chunk.words
        cuts = [
            index
            for index, (before, after) in enumerate(pairwise(words), start=1)
            if any(
                before.x1 <= gap.right + 1 and after.x0 >= gap.left - 1
                for gap in gaps[piece.first : piece.last]
            )
        ]
        parts = [words[a:b] for a, b in pairwise([0, *cuts, len(words)])]
        (cells,) = place_lines([[make_line(part) for part in parts]], gaps)
        divided.extend(cells if all(map(is_aligned, cells[first:])) else [piece])
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
    xs = (left, *(gap.middle for gap in grid.gaps), right)
    ys = _row_borders(grid.rows, top, bottom)
    cells = []
    for row, lines in enumerate(grid.rows):
        leading = grid.leading if row >= grid.header_rows else None
        placed = [(first, last, to_lines(words)) for first, last, words in _cells(lines)]
        starts = next(filter(None, (figure_feet(texts) for _, _, texts in placed)), ())
        for first, last, texts in placed:
            span = grid.row_spans.get((row, first), 1)
            box = (xs[first], ys[row], xs[last + 1], ys[row + span])
            text = cell_text(texts, box, region.known, Breaks(leading, starts))
            cells.append(
                Cell(
                    row,
                    first,
                    text,
                    span,
                    last - first + 1,
                    page,
                    rounded(box),
                    all(line.style.bold for line in texts),
                    lead_of_lines(text, texts),
                )
            )
    table = Table(
        table_id="",
        cells=tuple(cells),
        rows=len(grid.rows),
        columns=grid.columns,
        extractor=extractor,
        header_rows=grid.header_rows,
        confidence=round(confidence, 2),
        bbox=rounded((left, top, right, bottom)),
    )
    gaps = tuple((gap.left, gap.right) for gap in grid.gaps)
    return FoundTable(table, (left - _SLACK, top, right + _SLACK, bottom), xs, gaps=gaps)


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
