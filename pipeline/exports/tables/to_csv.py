"""Raw tables as CSV, one file each."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from piao.pipeline.exports.writing.csv_files import STANDARD, Dialect, WriteRow, csv_output
from piao.pipeline.exports.writing.output import folder_output
from piao.pipeline.exports.writing.rows import text_grid
from piao.schema.document import Table


def write(tables: Iterable[Table], out: Path | None, dialect: Dialect = STANDARD) -> None:
    """Writes `<table_id>.csv` into the folder `out`; on standard output one after the other.

    On standard output an empty line parts two tables.
    """
    if out is None:
        with csv_output(None, dialect) as write_row:
            for number, table in enumerate(tables):
                if number:
                    write_row(())
                _write_table(table, write_row)
        return
    for table in tables:
        with csv_output(folder_output(out) / f"{table.table_id}.csv", dialect) as write_row:
            _write_table(table, write_row)


def _write_table(table: Table, write_row: WriteRow) -> None:
    for line in text_grid(table):
        write_row(line)
