"""A score as CSV for spreadsheets in Italian."""

from __future__ import annotations

from pathlib import Path

from piao.pipeline.exports.score.sheet import score_sheet
from piao.pipeline.exports.writing.sheet import write_csv
from piao.pipeline.scoring import Score


def write(score: Score, out: Path | None) -> None:
    """Writes the rows of the workbook."""
    write_csv(score_sheet(score), out)
