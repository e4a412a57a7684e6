"""A comparison as CSV."""

from __future__ import annotations

import csv
from pathlib import Path

from piao.pipeline.comparison import Comparison
from piao.pipeline.comparison.rows import flat_rows
from piao.pipeline.exports.output import text_output
from piao.pipeline.exports.rows import harmless_line


def write(comparison: Comparison, out: Path | None) -> None:
    """Writes a heading line and a line a row; formulas are made harmless."""
    with text_output(out) as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerows(harmless_line(line) for line in flat_rows(comparison))
