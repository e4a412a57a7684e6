"""A comparison as CSV for spreadsheets in Italian."""

from __future__ import annotations

from pathlib import Path

from piao.pipeline.comparison import Comparison
from piao.pipeline.exports.comparison.sheet import comparison_sheet
from piao.pipeline.exports.writing.sheet import write_csv


def write(comparison: Comparison, out: Path | None) -> None:
    """Writes the rows of the workbook."""
    write_csv(comparison_sheet(comparison), out)
