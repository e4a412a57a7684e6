"""Tables between level rules: above and below, under the heading, or under every row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from piao.extractors.pdf.boxes import overlap
from piao.extractors.pdf.model import Edge, FoundTable, PageContent, Seen
from piao.extractors.pdf.tables.levelled.bands import band_borders, tiles_between, with_band_rules
from piao.extractors.pdf.tables.levelled.level_rules import rule_groups, ruled_stretches
from piao.extractors.pdf.tables.levelled.row_rules import column_start, crosses, row_columns
from piao.extractors.pdf.tables.ruled.grid import find_grids
from piao.extractors.pdf.tables.ruled.ruled import fill_grid
from piao.extractors.pdf.tables.unruled.evidence import confidence
from piao.extractors.pdf.tables.unruled.text_grid import Region, read_region, to_table
from piao.extractors.pdf.text.chunks import ChunkedLine
from piao.extractors.pdf.text.drawing import merge_edges
from piao.schema.document import Table

_SIMPLE = 0.4
_FILLED = 0.3
_SAME_END = 8.0
_LEAST = 0.5
_TILE = 12.0
_PARTED_BY_RULES = 0.9


def find_half_ruled_tables(page: PageContent, seen: Seen) -> list[FoundTable]:
    """The tables of a page that level rules bound, top to bottom."""
    tables: list[FoundTable] = []
    drawn = with_band_rules(page.drawing, page.words)
    page = replace(page, drawing=replace(page.drawing, horizontal=drawn))
    for rules in rule_groups(drawn):
        for lines, among in ruled_stretches(page, rules):
            region = Region(
                lines, among, _vertical_rules(page, lines, among), seen.words, seen.headings
            )
            if any(overlap(region.bbox, table.bbox) for table in tables):
                continue
            table = _table_of_rows(region, page) or _table_of_lines(region, page)
            if table:
                tables.append(table)
    return sorted(tables, key=lambda table: table.bbox[1])


def _table_of_lines(region: Region, page: PageContent) -> FoundTable | None:
    grid = read_region(region)
    sure = confidence(grid, ruled=True) if grid else 0.0
    if grid is None or sure < _LEAST:
        return None
    return to_table(grid, region, page.number, "half-ruled", sure)


def _table_of_rows(region: Region, page: PageContent) -> FoundTable | None:
    """The table where rules part every row: its gaps become the rules that it lacks."""
    columns = row_columns(region)
    if not columns:
        return None
    left, right = region.horizontal[0].start, region.horizontal[0].end
    top, bottom = region.horizontal[0].position, region.horizontal[-1].position
    levels = [edge.position for edge in region.horizontal]
    whole = [
        edge.position
        for edge in region.horizontal
        if edge.start <= left + _SAME_END and edge.end >= right - _SAME_END
    ]
    upright = [Edge(left, top, bottom), Edge(right, top, bottom)]
    tiled = {
        (above, below): tiles_between(page.drawing, above, below, left, right)
        for above, below in pairwise(levels)
    }
    for x, after in pairwise([*columns, right]):
        start = column_start(region.lines, x, after)
        for above, below in pairwise(levels):
            inside = [
                line for line in region.lines if above < (line[0].top + line[0].bottom) / 2 < below
            ]
            crossed = any(crosses(chunk, x, start) for line in inside for chunk in line)
            partial = [e for e in region.horizontal if e.position == below not in whole]
            crossed = crossed or _is_over(x, inside, partial)
            between_whole = above in whole and below in whole
            tiles = tiled[above, below]
            spans = 0 < len(tiles) < len(columns)
            crossed = crossed or (spans and not any(abs(x - b) <= _TILE for b in tiles))
            if not crossed and not (between_whole and _is_title(inside, columns, left, right)):
                upright.append(Edge(x, above, below))
    grids = find_grids(region.horizontal, merge_edges(upright))
    grid = max(grids, key=lambda grid: len(grid.cells), default=None)
    found = fill_grid(grid, page, region.known) if grid and len(grid.cells) > 3 else None
    if found is None or not _is_regular(found.table):
        return None
    table = replace(found.table, extractor="half-ruled", confidence=_PARTED_BY_RULES)
    return replace(found, table=table)


def _is_over(x: float, lines: Sequence[ChunkedLine], rules: Sequence[Edge]) -> bool:
    """Whether one heading stands alone over a partial rule that goes on over the border."""
    chunks = [chunk for line in lines for chunk in line]
    for rule in rules:
        over = [c for c in chunks if c.x1 > rule.start and c.x0 < rule.end]
        if rule.start + _SAME_END < x < rule.end - _SAME_END and len(over) == 1:
            return True
    return False


def _is_regular(table: Table) -> bool:
    """Whether enough of the text stands in cells of one row and column, in most of the rows.

    A chart with level rules has text at its edges alone.
    """
    filled = [cell for cell in table.cells if cell.text]
    simple = sum(1 for cell in filled if cell.row_span == cell.col_span == 1)
    rows = len({cell.row for cell in filled})
    covered = sum(cell.row_span * cell.col_span for cell in filled)
    return (
        simple >= _SIMPLE * len(filled)
        and rows * 2 >= table.rows
        and covered >= _FILLED * table.rows * table.columns
    )


def _is_title(
    lines: Sequence[ChunkedLine], columns: Sequence[float], left: float, right: float
) -> bool:
    """Whether the lines between two rules are one text over all columns."""
    if not lines or any(len(line) > 1 for line in lines):
        return False
    return any(
        abs(line[0].x0 - left - right + line[0].x1) < _SAME_END
        or any(line[0].x0 < x < line[0].x1 for x in columns)
        for line in lines
    )


def _vertical_rules(
    page: PageContent, lines: Sequence[ChunkedLine], among: Sequence[Edge]
) -> list[float]:
    """The x of vertical rules between the lines, that no chunk crosses, without the border."""
    top, bottom = among[0].position, among[-1].position
    left, right = lines[0][0].x0, max(line[-1].x1 for line in lines)
    left = min(line[0].x0 for line in lines)
    drawn = [
        edge
        for edge in page.drawing.vertical
        if edge.start < bottom and edge.end > top and edge.end - edge.start > (bottom - top) * 0.3
    ]
    drawn += [Edge(x, top, bottom) for x in band_borders(page.drawing, top, bottom)]
    return sorted(
        edge.position
        for edge in drawn
        if left < edge.position < right
        and not any(
            chunk.x0 + 1 < edge.position < chunk.x1 - 1
            and edge.start < (chunk.top + chunk.bottom) / 2 < edge.end
            for line in lines
            for chunk in line
        )
    )
