"""Figures, dates and weights in the form in which a reader writes them.

Without a language that is an Italian one, as data and pages have it.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from decimal import Decimal

from piao.normalizers.figures.model import Figure
from piao.pipeline.display.words import count_text, word
from piao.pipeline.reading.remote import Place
from piao.schema.language import Language, spoken, text
from piao.schema.records import Comparator, Role, Severity, Value

SIGNS: Mapping[Comparator, str] = {
    Comparator.EQ: "",
    Comparator.GE: "≥ ",
    Comparator.GT: "> ",
    Comparator.LE: "≤ ",
    Comparator.LT: "< ",
    Comparator.BETWEEN: "",
}
UNIT_SIGNS = {"EUR": "€"}
BY = {Language.ITALIAN: "entro", Language.ENGLISH: "by"}


def number_text(number: Decimal, language: Language = Language.ITALIAN) -> str:
    """A number with the marks of a language.

    >>> number_text(Decimal("85523032.50")), number_text(Decimal("12.5"), Language.ENGLISH)
    ('85.523.032,5', '12.5')
    """
    digits = f"{number:,f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return digits.translate(str.maketrans(",.", ".,")) if language is Language.ITALIAN else digits


def date_text(date: datetime.date) -> str:
    """A date as dd/mm/yyyy."""
    return f"{date:%d/%m/%Y}"


def deadline_text(date: datetime.date, language: Language = Language.ITALIAN) -> str:
    """The day that something is due by.

    >>> deadline_text(datetime.date(2024, 3, 31), Language.ENGLISH)
    'by 31/03/2024'
    """
    return f"{BY[language]} {date_text(date)}"


def percent_text(weight: Decimal, language: Language = Language.ITALIAN) -> str:
    """A weight in percent.

    >>> percent_text(Decimal("30"))
    '30 %'
    """
    return f"{number_text(weight, language)} %"


def read_text(coverage: float | None) -> str | None:
    """How much of a plan's performance section was read; None where nobody knows.

    100 % is all of it.

    >>> read_text(0.947), read_text(0.998)
    ('94 %', '99 %')
    """
    return None if coverage is None else f"{math.floor(round(100 * coverage, 1))} %"


def figure_text(figure: Figure, raw: str) -> str:
    """A figure that was read out of `raw`, its comparator, its words and its year, as spoken.

    >>> figure_text(Figure(Comparator.GE, Decimal(80), unit="%", year=2025), "≥ 80 %")
    'ge: ≥ 80 % (2025)'
    """
    value = Value(
        value_id="", document_id="", indicator_id="", position=0, role=Role.TARGET, raw=raw,
        comparator=figure.comparator, value=figure.value, value_max=figure.value_max,
        unit=figure.unit, due_date=figure.due_date,
    )  # fmt: skip
    year = "" if figure.year is None else f" ({figure.year})"
    return f"{word(figure.comparator.value)}: {value_text(value, spoken())}{year}"


def value_text(value: Value, language: Language = Language.ITALIAN) -> str:
    """A figure as a reader would write it; what is no figure as it was printed.

    A number has its comparison and its unit ('≥ 90 %', '60–70 giorni'), a deadline
    its day ('entro 30/06/2024'), a number due by a day both.
    """
    deadline = "" if value.due_date is None else deadline_text(value.due_date, language)
    if value.value is None:
        if value.comparator is Comparator.YES_NO:
            return value.raw if deadline else value.raw.lower()
        return deadline if value.comparator is Comparator.BY and deadline else value.raw
    number = number_text(value.value, language)
    if value.value_max is not None:
        number = f"{number}–{number_text(value.value_max, language)}"
    unit = UNIT_SIGNS.get(value.unit or "", value.unit or "")
    return " ".join(f"{SIGNS.get(value.comparator, '')}{number} {unit} {deadline}".split())


def role_text(value: Value) -> str:
    """The role of a figure with its year, as in 'target 2024', in the language that is spoken."""
    role = word(value.role.value)
    return role if value.year is None else f"{role} {value.year}"


def period_text(
    year: int | None, start: datetime.date | None, end: datetime.date | None
) -> str | None:
    """The years that a plan covers.

    >>> period_text(2024, datetime.date(2024, 1, 1), datetime.date(2026, 12, 31))
    '2024–2026'
    """
    if start is not None and end is not None and start.year != end.year:
        return f"{start.year}–{end.year}"
    known = year or (start.year if start else None) or (end.year if end else None)
    return None if known is None else str(known)


def counts_text(counts: Mapping[str, int]) -> str:
    """Findings by severity, the gravest first.

    >>> counts_text({"info": 1, "error": 2})
    '2 error, 1 info'
    """
    order = [severity.value for severity in reversed(Severity)]
    return ", ".join(count_text(counts[name], name) for name in order if counts.get(name))


def waiting_line(path: Place, worker: str) -> str:
    """That another process has begun to read a file, in one line."""
    return text("waiting for {file}, which {worker} reads", file=path.name, worker=worker)
