"""Columns from vertical gaps: the white that runs down between the chunks of many lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from piao.extractors.pdf.model import Line
from piao.extractors.pdf.tables.placed_lines import Piece, PlacedLine
from piao.extractors.pdf.text.chunks import ChunkedLine, is_bold, size_of
from piao.extractors.pdf.text.words import foot

_CROSSED = 0.5
_HAIR = 0.4
_NARROWEST = 0.2
_MANY_LINES = 6
_PARTED = 0.4
_HEADING_LINES = 3
_WRAP_PITCH = 1.45
_FEWEST_CODES = 3
_SAME_LEFT = 1.5
_FEWEST_OF_A_CARD = 3
_OF_A_CARD = 2
CODE = re.compile(r"[A-Za-z]{0,4}\.?\d{1,3}(?:\.\d{1,3})*[.)]?")


class Gap(NamedTuple):
    """A vertical gap: white from `left` to `right`, that `crossed` lines cross."""

    left: float
    right: float
    crossed: int

    @property
    def middle(self) -> float:
        """Where the column border is drawn."""
        return (self.left + self.right) / 2


def find_gaps(lines: Sequence[ChunkedLine], rules: Iterable[float] = ()) -> list[Gap]:
    """The vertical gaps between the columns of the lines, left to right.

    A gap is a place that more lines leave white, with chunks on both sides,
    than cross it (headings over several columns do), where the crossing lines
    are fewest; between two neighbours chunks stand alone (one will do in a heading). Titles
    of sections cross what they like. `rules` are the x of vertical rules: each is a gap.
    """
    narrowest = _NARROWEST * size_of(lines)
    minima = [
        gap
        for gap in _minima(_sweep(_with_whole_heading(_without_titles(lines))), narrowest)
        if gap.right - gap.left >= narrowest
    ]
    chunks = [chunk for line in lines for chunk in line]
    chunks += next((line for line in lines[:_HEADING_LINES] if len(line) > 2), [])
    needed = 2 if len(lines) >= _MANY_LINES else 1
    gaps: list[Gap] = []
    for gap in minima:
        left = gaps[-1].right if gaps else float("-inf")
        if _between(chunks, left, gap.left) >= needed:
            gaps.append(gap)
        elif gaps and _is_clearer(gap, gaps[-1]):
            gaps[-1] = gap
    while gaps and _between(chunks, gaps[-1].right, float("inf")) < needed:
        gaps.pop()
    return _with_rules(gaps, sorted(rules), lines)


def gap_of_codes(lines: Sequence[ChunkedLine]) -> list[Gap]:
    """The gap between the codes that rows begin with and their texts, if there is one.

    Titles of sections may cross it more often than there are rows.
    """
    codes = [line[0] for line in lines if len(line) > 1 and CODE.fullmatch(line[0].text)]
    if (
        len(codes) < _FEWEST_CODES
        or max(c.x0 for c in codes) - min(c.x0 for c in codes) > _SAME_LEFT
    ):
        return []
    right = max(code.x1 for code in codes)
    starts = sorted(chunk.x0 for line in lines for chunk in line if chunk.x0 > right)
    shared = (x for x in starts if sum(0 <= at - x <= _SAME_LEFT for at in starts) >= len(codes))
    return [Gap(right, x, 0) for x in islice(shared, 1)]


def with_more(gaps: Sequence[Gap], others: Iterable[Gap]) -> list[Gap]:
    """The gaps and those of the others that are apart from all of them."""
    more = [
        other
        for other in others
        if not any(other.left < gap.right and gap.left < other.right for gap in gaps)
    ]
    return sorted([*gaps, *more])


def with_list_below(gaps: list[Gap], lines: Sequence[ChunkedLine]) -> list[Gap]:
    """The gaps with those of lines in more columns: a list under bold headings or a card."""
    for index, (before, line) in enumerate(pairwise(lines), start=1):
        is_heading = is_bold(line) and not is_bold(before)
        is_below_card = index >= _FEWEST_OF_A_CARD and max(map(len, lines[:index])) <= _OF_A_CARD
        if len(line) > len(gaps) + 1 and (is_heading or is_below_card):
            gaps = with_more(gaps, find_gaps(lines[index:]))
    return gaps


def place_lines(lines: Sequence[ChunkedLine], gaps: Sequence[Gap]) -> list[PlacedLine]:
    """The chunks of each line with their columns: none that one before it has, where it is wide."""
    return [_side_by_side([_place(chunk, gaps) for chunk in line]) for line in lines]


def _side_by_side(line: PlacedLine) -> PlacedLine:
    placed = line[:1]
    for piece in line[1:]:
        taken = placed[-1].last
        first = min(taken + 1, piece.last) if piece.first <= taken else piece.first
        placed.append(piece._replace(first=first))
    return placed


def _place(chunk: Line, gaps: Sequence[Gap]) -> Piece:
    first = sum(1 for g in gaps if g.middle <= chunk.x0 + _HAIR or g.right <= chunk.x0 + _HAIR)
    last = sum(1 for g in gaps if g.left < chunk.x1 - _HAIR and g.middle < chunk.x1 - _HAIR)
    return Piece(first, max(first, last), chunk)


def _without_titles(lines: Sequence[ChunkedLine]) -> Sequence[ChunkedLine]:
    """The lines but lone bold chunks between others that are not; those of a heading stay."""
    rows = [i for i, line in enumerate(lines) if not all(chunk.style.bold for chunk in line)]
    if len(rows) * 2 < len(lines):
        return lines
    kept = list(lines[:1])
    for index, (before, line) in enumerate(pairwise(lines), start=1):
        is_near = foot(line[0]) - foot(before[0]) <= _WRAP_PITCH * line[0].style.size
        is_of_heading = index < rows[0] and is_near
        if is_of_heading or len(line) > 1 or not line[0].style.bold:
            kept.append(line)
    return kept


def _with_whole_heading(lines: Sequence[ChunkedLine]) -> Sequence[ChunkedLine]:
    """The lines, those on which one heading of the first line goes on alone taken as one with it.

    So a long heading over several columns crosses the white between them once.
    """
    if not lines:
        return lines
    first, rest = list(lines[0]), list(lines[1:])
    while rest and len(rest[0]) == 1:
        (chunk,) = rest[0]
        own = [i for i, head in enumerate(first) if abs(head.x0 - chunk.x0) <= _SAME_LEFT]
        if not own or foot(chunk) - foot(first[own[0]]) > _WRAP_PITCH * chunk.style.size:
            break
        first[own[0]] = chunk._replace(x1=max(chunk.x1, first[own[0]].x1))
        del rest[0]
    return [first, *rest]


def _is_clearer(gap: Gap, other: Gap) -> bool:
    return (gap.crossed, gap.left - gap.right) < (other.crossed, other.left - other.right)


def _between(chunks: Sequence[Line], left: float, right: float) -> int:
    return sum(1 for c in chunks if c.x0 >= left - _HAIR and c.x1 <= right + _HAIR)


def _sweep(lines: Sequence[ChunkedLine]) -> list[tuple[float, float, int, int]]:
    """Stretches of x: start, end, lines that cross, lines white between two chunks."""
    steps: dict[float, list[int]] = {}
    for line in lines:
        for chunk in line:
            steps.setdefault(round(chunk.x0, 1), [0, 0])[0] += 1
            steps.setdefault(round(chunk.x1, 1), [0, 0])[0] -= 1
        steps[round(line[0].x0, 1)][1] += 1
        steps[round(line[-1].x1, 1)][1] -= 1
    stretches = []
    crossed = spanned = 0
    for start, end in pairwise(sorted(steps)):
        crossed += steps[start][0]
        spanned += steps[start][1]
        stretches.append((start, end, crossed, spanned - crossed))
    return stretches


def _minima(stretches: Sequence[tuple[float, float, int, int]], narrowest: float) -> list[Gap]:
    """The stretches that fewer lines cross than the stretches beside them, white enough.

    One that is too narrow, as where a title reaches almost to the next column,
    takes in the stretches beside it that one more line crosses.
    """
    level: list[tuple[float, float, int, int]] = []
    for start, end, crossed, white in stretches:
        if level and level[-1][2] == crossed:
            first, _, _, before = level[-1]
            level[-1] = (first, end, crossed, max(white, before))
        else:
            level.append((start, end, crossed, white))
    minima = []
    for index, (start, end, crossed, white) in enumerate(level):
        lower_before = index > 0 and level[index - 1][2] < crossed
        lower_after = index + 1 < len(level) and level[index + 1][2] < crossed
        if lower_before or lower_after or white == 0 or crossed > _CROSSED * white:
            continue
        parts = [level[index]]
        if end - start < narrowest:
            beside = [level[at] for at in (index - 1, index + 1) if 0 <= at < len(level)]
            parts += [part for part in beside if part[2] == crossed + 1 <= _CROSSED * part[3]]
        left, right = min(part[0] for part in parts), max(part[1] for part in parts)
        minima.append(Gap(left, right, crossed + len(parts) - 1))
    return minima


def _with_rules(gaps: list[Gap], rules: Sequence[float], lines: Sequence[ChunkedLine]) -> list[Gap]:
    """The gaps with one at each rule; others only where they part many lines between rules."""
    if not rules:
        return gaps
    borders = [float("-inf"), *rules, float("inf")]
    kept = []
    for gap in gaps:
        if any(gap.left - 1 <= x <= gap.right + 1 for x in rules):
            continue
        left = max(x for x in borders if x < gap.middle)
        right = min(x for x in borders if x > gap.middle)
        before = [_between(line, left, gap.left) > 0 for line in lines]
        after = [_between(line, gap.right, right) > 0 for line in lines]
        both = sum(map(all, zip(before, after, strict=True)))
        either = sum(map(any, zip(before, after, strict=True)))
        if both >= max(2, _PARTED * either):
            kept.append(gap)
    return sorted([*kept, *(Gap(x, x, 0) for x in rules)])
