"""The pieces that a document is made of, whatever its format: what the readers of records see.

A table becomes cards, grids, titles and texts; lines between tables become the same, so that
nobody behind this has to know which of both it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from piao.normalizers.fields.columns.headings import HeadingMatch
from piao.normalizers.fields.labels import Label
from piao.schema.document import Cell, Table, TextBlock
from piao.schema.records import BBox


@dataclass(frozen=True, slots=True)
class Spot:
    """A text with the place where it is printed.

    `lead` are its first words where they alone are bold; `confidence` (0-1) is that of the
    table, 1 for lines. `table_id`, `row` and `column` are None outside of tables.
    """

    text: str
    page: int | None = None
    table_id: str | None = None
    row: int | None = None
    column: int | None = None
    bbox: BBox | None = None
    bold: bool = False
    lead: str = ""
    confidence: float = 1.0

    @classmethod
    def of_cell(cls, cell: Cell, table: Table, row: int | None = None) -> Spot:
        """The spot of a cell; `row` where it is read for another row than its first."""
        return cls(
            cell.text,
            cell.page,
            table.table_id,
            cell.row if row is None else row,
            cell.col,
            cell.bbox,
            cell.bold,
            cell.lead,
            table.confidence,
        )

    @classmethod
    def of_block(cls, block: TextBlock) -> Spot:
        """The spot of a line or paragraph outside of tables."""
        return cls(block.text, block.page, bbox=block.bbox, bold=block.bold, lead=block.lead)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `cells` has a place for each column; a merged cell stands in each it covers."""

    index: int
    cells: tuple[Cell | None, ...]

    def cell(self, column: int) -> Cell | None:
        """The cell in `column` if it has text."""
        cell = self.cells[column] if column < len(self.cells) else None
        return cell if cell is not None and cell.text else None

    def text(self, column: int) -> str | None:
        """The text in `column`, None where blank."""
        cell = self.cell(column)
        return cell.text if cell else None

    @property
    def filled(self) -> list[Cell]:
        """The cells with text, a merged one once, from left to right."""
        filled: list[Cell] = []
        before: Cell | None = None
        for cell in self.cells:
            if cell is not None and cell is not before and cell.text:
                filled.append(cell)
            before = cell
        return filled

    @property
    def own(self) -> list[Cell]:
        """The filled cells that begin in this row."""
        return [cell for cell in self.filled if cell.row == self.index]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a grid: its heading as printed and what it means."""

    index: int
    heading: str | None
    match: HeadingMatch

    @property
    def field(self) -> str | None:
        return self.match.field


@dataclass(frozen=True, slots=True)
class Title:
    """A text that names what comes below it: a heading, or a row of a table that is one.

    Not `styled` is a line in plain type that only its number or words may make a heading.
    `within` are the fields of the grid whose rows it groups.
    """

    spot: Spot
    level: int | None = None
    styled: bool = True
    within: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Text:
    """Running text: a paragraph, an item of a list, the text of a box.

    `beside` is what stands at the end of its line, with wide white before it: a deadline.
    """

    spot: Spot
    item: bool = False
    beside: str = ""

    @property
    def printed(self) -> str:
        """The whole line."""
        return f"{self.spot.text} {self.beside}" if self.beside else self.spot.text


@dataclass(frozen=True, slots=True)
class Pair:
    """A label with the text that belongs to it; `spot` is that of the text.

    `field` is what the label was taken for beside the others of its card.
    """

    label: Label
    spot: Spot
    field: str | None = None

    @property
    def text(self) -> str:
        return self.spot.text


@dataclass(frozen=True, slots=True)
class Card:
    """Labels with their texts that stand together."""

    pairs: tuple[Pair, ...]

    @property
    def spot(self) -> Spot:
        return self.pairs[0].spot


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows under one heading; `columns` without any match where there was none.

    `continued` says that the heading is the one of an earlier table. `heading_row` is the
    first row of the heading in its table, None where there is none.
    """

    table: Table
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    continued: bool = False
    heading_row: int | None = None
    titles: tuple[Spot, ...] = field(default=())

    def column(self, name: str) -> Column | None:
        """The first column understood as the field `name`."""
        return next((column for column in self.columns if column.field == name), None)

    def columns_of(self, prefix: str) -> list[Column]:
        """The columns whose field begins with `prefix` ('value.')."""
        return [column for column in self.columns if (column.field or "").startswith(prefix)]

    @property
    def fields(self) -> set[str]:
        return {column.field for column in self.columns if column.field}

    @property
    def spot(self) -> Spot:
        """Where the grid begins."""
        cells = (cell for row in self.rows for cell in row.filled)
        first = next(cells, None) or next(iter(self.table.cells))
        return Spot.of_cell(first, self.table)

    def texts(self, column: int) -> Iterator[str]:
        """The texts that begin in a column, row by row, those of rows of one cell left out."""
        for row in self.rows:
            cell = row.cell(column)
            if cell is not None and cell.row == row.index and len(row.filled) > 1:
                yield cell.text


Piece = Title | Text | Card | Grid
