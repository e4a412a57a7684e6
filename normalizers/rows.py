"""Rows, columns and sections: a table as the layouts read it.

A table is a sequence of sections: cards (a label beside each text), headed rows,
and single lines between them.
"""

from __future__ import annotations

from dataclasses import dataclass

from piao.normalizers.headings import HeadingMatch
from piao.schema.document import Cell, Table


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
    """One column of a headed section: its heading as printed and what it means."""

    index: int
    heading: str | None
    match: HeadingMatch

    @property
    def field(self) -> str | None:
        return self.match.field


@dataclass(frozen=True, slots=True)
class Line:
    """A row of one cell that stands outside of headed rows: a title or a heading."""

    table: Table
    row: Row

    @property
    def text(self) -> str:
        return self.row.filled[0].text


@dataclass(frozen=True, slots=True)
class Pair:
    """A label with the text beside it; `cell` holds the text."""

    row: int
    label: str
    label_column: int
    match: HeadingMatch
    text: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Card:
    """Consecutive rows of labels and texts."""

    table: Table
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows under one heading; `columns` without any match where there was none.

    `continued` says that the heading is the one of an earlier table.
    """

    table: Table
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    continued: bool = False

    def column(self, field: str) -> Column | None:
        """The first column understood as `field`."""
        return next((column for column in self.columns if column.field == field), None)

    def columns_of(self, prefix: str) -> list[Column]:
        """The columns whose field begins with `prefix` ('value.')."""
        return [column for column in self.columns if (column.field or "").startswith(prefix)]

    @property
    def fields(self) -> set[str]:
        return {column.field for column in self.columns if column.field}


Section = Line | Card | Rows
