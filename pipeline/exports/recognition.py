"""Files that this program wrote itself, which look like plans and are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path

from piao.pipeline.comparison.rows import COLUMNS as COMPARED
from piao.pipeline.comparison.rows import OF_EACH_SIDE
from piao.pipeline.exports.comparison.sheet import OWN_HEADINGS
from piao.pipeline.exports.records.gzoom import mapping
from piao.pipeline.exports.score import sheet as score_sheet
from piao.pipeline.exports.tables import to_md
from piao.pipeline.exports.writing.csv_files import ITALIAN
from piao.pipeline.scoring import ScoreRow
from piao.pipeline.store.stored import COLUMNS
from piao.schema.document import Document, TextBlock

GENERATOR = b'<meta name="generator" content="piao">'
"""What the head of our pages says."""
HEAD = 2000
"""Bytes of a file in which its head says it."""
BEGINNINGS = (to_md.MARK.encode(), b'[\n  {"table_id": "', b'{\n"documents": [')
"""How raw tables in Markdown and JSON begin, and records in JSON."""
RAW_TABLE = re.compile(r"[0-9a-f]{16}-t\d+\.csv")
"""The name that a raw table has as CSV, its id: what is in it is the plan's alone."""


def is_own_output(path: Path, document: Document) -> bool:
    """Whether a file is a page, an export, a comparison or a score of ours, or raw tables.

    That is told by the head of a page, the beginning of a text, the name of a raw table as CSV,
    and by a table with all the headings of one of ours.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    marked = GENERATOR in head or head.startswith(BEGINNINGS) or RAW_TABLE.fullmatch(path.name)
    return bool(marked) or any(
        known <= row for row in _rows(document) for known in _known_headings()
    )


def _rows(document: Document) -> Iterator[set[str]]:
    """The first row of each table; an export without any record is a line of text."""
    for table in document.tables:
        for row in table.grid()[:1]:
            yield {cell.text.strip() for cell in row if cell}
    for block in document.blocks[:1]:
        if isinstance(block, TextBlock):
            yield set(re.split("[,;]", block.text.strip().lstrip(ITALIAN.mark)))


@cache
def _known_headings() -> tuple[frozenset[str], ...]:
    return tuple(map(frozenset, _headings()))


def _headings() -> Iterator[tuple[str, ...]]:
    """What all files of one kind have in common, from where they are written."""
    yield from COLUMNS.values()
    yield tuple(name for name in COMPARED if name not in OF_EACH_SIDE)
    yield OWN_HEADINGS
    yield score_sheet.HEADINGS
    yield tuple(attribute.name for attribute in fields(ScoreRow))
    for columns in mapping()["tables"].values():
        yield tuple(str(column[0]) for column in columns)
