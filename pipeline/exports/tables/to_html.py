"""Raw tables as one HTML page that keeps merged cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from piao.pipeline.exports.writing.output import POLICY, escaped, text_output
from piao.schema.document import Cell, Table

HEAD = f"""<!DOCTYPE html>
<html lang="it">
<meta charset="utf-8">
<meta name="generator" content="piao">
{POLICY}
<title>Tabelle</title>
<style>table {{ border-collapse: collapse; margin: 1em 0 }} th, td {{ border: 1px solid; \
padding: .2em .5em; text-align: left; vertical-align: top; white-space: pre-line }}</style>
"""


def write(tables: Iterable[Table], out: Path | None) -> None:
    """Writes the page, one `<table>` each, all text escaped."""
    with text_output(out) as stream:
        stream.write(HEAD)
        for table in tables:
            stream.writelines(f"{line}\n" for line in _lines(table))
        stream.write("</html>\n")


def _lines(table: Table) -> Iterator[str]:
    yield f'<table id="{escaped(table.table_id)}">'
    pages = ", ".join(str(page) for page in table.pages)
    yield f"<caption>{escaped(table.table_id)}{f' · p. {pages}' if pages else ''}</caption>"
    for row, line in enumerate(table.grid()):
        name = "th" if row < table.header_rows else "td"
        cells = [
            _cell(cell, name)
            for col, cell in enumerate(line)
            if cell is None or (cell.row, cell.col) == (row, col)
        ]
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</table>"


def _cell(cell: Cell | None, name: str) -> str:
    if cell is None:
        return f"<{name}></{name}>"
    rows = f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
    columns = f' colspan="{cell.col_span}"' if cell.col_span > 1 else ""
    return f"<{name}{rows}{columns}>{escaped(cell.text)}</{name}>"
