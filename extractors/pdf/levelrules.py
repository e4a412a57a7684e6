"""Level rules of one reach, and the stretches between them that may be tables."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from piao.extractors.pdf.chunks import ChunkedLine, chunk_lines, is_bold, size_of
from piao.extractors.pdf.layout import Edge, Line, PageContent, Word

_SHORTEST = 60.0
_MOST_RULES = 1_000
_MOST_GROUPS = 40
_SAME_END = 8.0
_OVERHANG = 6.0
_WHOLE = 0.75
_CLOSE = 2.4
_LOOSE = 1.0
_LARGER = 1.1
_FAR = 0.8
_INSET = 2.0


def rule_groups(edges: Sequence[Edge]) -> list[list[Edge]]:
    """Level rules of the same reach, top to bottom, of two and more; the widest first."""
    groups: list[list[Edge]] = []
    for edge in sorted(edges)[:_MOST_RULES]:
        if edge.end - edge.start < _SHORTEST:
            continue
        for group in groups:
            first = group[0]
            if (
                abs(first.start - edge.start) <= _SAME_END
                and abs(first.end - edge.end) <= _SAME_END
            ):
                group.append(edge)
                break
        else:
            groups.append([edge])
    widest = sorted((g for g in groups if len(g) > 1), key=lambda g: g[0].start - g[0].end)
    return widest[:_MOST_GROUPS]


def ruled_stretches(
    page: PageContent, rules: Sequence[Edge]
) -> list[tuple[list[ChunkedLine], list[Edge]]]:
    """The stretches between rules of one reach that hold lines in columns, with their rules."""
    left = min(rule.start for rule in rules) - _OVERHANG
    right = max(rule.end for rule in rules) + _OVERHANG
    words = [
        word
        for word in page.words
        if word.x1 > left
        and word.x0 < right
        and rules[0].position < _middle(word) < rules[-1].position
    ]
    drawn = [e for e in page.drawing.horizontal if e.start >= left and e.end <= right]
    stretches: list[tuple[list[ChunkedLine], list[Edge]]] = []
    for lines, among in _apart(chunk_lines(words), rules):
        stretches += _stretches(lines, among, drawn)
    return stretches


def _apart(
    lines: Sequence[ChunkedLine], rules: Sequence[Edge]
) -> Iterator[tuple[list[ChunkedLine], list[Edge]]]:
    """Lines and rules, parted at headings and where another table begins without a rule.

    A heading is a bold line alone in larger type; such a table begins with a bold row of headings,
    far below the last rule of the one before.
    """
    size, here, among = size_of(lines) if lines else 1.0, list[ChunkedLine](), list(rules)
    for line in lines:
        above = [rule for rule in among if rule.position < _middle(line[0])]
        top = min(chunk.top for chunk in line)
        begins = len(above) > 1 and _begins_apart(line, here, above, size)
        heads = len(line) == 1 and is_bold(line) and line[0].style.size >= _LARGER * size
        if begins or heads:
            if len(above) > 1:
                yield here, above
            among = [rule for rule in among if rule not in above]
            here = []
        if begins:
            among.insert(0, Edge(top - _INSET, above[-1].start, above[-1].end))
        if not heads:
            here.append(line)
    yield here, among


def _begins_apart(
    line: ChunkedLine, before: Sequence[ChunkedLine], above: Sequence[Edge], size: float
) -> bool:
    """Whether a row of bold headings stands clearly further below its rule than rows do."""
    last = above[-1].position
    if len(line) < 2 or not is_bold(line) or any(_middle(other[0]) > last for other in before):
        return False
    whites = []
    for rule in above[:-1]:
        below = [_top(other) for other in before if _middle(other[0]) > rule.position]
        whites += [min(below) - rule.position] if below else []
    usual = sorted(whites)[len(whites) // 2] if whites else 0.0
    return not is_bold(before[-1]) and _top(line) - last > usual + _FAR * size if before else False


def _top(line: ChunkedLine) -> float:
    return min(chunk.top for chunk in line)


def _middle(part: Line | Word) -> float:
    return (part.top + part.bottom) / 2


def _stretches(
    lines: Sequence[ChunkedLine], rules: Sequence[Edge], drawn: Sequence[Edge]
) -> Iterator[tuple[list[ChunkedLine], list[Edge]]]:
    """The stretches of lines in columns, each with the rules `drawn` in it."""
    strips: list[list[ChunkedLine]] = [[] for _ in rules]
    for line in lines:
        at = sum(1 for rule in rules if rule.position < _middle(line[0])) - 1
        if at >= 0:
            strips[at].append(line)
    padding = _padding(strips, rules)
    start: int | None = None
    for index, strip in enumerate([*strips[:-1], []]):
        last = index == len(strips) - 1
        is_tabular = not last and _is_tabular(strip, rules[index], rules[index + 1], padding)
        if start is not None and not is_tabular:
            held = [line for part in strips[start:index] for line in part]
            top, bottom = rules[start].position, rules[index].position
            among = [edge for edge in drawn if top - 1 <= edge.position <= bottom + 1]
            if rules[start] not in drawn and among and among[0].position > top + 1:
                among.insert(0, rules[start])
            if len(held) > 1:
                yield held, among
            start = None
        if start is None and is_tabular and strip:
            start = index


def _padding(strips: Sequence[Sequence[ChunkedLine]], rules: Sequence[Edge]) -> float:
    """The usual white above and below the lines in columns, between their two rules."""
    whites = sorted(
        _white(strip, above, below)
        for strip, (above, below) in zip(strips, pairwise(rules), strict=False)
        if any(len(line) > 1 for line in strip)
    )
    return whites[len(whites) // 2] if whites else math.inf


def _white(strip: Sequence[ChunkedLine], above: Edge, below: Edge) -> float:
    top = min(chunk.top for line in strip for chunk in line)
    bottom = max(chunk.bottom for line in strip for chunk in line)
    return top - above.position + below.position - bottom


def _is_tabular(strip: Sequence[ChunkedLine], above: Edge, below: Edge, padding: float) -> bool:
    """Whether lines between two rules can be of a table: in columns, or a title close to them.

    A title of the table stands as close to its rules as the rows do; one between two
    tables stands apart.
    """
    left, right = above.start - _OVERHANG, above.end + _OVERHANG
    if any(line[0].x0 < left or line[-1].x1 > right for line in strip):
        return False
    whole = sum(1 for line in strip if line[0].x1 - line[0].x0 > _WHOLE * (right - left))
    if any(len(line) > 1 for line in strip):
        return whole * 2 <= len(strip)
    if strip and _white(strip, above, below) > padding + _LOOSE * size_of(strip):
        return False
    return below.position - above.position <= _CLOSE * size_of(strip) * max(1, len(strip))
