"""All records as a folder of CSV files, one for each record type."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from piao.pipeline.exports.json_text import json_text
from piao.pipeline.exports.output import folder_output, named, text_output
from piao.pipeline.exports.rows import harmless, record_row
from piao.pipeline.store.stored import COLUMNS, RECORD_TYPES


def write(arrays: Iterable[tuple[str, Iterable[object]]], out: Path | None) -> None:
    """Writes `<record type>.csv` into the folder `out`: UTF-8, commas, a heading line.

    Absent is empty; a bounding box is the JSON list `[x0, top, x1, bottom]`. Text
    that a spreadsheet would run as a formula gets an apostrophe before it.
    Raises `UsageError` without a folder.
    """
    folder = folder_output(named(out, "CSV is one file a record type: name a folder with --out"))
    for name, records in arrays:
        with text_output(folder / f"{name}.csv") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(COLUMNS[RECORD_TYPES[name]])
            for record in records:
                writer.writerow([csv_text(value) for value in record_row(record).values()])


def csv_text(value: object) -> str:
    """One value as the text of a CSV cell."""
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, StrEnum):
        return harmless(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return json_text(value) if isinstance(value, tuple) else str(value)
