"""Lines cut into chunks: words that stand together, with more white between them than inside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from piao.extractors.pdf.model import Line, Word
from piao.extractors.pdf.text.words import make_line, to_lines

ChunkedLine = list[Line]
"""The chunks of one line, left to right; never empty."""

_WIDEST_SPACE = 0.75
_NARROWEST_GAP = 0.62
_USUAL_SPACES = 2.1
_LARGEST_STEP = 1.2
_MANY_GAPS = 4
_EVEN = 1.5
_FIGURE = re.compile(
    r"[<>≤≥=~±+−–—-]*\s*[(\[]?\s*[€$£]?\s*[+−–-]?(?:\d[\d.,'’/:\s]*|[.,]\d+)\s*"
    r"(?:[%‰€$£)\]*†‡°ªº]|\(\w{1,2}\)|[a-zA-Z]{1,2}\b)*\s*"
)
_NO_FIGURE = re.compile(r"(?:[-–—−.…/:*•x✓]{1,5}|n\.?\s?[adr]\.?|n\.?\s?s\.?|nd|na)", re.IGNORECASE)


def chunk_lines(words: Iterable[Word]) -> list[ChunkedLine]:
    """The unturned words as lines, each cut where its white is wider than a space."""
    return cut_lines([line for line in to_lines(words) if line.style.turn == 0])


def cut_lines(lines: Sequence[Line]) -> list[ChunkedLine]:
    """The lines, each cut where its white is wider than a space."""
    usual = _usual_space(lines)
    return [_chunks(line, usual) for line in lines]


def _usual_space(lines: Sequence[Line]) -> float:
    """The white between two words, in type sizes."""
    spaces = sorted(
        gap
        for line in lines
        for before, after in pairwise(line.words)
        if 0.1 < (gap := (after.x0 - before.x1) / (after.style.size or 1)) < _WIDEST_SPACE
    )
    return spaces[len(spaces) // 2] if spaces else 0.3


def _chunks(line: Line, usual: float) -> ChunkedLine:
    if _is_justified(line):
        return [line]
    chunks: list[list[Word]] = [[line.words[0]]]
    for before, after in pairwise(line.words):
        size = max(before.style.size, after.style.size, 1.0)
        widest = max(_NARROWEST_GAP, _USUAL_SPACES * usual) * size
        if after.x0 - before.x1 > min(widest, _LARGEST_STEP * size):
            chunks.append([after])
        else:
            chunks[-1].append(after)
    return [make_line(words) for words in chunks]


def _is_justified(line: Line) -> bool:
    """Whether the same narrow white is between all words, as where prose fills a line."""
    gaps = [after.x0 - before.x1 for before, after in pairwise(line.words)]
    size = max(line.style.size, 1.0)
    return (
        len(gaps) >= _MANY_GAPS
        and max(gaps) < _LARGEST_STEP * size
        and max(gaps) <= _EVEN * sorted(gaps)[len(gaps) // 2]
    )


def is_figure(text: str) -> bool:
    """Whether a cell's text is a figure, or a mark that stands for one.

    >>> is_figure("1 234,5 %"), is_figure("(12)"), is_figure("n.d."), is_figure("12 mesi")
    (True, True, True, False)
    """
    return bool(_FIGURE.fullmatch(text) or _NO_FIGURE.fullmatch(text))


def is_bold(line: ChunkedLine) -> bool:
    """Whether all of a line is bold."""
    return all(chunk.style.bold for chunk in line)


def size_of(lines: Sequence[ChunkedLine]) -> float:
    """The type size of most lines."""
    sizes = sorted(chunk.style.size for line in lines for chunk in line)
    return max(sizes[len(sizes) // 2], 1.0) if sizes else 1.0
