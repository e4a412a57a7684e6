"""Cells of a table without rules, before its rows are known: lines of one cell stand closest."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from piao.extractors.pdf.model import Line
from piao.extractors.pdf.tables.placed_lines import Piece, PlacedLine, text_size
from piao.extractors.pdf.tables.unruled.row_groups import right_edges, wraps
from piao.extractors.pdf.text.chunks import is_figure
from piao.extractors.pdf.text.words import foot

_LEAST_PITCH = 0.8
_SAME_PITCH = 0.25
_SAME_SHARE = 0.035
_HAIR = 0.05
_SAME_LEVEL = 0.2
_LONGEST_CODE = 3


@dataclass(slots=True)
class CellBlock:
    """The pieces of one cell, top to bottom, with the first and last column that it covers."""

    first: int
    last: int
    pieces: list[Piece]

    @property
    def top(self) -> float:
        """The y that its first line stands on."""
        return foot(self.pieces[0].chunk)

    @property
    def bottom(self) -> float:
        """The y that its last line stands on."""
        return foot(self.pieces[-1].chunk)

    @property
    def middle(self) -> float:
        """Between its first and last line."""
        return (self.top + self.bottom) / 2

    @property
    def columns(self) -> range:
        """The columns that it covers."""
        return range(self.first, self.last + 1)


@dataclass(frozen=True, slots=True)
class RowReading:
    """Cells in rows: those that begin in each row, and how many rows the others span.

    `spans` are by row and first column; `oddities` counts what a table has least of: rows
    of one cell, cells of several rows.
    """

    rows: list[list[CellBlock]]
    spans: dict[tuple[int, int], int]
    oddities: int


def lone_rows(rows: Sequence[Sequence[CellBlock]], spans: Mapping[tuple[int, int], int]) -> int:
    """How many rows have one cell and are not beside one of several rows."""
    beside = {index for (row, _), span in spans.items() for index in range(row, row + span)}
    return sum(1 for index, row in enumerate(rows) if len(row) == 1 and index not in beside)


def pitches_of(lines: Sequence[PlacedLine]) -> list[float]:
    """How far lines of one column stand below each other, from the closest; like ones once."""
    least = _LEAST_PITCH * text_size(lines)
    pitches: list[float] = []
    for pitch in sorted(foot(below) - foot(above) for _, above, below in steps_of(lines)):
        if pitch < least:
            continue
        if pitches and pitch - pitches[-1] <= max(_SAME_PITCH, _SAME_SHARE * pitch):
            pitches[-1] = pitch
        else:
            pitches.append(pitch)
    return pitches


def least_row_pitch(pitch: float) -> float:
    """The least of pitches that are like this one."""
    return pitch * (1 - _SAME_SHARE)


def are_wrapped(lines: Sequence[PlacedLine], pitch: float) -> bool:
    """Whether most lines that stand so close are one text that wraps; codes do not tell."""
    edges = right_edges(lines)
    votes = [
        not (is_figure(above.text) and is_figure(below.text))
        and wraps(above, below, edges.get(column, 0.0))
        for column, above, below in steps_of(lines)
        if foot(below) - foot(above) <= pitch + _HAIR
        and max(len(above.text), len(below.text)) > _LONGEST_CODE
    ]
    return sum(votes) * 2 > len(votes)


def steps_of(lines: Sequence[PlacedLine]) -> list[tuple[int, Line, Line]]:
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


def cell_blocks(lines: Sequence[PlacedLine], columns: int, pitch: float) -> list[CellBlock]:
    """The cells: pieces of the same columns, no further from each other than `pitch`."""
    last: list[CellBlock | None] = [None] * columns
    blocks: list[CellBlock] = []
    pieces = [piece for line in lines for piece in line]
    for piece in sorted(pieces, key=lambda piece: (foot(piece.chunk), piece.first)):
        above = last[piece.first : piece.last + 1]
        block = above[0]
        fits = (
            block is not None
            and all(other in (block, None) for other in above)
            and block.first <= piece.first
            and piece.last <= block.last
            and foot(piece.chunk) - block.bottom <= pitch + _HAIR
        )
        if block is None or not fits:
            block = CellBlock(piece.first, piece.last, [])
            blocks.append(block)
        block.pieces.append(piece)
        for column in range(piece.first, piece.last + 1):
            last[column] = block
    return blocks


def levels_of(places: Iterable[float], size: float) -> list[float]:
    """The places, without those that are nearly the same as one above, for type of a size."""
    levels: list[float] = []
    for place in sorted(places):
        if not levels or place - levels[-1] > _SAME_LEVEL * size:
            levels.append(place)
    return levels


def level_at(levels: Sequence[float], place: float) -> int:
    """The index of the last level that is not below the place."""
    return bisect_right(levels, place) - 1


def most_in_a_column(blocks: Sequence[CellBlock], columns: int) -> int:
    """The number of cells of the column that has most."""
    return max(sum(1 for block in blocks if column in block.columns) for column in range(columns))
