"""Lines of a text that belong to its pages, not to what it says: left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from piao.schema.document import Block, TextBlock

_CONTENTS_LINE = re.compile(
    r"(?:(?<!\.)\.{4,}|(?<!\. )(?:\. ){4,}|(?<!…)…{2,}|(?<!_)_{6,})[\s|]*\d{1,4}[\s|]*$"
)
_CONTENTS_TITLE = re.compile(
    r"[#*\s]*(?:indice(?: generale| analitico| dei contenuti)?|sommario|table of contents)[*\s:]*",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(
    r"\s*(?:pag(?:ina|\.)?\s*\d{1,4}(?:\s*(?:di|/|-)\s*\d{1,4})?|\d{1,4}\s*(?:di|/)\s*\d{1,4}"
    r"|[-–—]\s*\d{1,4}\s*[-–—]|<page_number>.*</page_number>|<!--.*-->|\{\d+\}-{3,}"
    r"|={3,}\s*pag\w*\.?\s*\d+\s*={3,})\s*",
    re.IGNORECASE,
)
_LONE_NUMBER = re.compile(r"\s*\d{1,4}\s*")
_ENTRY = re.compile(r"\s(\d{1,4})$")
_MIN_ENTRIES = 3
_FIGURES = re.compile(r"\d+")
_MIN_PAGES = 3
_EDGE_LINES = 2


def is_contents_line(text: str) -> bool:
    """Whether this is a line of a table of contents: leaders, then a page number.

    >>> is_contents_line("Il personale ........ 12"), is_contents_line("Spesa ... 12")
    (True, False)
    """
    return _CONTENTS_LINE.search(text) is not None


def is_contents_title(text: str) -> bool:
    """Whether this is the title over a table of contents."""
    return _CONTENTS_TITLE.fullmatch(text) is not None


def without_contents(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks without the title of a table of contents and the entries under it.

    Entries end in page numbers that never fall; the first block that does not go
    on so is no entry. Fewer than three such blocks are none.
    """
    waiting = list(blocks)
    place = 0
    while place < len(waiting):
        block = waiting[place]
        place += 1
        if not (isinstance(block, TextBlock) and is_contents_title(block.text)):
            yield block
            continue
        end, page = place, 0
        while end < len(waiting) and page <= (number := _last_number(waiting[end])):
            end, page = end + 1, number
        if end - place >= _MIN_ENTRIES:
            place = end


def _last_number(block: Block) -> int:
    """The page number at the end of an entry; -1 for what has none."""
    match = _ENTRY.search(block.text) if isinstance(block, TextBlock) else None
    return int(match[1]) if match else -1


def content_lines(text: str) -> list[str]:
    """The lines without page numbers and marks, running lines and tables of contents.

    What is left out leaves a blank line, so that the lines around it stay apart.
    """
    lines = _without_running_lines(text)
    bare = ["", *lines, ""]
    for index, line in enumerate(lines):
        alone = not bare[index].strip() and not bare[index + 2].strip()
        if _PAGE_NUMBER.fullmatch(line) or (alone and _LONE_NUMBER.fullmatch(line)):
            lines[index] = ""
    return _without_contents(lines)


def _without_running_lines(text: str) -> list[str]:
    """Split into lines; those that recur at the edges of pages (form feeds) are blank."""
    pages = [page.split("\n") for page in text.replace("\v", "\n").split("\f")]
    edges = [{edge for edge in _edges(page) if _edge_key(page[edge])} for page in pages]
    recurring = Counter(
        key
        for page, places in zip(pages, edges, strict=True)
        for key in {_edge_key(page[place]) for place in places}
    )
    for page, places in zip(pages, edges, strict=True):
        for place in places:
            if recurring[_edge_key(page[place])] >= max(_MIN_PAGES, len(pages) / 2):
                page[place] = ""
    return [line for page in pages for line in (*page, "")][:-1]


def _edges(page: list[str]) -> list[int]:
    filled = [index for index, line in enumerate(page) if line.strip()]
    return filled[:_EDGE_LINES] + filled[-_EDGE_LINES:]


def _edge_key(line: str) -> str:
    return "" if "\t" in line or "|" in line else _FIGURES.sub("#", " ".join(line.split()))


def _without_contents(lines: list[str]) -> list[str]:
    """Blank a table of contents: its lines, the odd ones between them, its title."""
    start, above = 0, 0
    while start < len(lines):
        end = start
        while end < len(lines) and lines[end].strip():
            end += 1
        paragraph = range(start, end)
        leaders = [index for index in paragraph if is_contents_line(lines[index])]
        if leaders:
            mostly = len(leaders) * 2 >= len(paragraph)
            for index in paragraph if mostly else leaders:
                lines[index] = ""
            if is_contents_title(lines[above]):
                lines[above] = ""
        above = next((index for index in reversed(paragraph) if lines[index].strip()), above)
        start = end + 1
    return lines
