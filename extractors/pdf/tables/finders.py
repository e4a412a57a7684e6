"""The ways to find the tables of a page, the surest first; each sees what the others left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from piao.extractors.pdf.boxes import outside
from piao.extractors.pdf.model import Edge, FoundTable, PageContent, Seen
from piao.extractors.pdf.tables.headings.turned import with_turned_heading
from piao.extractors.pdf.tables.levelled.half_ruled import find_half_ruled_tables
from piao.extractors.pdf.tables.ruled.ruled import find_ruled_tables
from piao.extractors.pdf.tables.unruled.borderless import find_borderless_tables

_MOST_OUTSIDE = 0.4

Finder = Callable[[PageContent, Seen], list[FoundTable]]

FINDERS: tuple[Finder, ...] = (find_ruled_tables, find_half_ruled_tables, find_borderless_tables)


def find_tables(page: PageContent, seen: Seen) -> tuple[list[FoundTable], PageContent, list[str]]:
    """The tables of a page, top to bottom, and the page without their words and rules.

    One way that fails costs the page nothing but what it alone would have found; what went
    wrong comes last.
    """
    tables: list[FoundTable] = []
    failures: list[str] = []
    for find in FINDERS:
        try:
            found = find(page, seen)
        except (LookupError, ArithmeticError, ValueError) as error:
            failures.append(str(error))
            continue
        if find is not find_ruled_tables:
            found = [with_turned_heading(table, page.words, seen.words) for table in found]
        if found:
            tables.extend(found)
            page = without(page, found)
    tables.sort(key=lambda table: (table.bbox[1], table.bbox[0]))
    return tables, page, failures


def is_tabular(page: PageContent) -> bool:
    """Whether most words of a page, or of a picture in one, stand in tables."""
    tables, rest, _ = find_tables(page, Seen())
    return bool(tables) and len(rest.words) <= _MOST_OUTSIDE * len(page.words)


def without(page: PageContent, tables: Sequence[FoundTable]) -> PageContent:
    """The page without the words and rules of the tables."""
    boxes = [table.bbox for table in tables]

    def is_left(edge: Edge, *, level: bool) -> bool:
        middle = (edge.start + edge.end) / 2
        x, y = (middle, edge.position) if level else (edge.position, middle)
        return not any(
            left - 2 <= x <= right + 2 and top - 2 <= y <= bottom + 2
            for left, top, right, bottom in boxes
        )

    drawing = replace(
        page.drawing,
        horizontal=[edge for edge in page.drawing.horizontal if is_left(edge, level=True)],
        vertical=[edge for edge in page.drawing.vertical if is_left(edge, level=False)],
    )
    return replace(page, words=outside(page.words, boxes), drawing=drawing)
