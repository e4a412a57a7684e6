"""Results from a file: which indicator each row is about, and what it says."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from piao.extractors import ExtractionSettings, extract
from piao.extractors.decoding import decode
from piao.extractors.detection import read_content
from piao.normalizers.figures import Figure, parse_figures, printed_days
from piao.normalizers.headings import match_heading
from piao.normalizers.lexicon import Lexicon
from piao.pipeline.exports.rows import unguarded
from piao.pipeline.scoring.measuring import Actual
from piao.pipeline.scoring.words import plain, words
from piao.schema.errors import UsageError

TITLE_LINES = 10
"""The headings are looked for in so many lines; titles may stand above them."""
COLUMNS = ("id", "objective", "name", "value", "date")
FIELDS = {"name": "indicator.name", "value": "value.actual"}
"""The fields of plans whose headings are those of a column too."""
SURE = ("exact", "abbreviation", "pattern")
FORMULA_STARTS = ("=", "@")
SIGNS = ("+", "-", "−", "–")
"""Before the result of an indicator that measures a change; 'calo del 5%' is no result."""
"""A sign before a figure is its own."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_DATED = re.compile(
    r"(?P<name>.+?)[\s(]+(?:(?:al|nel|del|anno|per il)\s+)*"
    r"(?:\d{1,2}[./-]\d{1,2}[./-])?(?P<year>(?:19|20)\d\d)\)?"
)
"""'consuntivo al 31/12/2025', 'risultato (anno 2025)'."""
_WORD = re.compile(r"\w+")
_ASIDE = re.compile(r"\([^()]*\)")


class Named(NamedTuple):
    """An indicator as a file may name it; the titles of its objectives are parted by ' › '."""

    indicator_id: str
    name: str | None
    objective_path: str | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """Results by indicator id, and what of the file could not be used, in Italian."""

    actuals: Mapping[str, Actual]
    problems: Sequence[str] = ()


def read_results(path: Path, indicators: Sequence[Named], year: int | None = None) -> Results:
    """The results in a CSV or XLSX file for `indicators`.

    One of the first lines names the columns: an id or a name of the indicator, and a value
    or a date; a column that names another year than `year` is not read. Raises `UsageError`
    where no table of the file does or several columns hold results, and
    `UnreadableFileError` for a file that cannot be read.
    """
    tables = list(_tables(path))
    for lines in tables:
        for at, headings in enumerate(lines[:TITLE_LINES]):
            columns = _columns(headings, year)
            if not (columns.keys() & {"id", "name"} and columns.keys() & {"value", "date"}):
                continue
            for key in ("value", "date"):
                if len(columns.get(key, ())) > 1:
                    names = ", ".join(repr(headings[place]) for place in columns[key])
                    raise UsageError(f"{path}: several columns hold results: {names}; keep one")
            first = {key: places[0] for key, places in columns.items()}
            return _joined(list(enumerate(lines, start=1))[at + 1 :], first, indicators, year)
    begins = ", ".join(next((filter(None, line) for table in tables[:1] for line in table), ()))
    raise UsageError(
        f"{path}: no line names an indicator ('id' or 'indicatore') and a "
        f"result{f' of {year}' if year else ''} ('consuntivo' or 'data'); "
        f"it begins with {begins!r}. "
        "`piao score DOCUMENT --template FILE` makes a file to fill in"
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
        lines = list(csv.reader(decoded[0].splitlines(), delimiter=delimiter))
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
    figures = parse_figures(text, year=year, change=text.strip().startswith(SIGNS))
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
    lines: Iterable[tuple[int, Sequence[str]]],
    columns: Mapping[str, int],
    indicators: Sequence[Named],
    year: int | None,
) -> Results:
    ids = {indicator.indicator_id for indicator in indicators}
    by_name: dict[str, list[Named]] = {}
    for indicator in indicators:
        if indicator.name:
            by_name.setdefault(plain(indicator.name), []).append(indicator)
    actuals: dict[str, Actual] = {}
    problems: list[str] = []
    for number, line in lines:
        row = {key: line[column] for key, column in columns.items()}
        actual = read_actual(row.get("date", ""), year) or read_actual(row.get("value", ""), year)
        printed = row.get("id") or row.get("name") or ""
        found = (
            [row["id"]]
            if row.get("id") in ids
            else _of_objective(
                by_name.get(plain(unguarded(row.get("name", ""))), []), row.get("objective", "")
            )
        )
        if not printed and actual is None:
            continue
        if not found:
            problems.append(f"riga {number}: nessun indicatore {printed!r} nel piano")
        elif len(found) > 1:
            problems.append(
                f"riga {number}: {len(found)} indicatori si chiamano {printed!r}: "
                f"indicare l'obiettivo o l'id ({', '.join(found)})"
            )
        elif found[0] in actuals:
            problems.append(f"riga {number}: {printed!r} ha già un risultato: riga non usata")
        elif actual is not None:
            actuals[found[0]] = actual
    return Results(actuals, problems)


def _of_objective(indicators: Sequence[Named], objective: str) -> list[str]:
    """The ids of indicators of one name: of several those of the objective that the row names."""
    wanted = plain(unguarded(objective))
    of_it = [
        indicator.indicator_id
        for indicator in indicators
        if wanted and f" › {plain(indicator.objective_path or '')}".endswith(f" › {wanted}")
    ]
    several = len(indicators) > 1 and of_it
    return of_it if several else [indicator.indicator_id for indicator in indicators]


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
