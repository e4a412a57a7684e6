"""A score as one JSON object."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from piao.pipeline.exports.writing.json_text import json_text, write_array
from piao.pipeline.exports.writing.output import text_output
from piao.pipeline.scoring import Score


def write(score: Score, out: Path | None) -> None:
    """Writes `{document_id, year, percent, coverage, problems, notes, rows}`, one row a line."""
    names = ("document_id", "year", "percent", "coverage", "problems", "notes")
    head = ", ".join(f'"{name}": {json_text(getattr(score, name))}' for name in names)
    with text_output(out) as stream:
        stream.write(f'{{{head},\n"rows": ')
        write_array(map(asdict, score.rows), stream)
        stream.write("}\n")
