"""Rows of a table whose rows stand no further apart than the lines of a cell."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

from piao.extractors.pdf.tables.placed_lines import Piece, PlacedLine
from piao.extractors.pdf.tables.unruled.cell_blocks import (
    CellBlock,
    RowReading,
    level_at,
    levels_of,
    steps_of,
)
from piao.extractors.pdf.tables.unruled.row_groups import right_edges, wrap_vote, wraps
from piao.extractors.pdf.tables.unruled.vertical_gaps import CODE
from piao.extractors.pdf.text.chunks import is_figure
from piao.extractors.pdf.text.words import foot

_NEXT_LINE = 1.6
_FEWEST_CODES = 2
_LEAST_HANG = 3.0


def tight_rows(lines: Sequence[PlacedLine], size: float) -> RowReading:
    """The rows where cells begin on the first line of their row and have no gaps.

    So a line begins a row where one of its columns is blank above, and else where its
    text does not go on from the line above. Where rows begin with codes, lines without one
    go on as long as one of their texts does. A label of several lines may have its figures
    beside the last; where labels hang, lines that go on are indented and no others do.
    """
    pieces = [piece for line in lines for piece in line]
    levels = levels_of((foot(piece.chunk) for piece in pieces), size)
    on_level: list[list[Piece]] = [[] for _ in levels]
    for piece in pieces:
        on_level[level_at(levels, foot(piece.chunk))].append(piece)
    edges = right_edges(lines)
    labels = [piece for piece in pieces if piece.first == piece.last == 0]
    are_coded = len(labels) >= _FEWEST_CODES and all(map(_is_code, labels))
    hang = _hang(labels)
    rows: list[list[CellBlock]] = []
    above: dict[int, Piece] = {}
    blocks: dict[int, CellBlock] = {}
    last = levels[0]
    for level, here in zip(levels, on_level, strict=True):
        is_near = level - last <= _NEXT_LINE * size
        may_go_on = _may_go_on if are_coded else _goes_on
        goes_on = may_go_on(here, above, edges) or _ends_label(here, blocks, edges)
        if not (rows and is_near and goes_on) or _begins_label(here, blocks, hang):
            rows.append([])
            blocks = {}
        for piece in sorted(here):
            block = blocks.get(piece.first)
            if block is None:
                block = blocks[piece.first] = CellBlock(piece.first, piece.last, [])
                rows[-1].append(block)
            block.pieces.append(piece)
            block.last = max(block.last, piece.last)
        above = {piece.first: piece for piece in here}
        last = level
    return RowReading(rows, {}, 0)


def _hang(labels: Sequence[Piece]) -> float:
    """By how much labels are indented where they go on in small letters; 0 where not alike."""
    indents: list[float] = []
    begin = math.inf
    for chunk in (piece.chunk for piece in labels):
        if chunk.text[:1].islower():
            indents.append(chunk.x0 - begin)
        else:
            begin = chunk.x0
    return min(indents) if indents and min(indents) > _LEAST_HANG else 0.0


def _begins_label(here: Sequence[Piece], blocks: Mapping[int, CellBlock], hang: float) -> bool:
    """Whether a label begins where the one above does though what goes on is indented."""
    label, own = min(here), blocks.get(0)
    if not hang or own is None or label.first:
        return False
    return label.chunk.x0 - own.pieces[0].chunk.x0 < hang / 2


def _ends_label(
    here: Sequence[Piece], blocks: Mapping[int, CellBlock], edges: Mapping[int, float]
) -> bool:
    """Whether a label that stands alone so far goes on in a line with figures beside it."""
    label = min(here)
    if blocks.keys() != {0} or label.first or label.last or len(here) < 2:
        return False
    return wrap_vote(blocks[0].pieces[-1].chunk, label.chunk, edges.get(0, 0.0)) > 0


def misfits(reading: RowReading, lines: Sequence[PlacedLine], pitch: float) -> int:
    """How many close lines are in one cell though the text ends, or in two though it goes on."""
    cell_of = {
        id(piece.chunk): number
        for number, block in enumerate(block for row in reading.rows for block in row)
        for piece in block.pieces
    }
    edges = right_edges(lines)
    count = 0
    for column, above, below in steps_of(lines):
        if foot(below) - foot(above) <= pitch:
            vote = wrap_vote(above, below, edges.get(column, 0.0))
            if is_figure(above.text) and is_figure(below.text):
                vote = -1
            count += vote == (-1 if cell_of[id(above)] == cell_of[id(below)] else 1)
    return count


def are_close(reading: RowReading, pitch: float) -> bool:
    """Whether most rows begin no further below the row above than lines stand apart."""
    gaps = [
        min(block.top for block in below) - max(block.bottom for block in above)
        for above, below in pairwise(reading.rows)
    ]
    return sum(1 for gap in gaps if gap <= pitch) * 2 > len(gaps)


def _is_code(piece: Piece) -> bool:
    return bool(CODE.fullmatch(piece.chunk.text))


def _may_go_on(
    here: Sequence[Piece], above: Mapping[int, Piece], edges: Mapping[int, float]
) -> bool:
    """Whether a line of a table with codes has none and is more of a cell above."""
    if any(piece.first == 0 for piece in here):
        return False
    pairs = [(before, piece) for piece in here if (before := above.get(piece.first))]
    if len(here) > 1 and any(
        is_figure(piece.chunk.text)
        and before.chunk.text[-1:].isalnum()
        and is_figure(before.chunk.text)
        for before, piece in pairs
    ):
        return False
    return len(here) == 1 or any(
        wraps(before.chunk, piece.chunk, edges.get(piece.first, 0.0)) for before, piece in pairs
    )


def _goes_on(here: Sequence[Piece], above: Mapping[int, Piece], edges: Mapping[int, float]) -> bool:
    """Whether the pieces of a line are more of the cells above."""
    pairs = [(above.get(piece.first), piece) for piece in here]
    votes = 0
    for before, piece in pairs:
        if before is None or (before.last, piece.last) != (piece.first, piece.first):
            return False
        if is_figure(before.chunk.text) and is_figure(piece.chunk.text):
            return False
        votes += wrap_vote(before.chunk, piece.chunk, edges.get(piece.first, 0.0))
    return votes >= 0
