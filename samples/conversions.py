"""Writes a plan as a workbook, or as the Markdown that PDF converters give."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from samples.blocks import Grid, GridCell, Heading, PageBreak, Paragraph, Plan

Placed = tuple[int, int, GridCell]


def write_workbook(plan: Plan, path: Path) -> None:
    """Write one sheet a page, named by its heading; whole numbers are numbers."""
    workbook = Workbook()
    sheet: Worksheet | None = None
    row = 1
    for block in plan.blocks:
        match block:
            case PageBreak():
                sheet = workbook.create_sheet() if sheet else workbook.worksheets[0]
                row = 1
            case Heading() if sheet is not None:
                sheet.title = block.text
            case Paragraph() if sheet is not None:
                sheet.cell(row, 1, block.text).font = Font(bold=True)
                row += 1
            case Grid() if sheet is not None:
                row = _write_cells(sheet, block, row + 1)
            case _:
                raise ValueError(f"a workbook cannot show {block}")
    workbook.save(path)


def _write_cells(sheet: Worksheet, grid: Grid, top: int) -> int:
    for row, column, cell in placed(grid):
        first = sheet.cell(top + row, 1 + column)
        digits = cell.text.removeprefix("-")
        first.value = int(cell.text) if digits.isdigit() else cell.text or None
        first.font = Font(bold=cell.bold)
        if cell.rows > 1 or cell.cols > 1:
            sheet.merge_cells(
                start_row=top + row,
                start_column=1 + column,
                end_row=top + row + cell.rows - 1,
                end_column=column + cell.cols,
            )
    return top + len(grid.rows) + 1


def write_markdown(plan: Plan, path: Path) -> None:
    """Write pipes for tables, with a converter's habits.

    The cells that a merged cell covers are blank, and on the last rows of each
    group those blanks are lost: the cells sit too far left.
    """
    parts: list[str] = []
    for block in plan.blocks:
        match block:
            case Heading():
                parts.append(f"{'#' * block.level} {block.text}")
            case Paragraph():
                parts.append(f"- {block.text}" if block.bullet else block.text)
            case Grid():
                parts.append(_pipes(block))
            case _:
                continue
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _pipes(grid: Grid) -> str:
    columns = len(grid.widths)
    table = [[""] * columns for _ in grid.rows]
    ends: set[int] = set()
    for row, column, cell in placed(grid):
        text = cell.text.replace("\n", "<br>")
        table[row][column] = f"<b>{text}</b>" if cell.bold and row >= grid.header_rows else text
        if column == 0 and cell.rows > 2:
            ends.add(row + cell.rows - 1)
    for row in ends:
        filled = next((n for n, text in enumerate(table[row]) if text), 0)
        shift = max(filled - 1, 0)
        table[row] = table[row][shift:] + [""] * shift
    lines = [f"| {' | '.join(row)} |" for row in table]
    return "\n".join([lines[0], "|" + "---|" * columns, *lines[1:]])


def placed(grid: Grid) -> list[Placed]:
    """Each cell with its row and column, counted from 0."""
    taken: set[tuple[int, int]] = set()
    result: list[Placed] = []
    for row, cells in enumerate(grid.rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            taken.update(
                (r, c)
                for r in range(row, row + cell.rows)
                for c in range(column, column + cell.cols)
            )
            result.append((row, column, cell))
    missing = len(grid.rows) * len(grid.widths) - len(taken)
    if missing:
        raise ValueError(f"{missing} positions of the table {grid.rows[0]} have no cell")
    return result
