"""What a report has and its plan has not, as rows of a score."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from piao.pipeline.scoring import Score, ScoreRow
from piao.pipeline.scoring.reported import Status


def unplanned_rows(score: Score) -> Iterator[ScoreRow]:
    """A row each, of depth 0, with the report's id and title; none without a report."""
    for line in score.report.of(Status.UNPLANNED) if score.report else ():
        yield ScoreRow(
            record=line.record,
            record_id=line.report_record_id or "",
            depth=0,
            code=None,
            title=None,
            weight=None,
            share=None,
            percent=None,
            coverage=Decimal(0),
            explanation="la relazione ne parla, il piano no",
            page=None,
            report_status=line.status,
            report_title=line.report_title,
            report_result=line.result,
            report_declared=line.declared,
            report_page=line.page,
            report_table_id=line.table_id,
            report_row=line.row,
            report_column=line.column,
        )
