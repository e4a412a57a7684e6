"""What a page is made of: the texts of a table, how it is set, and the page with its truth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from tests.benchmarks.tables.adjacency import Cells, Span

Paint = tuple[float, float, float]

WHITE: Paint = (1, 1, 1)
BLACK: Paint = (0, 0, 0)


@dataclass(frozen=True)
class Cell:
    """A text; a line break in it stands where the typesetter breaks the line."""

    text: str = ""
    rows: int = 1
    cols: int = 1
    indent: int = 0
    bold: bool = False


@dataclass(frozen=True)
class Placed:
    """A cell with its first row and column."""

    cell: Cell
    row: int
    col: int


@dataclass(frozen=True)
class TableText:
    """Rows of cells, each at the first free column as in HTML.

    `breaks` are the rows that begin a group.
    """

    rows: tuple[tuple[Cell, ...], ...]
    head: int = 1
    breaks: frozenset[int] = frozenset()

    @cached_property
    def placed(self) -> tuple[Placed, ...]:
        """The cells with their places."""
        taken: set[tuple[int, int]] = set()
        found = []
        for row, cells in enumerate(self.rows):
            col = 0
            for cell in cells:
                while (row, col) in taken:
                    col += 1
                found.append(Placed(cell, row, col))
                taken |= {
                    (row + down, col + along)
                    for down in range(cell.rows)
                    for along in range(cell.cols)
                }
        return tuple(found)

    @cached_property
    def cols(self) -> int:
        """How many columns there are."""
        return max(place.col + place.cell.cols for place in self.placed)

    def group(self, row: int) -> int:
        """How many groups have begun up to a row."""
        return sum(start <= row for start in self.breaks)

    def truth(self) -> Cells:
        """The cells as the measures read them, the blank ones too."""
        return [
            Span(
                row := place.row,
                row + place.cell.rows - 1,
                col := place.col,
                col + place.cell.cols - 1,
                " ".join(place.cell.text.split()),
            )
            for place in self.placed
        ]


Painter = Callable[[TableText, int, int], Paint | None]


def unpainted(text: TableText, row: int, col: int) -> Paint | None:
    """No colour of its own for any cell."""
    return None


@dataclass(frozen=True)
class Style:
    """How a table is set; lengths in points, `leading` in sizes of the type.

    `align` has a letter a column, and the last goes on: l(eft), r(ight), c(entre) or
    d(ecimal, the figures centred as a block). `head_align` likewise, = as the column.
    `edge` is white above and below the heading, between its rows and below the last row.
    `rules` are of: top, head, bottom, spans, rows, columns, grid, frame.
    """

    font: str
    bold: str
    size: float
    leading: float = 1.15
    pad: float = 2.0
    gap: float = 12.0
    inset: float = 0.0
    indent: float = 8.0
    hang: float = 6.0
    limit: float = 180.0
    text_limit: float = 130.0
    align: str = "lr"
    head_align: str = "="
    span_align: str = "c"
    valign: str = "t"
    head_valign: str = "b"
    head_bold: bool = False
    rules: frozenset[str] = frozenset()
    weight: float = 0.5
    strong: float = 0.5
    fill: Painter = unpainted
    ink: Painter = unpainted
    white: float = 0.0
    leaders: str = ""
    width: float = 0.0
    slack: tuple[float, ...] = (0.0,)
    break_gap: float = 0.0
    edge: float = 0.0

    def but(self, **changes: Any) -> Style:
        """The same style with changes."""
        return replace(self, **changes)

    def alignment(self, text: TableText, place: Placed) -> str:
        """The alignment of a cell."""
        if place.cell.cols > 1:
            return self.span_align if place.row < text.head else "c"
        column = _at(self.align, place.col)
        if place.row >= text.head:
            return column
        own = _at(self.head_align, place.col)
        return own if own != "=" else column.replace("d", "c")


def _at(letters: str, index: int) -> str:
    return letters[min(index, len(letters) - 1)]


@dataclass(frozen=True)
class Page:
    """A document and the cells of its tables, from top to bottom."""

    pdf: bytes
    tables: tuple[Cells, ...]
