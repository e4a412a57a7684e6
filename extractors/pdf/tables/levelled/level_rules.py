"""Level rules of one reach, and the stretches between them that may be tables."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from piao.extractors.pdf.model import Edge, Line, PageContent, Word
from piao.extractors.pdf.text.chunks import ChunkedLine, chunk_lines, is_bold, is_figure, size_of

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
_NEAR = 0.9
_NEXT_ROW = 1.5
_MOST_ABOVE = 2
_FEWEST_HEADINGS = 3
_FEWEST_LINES = 3
_OTHER_SIZE = 0.08
_FAR_BELOW = 1.2
_FEWEST_ROWS = 4
_CAPTION = re.compile(
    r"(?:tab(?:ella|le|\.)|tav(?:ola|\.)|prospetto|quadro|fig(?:ura|ure|\.)|grafico|chart)"
    r"\s*n?\W{0,2}\s*[\dIVXA-Z]{1,4}\b",
    re.IGNORECASE,
)


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
    beside = [word for word in page.words if word.x1 > left and word.x0 < right]
    added = _over_rows_above(beside, rules)
    rules = sorted([*rules, *added])
    words = [w for w in beside if rules[0].position < _middle(w) < rules[-1].position]
    level = [*page.drawing.horizontal, *added]
    drawn = sorted(edge for edge in level if edge.start >= left and edge.end <= right)
    stretches: list[tuple[list[ChunkedLine], list[Edge]]] = []
    for lines, among in _apart(chunk_lines(words), rules):
        stretches += _stretches(lines, among, drawn)
    return stretches


def _over_rows_above(words: Sequence[Word], rules: Sequence[Edge]) -> list[Edge]:
    """Rules over the rows that stand right above a rule: a heading, a first row.

    Such a row has a chunk over each of the first row below the rule, where this one has it.
    """
    lines = chunk_lines(words)
    added: list[Edge] = []
    for floor, rule in zip([-math.inf, *(r.position for r in rules)], rules, strict=False):
        over = [c for c in lines if floor < _top(c) and _bottom(c) <= rule.position + _INSET]
        under = [line for line in lines if _top(line) >= rule.position - _INSET]
        if over and under and _top(over[-1]) - floor >= size_of(under[:1]):
            tops = _tops_of_rows(over, rule, under[0])
            added += [Edge(top - _INSET, rule.start, rule.end) for top in tops]
    return added


def _tops_of_rows(over: Sequence[ChunkedLine], rule: Edge, row: ChunkedLine) -> list[float]:
    """The tops of the lines above a rule that stand over the row below it, from the rule up.

    None where the lines above them go on close by in columns: then all are rows of one table.
    """
    reached, size, tops = rule.position, size_of([row]), list[float]()
    if _top(row) - reached > _NEAR * size:
        return []
    for line in reversed(over):
        farthest = _NEXT_ROW if tops else _NEAR
        if reached - _bottom(line) > farthest * size:
            break
        if not _stand_over(line, row):
            return [] if len(line) > 1 else tops
        reached = _top(line)
        tops.append(reached)
    return tops if len(tops) <= _MOST_ABOVE else []


def _stand_over(heads: ChunkedLine, row: ChunkedLine) -> bool:
    """Whether each heading begins, ends or lies in the middle where a chunk of the row does."""
    if len(heads) < _FEWEST_HEADINGS or len(heads) != len(row):
        return False
    return all(
        min(abs(head.x0 - cell.x0), abs(head.x1 - cell.x1), abs(_centre(head) - _centre(cell)))
        <= _INSET
        for head, cell in zip(heads, row, strict=True)
    )


def _centre(line: Line) -> float:
    return (line.x0 + line.x1) / 2


def _bottom(line: ChunkedLine) -> float:
    return max(chunk.bottom for chunk in line)


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
    size = size_of([line for line in lines if len(line) > 1]) if lines else 1.0
    start: int | None = None
    for index, strip in enumerate([*strips[:-1], []]):
        last = index == len(strips) - 1
        is_apart = last or _is_prose(strip, size) or _is_between_tables(strip)
        is_tabular = not is_apart and _is_tabular(strip, rules[index], rules[index + 1], padding)
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
        if start is not None and _is_last(strip, rules[index], rules[index + 1], drawn):
            held = [line for part in strips[start:index] for line in part]
            held += _without_notes(strip)
            end = Edge(_bottom(held[-1]) + _INSET, rules[index].start, rules[index].end)
            among = [e for e in drawn if rules[start].position - 1 <= e.position <= end.position]
            yield held, [*among, end]
            start = None


def _is_prose(strip: Sequence[ChunkedLine], size: float) -> bool:
    """Whether several lines of one chunk, in other type than the rows, stand between two rules."""
    is_other = abs(size_of(strip) - size) > _OTHER_SIZE * size
    return len(strip) >= _FEWEST_LINES and is_other and all(len(line) == 1 for line in strip)


def _is_between_tables(strip: Sequence[ChunkedLine]) -> bool:
    """Whether lines of one chunk are a note and a caption: numbered, or clearly apart."""
    if not strip or any(len(line) > 1 for line in strip):
        return False
    gaps = (_top(below) - _bottom(above) for above, below in pairwise(strip))
    return any(_CAPTION.match(line[0].text) for line in strip) or any(
        gap > size_of(strip) for gap in gaps
    )


def _is_last(strip: Sequence[ChunkedLine], above: Edge, below: Edge, drawn: Sequence[Edge]) -> bool:
    """Whether rows of figures, no rule among them, end far above the next table's first rule."""
    rows = sum(1 for line in strip if any(is_figure(chunk.text) for chunk in line[1:]))
    if rows < _FEWEST_ROWS or any(
        above.position + 1 < edge.position < below.position - 1 for edge in drawn
    ):
        return False
    white = below.position - max(map(_bottom, strip))
    return white > max(0.0, _top(strip[0]) - above.position) + _FAR_BELOW * size_of(strip)


def _without_notes(strip: Sequence[ChunkedLine]) -> list[ChunkedLine]:
    """The lines down to the last in columns."""
    last = max(index for index, line in enumerate(strip) if len(line) > 1)
    return list(strip[: last + 1])


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
