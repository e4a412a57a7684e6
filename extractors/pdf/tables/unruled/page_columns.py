"""Pages set in columns of prose: each column is searched for tables by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from piao.extractors.pdf.model import Line, Word
from piao.extractors.pdf.text.chunks import ChunkedLine, chunk_lines, size_of
from piao.extractors.pdf.text.words import foot

_PROSE_CHARACTERS = 28
_FEWEST_LINES = 6
_LEAST_FULL = 0.4
_FULL = 0.8
_NARROWEST = 0.8
_SAME_LEFT = 1.0
_BREAK = 1.3
_FEWEST_BREAKS = 3
_MOST_SHARED = 0.75
_FEWEST_ROWS = 3
_SAME_FOOT = 0.3
_LEADERS = ("..", ". .", "__", "……")


class _Column(NamedTuple):
    """Lines of prose below each other, between `left` and `right`."""

    left: float
    right: float
    lines: list[Line]


def page_parts(words: Sequence[Word]) -> list[list[ChunkedLine]]:
    """The lines of a page in parts that hold no table together.

    Where prose stands in columns, each column is a part, as long as no line crosses the
    white between them; so are the lines over the whole width between such stretches.
    """
    lines = chunk_lines(words)
    gutters = _gutters(lines)
    if not gutters:
        return [lines]
    is_across = _lines_across(lines, gutters)
    parts: list[list[ChunkedLine]] = []
    for across, run in groupby(zip(is_across, lines, strict=True), lambda pair: pair[0]):
        stretch = [line for _, line in run]
        columns = [] if across else _columns_of(stretch, gutters)
        parts += columns or [stretch]
    return parts


def _lines_across(lines: Sequence[ChunkedLine], gutters: Sequence[float]) -> list[bool]:
    """Which lines go over the whole width: they cross the white, or are rows of a wide table.

    Such rows stand among no prose, and on one line on both sides.
    """
    across: list[bool] = []
    for is_prose, run in groupby(lines, lambda line: _holds_prose(line, gutters)):
        stretch = list(run)
        rows = sum(1 for line in stretch if _is_row(line, gutters))
        is_table = not is_prose and rows >= _FEWEST_ROWS and rows * 3 >= len(stretch) * 2
        across += [is_table or _crosses(line, gutters) for line in stretch]
    return across


def _holds_prose(line: ChunkedLine, gutters: Sequence[float]) -> bool:
    """Whether one long chunk alone is on one side of the white."""
    sides = Counter(sum(chunk.x0 > x for x in gutters) for chunk in line)
    return not _crosses(line, gutters) and any(
        sides[sum(c.x0 > x for x in gutters)] == 1 and _is_long(c) for c in line
    )


def _is_row(line: ChunkedLine, gutters: Sequence[float]) -> bool:
    """Whether what stands on both sides of the white stands on one line, or crosses it."""
    if _crosses(line, gutters):
        return True
    sides = {sum(chunk.x0 > x for x in gutters): foot(chunk) for chunk in line}
    return len(sides) > 1 and max(sides.values()) - min(sides.values()) < _SAME_FOOT


def _gutters(lines: Sequence[ChunkedLine]) -> list[float]:
    """The x between neighbouring columns of prose that take up the width of the text."""
    size = size_of(lines)
    columns = _prose_columns([chunk for line in lines for chunk in line], size)
    if len(columns) < 2:
        return []
    left, right = min(line[0].x0 for line in lines), max(line[-1].x1 for line in lines)
    covered = sum(column.right - column.left for column in columns)
    if covered < _FULL * (right - left):
        return []
    return [(before.right + after.left) / 2 for before, after in pairwise(columns)]


def _prose_columns(chunks: Sequence[Line], size: float) -> list[_Column]:
    """Columns of long lines that begin at one x and mostly reach to one other."""
    long = sorted((c for c in chunks if _is_long(c)), key=lambda c: c.x0)
    columns: list[_Column] = []
    for group in _clusters(long, _SAME_LEFT * size):
        left = group[0].x0
        right = sorted(chunk.x1 for chunk in group)[len(group) * 9 // 10]
        full = [c for c in group if c.x1 - left >= _FULL * (right - left)]
        if len(full) < _FEWEST_LINES or len(full) * 2 < len(group):
            continue
        if columns and left - columns[-1].right < _NARROWEST * size:
            if len(group) <= len(columns[-1].lines):
                continue
            columns.pop()
        columns.append(_Column(left, right, group))
    return columns


def _clusters(chunks: Sequence[Line], reach: float) -> Iterator[list[Line]]:
    group: list[Line] = []
    for chunk in chunks:
        if group and chunk.x0 - group[0].x0 > reach:
            yield group
            group = []
        group.append(chunk)
    if group:
        yield group


def _crosses(line: ChunkedLine, gutters: Sequence[float]) -> bool:
    return any(chunk.x0 < x < chunk.x1 for chunk in line for x in gutters)


def _columns_of(
    stretch: Sequence[ChunkedLine], gutters: Sequence[float]
) -> list[list[ChunkedLine]]:
    """The lines of each column; none where one is not prose, or their breaks make rows."""
    borders = [float("-inf"), *gutters, float("inf")]
    words = [word for line in stretch for chunk in line for word in chunk.words]
    columns = [
        chunk_lines(word for word in words if left <= (word.x0 + word.x1) / 2 < right)
        for left, right in pairwise(borders)
    ]
    if not all(map(_is_prose, columns)) or _have_rows(columns):
        return []
    return columns


def _is_prose(lines: Sequence[ChunkedLine]) -> bool:
    """Whether many of the lines are one long chunk that fills the column."""
    if len(lines) < _FEWEST_LINES:
        return False
    left, right = min(line[0].x0 for line in lines), max(line[-1].x1 for line in lines)
    full = sum(1 for line in lines if len(line) == 1 and _fills(line[0], left, right))
    return full >= max(_FEWEST_LINES, _LEAST_FULL * len(lines))


def _is_long(chunk: Line) -> bool:
    return len(chunk.text) >= _PROSE_CHARACTERS and not chunk.text.endswith(_LEADERS)


def _fills(chunk: Line, left: float, right: float) -> bool:
    return _is_long(chunk) and chunk.x1 - chunk.x0 >= _FULL * (right - left)


def _have_rows(columns: Sequence[Sequence[ChunkedLine]]) -> bool:
    """Whether nearly all breaks between lines of a column are at the height of one beside it."""
    breaks = [list(_breaks(lines)) for lines in columns]
    for own, beside in pairwise(breaks):
        shared = sum(
            1 for top, bottom in own if any(top < end and start < bottom for start, end in beside)
        )
        if len(own) >= _FEWEST_BREAKS and shared >= _MOST_SHARED * len(own):
            return True
    return False


def _breaks(lines: Sequence[ChunkedLine]) -> Iterator[tuple[float, float]]:
    """The white between lines that stand further apart than the lines of a paragraph."""
    pitches = [after[0].top - before[0].top for before, after in pairwise(lines)]
    usual = median(pitches) if pitches else 0.0
    for pitch, before, after in zip(pitches, lines, lines[1:], strict=False):
        if pitch > _BREAK * usual:
            yield before[0].bottom, after[0].top
