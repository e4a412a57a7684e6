"""Raw tables as Markdown pipe tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from piao.pipeline.exports.writing.output import text_output
from piao.pipeline.exports.writing.rows import text_grid
from piao.schema.document import Table

MARK = "<!-- generator: piao -->"
"""The first line, which no reader sees."""
SPECIAL = re.compile(r"([\\|<&`*_\[\]])")


def write(tables: Iterable[Table], out: Path | None) -> None:
    """Writes one pipe table after the other; the first row is the heading.

    Markdown has no merged cells: their text stands at their first position.
    """
    with text_output(out) as stream:
        stream.write(f"{MARK}\n")
        for table in tables:
            stream.write("\n")
            stream.writelines(f"{line}\n" for line in _lines(table))


def _lines(table: Table) -> Iterator[str]:
    for row, line in enumerate(text_grid(table)):
        yield "| " + " | ".join(_escape(text) for text in line) + " |"
        if row == 0:
            yield "|" + " --- |" * table.columns


def _escape(text: str) -> str:
    return SPECIAL.sub(r"\\\1", text).replace("\n", "<br>")
