"""A comparison as an Excel workbook of one sheet, in Italian."""

from __future__ import annotations

from pathlib import Path

from piao.pipeline.comparison import Comparison
from piao.pipeline.exports.comparison.sheet import comparison_sheet
from piao.pipeline.exports.writing.sheet import write_xlsx


def write(comparison: Comparison, out: Path | None) -> None:
    """Writes the sheet; weights, pages and scores are numbers, deadlines dates.

    Raises `UsageError` without a file, `PiaoError` where it cannot be written or the
    package is missing.
    """
    write_xlsx(comparison_sheet(comparison), out)
