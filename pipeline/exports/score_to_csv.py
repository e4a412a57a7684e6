"""A score as CSV."""

from __future__ import annotations

import csv
from dataclasses import astuple, fields
from pathlib import Path

from piao.pipeline.exports.output import text_output
from piao.pipeline.exports.rows import harmless_line
from piao.pipeline.scoring import Score, ScoreRow


def write(score: Score, out: Path | None) -> None:
    """Writes a heading line and a line a row; formulas are made harmless."""
    with text_output(out) as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow([attribute.name for attribute in fields(ScoreRow)])
        for row in score.rows:
            writer.writerow(harmless_line("" if v is None else str(v) for v in astuple(row)))
