"""Raw tables as a JSON list."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from piao.pipeline.exports.writing.json_text import write_array
from piao.pipeline.exports.writing.output import text_output
from piao.pipeline.exports.writing.rows import table_row
from piao.schema.document import Table


def write(tables: Iterable[Table], out: Path | None) -> None:
    """Writes the list, one table a line."""
    with text_output(out) as stream:
        write_array((table_row(table) for table in tables), stream)
        stream.write("\n")
