"""A score as CSV for programs."""

from __future__ import annotations

from dataclasses import astuple, fields
from pathlib import Path

from piao.pipeline.exports.score.unplanned import unplanned_rows
from piao.pipeline.exports.writing.csv_files import csv_output
from piao.pipeline.scoring import Score, ScoreRow


def write(score: Score, out: Path | None) -> None:
    """Writes a heading line, a line a row and one of the whole; formulas are made harmless.

    Before the whole stands what a report has alone, without percent and share.
    """
    with csv_output(out) as write_row:
        write_row(attribute.name for attribute in fields(ScoreRow))
        for row in (*score.rows, *unplanned_rows(score), _whole(score)):
            write_row(astuple(row))


def _whole(score: Score) -> ScoreRow:
    """The whole plan as a row: `record` is 'plan', `depth` 0."""
    return ScoreRow(
        record="plan",
        record_id=score.document_id,
        depth=0,
        code=None,
        title="Totale",
        weight=None,
        share=None,
        percent=score.percent,
        coverage=score.coverage,
        explanation="; ".join(score.notes),
        page=None,
    )
