"""Raw tables as CSV, one file each."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from piao.pipeline.exports.output import folder_output, text_output
from piao.pipeline.exports.rows import harmless_line, text_grid
from piao.schema.document import Table


def write(tables: Iterable[Table], out: Path | None) -> None:
    """Writes `<table_id>.csv` into the folder `out`; on standard output one after the other.

    On standard output an empty line parts two tables.
    """
    for number, table in enumerate(tables):
        file = folder_output(out) / f"{table.table_id}.csv" if out else None
        with text_output(file) as stream:
            if number and out is None:
                stream.write("\n")
            _write_table(table, stream)


def _write_table(table: Table, stream: TextIO) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerows(harmless_line(line) for line in text_grid(table))
