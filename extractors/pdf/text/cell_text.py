"""The text of one cell: which lines merely wrap, which the author broke."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from piao.extractors.pdf.model import Line
from piao.extractors.pdf.text.words import foot, read_direction
from piao.extractors.shared.lines import (
    begins_list_item,
    bold_lead,
    is_open,
    is_split,
    join_wrapped,
)
from piao.schema.records import BBox

_WIDEST_PADDING = 6.0
_SPACE = 0.25
_SLACK = 1.5
_PARAGRAPH_GAP = 1.5
_WIDEST_PITCH = 1.5
"""How far two lines alone in a cell stand apart at most where they are one paragraph's."""
_FEWEST_PITCHES = 4
_SAME_RATIO = 1.06
_SAME_SIZE = 0.05
_FURTHER = 1.22
_SAME_FOOT = 0.2
_WIDE_GAP = 2.0
_WIDER_GAP = 3.0
_OTHER_SIZE = 1.15
_MOST_FIGURES = 40
_FIGURE_LINE = re.compile(
    r"(?:(?:n|nr|min|max)\.?\s*|[<>≤≥=]\s*|€\s*|(?:almeno|entro(?:\s+il)?|non meno di|fino a)\s+)?"
    r"\d[\d.,/]*(?:\s*[%€]|\s+\w{1,12})?",
    re.IGNORECASE,
)


class Breaks(NamedTuple):
    """Where lines break though they are full.

    Lines further apart than `leading`, in points, are of two paragraphs; at the heights of
    `starts` (see `figure_feet`) a line begins anew unless the one before it is open.
    """

    leading: float | None = None
    starts: Sequence[float] = ()


NO_BREAKS = Breaks()


def cell_text(
    lines: Sequence[Line],
    box: BBox,
    known: Container[str] = frozenset(),
    breaks: Breaks = NO_BREAKS,
) -> str:
    """The text of the lines in a cell of the given box.

    A line that wraps at the cell's border is joined with the next; where the
    first word of the next line would have fitted, the author broke the line and
    a `\\n` stays. `known` are words of the document (see `join_wrapped`);
    lines further apart than `leading`, in points, are of two paragraphs; at the heights of
    `starts` (see `figure_feet`) a line begins anew unless the one before it is open.
    """
    if not lines:
        return ""
    if len(lines) == 1:
        return lines[0].text
    turn = lines[0].style.turn
    if turn in (90, 270):
        x0, top, x1, bottom = box
        box = (-bottom, x0, -top, x1) if turn == 90 else (top, -x1, bottom, -x0)
    elif turn == 180:
        box = (-box[2], -box[3], -box[0], -box[1])
    return join_lines(lines, box[0], box[2], known, breaks)


def figure_feet(lines: Sequence[Line]) -> list[float]:
    """Where the second and further figures of a cell stand that lists several, one a line.

    The lines of the cells beside it that begin there are things of their own.
    """
    if not 1 < len(lines) <= _MOST_FIGURES or not all(
        _FIGURE_LINE.fullmatch(line.text) for line in lines
    ):
        return []
    return [foot(line) for line in lines[1:] if line.style.turn == 0]


def leading_of(cells: Iterable[Sequence[Line]]) -> float | None:
    """How far the lines of a paragraph stand apart in most cells, as a multiple of their size.

    What stands clearly further apart is of two paragraphs. None where too few cells show it.
    """
    ratios = sorted(ratio for lines in cells if len(lines) > 1 for ratio in _line_ratios(lines))
    if len(ratios) < _FEWEST_PITCHES:
        return None
    most, usual = max(
        (sum(ratio <= other <= ratio * _SAME_RATIO for other in ratios), -ratio) for ratio in ratios
    )
    if most * 2 < len(ratios):
        return None
    return -usual * _FURTHER


def _line_ratios(lines: Sequence[Line]) -> Iterator[float]:
    for before, after in pairwise(line for line in lines if line.style.turn == 0):
        if abs(before.style.size - after.style.size) < _SAME_SIZE * after.style.size:
            yield (foot(after) - foot(before)) / after.style.size


def lead_of_lines(text: str, lines: Sequence[Line]) -> str:
    """The first words of a text that are bold where the others are not."""
    if len({word.style.bold for line in lines for word in line.words}) < 2:
        return ""
    return bold_lead(text, ((w.text, w.style.bold) for line in lines for w in line.words))


def join_lines(
    lines: Sequence[Line],
    left: float,
    right: float,
    known: Container[str] = frozenset(),
    breaks: Breaks = NO_BREAKS,
) -> str:
    """The text of lines set between `left` and `right` (in reading direction)."""
    boxes = [read_direction(line) for line in lines]
    gaps = [(box[0] - left, right - box[2]) for box in boxes]
    padding = min(_WIDEST_PADDING, max(0.0, min(min(pair) for pair in gaps)))
    room = [_room(gaps, index) - padding for index in range(len(lines))]
    pitches = [after[1] - before[1] for before, after in pairwise(boxes)]
    size = lines[0].style.size
    usual = sorted(pitches)[len(pitches) // 2] if len(pitches) > 1 else _WIDEST_PITCH * size
    text = lines[0].text
    for index, (before, after) in enumerate(pairwise(lines)):
        first = read_direction(after.words[0])
        needed = first[2] - first[0] + _SPACE * after.style.size + _SLACK
        broken = not _goes_on(before.text, after.text) and (
            room[index] > needed
            or is_parted(before)
            or _is_set_apart(before, after)
            or _starts(before, after, breaks.starts)
            or (breaks.leading is not None and foot(after) - foot(before) > breaks.leading)
            or (
                0 < usual * _PARAGRAPH_GAP < pitches[index]
                and before.style.turn == after.style.turn
            )
        )
        if broken or _is_item(before, after, lines[0]):
            text = f"{text}\n{after.text}"
        else:
            text = join_wrapped(text, after.text, known)
    return text


def _goes_on(before: str, after: str) -> bool:
    """Whether a line ends in the middle of a word, or at the bar of a fraction."""
    return before.endswith(" /") or is_split(before, after)


def is_parted(line: Line) -> bool:
    """Whether wide white parts a line: what stands at its end does not go on in the next."""
    if line.style.turn or len(line.words) < 2:
        return False
    gaps = sorted(after.x0 - before.x1 for before, after in pairwise(line.words))
    usual = gaps[(len(gaps) - 1) // 2] if len(gaps) > 1 else 0.0
    return gaps[-1] > max(_WIDE_GAP * line.style.size, _WIDER_GAP * usual)


def _is_set_apart(before: Line, after: Line) -> bool:
    """Whether two lines are set in clearly different sizes."""
    smaller, larger = sorted((before.style.size, after.style.size))
    return larger > _OTHER_SIZE * smaller


def _starts(before: Line, after: Line, starts: Sequence[float]) -> bool:
    """Whether a line begins beside a figure of its own."""
    if not starts or after.text[:1].islower() or is_open(before.text):
        return False
    return any(abs(foot(after) - start) < _SAME_FOOT * after.style.size for start in starts)


def _room(gaps: Sequence[tuple[float, float]], index: int) -> float:
    """The white that the line leaves on the side where it could have gone on."""
    lefts, rights = [left for left, _ in gaps], [right for _, right in gaps]
    ragged_left, ragged_right = max(lefts) - min(lefts), max(rights) - min(rights)
    uncentred = max(abs(left - right) for left, right in gaps)
    left, right = gaps[index]
    if ragged_left > 2 and uncentred <= 4:
        return left + right - min(*lefts, *rights)
    if ragged_left > 2 >= ragged_right:
        return left
    return right


def _is_item(before: Line, after: Line, first: Line) -> bool:
    """Whether a line begins a list item though the line before it is full."""
    if not begins_list_item(after.text):
        return False
    return (
        not (after.text[0].isalnum() or after.text[0] in "-–—(*")
        or begins_list_item(first.text)
        or before.text.endswith((":", ";", "."))
    )
