"""Tables without rules: neighbouring lines whose white runs down in the same places."""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import pairwise

from piao.extractors.pdf.chunks import ChunkedLine, chunk_lines, size_of
from piao.extractors.pdf.evidence import confidence
from piao.extractors.pdf.layout import FoundTable, PageContent
from piao.extractors.pdf.textgrid import Region, read_region, to_table

_LEAST = 0.6
_LARGEST_PITCH = 3.2
_NARROWEST = 0.5
_EVERYWHERE = 1e6

Interval = tuple[float, float]


def find_borderless_tables(page: PageContent, known: Container[str]) -> list[FoundTable]:
    """The tables that the page's white alone shows, top to bottom."""
    lines = chunk_lines(page.words)
    if sum(1 for line in lines if len(line) > 1) < 2:
        return []
    tables = []
    for part in _regions(lines):
        region = Region(part, (), (), known)
        grid = read_region(region)
        sure = confidence(grid, ruled=False) if grid else 0.0
        if grid and sure >= _LEAST:
            tables.append(to_table(grid, region, page.number, "borderless", sure))
    return tables


def _regions(lines: Sequence[ChunkedLine]) -> list[list[ChunkedLine]]:
    """Runs of neighbouring lines that share at least one river, trimmed to lines in columns."""
    regions: list[list[ChunkedLine]] = []
    run: list[ChunkedLine] = []
    rivers: list[Interval] = []
    for line in lines:
        size = size_of([line])
        shared = _shared(rivers, _gaps(line), _NARROWEST * size)
        near = run and _pitch(run[-1], line) <= _LARGEST_PITCH * size
        if run and near and shared:
            run.append(line)
            rivers = shared
        else:
            regions.append(run)
            run = [line] if len(line) > 1 else []
            rivers = _inner(line)
    regions.append(run)
    return [trimmed for trimmed in map(_trimmed, regions) if len(trimmed) > 1]


def _trimmed(run: list[ChunkedLine]) -> list[ChunkedLine]:
    parted = [index for index, line in enumerate(run) if len(line) > 1]
    return run[parted[0] : parted[-1] + 1] if parted else []


def _pitch(before: ChunkedLine, after: ChunkedLine) -> float:
    return after[0].top - before[0].top


def _inner(line: ChunkedLine) -> list[Interval]:
    return [(a.x1, b.x0) for a, b in pairwise(line)]


def _gaps(line: ChunkedLine) -> list[Interval]:
    return [(-_EVERYWHERE, line[0].x0), *_inner(line), (line[-1].x1, _EVERYWHERE)]


def _shared(
    rivers: Sequence[Interval], gaps: Sequence[Interval], narrowest: float
) -> list[Interval]:
    """What is white in both, where wide enough."""
    shared = ((max(left, start), min(right, end)) for left, right in rivers for start, end in gaps)
    return [(start, end) for start, end in shared if end - start >= narrowest]
