"""Tables between level rules: above and below, under the heading, or under every row."""

from __future__ import annotations

from collections.abc import Container, Sequence

from piao.extractors.pdf.chunks import ChunkedLine, chunk_lines
from piao.extractors.pdf.evidence import confidence
from piao.extractors.pdf.layout import Edge, FoundTable, PageContent
from piao.extractors.pdf.textgrid import Region, read_region, to_table

_SHORTEST = 60.0
_SAME_END = 8.0
_OVERHANG = 6.0
_LEAST = 0.5
_TABULAR = 0.4


def find_half_ruled_tables(page: PageContent, known: Container[str]) -> list[FoundTable]:
    """The tables of a page that level rules bound, top to bottom."""
    groups = _rule_groups(page.drawing.horizontal)
    if not groups:
        return []
    tables: list[FoundTable] = []
    for rules in groups:
        for lines, among in _regions(page, rules):
            columns = _vertical_rules(page, lines, among)
            region = Region(lines, among, columns, known)
            grid = read_region(region)
            sure = confidence(grid, ruled=True) if grid else 0.0
            if grid and sure >= _LEAST:
                tables.append(to_table(grid, region, page.number, "half-ruled", sure))
    return sorted(tables, key=lambda table: table.bbox[1])


def _rule_groups(edges: Sequence[Edge]) -> list[list[Edge]]:
    """Level rules of the same reach, top to bottom, of two and more."""
    groups: list[list[Edge]] = []
    for edge in sorted(edges):
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
    return [group for group in groups if len(group) > 1]


def _regions(
    page: PageContent, rules: Sequence[Edge]
) -> list[tuple[list[ChunkedLine], list[Edge]]]:
    """The stretches between rules of one reach that hold lines in columns, with their rules."""
    left, right = rules[0].start - _OVERHANG, rules[0].end + _OVERHANG
    words = [
        word
        for word in page.words
        if word.x1 > left
        and word.x0 < right
        and rules[0].position < (word.top + word.bottom) / 2 < rules[-1].position
    ]
    strips: list[list[ChunkedLine]] = [[] for _ in rules]
    for line in chunk_lines(words):
        middle = (line[0].top + line[0].bottom) / 2
        at = sum(1 for rule in rules if rule.position < middle) - 1
        strips[at].append(line)
    regions: list[tuple[list[ChunkedLine], list[Edge]]] = []
    start: int | None = None
    for index, strip in enumerate([*strips[:-1], []]):
        last = index == len(strips) - 1
        if start is not None and (last or not _is_tabular(strip, left, right)):
            lines = [line for part in strips[start:index] for line in part]
            top, bottom = rules[start].position, rules[index].position
            among = [
                edge
                for edge in page.drawing.horizontal
                if top - 1 <= edge.position <= bottom + 1
                and edge.start >= left
                and edge.end <= right
            ]
            if len(lines) > 1:
                regions.append((lines, among))
            start = None
        if start is None and not last and strip and _is_tabular(strip, left, right):
            start = index
    return regions


def _is_tabular(strip: Sequence[ChunkedLine], left: float, right: float) -> bool:
    """Whether lines between two rules can be of a table: in columns, or a title over them."""
    if any(line[0].x0 < left or line[-1].x1 > right for line in strip):
        return False
    parted = sum(1 for line in strip if len(line) > 1)
    return len(strip) <= 1 or parted >= _TABULAR * len(strip)


def _vertical_rules(
    page: PageContent, lines: Sequence[ChunkedLine], among: Sequence[Edge]
) -> list[float]:
    """The x of vertical rules between the lines, that no chunk crosses, without the border."""
    top, bottom = among[0].position, among[-1].position
    left, right = lines[0][0].x0, max(line[-1].x1 for line in lines)
    left = min(line[0].x0 for line in lines)
    return [
        edge.position
        for edge in page.drawing.vertical
        if left < edge.position < right
        and edge.start < bottom
        and edge.end > top
        and edge.end - edge.start > (bottom - top) * 0.3
        and not any(
            chunk.x0 + 1 < edge.position < chunk.x1 - 1
            and edge.start < (chunk.top + chunk.bottom) / 2 < edge.end
            for line in lines
            for chunk in line
        )
    ]
