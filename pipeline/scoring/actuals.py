"""Results from a file: which indicator each row is about, and what it says."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from piao.extractors import ExtractionSettings, extract
from piao.extractors.decoding import decode
from piao.extractors.detection import read_content
from piao.normalizers.figures import Figure, parse_figures, printed_days
from piao.pipeline.exports.rows import unguarded
from piao.pipeline.scoring.measuring import Actual
from piao.pipeline.scoring.words import plain, words
from piao.schema.errors import UsageError

FORMULA_STARTS = ("=", "@")
"""A sign before a figure is its own."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_DATED = re.compile(
    r"(?P<name>.+?)[\s(]+(?:(?:al|nel|del|anno|per il)\s+)*"
    r"(?:\d{1,2}[./-]\d{1,2}[./-])?(?P<year>(?:19|20)\d\d)\)?"
)
"""'consuntivo al 31/12/2025', 'risultato (anno 2025)'."""
_WORD = re.compile(r"\w+")
_ASIDE = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Results:
    """Results by indicator id, and what of the file could not be used, in Italian."""

    actuals: Mapping[str, Actual]
    problems: Sequence[str] = ()


def read_results(
    path: Path, indicators: Sequence[tuple[str, str | None]], year: int | None = None
) -> Results:
    """The results in a CSV or XLSX file for `indicators`, pairs of id and name.

    The first line names the columns: an id or a name of the indicator, and a value or
    a date; a column that names another year than `year` is not read. Raises `UsageError`
    where no table of the file does, and `UnreadableFileError` for a file that cannot be
    read.
    """
    for lines in _tables(path):
        columns = _columns(lines[0], year) if lines else {}
        if columns.keys() & {"id", "name"} and columns.keys() & {"value", "date"}:
            return _joined(lines[1:], columns, indicators, year)
    raise UsageError(
        f"{path}: no table whose first line names an indicator ('id' or 'indicatore') and a "
        f"result{f' of {year}' if year else ''} ('consuntivo' or 'data'): "
        "`piao score DOCUMENT --template FILE` makes one"
    )


def _tables(path: Path) -> Iterator[list[list[str]]]:
    """The tables of the file; those of text by each way to part its cells.

    Which one is right is known by the headings: a comma may part cells or decimals.
    """
    decoded = decode(read_content(path)) if path.suffix.casefold() in {".csv", ".txt"} else None
    if decoded is None:
        for table in extract(path, settings=ExtractionSettings(exact_numbers=True)).tables:
            yield [[cell.text.strip() if cell else "" for cell in row] for row in table.grid()]
        return
    for delimiter in ";\t,|":
        lines = [line for line in csv.reader(decoded[0].splitlines(), delimiter=delimiter) if line]
        width = max(map(len, lines), default=0)
        yield [[cell.strip() for cell in line] + [""] * (width - len(line)) for line in lines]


def read_actual(text: str, year: int | None = None) -> Actual | None:
    """What a result says; None for a blank one. `year` is that of a day without one.

    A formula, or two numbers where one is due, say nothing but their words; nor do two
    days, or one that something is only planned for.

    >>> read_actual("1.234,5 giorni").value, read_actual("Sì").answer
    (Decimal('1234.5'), True)
    >>> read_actual("=6+7").value, read_actual("12 o 14").value, read_actual("80% (8 su 10)").value
    (None, None, Decimal('80'))
    >>> read_actual("Del. n. 12 del 15/06/2025").date, read_actual("rinviato al 15/06/2026").date
    (datetime.date(2025, 6, 15), None)
    """
    if not text.strip():
        return None
    word = plain(text)
    if word in words("yes") or word in words("no"):
        return Actual(raw=text, answer=word in words("yes"))
    figures = parse_figures(text, year=year)
    if not figures:
        return None
    dated = _dated_words(text, figures, year)
    if len(figures) != 1 or text.strip().startswith(FORMULA_STARTS):
        return dated
    (figure,) = figures
    exact = figure.comparator in ("eq", "by")
    numbers = _NUMBER.findall(_ASIDE.sub("", text))
    return replace(
        dated, value=figure.value if exact and len(numbers) < 2 else None, unit=figure.unit
    )


def _dated_words(text: str, figures: Sequence[Figure], year: int | None) -> Actual:
    """The result with the day on which something was done: the only one that the text prints.

    Within words not one of an earlier year, which is that of a law. Without any day, the last
    one of a month or period that is all that the text says.
    """
    days = printed_days(text, year=year)
    only = {day.when for day in days}
    whole = figures[0].due_date if len(figures) == 1 and figures[0].comparator == "by" else None
    said = f" {' '.join(_WORD.findall(plain(text)))} "
    undone = any(f" {phrase} " in said for phrase in words("undone"))
    if undone or len(only) > 1 or any(day.before in words("as of") for day in days):
        return Actual(raw=text)
    if not days:
        return Actual(raw=text, date=whole, to_the_day=False)
    (date,) = only
    in_words = date != whole
    if in_words and date and year and date.year < year:
        return Actual(raw=text)
    return Actual(raw=text, date=date, in_words=in_words)


def _joined(
    lines: Iterable[Sequence[str]],
    columns: Mapping[str, int],
    indicators: Sequence[tuple[str, str | None]],
    year: int | None,
) -> Results:
    ids = {indicator_id for indicator_id, _ in indicators}
    by_name: dict[str, list[str]] = {}
    for indicator_id, name in indicators:
        if name:
            by_name.setdefault(plain(name), []).append(indicator_id)
    actuals: dict[str, Actual] = {}
    problems: list[str] = []
    for number, line in enumerate(lines, start=2):
        row = {key: line[column] for key, column in columns.items()}
        actual = read_actual(row.get("date", ""), year) or read_actual(row.get("value", ""), year)
        printed = row.get("id") or row.get("name") or ""
        found = (
            [row["id"]]
            if row.get("id") in ids
            else by_name.get(plain(unguarded(row.get("name", ""))), [])
        )
        if not printed and actual is None:
            continue
        if not found:
            problems.append(f"riga {number}: nessun indicatore {printed!r} nel piano")
        elif len(found) > 1:
            problems.append(
                f"riga {number}: {len(found)} indicatori si chiamano {printed!r}: "
                f"indicare l'id ({', '.join(found)})"
            )
        elif found[0] in actuals:
            problems.append(f"riga {number}: {printed!r} ha già un risultato: riga non usata")
        elif actual is not None:
            actuals[found[0]] = actual
    return Results(actuals, problems)


def _columns(headings: Sequence[str], year: int | None) -> dict[str, int]:
    """The place of each column that is known: the first of the year, else of no year.

    'Consuntivo 2024' holds no results of 2025.
    """
    places: dict[str, dict[int | None, int]] = {}
    for place, heading in enumerate(headings):
        name, of_year = _dated(plain(heading))
        for key in ("id", "name", "value", "date"):
            if name in words(key):
                places.setdefault(key, {}).setdefault(of_year, place)
    return {
        key: by_year[of_year]
        for key, by_year in places.items()
        for of_year in [_year_among(by_year, year)]
        if of_year in by_year
    }


def _year_among(years: Collection[int | None], year: int | None) -> int | None:
    """The year to read: the one asked for; the only one printed where none is asked for."""
    if year is None and len(years) == 1:
        return next(iter(years))
    return year if year in years else None


def _dated(heading: str) -> tuple[str, int | None]:
    """A heading without the year or the day at its end, and that year."""
    found = _DATED.fullmatch(heading)
    return (found["name"], int(found["year"])) if found else (heading, None)
