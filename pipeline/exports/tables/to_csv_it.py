"""Raw tables as CSV for spreadsheets in Italian."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from piao.pipeline.exports.tables import to_csv as tables_to_csv
from piao.pipeline.exports.writing.csv_files import ITALIAN
from piao.schema.document import Table


def write(tables: Iterable[Table], out: Path | None) -> None:
    """Writes the files of the format `csv` in the Italian dialect."""
    tables_to_csv.write(tables, out, ITALIAN)
