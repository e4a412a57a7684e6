"""Tables without rules: neighbouring lines whose white runs down in the same places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from piao.extractors.pdf.boxes import Interval, shared_white
from piao.extractors.pdf.model import FoundTable, Line, PageContent, Seen
from piao.extractors.pdf.tables.unruled.evidence import confidence
from piao.extractors.pdf.tables.unruled.page_columns import page_parts
from piao.extractors.pdf.tables.unruled.text_grid import Region, read_region, to_table
from piao.extractors.pdf.tables.unruled.vertical_gaps import find_gaps
from piao.extractors.pdf.text.chunks import ChunkedLine, is_bold, is_figure, size_of
from piao.extractors.pdf.text.words import foot

_LEAST = 0.6
_LARGEST_PITCH = 3.2
_LARGEST_BELOW_HEADING = 4.5
_LARGEST_ROW_PITCH = 2.2
_LARGER_THAN_MOST = 1.5
_FEW_LINES = 4
_ONE_LINE = 1.2
_NARROWEST = 0.5
_WRAP_PITCH = 1.45
_LONGEST_WRAP = 0.6
_SAME_LEFT = 1.5
_LINES_NEAR = 3
_EVERYWHERE = 1e6


def find_borderless_tables(page: PageContent, seen: Seen) -> list[FoundTable]:
    """The tables that the page's white alone shows, top to bottom.

    Below a heading that the document had before, little is needed to be one.
    """
    tables = []
    headings = set(seen.headings)
    for part in (part for lines in page_parts(page.words) for part in _regions(lines)):
        region = Region(part, (), (), seen.words, headings)
        grid = read_region(region)
        if grid is None:
            continue
        sure = confidence(grid, ruled=False)
        found = to_table(grid, region, page.number, "borderless", max(sure, _LEAST))
        if sure >= _LEAST or (grid.body and found.heading in headings):
            tables.append(found)
            headings.add(found.heading)
    return tables


def _regions(lines: Sequence[ChunkedLine]) -> list[list[ChunkedLine]]:
    """Runs of neighbouring lines that share a vertical gap, trimmed to lines in columns."""
    parts = [_trimmed(part) for run in _runs(lines) for part in _parted(run)]
    return [_with_heading_above(part, lines) for part in parts if len(part) > 1]


def _with_heading_above(part: list[ChunkedLine], lines: Sequence[ChunkedLine]) -> list[ChunkedLine]:
    """The part with the lone chunks above it that one of its headings goes on from.

    They are bold, or end less than a line above the others, as where headings are centred.
    """
    first = next(index for index, line in enumerate(lines) if line is part[0])
    while first and len(lines[first - 1]) == 1:
        chunk = lines[first - 1][0]
        is_begun = len(part[0]) == 1 or foot(part[0][0]) - foot(chunk) < chunk.style.size
        if not (chunk.style.bold or is_begun):
            break
        below = [
            c for line in part[:_LINES_NEAR] for c in line if c.x0 < chunk.x1 and chunk.x0 < c.x1
        ]
        is_near = below and foot(below[0]) - foot(chunk) <= _WRAP_PITCH * chunk.style.size
        is_within = sum(1 for c in part[0] if c.x0 < chunk.x1 and chunk.x0 < c.x1) < 2
        if not (is_near and is_within and below[0].style == chunk.style):
            break
        part = [lines[first - 1], *part]
        first -= 1
    return part


def _parted(run: list[ChunkedLine]) -> list[list[ChunkedLine]]:
    """The run in tables: between two tables is more white than between the rows of either.

    Where so much white is found several times, the columns must differ too. What stands
    under nothing but a heading is its table.
    """
    pitches = [_pitch(before, after) for before, after in pairwise(run)]
    if len(pitches) < _FEW_LINES:
        return [run]
    usual = sorted(pitches)[len(pitches) * 3 // 4]
    large = _LARGER_THAN_MOST * max(usual, _ONE_LINE * size_of(run))
    rounded = Counter(round(pitch) for pitch in pitches)
    repeated = [pitch for pitch in pitches if rounded[round(pitch)] > 1]
    largest = max(large, _ONE_LINE * max(repeated, default=0.0))
    starts = [0]
    apart = [index for index, pitch in enumerate(pitches, 1) if pitch > large]
    for index, after in pairwise([*apart, len(run)]):
        above = run[starts[-1] : index]
        is_apart = pitches[index - 1] > largest or _have_other_columns(above, run[index:after])
        if is_apart and not all(map(is_bold, above)):
            starts.append(index)
    return [run[start:end] for start, end in pairwise([*starts, len(run)])]


def _have_other_columns(above: Sequence[ChunkedLine], below: Sequence[ChunkedLine]) -> bool:
    """Whether lines in columns run mostly over the white between the columns of the others."""
    return _cross(above, below) or _cross(below, above)


def _cross(lines: Sequence[ChunkedLine], others: Sequence[ChunkedLine]) -> bool:
    parted = [line for line in lines if len(line) > 1]
    middles = [gap.middle for gap in find_gaps(others)] if len(others) > 1 else []
    crossing = [line for line in parted if any(c.x0 < x < c.x1 for c in line for x in middles)]
    return len(crossing) * 2 > len(parted)


def _runs(lines: Sequence[ChunkedLine]) -> list[list[ChunkedLine]]:
    regions: list[list[ChunkedLine]] = []
    run: list[ChunkedLine] = []
    gaps: list[Interval] = []
    parted = False
    for line in lines:
        size = size_of([line])
        shared = shared_white(gaps, _whites(line), _NARROWEST * size)
        largest = _LARGEST_PITCH if parted else _LARGEST_BELOW_HEADING
        near = run and _pitch(run[-1], line) <= largest * size
        if run and near and shared and not _is_new_heading(line, run):
            run.append(line)
            gaps = shared
        else:
            regions.append(run)
            run = [line] if len(line) > 1 else []
            gaps = _inner(line)
            parted = False
        parted = parted or not is_bold(line)
    regions.append(run)
    return regions


def _is_new_heading(line: ChunkedLine, run: Sequence[ChunkedLine]) -> bool:
    """Whether bold words alone, in columns, stand under lines that are not bold."""
    if len(line) < 2 or not all(c.style.bold and not is_figure(c.text) for c in line):
        return False
    parted = [above for above in run if len(above) > 1]
    return bool(parted) and not all(chunk.style.bold for chunk in parted[-1])


def _trimmed(run: list[ChunkedLine]) -> list[ChunkedLine]:
    """The run from its first line in columns to the last, and what wraps below that."""
    parted = [index for index, line in enumerate(run) if len(line) > 1]
    if not parted:
        return []
    end = parted[-1] + 1
    while end < len(run) and _belongs(run[:end], run[end]):
        end += 1
    return run[parted[0] : end]


def _belongs(run: Sequence[ChunkedLine], line: ChunkedLine) -> bool:
    """Whether a lone chunk below a table is more of a cell, or begins a row of it."""
    chunk = line[0]
    return _is_in_column(run, chunk) or _is_title(run, chunk) or _is_below_heading(run, chunk)


def _is_in_column(run: Sequence[ChunkedLine], chunk: Line) -> bool:
    """Whether a chunk is close under one of the run, and no wider than its column.

    In the first column it must be as close as lines that wrap, since a paragraph may
    follow the table; in another one as close as the rows are, and begin as they do.
    """
    above = [c for line in run for c in line if c.x0 < chunk.x1 and chunk.x0 < c.x1]
    if not above or above[-1].style != chunk.style:
        return False
    left, right = _ends(run)
    end = max(c.x1 for c in above if c.style == chunk.style)
    edges = [_EVERYWHERE, *(c.x0 for line in run for c in line if c.x0 > end)]
    if chunk.x1 > min(edges) or chunk.x1 - chunk.x0 > _LONGEST_WRAP * (right - left):
        return False
    pitch = foot(chunk) - foot(above[-1])
    if pitch <= _WRAP_PITCH * chunk.style.size and above[-1].x0 <= chunk.x0 + chunk.style.size:
        return True
    rows = [foot(after) - foot(before) for before, after in pairwise(above)]
    is_first = not any(c.x1 < chunk.x0 for line in run for c in line)
    is_aligned = abs(above[-1].x0 - chunk.x0) < _SAME_LEFT
    usual = min(max(rows, default=0.0), _LARGEST_ROW_PITCH * chunk.style.size)
    return not is_first and is_aligned and pitch <= usual + _SAME_LEFT


def _is_title(run: Sequence[ChunkedLine], chunk: Line) -> bool:
    """Whether a chunk is set as a lone one among the rows of the run is, and as close to it."""
    return any(
        len(line) == 1
        and line[0].style == chunk.style
        and line[0].style != after[0].style
        and abs(line[0].x0 - chunk.x0) < _SAME_LEFT
        and foot(chunk) - foot(run[-1][0]) <= _ONE_LINE * (foot(line[0]) - foot(before[0]))
        for before, line, after in zip(run, run[1:], run[2:], strict=False)
    )


def _is_below_heading(run: Sequence[ChunkedLine], chunk: Line) -> bool:
    """Whether a chunk stands in a column below lines that are all bold, as it is not."""
    return (
        not chunk.style.bold
        and all(map(is_bold, run))
        and sum(1 for c in run[0] if c.x0 < chunk.x1 and chunk.x0 < c.x1) < 2
    )


def _ends(run: Sequence[ChunkedLine]) -> tuple[float, float]:
    return min(line[0].x0 for line in run), max(line[-1].x1 for line in run)


def _pitch(before: ChunkedLine, after: ChunkedLine) -> float:
    return after[0].top - before[0].top


def _inner(line: ChunkedLine) -> list[Interval]:
    return [(a.x1, b.x0) for a, b in pairwise(line)]


def _whites(line: ChunkedLine) -> list[Interval]:
    return [(-_EVERYWHERE, line[0].x0), *_inner(line), (line[-1].x1, _EVERYWHERE)]
