"""Lines whose chunks have columns: what rows and headings are made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from piao.extractors.pdf.model import Line
from piao.extractors.pdf.text.chunks import size_of


class Piece(NamedTuple):
    """A chunk with the first and last column that it covers."""

    first: int
    last: int
    chunk: Line


PlacedLine = list[Piece]


def middle_of(line: PlacedLine) -> float:
    """Halfway down a line."""
    return (line[0].chunk.top + line[0].chunk.bottom) / 2


def foot_of(line: PlacedLine) -> float:
    """Where most words of a line stand; letters with tails and raised marks apart."""
    words = [word for piece in line for word in piece.chunk.words]
    bottoms = sorted(w.bottom for w in words if w.text[-1:].isalnum() or len(w.text) > 2)
    bottoms = bottoms or [word.bottom for word in words]
    return bottoms[len(bottoms) // 4]


def text_size(lines: Iterable[PlacedLine]) -> float:
    """The type size of most pieces."""
    return size_of([[piece.chunk for piece in line] for line in lines])
