"""All records as one Excel workbook, a sheet for each record type."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from piao.pipeline.exports.writing.rows import record_row
from piao.pipeline.exports.writing.workbook import add_sheet, workbook_output
from piao.pipeline.store.stored import COLUMNS, RECORD_TYPES


def write(arrays: Iterable[tuple[str, Iterable[object]]], out: Path | None) -> None:
    """Writes the workbook `out`: headings frozen and filtered, numbers and dates as such.

    Raises `UsageError` without a file, `PiaoError` without the extra `exports` and where
    there are more rows or longer text than Excel can hold: nothing is ever cut.
    """
    with workbook_output(out) as workbook:
        for name, records in arrays:
            rows = (record_row(record).values() for record in records)
            add_sheet(workbook, name, COLUMNS[RECORD_TYPES[name]], rows)
