"""A comparison as one JSON object."""

from __future__ import annotations

from pathlib import Path

from piao.pipeline.comparison import Comparison
from piao.pipeline.comparison.rows import plain_row
from piao.pipeline.exports.writing.json_text import json_text, write_array
from piao.pipeline.exports.writing.output import text_output


def write(comparison: Comparison, out: Path | None) -> None:
    """Writes `{sides, rows}`: the names of the sides, one row a line."""
    with text_output(out) as stream:
        stream.write(
            f'{{"sides": {json_text([side.label for side in comparison.sides])},\n"rows": '
        )
        write_array(map(plain_row, comparison.rows), stream)
        stream.write("}\n")
