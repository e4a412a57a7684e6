"""A score as one JSON object."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TextIO

from piao.pipeline.exports.writing.json_text import json_text, write_array
from piao.pipeline.exports.writing.output import text_output
from piao.pipeline.scoring import Score
from piao.pipeline.scoring.reported import Reported, Status


def write(score: Score, out: Path | None) -> None:
    """Writes `{document_id, year, percent, coverage, problems, notes, report, rows}`.

    One row a line; `report` is null where none was named, else `{document_id, file_name,
    counts, problems, lines}`.
    """
    names = ("document_id", "year", "percent", "coverage", "problems", "notes")
    head = ", ".join(f'"{name}": {json_text(getattr(score, name))}' for name in names)
    with text_output(out) as stream:
        stream.write(f'{{{head},\n"report": ')
        _write_report(score.report, stream)
        stream.write(',\n"rows": ')
        write_array(map(asdict, score.rows), stream)
        stream.write("}\n")


def _write_report(report: Reported | None, stream: TextIO) -> None:
    if report is None:
        stream.write("null")
        return
    head = ", ".join(
        f'"{name}": {json_text(value)}'
        for name, value in (
            ("document_id", report.document_id),
            ("file_name", report.file_name),
            ("counts", {status.value: report.counts[status] for status in Status}),
            ("problems", report.problems),
        )
    )
    stream.write(f'{{{head},\n"lines": ')
    write_array(map(asdict, report.lines), stream)
    stream.write("}")
