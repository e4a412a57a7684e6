"""A document as nested lists of plain texts, short enough to be written as an expected value."""

from __future__ import annotations

from piao.schema.document import Cell, Document, Table, TextBlock


def outline(document: Document) -> list[str | list[list[str]]]:
    """Text blocks as strings, tables as lists of rows.

    A heading of level 2 is `## text`, bold text `**text**`; `<` is a place that the
    cell to the left covers, `^` one that the cell above covers.
    """
    return [rows(block) if isinstance(block, Table) else _text(block) for block in document.blocks]


def rows(table: Table) -> list[list[str]]:
    """The rows of a table, as in `outline`."""
    return [
        [_position(cell, row, col) for col, cell in enumerate(cells)]
        for row, cells in enumerate(table.grid())
    ]


def _text(block: TextBlock) -> str:
    text = f"**{block.text}**" if block.bold else block.text
    return f"{'#' * block.level} {text}" if block.level else text


def _position(cell: Cell | None, row: int, col: int) -> str:
    if cell is None:
        return ""
    if cell.row < row:
        return "^"
    if cell.col < col:
        return "<"
    return f"**{cell.text}**" if cell.bold else cell.text
