"""Excel workbooks that are in place once whole and in which text is only ever text."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from piao.pipeline.exports.writing.csv_files import cell_text
from piao.pipeline.exports.writing.extras import needs_extra
from piao.pipeline.exports.writing.guard import Content
from piao.pipeline.exports.writing.output import named, whole_file
from piao.schema.errors import PiaoError, UsageError

if TYPE_CHECKING:
    from xlsxwriter import Workbook

OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
    "constant_memory": True,
}


MOST_ROWS = 1_048_576
"""Rows of a sheet, its heading among them."""

LONGEST_TEXT = 32_767
"""UTF-16 units of a cell's text."""

EXACT_DIGITS = 15
"""A number with more significant digits would be rounded: it is written as text."""

FIRST_YEAR = 1901
"""Excel's calendar is right from here on; earlier dates are written as text."""

WIDTHS = (8, 50)
"""The narrowest and the widest column, in characters."""


@contextmanager
def workbook_output(out: Path | None) -> Iterator[Workbook]:
    """The workbook `out` to write sheets into, row by row: a row is on disk with the next one.

    Raises `UsageError` without a file, `PiaoError` where it cannot be written and without
    the extra `exports`.
    """
    with needs_extra("exports"):
        from xlsxwriter import Workbook
        from xlsxwriter.exceptions import XlsxFileError
    file = named(out, UsageError("a workbook is a file: name it with --out"))
    with whole_file(file, over=Content.WORKBOOK) as partial:
        workbook = Workbook(str(partial), OPTIONS)
        yield workbook
        try:
            workbook.close()
        except XlsxFileError as error:
            raise PiaoError(
                "{file} cannot be written: {error}", file=file, error=str(error)
            ) from error


def add_sheet(
    workbook: Workbook,
    name: str,
    headings: Sequence[str],
    rows: Iterable[Iterable[object]],
    date_format: str = "yyyy-mm-dd",
) -> None:
    """Adds a sheet: its heading frozen and filtered, numbers and dates as such.

    Raises `PiaoError` where there are more rows or longer text than Excel can hold.
    """
    sheet = workbook.add_worksheet(name)
    day = workbook.add_format({"num_format": date_format})
    moment = workbook.add_format({"num_format": f"{date_format} hh:mm:ss"})
    bold = workbook.add_format({"bold": True})
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, heading, bold)
    widths = [len(heading) + 3 for heading in headings]  # with the filter's button
    last = 0
    for last, row in enumerate(rows, start=1):
        if last >= MOST_ROWS:
            raise PiaoError(
                "{name}: more records than the {most:,} rows of a sheet: "
                "export fewer documents, or in another format",
                name=name,
                most=MOST_ROWS,
            )
        for column, value in enumerate(row):
            cell = _cell(value, f"{name}.{headings[column]}, record {last}")
            match cell:
                case str():
                    sheet.write_string(last, column, cell)
                case datetime.datetime():
                    sheet.write_datetime(last, column, cell, moment)
                case datetime.date():
                    sheet.write_datetime(last, column, cell, day)
                case int() | float():
                    sheet.write_number(last, column, cell)
            widths[column] = max(widths[column], len(cell_text(value)))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(headings) - 1)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(max(width, WIDTHS[0]), WIDTHS[1]))


def _cell(value: object, place: str) -> str | float | datetime.date | None:
    """A value as a workbook can hold it without loss."""
    match value:
        case StrEnum():
            return str(value)
        case datetime.date() if value.year >= FIRST_YEAR:
            return value
        case Decimal() if len(value.normalize().as_tuple().digits) <= EXACT_DIGITS:
            return float(value)
        case int() | float() | None:
            return value
    text = value if isinstance(value, str) else cell_text(value)
    if len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        raise PiaoError(
            "{place}: the text is longer than the {most:,} characters of a cell: "
            "export in another format",
            place=place,
            most=LONGEST_TEXT,
        )
    return text
