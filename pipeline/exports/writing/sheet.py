"""A table for people, in Italian: what a workbook and a CSV for spreadsheets have in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from piao.pipeline.exports.writing.csv_files import ITALIAN, csv_output
from piao.pipeline.exports.writing.workbook import add_sheet, workbook_output


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of values, as many as there are headings; numbers and dates are such."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[object]]


def write_xlsx(sheet: Sheet, out: Path | None) -> None:
    """Writes a workbook of one sheet.

    Raises `UsageError` without a file, `PiaoError` without the extra `exports`, where the
    file cannot be written or a cell cannot hold what it should.
    """
    with workbook_output(out) as workbook:
        add_sheet(workbook, sheet.name, sheet.headings, sheet.rows, "dd/mm/yyyy")


def write_csv(sheet: Sheet, out: Path | None) -> None:
    """Writes CSV in the Italian dialect; formulas are made harmless."""
    with csv_output(out, ITALIAN) as write_row:
        write_row(sheet.headings)
        for row in sheet.rows:
            write_row(row)
