"""Where level rules part every row: the columns of rows that may be parted differently."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from piao.extractors.pdf.model import Line, Word
from piao.extractors.pdf.tables.placed_lines import PlacedLine
from piao.extractors.pdf.tables.unruled.row_cells import rows_of_cells
from piao.extractors.pdf.tables.unruled.row_groups import (
    are_rows,
    right_edges,
    strips_of,
    wrap_vote,
)
from piao.extractors.pdf.tables.unruled.text_grid import Region, without_split_columns
from piao.extractors.pdf.tables.unruled.vertical_gaps import Gap, find_gaps, place_lines, with_more
from piao.extractors.pdf.text.chunks import ChunkedLine, is_figure

_NEAR = 4.0
_MOST_OF_THE_WIDTH = 0.9
_WIDEST_PADDING = 10.0
_WIDER_THAN_SPACE = 0.4
_FEWEST_LINES = 3


def row_columns(region: Region) -> list[float]:
    """The x of the column borders where rules part the region's rows; empty where they do not.

    Rows with more chunks than the columns of the others (a list under a card)
    add borders of their own. Where a rule ends in a gap, the border is there.
    """
    width = max(edge.end - edge.start for edge in region.horizontal)
    full = [
        edge.position
        for edge in region.horizontal
        if edge.end - edge.start >= _MOST_OF_THE_WIDTH * width
    ]
    ends = _frequent_ends(region)
    gaps = find_gaps(region.lines, sorted({*region.columns_at, *ends}))
    gaps = with_more(gaps, find_gaps(_crowded(region.lines, gaps, full)))
    if not gaps:
        return []
    placed = place_lines(region.lines, gaps)
    heading, *rows = [[placed[i] for i in strip] for strip in strips_of(placed, full)]
    gaps = without_split_columns(gaps, heading, [line for row in rows for line in row])
    placed = place_lines(region.lines, gaps)
    every = sorted(edge.position for edge in region.horizontal)
    strips = strips_of(placed, every)
    between = [[placed[i] for i in strip] for strip in strips]
    if len(between) < 2 or not are_rows(between) or _hold_rows(between[1:], len(gaps) + 1):
        return []
    return _borders(gaps, region)


def _hold_rows(strips: Sequence[Sequence[PlacedLine]], columns: int) -> bool:
    """Whether there are several rows between most rules, as where these bound all the body.

    Between two rules it is enough where each of the rows has a label.
    """
    edge = right_edges([line for strip in strips for line in strip]).get(0, 0.0)
    if any(_are_labelled_figures(strip, edge) for strip in strips):
        return True
    grouped = [rows_of_cells(strip, columns) for strip in strips]
    several = [rows.rows for rows in grouped if rows and rows.is_level and len(rows.rows) > 1]
    labelled = any(all(_has_label(row) for row in rows) for rows in several)
    return labelled or len(several) * 2 >= len(strips)


def _are_labelled_figures(strip: Sequence[PlacedLine], edge: float) -> bool:
    """Whether each of several lines is a label that ends before the edge, and figures beside it.

    Titles of groups may stand among them.
    """
    full = [
        line
        for line in strip
        if line[0].first == 0 and any(is_figure(piece.chunk.text) for piece in line[1:])
    ]
    if len(full) < _FEWEST_LINES or any(len(line) > 1 and line not in full for line in strip):
        return False
    labels = [line[0].chunk for line in strip]
    votes = [wrap_vote(above, below, edge) for above, below in pairwise(labels)]
    return len(full) * 2 >= len(strip) and max(votes) <= 0 and votes.count(0) * 2 <= len(votes)


def _has_label(row: Sequence[PlacedLine]) -> bool:
    return any(piece.first == 0 for line in row for piece in line)


def column_start(lines: Sequence[ChunkedLine], border: float, end: float) -> float | None:
    """Where the chunks between a border and the next one begin; None without a common edge."""
    starts = sorted(c.x0 for line in lines for c in line if border - 1 <= c.x0 < end)
    if not starts:
        return None
    count, start = max((bisect_right(starts, x + 1) - i, -x) for i, x in enumerate(starts))
    return -start if count > 1 else None


def crosses(chunk: Line, border: float, start: float | None) -> bool:
    """Whether a chunk runs over a border.

    Words that nearly touch at it are cells of both sides where the second begins as
    its column does, after more than the white of a space.
    """
    if not chunk.x0 + 1 < border < chunk.x1 - 1:
        return False
    return not any(
        _are_cells(before, after, border, start) for before, after in pairwise(chunk.words)
    )


def _are_cells(before: Word, after: Word, border: float, start: float | None) -> bool:
    if after.x0 - before.x1 <= _WIDER_THAN_SPACE * after.style.size:
        return False
    is_begun = start is not None and abs(after.x0 - start) <= 1
    is_beside = before.x1 - 1 <= border <= after.x0 + 1
    return is_begun or (is_beside and is_figure(before.text) and is_figure(after.text))


def _frequent_ends(region: Region) -> list[float]:
    """Where partial rules begin or end time and again inside of the table."""
    left, right = region.horizontal[0].start, region.horizontal[0].end
    inner = sorted(
        x
        for edge in region.horizontal
        for x in (edge.start, edge.end)
        if left + _NEAR < x < right - _NEAR
    )
    groups: list[list[float]] = []
    for x in inner:
        if groups and x - groups[-1][0] <= _NEAR:
            groups[-1].append(x)
        else:
            groups.append([x])
    return [sum(group) / len(group) for group in groups if len(group) > 1]


def _crowded(
    lines: Sequence[ChunkedLine], gaps: Sequence[Gap], rules: Sequence[float]
) -> list[ChunkedLine]:
    """The lines of those rows in which one column has several chunks beside each other."""
    placed = place_lines(lines, gaps)
    crowded: list[ChunkedLine] = []
    for strip in strips_of(placed, rules):
        starts = [[piece.first for piece in placed[index]] for index in strip]
        if any(len(set(columns)) < len(columns) for columns in starts):
            crowded.extend(lines[index] for index in strip)
    return crowded


def _borders(gaps: Sequence[Gap], region: Region) -> list[float]:
    """The ends of rules between the chunks beside the gaps; else where a cell would begin.

    Text begins as far from the border of its cell in every column as in the first;
    where that is not between the chunks, the border is in the middle of the gap.
    Titles over several columns, which narrow a gap, are not among the chunks.
    """
    ends = [x for edge in region.horizontal for x in (edge.start, edge.end)]
    chunks = [chunk for line in region.lines if len(line) > 1 for chunk in line]
    middles = [gap.middle for gap in gaps]
    table_left, table_right = region.horizontal[0].start, region.horizontal[0].end
    first = column_start(region.lines, table_left, middles[0])
    padding = first - table_left if first else 0.0
    borders = []
    for gap, after in zip(gaps, [*middles[1:], table_right], strict=True):
        x = gap.middle
        left = max([c.x1 for c in chunks if c.x1 <= x], default=gap.left)
        right = min([c.x0 for c in chunks if c.x0 >= x], default=gap.right)
        inside = [end for end in ends if left - _NEAR <= end <= right + _NEAR]
        start = column_start(region.lines, x, after)
        if inside:
            borders.append(min(inside, key=lambda end: abs(end - x)))
        elif start and left < start - padding < right and 0 < padding < _WIDEST_PADDING:
            borders.append(start - padding)
        else:
            borders.append(x)
    return borders
