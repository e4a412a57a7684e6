"""CSV and TSV: the delimiter found from the rows themselves."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from piao.extractors.registry import Format, Source
from piao.extractors.shared.assembly import MAX_COLUMNS, assemble, check_rows
from piao.extractors.shared.decoding import decode_head, read_text
from piao.extractors.shared.inline import folded
from piao.extractors.sheets import sheet_blocks
from piao.schema.document import Document
from piao.schema.errors import UnreadableFileError

DELIMITERS = ";\t|,"
MAX_FIELD_CHARS = 1_000_000

_MIN_SHARE = 0.7
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_PROSE_COMMA = re.compile(r", ")
_PIPE_TABLE = re.compile(r"^[^\S\n]*\|", re.MULTILINE)


def find_delimiter(text: str) -> str | None:
    """The delimiter that cuts most rows into as many fields; None where none does.

    A comma between figures is a decimal one and a comma before a blank is prose:
    where nearly all commas are such, the comma delimits nothing.

    >>> find_delimiter("Indicatore;Peso\\nTempi;12,5\\n")
    ';'
    """
    if _PIPE_TABLE.search(text):
        return None
    best, best_share = None, _MIN_SHARE
    for delimiter in DELIMITERS:
        commas = text.count(",")
        not_delimiting = len(_DECIMAL_COMMA.findall(text)) + len(_PROSE_COMMA.findall(text))
        if delimiter == "," and not_delimiting * 2 > commas:
            continue
        rows = [row for row in _rows(text, delimiter) if any(row)]
        widths = Counter(len(row) for row in rows if len(row) > 1)
        if len(rows) < 2 or not widths:
            continue
        share = widths.most_common(1)[0][1] / len(rows)
        if share > best_share or (best is None and share == _MIN_SHARE):
            best, best_share = delimiter, share
    return best


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    previous = csv.field_size_limit(MAX_FIELD_CHARS)
    try:
        for row in reader:
            yield [folded(field) for field in row[:MAX_COLUMNS]]
    finally:
        csv.field_size_limit(previous)


def _recognises(content: bytes) -> float:
    try:
        delimiter = find_delimiter(decode_head(content))
    except csv.Error:
        return 0.0
    return 0.5 if delimiter else 0.0


def extract(source: Source) -> Document:
    """Read the rows; text not in Unicode is read as Windows-1252, with a finding."""
    text, problems = read_text(source)
    delimiter = find_delimiter(decode_head(source.content)) or DELIMITERS[0]
    most = source.settings.most_rows
    try:
        rows = list(islice(_rows(text, delimiter), most + 1))
    except csv.Error as error:
        raise UnreadableFileError(
            "{path}: the CSV is damaged ({error}). Save it again.",
            path=source.path,
            error=str(error),
        ) from error
    check_rows(source, len(rows), most)
    return assemble(source, "csv", sheet_blocks(rows, "csv"), problems)


FORMAT = Format("csv", _recognises, extract)
