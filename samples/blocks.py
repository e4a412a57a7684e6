"""What a plan shows, apart from how it is typeset: headings, paragraphs, tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from samples.expected_records import Expected


@dataclass(frozen=True, slots=True)
class Style:
    """How an office's documents look. Colours are RRGGBB, sizes in points, margins in cm."""

    font: str = "Liberation Sans"
    size: float = 10
    table_size: float = 9
    colour: str = "000000"
    header_fill: str = "D9D9D9"
    header_colour: str = "000000"
    band_fill: str = "F2F2F2"
    landscape: bool = False
    margin: float = 2.0
    header: str = ""
    footer: str = "{page}"
    heading_sizes: tuple[float, ...] = (15, 13, 11.5, 10.5)
    centred_headings: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` 1 is the highest. Listed in the contents up to level 2."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `size` in points where it differs from the office's style."""

    text: str
    bold: bool = False
    italic: bool = False
    centred: bool = False
    bullet: bool = False
    size: float | None = None


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell, also a merged one; lines that the author broke are parted by `\\n`."""

    text: str = ""
    rows: int = 1
    cols: int = 1
    bold: bool = False
    italic: bool = False
    centred: bool = False
    fill: str | None = None
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as HTML has it: each row lists the cells that begin in it.

    `widths` are shares of the page's width, one a column; the first
    `header_rows` rows are repeated on each page.
    """

    rows: tuple[tuple[GridCell, ...], ...]
    widths: tuple[float, ...]
    header_rows: int = 1


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page; `landscape` turns the pages from here on, None leaves them."""

    landscape: bool | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents, with dot leaders and page numbers."""

    title: str


Block = Heading | Paragraph | Grid | PageBreak | Contents


@dataclass(slots=True)
class Plan:
    """One sample: what it shows and what a reader would take from it.

    `formats` are those it is published in: `pdf`, with its Word file, `xlsx` or `md`.
    """

    name: str
    style: Style
    expected: Expected
    formats: tuple[str, ...] = ("pdf",)
    blocks: list[Block] = field(default_factory=list)

    def heading(self, text: str, level: int = 1) -> None:
        """Print a heading."""
        self.blocks.append(Heading(text, level))

    def text(self, *paragraphs: str) -> None:
        """Print running text, one argument a paragraph."""
        self.blocks.extend(Paragraph(text) for text in paragraphs)

    def bullets(self, *items: str) -> None:
        """Print a list."""
        self.blocks.extend(Paragraph(text, bullet=True) for text in items)

    def cover(self, *lines: str) -> None:
        """Print a title page, the first line largest."""
        for number, line in enumerate(lines):
            size = self.style.heading_sizes[0] + (8 if number == 0 else 2)
            self.blocks.append(Paragraph(line, bold=number < 2, centred=True, size=size))

    def contents(self, title: str = "Indice") -> None:
        """Print the table of contents on a page of its own."""
        self.blocks.extend((PageBreak(), Contents(title), PageBreak()))

    def new_page(self, landscape: bool | None = None) -> None:
        """Begin a new page."""
        self.blocks.append(PageBreak(landscape))

    def header_cell(self, text: str, rows: int = 1, cols: int = 1) -> GridCell:
        """A cell of a heading row in the office's colours."""
        return GridCell(
            text,
            rows,
            cols,
            bold=True,
            centred=True,
            fill=self.style.header_fill,
            colour=self.style.header_colour,
        )

    def band_cell(self, text: str, rows: int = 1, cols: int = 1) -> GridCell:
        """A bold cell on the office's light ground, as for groups and labels."""
        return GridCell(text, rows, cols, bold=True, fill=self.style.band_fill)

    def table(
        self,
        headings: Sequence[str],
        rows: Iterable[Sequence[str | GridCell]],
        widths: Sequence[float],
    ) -> None:
        """Print a table with one heading row; strings are plain cells."""
        head = tuple(self.header_cell(text) for text in headings)
        body = (tuple(as_cell(cell) for cell in row) for row in rows)
        self.blocks.append(Grid((head, *body), tuple(widths), header_rows=1))

    def grid(
        self, rows: Iterable[Sequence[str | GridCell]], widths: Sequence[float], header_rows: int
    ) -> None:
        """Print a table whose cells are all given, heading rows included."""
        cells = (tuple(as_cell(cell) for cell in row) for row in rows)
        self.blocks.append(Grid(tuple(cells), tuple(widths), header_rows))


def as_cell(cell: str | GridCell) -> GridCell:
    """A plain cell of a string."""
    return GridCell(cell) if isinstance(cell, str) else cell


def merged(cell: str | GridCell, position: int, rows: int) -> tuple[str | GridCell, ...]:
    """A cell merged over `rows` rows, for the row at `position` of them: itself or nothing."""
    if position > 0:
        return ()
    plain = as_cell(cell)
    return (GridCell(plain.text, rows, 1, plain.bold, plain.italic, plain.centred, plain.fill),)
