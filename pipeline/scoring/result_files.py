"""Files of results: the line that names their columns, and the rows under it."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from piao.extractors import ExtractionSettings, extract
from piao.extractors.detection import read_content
from piao.extractors.shared.decoding import decode
from piao.normalizers.fields.columns.headings import match_heading
from piao.normalizers.lexicon import Lexicon
from piao.pipeline.scoring.joining import Entry, Named, Results, joined
from piao.pipeline.scoring.words import plain, words
from piao.schema.errors import UsageError
from piao.schema.language import Message, text

TITLE_LINES = 10
"""The headings are looked for in so many filled lines; titles may stand above them."""
COLUMNS = ("id", "structure", "objective", "name", "direction", "value", "date")
FIELDS = {"name": "indicator.name", "value": "value.actual"}
"""The fields of plans whose headings are those of a column too."""
SURE = ("exact", "abbreviation", "pattern")
_DATED = re.compile(
    r"(?P<name>.+?)[\s(]+(?:(?:al|nel|del|anno|per il)\s+)*"
    r"(?:\d{1,2}[./-]\d{1,2}[./-])?(?P<year>(?:19|20)\d\d)\)?"
)
"""'consuntivo al 31/12/2025', 'risultato (anno 2025)'."""


def read_results(path: Path, targets: Sequence[Named], year: int | None = None) -> Results:
    """The results in a CSV or XLSX file for `targets`.

    One of the first lines names the columns: an id or a name of the indicator, and a value
    or a date; a column that names another year than `year` is not read. Raises `UsageError`
    where no table of the file does or several columns hold results, and
    `UnreadableFileError` for a file that cannot be read.
    """
    tables = list(_tables(path))
    for lines in tables:
        filled = [(number, line) for number, line in enumerate(lines, start=1) if any(line)]
        for at, (_, headings) in enumerate(filled[:TITLE_LINES]):
            columns = _columns(headings, year)
            if not (columns.keys() & {"id", "name"} and columns.keys() & {"value", "date"}):
                continue
            for key in ("value", "date"):
                if len(columns.get(key, ())) > 1:
                    names = ", ".join(repr(headings[place]) for place in columns[key])
                    raise UsageError(
                        "{path}: several columns hold results: {names}; keep one",
                        path=path,
                        names=names,
                    )
            first = {key: places[0] for key, places in columns.items()}
            entries = (
                Entry(
                    text("line {number}: ", number=number),
                    {key: line[place] for key, place in first.items()},
                )
                for number, line in filled[at + 1 :]
            )
            return joined(entries, targets, year)
    begins = ", ".join(next((filter(None, line) for table in tables[:1] for line in table), ()))
    raise UsageError(
        "{path}: no line names an indicator ('id' or 'indicatore') and a "
        "result{of_year} ('consuntivo' or 'data'); "
        "it begins with {begins!r}. "
        "`piao score DOCUMENT --template FILE` makes a file to fill in",
        path=path,
        of_year=Message(" of {year}", year=year) if year else "",
        begins=begins,
    )


def _tables(path: Path) -> Iterator[list[list[str]]]:
    """The tables of the file; those of text by each way to part its cells.

    Which one is right is known by the headings: a comma may part cells or decimals.
    """
    decoded = decode(read_content(path)) if path.suffix.casefold() in {".csv", ".txt"} else None
    if decoded is None:
        for table in extract(path, settings=ExtractionSettings(sheets_as_data=True)).tables:
            yield [[cell.text.strip() if cell else "" for cell in row] for row in table.grid()]
        return
    for delimiter in ";\t,|":
        lines = list(csv.reader(decoded[0].splitlines(), delimiter=delimiter))
        width = max(map(len, lines), default=0)
        yield [[cell.strip() for cell in line] + [""] * (width - len(line)) for line in lines]


def named_column(heading: str) -> tuple[str | None, int | None]:
    """What a heading names, a key of `words.yaml`, and the year at its end.

    >>> named_column("Consuntivo al 31/12/2025"), named_column("Baseline")
    (('value', 2025), (None, None))
    """
    name, year = _dated(plain(heading).strip(" :*."))
    return next((key for key in COLUMNS if name in words(key)), None), year


def _columns(headings: Sequence[str], year: int | None) -> dict[str, list[int]]:
    """The places of each column that is known: those of the year, else of no year.

    'Consuntivo 2024' holds no results of 2025. What plans call their columns counts where
    no heading is one of a file of results.
    """
    named = [named_column(heading) for heading in headings]
    found = {key: _of_year(named, key, year) for key in COLUMNS}
    if not all(found[key] for key in FIELDS):
        matches = [match_heading(h, Lexicon.load(), plan_year=year) for h in headings]
        sure = [(m.field if m.method in SURE else None, m.year) for m in matches]
        for key, field in FIELDS.items():
            found[key] = found[key] or _of_year(sure, field, year)
    return {key: places for key, places in found.items() if places}


def _of_year(
    named: Sequence[tuple[str | None, int | None]], name: str, year: int | None
) -> list[int]:
    """The places of the columns of a name, of the year to read."""
    years = {of_year for key, of_year in named if key == name}
    wanted = (name, _year_among(years, year))
    return [place for place, column in enumerate(named) if column == wanted]


def _year_among(years: Collection[int | None], year: int | None) -> int | None:
    """The year to read: the one asked for; the only one printed where none is asked for."""
    if year is None and len(years) == 1:
        return next(iter(years))
    return year if year in years else None


def _dated(heading: str) -> tuple[str, int | None]:
    """A heading without the year or the day at its end, and that year."""
    found = _DATED.fullmatch(heading)
    return (found["name"], int(found["year"])) if found else (heading, None)
