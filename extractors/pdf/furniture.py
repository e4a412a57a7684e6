"""What belongs to the pages, not to the text: running lines, page numbers, contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from piao.extractors.pagination import is_contents_line, is_contents_title
from piao.extractors.pdf.layout import FoundTable, Line, PageLayout

_MARGIN = 0.14
_SAME_PLACE = 4.0
_PAGE_NUMBER = re.compile(
    r"(?:pag(?:ina|\.)?\s*)?[-–—|]?\s*(\d{1,4})\s*(?:(?:di|/|su)\s*\d{1,4}\s*)?[-–—|]?",
    re.IGNORECASE,
)
_NUMBER_AT_AN_END = re.compile(
    r"(?:^\d{1,4}\s*[-–—|]\s*|(?:\s*[-–—|]\s*|\s*pag(?:ina|\.)?\s*)\d{1,4}"
    r"(?:\s*(?:di|/|su)\s*\d{1,4})?$)",
    re.IGNORECASE,
)


def without_furniture(pages: Sequence[PageLayout]) -> list[PageLayout]:
    """The pages without running headers and footers, page numbers and tables of contents.

    A line (or a letterhead drawn as a table) is running that stands in the
    margin of several pages at the same place with the same words.
    """
    running = _running(pages)
    kept = []
    for page in pages:
        lines = [
            line
            for line in page.lines
            if not (_zone(page, line.top, line.bottom) and running.get(_line_key(page, line)))
        ]
        tables = [
            table
            for table in page.tables
            if not (
                _zone(page, table.bbox[1], table.bbox[3]) and running.get(_table_key(page, table))
            )
        ]
        kept.append(replace(page, lines=_without_contents(lines), tables=tables))
    return kept


Key = tuple[str, int, str]


def _running(pages: Sequence[PageLayout]) -> dict[Key, bool]:
    seen: Counter[Key] = Counter()
    for page in pages:
        seen.update(set(_keys(page)))
    least = 2 if len(pages) < 6 else 3
    return {key: count >= least for key, count in seen.items()}


def _keys(page: PageLayout) -> Iterator[Key]:
    for line in page.lines:
        if _zone(page, line.top, line.bottom):
            yield _line_key(page, line)
    for table in page.tables:
        if _zone(page, table.bbox[1], table.bbox[3]):
            yield _table_key(page, table)


def _zone(page: PageLayout, top: float, bottom: float) -> str:
    """The margin that something lies in, '' for the body of the page."""
    if bottom <= page.height * _MARGIN:
        return "top"
    return "bottom" if top >= page.height * (1 - _MARGIN) else ""


def _line_key(page: PageLayout, line: Line) -> Key:
    """Zone, height on the page and words; a page number becomes its distance to the page's."""
    zone = _zone(page, line.top, line.bottom)
    text = " ".join(line.text.casefold().split())
    number = _PAGE_NUMBER.fullmatch(text)
    if number:
        return zone, 0, f"#{int(number[1]) - page.number}"
    place = line.top if zone == "top" else page.height - line.bottom
    return zone, round(place / _SAME_PLACE), _NUMBER_AT_AN_END.sub("#", text)


def _table_key(page: PageLayout, table: FoundTable) -> Key:
    texts = (cell.text for cell in table.table.cells)
    text = " ".join(_NUMBER_AT_AN_END.sub("#", " ".join(text.casefold().split())) for text in texts)
    place = table.bbox[1] if _zone(page, table.bbox[1], table.bbox[3]) == "top" else table.bbox[3]
    return "table", round(place / _SAME_PLACE), text


def _without_contents(lines: list[Line]) -> list[Line]:
    """The lines without those of a table of contents: leaders, what stands between, its title."""
    places = [index for index, line in enumerate(lines) if is_contents_line(line.text)]
    if len(places) < 3:
        return lines
    gone = set(places)
    for before, after in pairwise(places):
        if after - before <= 3:
            gone.update(range(before, after))
    first = places[0]
    for index in range(max(0, first - 3), first):
        if is_contents_title(lines[index].text):
            gone.update(range(index, first))
    return [line for index, line in enumerate(lines) if index not in gone]
