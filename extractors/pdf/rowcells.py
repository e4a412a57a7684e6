"""Rows of a table without rules, from its cells: lines of one cell stand closer than rows do."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from piao.extractors.pdf.chunks import is_figure, size_of
from piao.extractors.pdf.layout import Line
from piao.extractors.pdf.rowgroups import Piece, PlacedLine, right_edges, wraps
from piao.extractors.pdf.words import foot

_WRAP_PITCH = 1.45
_LEAST_PITCH = 0.8
_SAME_PITCH = 0.25
_SAME_SHARE = 0.035
_HAIR = 0.05
_FEWEST_FULL = 3
_FULL = 0.6
_SAME_LEVEL = 0.2
_MOST_LEVELS = 1.1


@dataclass(frozen=True, slots=True)
class GroupedRows:
    """Rows of placed lines.

    `row_spans` are those of the cells over several rows, by row and first column;
    `leading` is how far the lines of a paragraph stand apart at most, `row_pitch` how far
    rows do at least, where that shows.
    """

    rows: list[list[PlacedLine]]
    row_spans: Mapping[tuple[int, int], int] = field(default_factory=dict)
    leading: float | None = None
    row_pitch: float | None = None


@dataclass(slots=True)
class _Block:
    """The pieces of one cell, top to bottom."""

    first: int
    last: int
    pieces: list[Piece]

    @property
    def top(self) -> float:
        return foot(self.pieces[0].chunk)

    @property
    def bottom(self) -> float:
        return foot(self.pieces[-1].chunk)


def rows_of_cells(lines: Sequence[PlacedLine], columns: int) -> GroupedRows | None:
    """The rows of lines in columns; None where the lines do not tell cells from rows."""
    pitches = _pitches(lines)
    if _are_full(lines, columns) and len(pitches) == 1:
        return GroupedRows([[line] for line in lines], row_pitch=pitches[0] * (1 - _SAME_SHARE))
    size = _size(lines)
    readings = []
    for pitch in pitches[:-1]:
        if pitch <= _WRAP_PITCH * size and _are_wrapped(lines, pitch):
            blocks = _blocks(lines, columns, pitch)
            levels = _levels([block.top for block in blocks], _SAME_LEVEL * size)
            if len(levels) <= _MOST_LEVELS * _most_in_a_column(blocks, columns):
                readings.append((_oddities(blocks, levels), pitch, blocks, levels))
    if not readings:
        return None
    _, pitch, blocks, levels = min(readings, key=lambda reading: reading[:2])
    rows, spans = _on_levels(blocks, levels)
    row_pitch = pitches[pitches.index(pitch) + 1] * (1 - _SAME_SHARE)
    return GroupedRows(rows, spans, pitches[0] + _HAIR, row_pitch)


def _are_full(lines: Sequence[PlacedLine], columns: int) -> bool:
    """Whether each line has a label, and most have a cell in every column."""
    full = sum(1 for line in lines if len(line) == columns)
    return (
        len(lines) >= _FEWEST_FULL
        and full >= _FULL * len(lines)
        and all(line[0].first == 0 for line in lines)
    )


def _size(lines: Sequence[PlacedLine]) -> float:
    return size_of([[piece.chunk for piece in line] for line in lines])


def _pitches(lines: Sequence[PlacedLine]) -> list[float]:
    """How far lines of one column stand below each other, from the closest; like ones once."""
    least = _LEAST_PITCH * _size(lines)
    pitches: list[float] = []
    for pitch in sorted(foot(below) - foot(above) for _, above, below in _steps(lines)):
        if pitch < least:
            continue
        if pitches and pitch - pitches[-1] <= max(_SAME_PITCH, _SAME_SHARE * pitch):
            pitches[-1] = pitch
        else:
            pitches.append(pitch)
    return pitches


def _are_wrapped(lines: Sequence[PlacedLine], pitch: float) -> bool:
    """Whether most lines that stand so close are one text that wraps."""
    edges = right_edges(lines)
    votes = [
        not (is_figure(above.text) and is_figure(below.text))
        and wraps(above, below, edges.get(column, 0.0))
        for column, above, below in _steps(lines)
        if foot(below) - foot(above) <= pitch + _HAIR
    ]
    return sum(votes) * 2 > len(votes)


def _oddities(blocks: Sequence[_Block], levels: Sequence[float]) -> int:
    """How many cells reach over the level of another row, and rows have a single cell."""
    starts = [0] * len(levels)
    for block in blocks:
        starts[_row(levels, block.top)] += 1
    crossing = sum(_row(levels, block.top) != _row(levels, block.bottom) for block in blocks)
    return crossing + sum(1 for count in starts if count == 1)


def _row(levels: Sequence[float], place: float) -> int:
    return bisect_right(levels, place) - 1


def _steps(lines: Sequence[PlacedLine]) -> list[tuple[int, Line, Line]]:
    """The chunks of each column that stand next above each other, with the column."""
    above: dict[int, Line] = {}
    steps = []
    for line in lines:
        for piece in line:
            if piece.first == piece.last and piece.first in above:
                steps.append((piece.first, above[piece.first], piece.chunk))
            for column in range(piece.first, piece.last + 1):
                above[column] = piece.chunk
    return steps


def _blocks(lines: Sequence[PlacedLine], columns: int, pitch: float) -> list[_Block]:
    """The cells: pieces of the same columns, no further from each other than `pitch`."""
    last: list[_Block | None] = [None] * columns
    blocks: list[_Block] = []
    for piece in sorted(
        (piece for line in lines for piece in line), key=lambda p: (foot(p.chunk), p.first)
    ):
        above = [last[column] for column in range(piece.first, piece.last + 1)]
        block = above[0]
        fits = (
            block is not None
            and all(other in (block, None) for other in above)
            and block.first <= piece.first
            and piece.last <= block.last
            and foot(piece.chunk) - block.bottom <= pitch + _HAIR
        )
        if block is None or not fits:
            block = _Block(piece.first, piece.last, [])
            blocks.append(block)
        block.pieces.append(piece)
        for column in range(piece.first, piece.last + 1):
            last[column] = block
    return blocks


def _levels(places: Sequence[float], tolerance: float) -> list[float]:
    """The places without those that are nearly the same as one above."""
    levels: list[float] = []
    for place in sorted(places):
        if not levels or place - levels[-1] > tolerance:
            levels.append(place)
    return levels


def _most_in_a_column(blocks: Sequence[_Block], columns: int) -> int:
    return max(
        sum(1 for block in blocks if block.first <= column <= block.last)
        for column in range(columns)
    )


def _on_levels(
    blocks: Sequence[_Block], levels: Sequence[float]
) -> tuple[list[list[PlacedLine]], dict[tuple[int, int], int]]:
    """The rows where the cells of a row begin on one level.

    A cell whose lines reach over the next level is of several rows, with the others of
    its row that are blank below: of all rows that are.
    """
    placed: list[list[_Block]] = [[] for _ in levels]
    for block in blocks:
        placed[_row(levels, block.top)].append(block)
    filled = [
        {column for block in row for column in range(block.first, block.last + 1)} for row in placed
    ]
    spans: dict[tuple[int, int], int] = {}
    for index, row in enumerate(placed):
        reach = max(_row(levels, block.bottom) for block in row)
        if reach == index:
            continue
        for block in row:
            own = range(block.first, block.last + 1)
            end = index + 1
            while end < len(levels) and filled[end].isdisjoint(own):
                end += 1
            if end > reach:
                spans[index, block.first] = end - index
    rows = [[[piece] for block in row for piece in block.pieces] for row in placed]
    return rows, spans
