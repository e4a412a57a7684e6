"""A comparison as CSV for programs."""

from __future__ import annotations

from pathlib import Path

from piao.pipeline.comparison import Comparison
from piao.pipeline.comparison.rows import flat_rows
from piao.pipeline.exports.writing.csv_files import csv_output


def write(comparison: Comparison, out: Path | None) -> None:
    """Writes a heading line and a line a row; formulas are made harmless."""
    with csv_output(out) as write_row:
        for row in flat_rows(comparison):
            write_row(row)
