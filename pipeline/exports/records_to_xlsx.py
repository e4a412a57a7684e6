"""All records as one Excel workbook, a sheet for each record type."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from piao.pipeline.exports.description import DESCRIPTIONS
from piao.pipeline.exports.records_to_csv import csv_text
from piao.pipeline.exports.rows import record_row
from piao.pipeline.exports.workbook import workbook_output
from piao.schema.errors import PiaoError

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


def write(arrays: Iterable[tuple[str, Iterable[object]]], out: Path | None) -> None:
    """Writes the workbook `out`: headings frozen and filtered, numbers and dates as such.

    Raises `UsageError` without a file, `PiaoError` without the extra `exports` and where
    there are more rows or longer text than Excel can hold: nothing is ever cut.
    """
    with workbook_output(out) as workbook:
        heading = workbook.add_format({"bold": True})
        moment = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        for name, records in arrays:
            names = [column.name for column in DESCRIPTIONS[name].columns]
            sheet = workbook.add_worksheet(name)
            sheet.write_row(0, 0, names, heading)
            widths = [len(column) + 3 for column in names]  # with the filter's button
            last = 0
            for last, record in enumerate(records, start=1):
                if last >= MOST_ROWS:
                    raise PiaoError(
                        f"{name}: more records than the {MOST_ROWS:,} rows of a sheet: "
                        "export fewer documents, or as datapackage or parquet"
                    )
                for column, (key, value) in enumerate(record_row(record).items()):
                    cell = _cell(value, f"{name}.{key}, record {last}")
                    match cell:
                        case str():
                            sheet.write_string(last, column, cell)
                        case datetime.datetime():
                            sheet.write_datetime(last, column, cell, moment)
                        case datetime.date():
                            sheet.write_datetime(last, column, cell)
                        case int() | float():
                            sheet.write_number(last, column, cell)
                    widths[column] = max(widths[column], len(csv_text(value)))
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, last, len(names) - 1)
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
    text = value if isinstance(value, str) else csv_text(value)
    if len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        raise PiaoError(
            f"{place}: the text is longer than the {LONGEST_TEXT:,} characters of a cell: "
            "export as datapackage or parquet"
        )
    return text
