"""A score as an Excel workbook of one sheet, in Italian."""

from __future__ import annotations

from pathlib import Path

from piao.pipeline.exports.score.sheet import score_sheet
from piao.pipeline.exports.writing.sheet import write_xlsx
from piao.pipeline.scoring import Score


def write(score: Score, out: Path | None) -> None:
    """Writes the sheet; its last row is the whole.

    Raises `UsageError` without a file, `PiaoError` where it cannot be written or the
    package is missing.
    """
    write_xlsx(score_sheet(score), out)
