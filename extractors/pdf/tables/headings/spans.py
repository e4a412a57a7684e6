"""Headings over several columns: which columns each of them is over."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from piao.extractors.pdf.model import Edge, Line
from piao.extractors.pdf.tables.placed_lines import Piece, PlacedLine

_NEAR = 3.0
_CENTRED = 0.8


def widen(line: PlacedLine, below: Sequence[Line | None], rules: Sequence[Edge]) -> PlacedLine:
    """The chunks of an upper heading line with all the columns that they head.

    `below` is for each column the chunk that heads it alone, `rules` the partial
    rules of the table. A rule under a chunk says how far it reaches; else chunks
    reach over their neighbours where each is centred over (or begins with) its
    group of columns.
    """
    ruled = [_by_rule(piece, below, rules) for piece in line]
    if any(after != before for before, after in zip(line, ruled, strict=True)):
        return _untangled(line, ruled)
    grouped = _by_groups(line, below)
    return _untangled(line, grouped) if grouped else list(line)


def _by_rule(piece: Piece, below: Sequence[Line | None], rules: Sequence[Edge]) -> Piece:
    chunk = piece.chunk
    for rule in rules:
        under = 0 <= rule.position - chunk.bottom + _NEAR <= chunk.style.size + 2 * _NEAR
        if under and rule.start - _NEAR <= chunk.x0 and chunk.x1 <= rule.end + _NEAR:
            covered = [
                col
                for col, head in enumerate(below)
                if head and rule.start - _NEAR <= (head.x0 + head.x1) / 2 <= rule.end + _NEAR
            ]
            if covered:
                return piece._replace(
                    first=min(piece.first, covered[0]), last=max(piece.last, covered[-1])
                )
    return piece


def _by_groups(line: PlacedLine, below: Sequence[Line | None]) -> list[Piece] | None:
    """The chunks over neighbouring groups of columns; None where they do not fit any."""
    grouped: list[Piece] = []
    for index, piece in enumerate(line):
        low = grouped[-1].last + 1 if grouped else 0
        high = line[index + 1].first - 1 if index + 1 < len(line) else len(below) - 1
        if below[piece.first] is None:
            grouped.append(piece)
            continue
        fitting = [
            (abs(_offset(piece.chunk, below, first, last)), first, last)
            for first in range(low, piece.first + 1)
            for last in range(piece.last, high + 1)
            if all(below[col] is not None for col in range(first, last + 1))
        ]
        if not fitting:
            return None
        offset, first, last = min(fitting, key=lambda fit: (fit[0], fit[1] - fit[2]))
        if offset > _CENTRED * piece.chunk.style.size:
            return None
        grouped.append(piece._replace(first=first, last=last))
    return grouped


def _offset(chunk: Line, below: Sequence[Line | None], first: int, last: int) -> float:
    """How far off the middle of the columns below a piece stands; endless over a blank one."""
    left, right = below[first], below[last]
    if left is None or right is None:
        return math.inf
    return (chunk.x0 + chunk.x1 - min(left.x0, chunk.x0) - right.x1) / 2


def _untangled(before: PlacedLine, after: Sequence[Piece]) -> PlacedLine:
    """The wider pieces; the old ones where two would overlap."""
    for left, right in pairwise(after):
        if left.last >= right.first:
            return list(before)
    return list(after)
