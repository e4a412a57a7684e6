"""All records as a folder of CSV files, one for each record type."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from piao.pipeline.exports.writing.csv_files import STANDARD, Dialect, csv_output
from piao.pipeline.exports.writing.output import folder_output, named
from piao.pipeline.exports.writing.rows import record_row
from piao.pipeline.store.stored import COLUMNS, RECORD_TYPES
from piao.schema.errors import UsageError


def write(
    arrays: Iterable[tuple[str, Iterable[object]]], out: Path | None, dialect: Dialect = STANDARD
) -> None:
    """Writes `<record type>.csv` into the folder `out`: UTF-8, a heading line.

    Absent is empty; a bounding box is the JSON list `[x0, top, x1, bottom]`. Text
    that a spreadsheet would run as a formula gets an apostrophe before it.
    Raises `UsageError` without a folder.
    """
    folder = folder_output(
        named(out, UsageError("CSV is one file a record type: name a folder with --out"))
    )
    for name, records in arrays:
        with csv_output(folder / f"{name}.csv", dialect) as write_row:
            write_row(COLUMNS[RECORD_TYPES[name]])
            for record in records:
                write_row(record_row(record).values())
