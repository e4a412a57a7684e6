"""Prose set in columns: its lines one column after the other, as they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from piao.extractors.pdf.boxes import Interval, shared_white
from piao.extractors.pdf.model import Line, Word
from piao.extractors.pdf.text.words import make_line

_LEAST_LINES = 4
_LEAST_CHARACTERS = 18
_NARROWEST = 0.8
_FULL = 0.8
_LARGEST_PITCH = 3.0
_EVERYWHERE = 1e6


def in_columns(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines, top to bottom, in parts to be read one after the other.

    A part is a column of prose, or all lines between two stretches of prose in columns.
    """
    parts: list[list[Line]] = [[]]
    for run, gaps in _runs(lines):
        columns = _columns(run, gaps)
        if len(columns) > 1 and all(map(_is_prose, columns)):
            parts += [*columns, []]
        else:
            parts[-1] += run
    return [part for part in parts if part]


def _runs(lines: Sequence[Line]) -> Iterator[tuple[list[Line], list[Interval]]]:
    """Neighbouring lines with the white that runs down between the words of all."""
    run: list[Line] = []
    gaps: list[Interval] = []
    for line in lines:
        inner = _inner(line)
        whites = [(-_EVERYWHERE, line.x0), *inner, (line.x1, _EVERYWHERE)]
        size = max(line.style.size, 1.0)
        shared = shared_white(gaps, whites, _NARROWEST * size)
        if shared and line.top - run[-1].top <= _LARGEST_PITCH * size:
            run.append(line)
            gaps = shared
        else:
            if run:
                yield run, gaps
            run, gaps = [line], inner
    if run:
        yield run, gaps


def _inner(line: Line) -> list[Interval]:
    """The white between words that may part columns; none in a turned line."""
    if line.style.turn:
        return []
    narrowest = _NARROWEST * line.style.size
    pairs = ((before.x1, after.x0) for before, after in pairwise(line.words))
    return [(left, right) for left, right in pairs if right - left >= narrowest]


def _columns(run: Sequence[Line], gaps: Sequence[Interval]) -> list[list[Line]]:
    columns: list[list[Line]] = [[] for _ in range(len(gaps) + 1)]
    for line in run:
        parts: dict[int, list[Word]] = {}
        for word in line.words:
            column = sum(1 for _, right in gaps if right <= word.x0 + 1)
            parts.setdefault(column, []).append(word)
        for column, words in parts.items():
            columns[column].append(make_line(words))
    return columns


def _is_prose(column: Sequence[Line]) -> bool:
    """Whether most lines are full and long, and begin below each other."""
    if len(column) < _LEAST_LINES:
        return False
    left, right = min(line.x0 for line in column), max(line.x1 for line in column)
    full = sum(1 for line in column if line.x1 - left >= _FULL * (right - left))
    long = sum(1 for line in column if len(line.text) >= _LEAST_CHARACTERS)
    begun = sum(1 for line in column if line.x0 - left <= line.style.size)
    return min(full, long, begun) * 3 >= len(column) * 2
