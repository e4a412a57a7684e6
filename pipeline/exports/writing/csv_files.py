"""CSV, all of it written here: a dialect for programs and one for spreadsheets in Italian."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from piao.pipeline.exports.writing.json_text import json_text
from piao.pipeline.exports.writing.output import text_output
from piao.pipeline.exports.writing.rows import harmless

WriteRow = Callable[[Iterable[object]], None]


def _iso_date(date: datetime.date) -> str:
    return date.isoformat()


def _italian_date(date: datetime.date) -> str:
    time = f" {date:%H:%M:%S}" if isinstance(date, datetime.datetime) else ""
    return f"{date:%d/%m}/{date.year:04}{time}"


@dataclass(frozen=True, slots=True)
class Dialect:
    """How cells are parted, numbers and dates written; `mark` begins the file."""

    delimiter: str
    decimal_mark: str
    date_text: Callable[[datetime.date], str]
    mark: str = ""


STANDARD = Dialect(",", ".", _iso_date)
ITALIAN = Dialect(";", ",", _italian_date, mark="\N{ZERO WIDTH NO-BREAK SPACE}")
"""What Excel and LibreOffice in Italian open rightly by a double click.

Without its mark Excel takes UTF-8 for the encoding of the system.
"""


@contextmanager
def csv_output(out: Path | None, dialect: Dialect = STANDARD) -> Iterator[WriteRow]:
    """A function that writes one row of values into the file `out`, or on standard output.

    The file is in place once whole. Raises `PiaoError` where it cannot be written.
    """
    with text_output(out) as stream:
        stream.write(dialect.mark)
        writer = csv.writer(stream, delimiter=dialect.delimiter, lineterminator="\n")

        def write_row(values: Iterable[object]) -> None:
            writer.writerow([cell_text(value, dialect) for value in values])

        yield write_row


def cell_text(value: object, dialect: Dialect = STANDARD) -> str:
    """One value as the text of a cell; text that a spreadsheet would run is made harmless.

    >>> date = datetime.date(2025, 6, 30)
    >>> [cell_text(value) for value in (Decimal("12.5"), date, "=1+1", None, (1.5, 2.0))]
    ['12.5', '2025-06-30', "'=1+1", '', '[1.5, 2.0]']
    >>> [cell_text(value, ITALIAN) for value in (Decimal("12.5"), date, "v. 1.2")]
    ['12,5', '30/06/2025', 'v. 1.2']
    """
    match value:
        case None:
            return ""
        case str():
            return harmless(str(value))
        case datetime.date():
            return dialect.date_text(value)
        case Decimal() | float():
            return str(value).replace(".", dialect.decimal_mark)
        case tuple():
            return json_text(value)
    return str(value)
