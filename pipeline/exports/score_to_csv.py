"""A score as CSV for programs."""

from __future__ import annotations

from dataclasses import astuple, fields
from pathlib import Path

from piao.pipeline.exports.csv_files import csv_output
from piao.pipeline.scoring import Score, ScoreRow


def write(score: Score, out: Path | None) -> None:
    """Writes a heading line and a line a row; formulas are made harmless."""
    with csv_output(out) as write_row:
        write_row(attribute.name for attribute in fields(ScoreRow))
        for row in score.rows:
            write_row(astuple(row))
