"""What belongs to the pages, not to the text: running lines, page numbers, contents."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from piao.extractors.pdf.model import FoundTable, Line, PageLayout
from piao.extractors.shared.pagination import is_contents_line, is_contents_title
from piao.schema.document import ArtifactKind, PageArtifact

_MARGIN = 0.14
_SAME_PLACE = 4.0
_LEAST_PAGES = 3
_MOST_OF_THE_PAGES = 0.4
_PAGE_NUMBER = re.compile(
    r"(?:pag(?:ina|\.)?\s*)?[-–—|]?\s*(\d{1,4})\s*(?:(?:di|/|su)\s*\d{1,4}\s*)?[-–—|]?",
    re.IGNORECASE,
)
_NUMBER_AT_AN_END = re.compile(
    r"(?:^\d{1,4}\s*[-–—|]\s*|(?:\s*[-–—|]\s*|\s*pag(?:ina|\.)?\s*)\d{1,4}"
    r"(?:\s*(?:di|/|su)\s*\d{1,4})?$)",
    re.IGNORECASE,
)

_BARE_NUMBER = re.compile(
    r"(?P<words>.*?\S)\s(?P<number>\d{1,3})(?:\s*(?:/|di|su)\s*\d{1,4})?", re.IGNORECASE
)
"""A number after the words of a running line: the page's, where it counts with the pages."""

Part = Line | FoundTable
Key = tuple[str, int, str]
Seen = dict[Key, dict[int, int | None]]
"""By key the pages that have it, each with the distance of its number from the page's."""


def without_artifacts(
    pages: Sequence[PageLayout],
) -> tuple[list[PageLayout], list[PageArtifact]]:
    """The pages without running lines, page numbers and tables of contents, and these apart.

    What stands in the margin of several pages, at the same place with the same
    words and nothing of the page's own beyond it, is running: a line, or a
    letterhead drawn as a table. On a minority of the pages, or in bold below a running
    line that is not, it may be a title that holds for the next pages too: its first
    appearance stays.
    """
    counting = _counting(pages)
    margins = {
        page.number: [*_margin(page, "top", counting), *_margin(page, "bottom", counting)]
        for page in pages
    }
    seen: Seen = defaultdict(dict)
    for number, parts in margins.items():
        for key, part in parts:
            seen[key][number] = _distance(part, number)
    kept: list[PageLayout] = []
    left: list[PageArtifact] = []
    for page in pages:
        running = _running(page, seen, counting)
        bare = _without(page, running)
        kept.append(bare)
        left += _left_out(page, bare, running)
    return kept, left


def _left_out(page: PageLayout, kept: PageLayout, running: set[int]) -> Iterator[PageArtifact]:
    """What a page lost, in its order."""
    stays = {id(part) for part in (*kept.lines, *kept.tables)}
    for line in page.lines:
        if id(line) not in stays:
            number, in_margin = _PAGE_NUMBER.fullmatch(line.text), id(line) in running
            kind = ArtifactKind.RUNNING_LINE if in_margin else ArtifactKind.CONTENTS
            yield PageArtifact(ArtifactKind.PAGE_NUMBER if number else kind, line.text, page.number)
    for table in page.tables:
        if id(table) not in stays:
            text = " ".join(cell.text for cell in table.table.cells if cell.text)
            yield PageArtifact(ArtifactKind.RUNNING_LINE, text, page.number)


def _distance(part: Part, page: int) -> int | None:
    """How far the number at an end of a line is from the page's; None without a number."""
    at_an_end = _NUMBER_AT_AN_END.search(part.text) if isinstance(part, Line) else None
    number = re.search(r"\d+", at_an_end[0]) if at_an_end else None
    return int(number[0]) - page if number else None


def _counting(pages: Sequence[PageLayout]) -> set[tuple[str, int]]:
    """The words of margins whose last number counts with the pages, with its distance to theirs."""
    found: dict[tuple[str, int], set[int]] = defaultdict(set)
    for page in pages:
        for line in page.lines:
            outside = line.bottom <= page.height * _MARGIN
            outside = outside or line.top >= page.height * (1 - _MARGIN)
            if (
                outside
                and not _is_heading(line, page)
                and (match := _BARE_NUMBER.fullmatch(_words(line.text)))
            ):
                key = match["words"], int(match["number"]) - page.number
                found[key].add(page.number)
    return {key for key, numbers in found.items() if len(numbers) > 1}


def _is_heading(line: Line, page: PageLayout) -> bool:
    """Whether a line is bold and no smaller than most: 'SCHEDA OBIETTIVO N. 3' counts sheets."""
    sizes = sorted(other.style.size for other in page.lines)
    return line.style.bold and line.style.size >= sizes[len(sizes) // 2]


def _words(text: str) -> str:
    return " ".join(text.casefold().split())


def _running(page: PageLayout, seen: Seen, counting: Set[tuple[str, int]]) -> set[int]:
    """The ids of the running parts of a page: from each edge inwards, up to the first other one."""
    running: set[int] = set()
    for zone in ("top", "bottom"):
        below_plain = False
        for key, part in _margin(page, zone, counting):
            pages = seen[key]
            if len(pages) < 2:
                break
            is_bold = isinstance(part, Line) and part.style.bold
            is_title = is_bold and below_plain
            if (_is_everywhere(key, pages) and not is_title) or page.number - 1 in pages:
                running.add(id(part))
            below_plain = below_plain or not is_bold
    return running


def _is_everywhere(key: Key, pages: Mapping[int, int | None]) -> bool:
    numbers = sorted(pages)
    zone, _, words = key
    counts = zone == "bottom" and None not in pages.values() and len(set(pages.values())) == 1
    if words.startswith("#") or counts:
        return True
    reach = numbers[-1] - numbers[0] + 1
    return len(numbers) >= _LEAST_PAGES and len(numbers) >= reach * _MOST_OF_THE_PAGES


def _margin(page: PageLayout, zone: str, counting: Set[tuple[str, int]]) -> list[tuple[Key, Part]]:
    """The parts in the top or bottom margin with their keys, from the edge inwards."""
    top = zone == "top"
    limit = page.height * (_MARGIN if top else 1 - _MARGIN)
    parts: list[tuple[float, Key, Part]] = []
    for line in page.lines:
        if line.bottom <= limit if top else line.top >= limit:
            place = line.top if top else page.height - line.bottom
            parts.append((place, _key(zone, place, line.text, page.number, counting), line))
    for table in page.tables:
        if table.bbox[3] <= limit if top else table.bbox[1] >= limit:
            place = table.bbox[1] if top else page.height - table.bbox[3]
            text = " ".join(cell.text for cell in table.table.cells)
            parts.append((place, _key(zone, place, text, page.number, counting), table))
    parts.sort(key=lambda part: part[0])
    return [(key, part) for _, key, part in parts]


def _key(zone: str, place: float, text: str, page: int, counting: Set[tuple[str, int]]) -> Key:
    """Zone, height on the page and words; a page number becomes its distance to the page's."""
    text = _words(text)
    bare = _BARE_NUMBER.fullmatch(text)
    if bare and (bare["words"], int(bare["number"]) - page) in counting:
        return zone, round(place / _SAME_PLACE), f"{bare['words']} #"
    number = _PAGE_NUMBER.fullmatch(text)
    if number:
        return zone, 0, f"#{int(number[1]) - page}"
    return zone, round(place / _SAME_PLACE), _NUMBER_AT_AN_END.sub(" #", text)


def _without(page: PageLayout, running: set[int]) -> PageLayout:
    lines = [line for line in page.lines if id(line) not in running]
    tables = [table for table in page.tables if id(table) not in running]
    return replace(page, lines=_without_contents(lines), tables=tables)


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
