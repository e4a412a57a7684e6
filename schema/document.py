"""What every extractor gives: a document as pages and blocks in reading order.

Coordinates are PDF points from the page's top left corner, y growing downwards.
Rows and columns of tables count from 0, pages from 1.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from piao.schema.records import BBox, Finding

_NUMBER = re.compile(
    r"^\d{1,4}\s*[-–—|]\s*|(?:\s*[-–—|]\s*|\s*pag(?:ina|\.)?\s*)\d{1,4}"
    r"(?:\s*(?:di|/|su)\s*\d{1,4})?$",
    re.IGNORECASE,
)
"""A page number at an end of a running line."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `number` from 1, `width` and `height` in points as displayed."""

    number: int
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph or a heading outside of tables.

    `level` is the heading level (1 is the highest) where the format has one or
    where size and weight of the type show one; None for running text. `size` is
    the type size in points. `page` and `bbox` are None in formats without pages. `lead` are
    the first words of the text where they alone are bold. `item` says that the format marks it
    as an item of a list, whether its bullet is part of the text or not. `columns` are the
    parts of a line that wide white or tabs set apart, () where nothing does.
    """

    text: str
    page: int | None = None
    bbox: BBox | None = None
    size: float | None = None
    bold: bool = False
    level: int | None = None
    lead: str = ""
    item: bool = False
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; a merged cell is one cell with spans over 1.

    `text` is cleaned of layout: a line that merely wraps is joined with a space,
    a line that the author broke (list items, paragraphs) is kept with a `\\n`. `lead` are
    the first words of the text where they alone are bold.
    """

    row: int
    col: int
    text: str
    row_span: int = 1
    col_span: int = 1
    page: int | None = None
    bbox: BBox | None = None
    bold: bool = False
    lead: str = ""

    @property
    def rows(self) -> range:
        """The rows that the cell covers."""
        return range(self.row, self.row + self.row_span)

    @property
    def cols(self) -> range:
        """The columns that the cell covers."""
        return range(self.col, self.col + self.col_span)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of `rows` x `columns`; over a page break it is still one table.

    `header_rows` is what the extractor could see of a heading (bold first rows,
    rows repeated on the next page); 0 where it saw none. `confidence` is 0-1.
    `cells` are ordered by row, then column; positions no cell covers are blank.
    """

    table_id: str
    cells: tuple[Cell, ...]
    rows: int
    columns: int
    extractor: str
    header_rows: int = 0
    confidence: float = 1.0
    bbox: BBox | None = None

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages the table lies on, ascending; empty in formats without pages."""
        return tuple(sorted({cell.page for cell in self.cells if cell.page is not None}))

    def __repr__(self) -> str:
        noun = "page" if len(self.pages) == 1 else "pages"
        where = f" on {noun} {', '.join(map(str, self.pages))}" if self.pages else ""
        return f"<Table {self.table_id}: {self.rows} rows x {self.columns} columns{where}>"

    def grid(self) -> list[list[Cell | None]]:
        """Rows x columns, each position holding the cell that covers it."""
        grid: list[list[Cell | None]] = [[None] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            for row in cell.rows:
                for col in cell.cols:
                    grid[row][col] = cell
        return grid


Block = TextBlock | Table


class ArtifactKind(StrEnum):
    """What belongs to the pages of a document and not to what it says: artifacts, as in PDF."""

    RUNNING_LINE = "running line"
    PAGE_NUMBER = "page number"
    CONTENTS = "contents"
    REPEATED_HEADING = "repeated heading"


@dataclass(frozen=True, slots=True)
class PageArtifact:
    """Text that no block has: a running header, a line of the contents, a repeated heading."""

    kind: ArtifactKind
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of one page: `texts`, and `boxes` with x0, top, x1, bottom of each in turn."""

    texts: tuple[str, ...]
    boxes: array[float]

    def inside(self, bbox: BBox) -> list[tuple[str, BBox]]:
        """The words whose middle lies in a box, line by line, each with its own box."""
        x0, top, x1, bottom = bbox
        sides = [self.boxes[side::4] for side in range(4)]
        found = [
            (text, (left, above, right, below))
            for text, left, above, right, below in zip(self.texts, *sides, strict=True)
            if 2 * top <= above + below <= 2 * bottom and 2 * x0 <= left + right <= 2 * x1
        ]
        return _by_line(found)


def _by_line(words: list[tuple[str, BBox]]) -> list[tuple[str, BBox]]:
    """Words as they are read: one is on the line of the last if their middles overlap."""
    lines: list[list[tuple[str, BBox]]] = []
    for word in sorted(words, key=lambda word: word[1][1] + word[1][3]):
        middle = (word[1][1] + word[1][3]) / 2
        last = lines[-1][-1][1] if lines else None
        if last is not None and last[1] < middle < last[3]:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [word for line in lines for word in sorted(line, key=lambda word: word[1][0])]


@dataclass(frozen=True, slots=True)
class Document:
    """A file as its extractor read it, before any of it is understood.

    `pages` is empty for formats without pages. Every painted word is in one of the `blocks`
    or of the `artifacts`. `words` are those of each page, by its number, where the format
    has places for them. `findings` are what could not be
    read; their `document_id` is already that of this document.
    """

    file_name: str
    sha256: str
    format: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
    artifacts: tuple[PageArtifact, ...] = ()
    words: Mapping[int, PageWords] = field(default_factory=dict, repr=False, compare=False)

    @property
    def document_id(self) -> str:
        """Stable id of the content: the first 16 hex digits of its SHA-256."""
        return self.sha256[:16]

    @property
    def running_lines(self) -> tuple[str, ...]:
        """The texts of running headers and footers, each once, without page numbers.

        They name the administration more often than the text does. A number that is the same on
        several pages is no page's own: 'Piano della performance - 2025'.
        """
        running = ArtifactKind.RUNNING_LINE
        lines = Counter(part.text for part in self.artifacts if part.kind is running)
        texts = (line if times > 1 else _NUMBER.sub("", line) for line, times in lines.items())
        return tuple(dict.fromkeys(filter(None, texts)))

    @property
    def contents(self) -> tuple[str, ...]:
        """The lines of the table of contents, as printed."""
        contents = ArtifactKind.CONTENTS
        return tuple(part.text for part in self.artifacts if part.kind is contents)

    @property
    def tables(self) -> Iterator[Table]:
        """The tables in reading order."""
        return (block for block in self.blocks if isinstance(block, Table))
