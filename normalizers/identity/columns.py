"""What the columns of a register say of the whole: the same administration, the same year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from piao.normalizers.fields.columns.headings import match_heading
from piao.normalizers.lexicon import Lexicon
from piao.normalizers.text.cleaning import fold, one_line
from piao.schema.document import Document, Table

FEWEST_ROWS = 3
MOST_COLUMNS = 60
_YEAR = re.compile(r"20[0-4]\d")


def entity_of_columns(document: Document, lexicon: Lexicon) -> str | None:
    """The text that a column 'Ente' has in every row.

    >>> entity_of_columns(Document("a.csv", "0" * 64, "csv", ()), Lexicon.load()) is None
    True
    """
    named = (text for name, text in _constant(document) if fold(name) in lexicon.entity_labels)
    return next(named, None)


def year_of_columns(document: Document, lexicon: Lexicon) -> int | None:
    """The year that a column of years has in every row."""
    years = (
        int(text)
        for name, text in _constant(document)
        if _YEAR.fullmatch(text) and match_heading(name, lexicon).field == "objective.year"
    )
    return next(years, None)


def _constant(document: Document) -> Iterator[tuple[str, str]]:
    """The heading and the text of each column that has the same one in all rows below."""
    for table in document.tables:
        yield from _constant_columns(table)


def _constant_columns(table: Table) -> Iterator[tuple[str, str]]:
    if table.rows <= FEWEST_ROWS or table.columns > MOST_COLUMNS:
        return
    heading, *rows = table.grid()
    for column, head in enumerate(heading):
        texts = {one_line(cell.text) if (cell := row[column]) else "" for row in rows}
        if head is not None and head.text and len(texts) == 1 and (text := texts.pop()):
            yield head.text, text
