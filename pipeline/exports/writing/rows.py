"""Records and tables as plain rows, the common ground of all exports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from piao.pipeline.store.stored import COLUMNS
from piao.schema.document import Cell, Table

NUMBER = re.compile(r"[+-]?[\d.,]+\s*%?")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
FORMULA_WITHIN = re.compile(r"(?<=[;,\t\r\n\"])(?=[=@]|[+-][A-Za-z(@])")
"""Where a formula would begin if the text were parted there: at separators, breaks, quotes."""


BATCH = 20_000
"""Records that a writer holds at a time."""


def batches(records: Iterable[object]) -> Iterator[list[object]]:
    """The records in lists of at most `BATCH`, so that no writer holds them all."""
    rest = iter(records)
    while batch := list(islice(rest, BATCH)):
        yield batch


def record_row(record: object) -> dict[str, Any]:
    """A record as its columns, in the order of the store."""
    return {name: getattr(record, name) for name in COLUMNS[type(record)]}


def table_row(table: Table) -> dict[str, Any]:
    """A raw table as one nested structure; see `cell_row` for its cells."""
    return {
        "table_id": table.table_id,
        "pages": table.pages,
        "bbox": table.bbox,
        "rows": table.rows,
        "columns": table.columns,
        "header_rows": table.header_rows,
        "extractor": table.extractor,
        "confidence": table.confidence,
        "cells": [cell_row(cell) for cell in table.cells],
    }


def cell_row(cell: Cell) -> dict[str, Any]:
    """A raw cell; rows and columns count from 0, pages from 1."""
    return {
        "row": cell.row,
        "col": cell.col,
        "row_span": cell.row_span,
        "col_span": cell.col_span,
        "text": cell.text,
        "page": cell.page,
        "bbox": cell.bbox,
    }


def text_grid(table: Table) -> list[list[str]]:
    """Rows x columns of text; a merged cell's text stands at its first position only."""
    return [
        [
            cell.text if cell is not None and (cell.row, cell.col) == (row, col) else ""
            for col, cell in enumerate(line)
        ]
        for row, line in enumerate(table.grid())
    ]


def harmless(text: str) -> str:
    """Text that a spreadsheet will not run as a formula; numbers stay as they are.

    Nor after a mark at which a spreadsheet that expects other separators begins a cell.

    >>> harmless("=1+1"), harmless("-5,2%"), harmless("- primo passo"), harmless("a;=1+1")
    ("'=1+1", '-5,2%', "'- primo passo", "a;'=1+1")
    """
    text = FORMULA_WITHIN.sub("'", text)
    if text.startswith(FORMULA_STARTS) and not NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def guarded(text: str) -> str:
    """Text that no spreadsheet runs as a formula and that `unguarded` gives back as it was.

    >>> guarded("=1+1"), guarded("-5"), guarded("'80"), guarded(""), guarded("Peso")
    ("'=1+1", "'-5", "''80", "'", 'Peso')
    """
    return f"'{text}" if not text or text.startswith((*FORMULA_STARTS, "'")) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given: without exactly one leading apostrophe."""
    return text.removeprefix("'")
