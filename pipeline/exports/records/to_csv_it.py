"""All records as a folder of CSV files for spreadsheets in Italian."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from piao.pipeline.exports.records import to_csv as records_to_csv
from piao.pipeline.exports.writing.csv_files import ITALIAN


def write(arrays: Iterable[tuple[str, Iterable[object]]], out: Path | None) -> None:
    """Writes the files of the format `csv` in the Italian dialect."""
    records_to_csv.write(arrays, out, ITALIAN)
