"""What the text of a result says: a figure, a day, an answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from numbers import Integral

from piao.normalizers.figures import Figure, parse_figures, printed_days
from piao.pipeline.scoring.measuring import Actual
from piao.pipeline.scoring.words import plain, words
from piao.schema.asked import kind_of
from piao.schema.errors import UsageError

FORMULA_STARTS = ("=", "@")
"""A sign before a figure is its own."""
SIGNS = ("+", "-", "−", "–")
"""Before the result of an indicator that measures a change; 'calo del 5%' is no result."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"\w+")
_ASIDE = re.compile(r"\([^()]*\)")


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


def check_results(given: object) -> None:
    """Raises `UsageError` where results are no mapping."""
    if not isinstance(given, Mapping):
        raise UsageError(
            "results are a file, or a dict of id and result, not {kind}", kind=kind_of(given)
        )


def result_text(key: object, given: object) -> str:
    """A result as a plan would print it; a number with a decimal comma.

    Raises `UsageError` for what is neither a text nor a finite number.

    >>> result_text("i1", 1234.5), result_text("i1", Decimal("60.0")), result_text("i1", 60)
    ('1234,5', '60,0', '60')
    """
    if isinstance(given, str):
        return given
    is_number = not isinstance(given, bool) and isinstance(given, float | Integral | Decimal)
    if not is_number or not (number := Decimal(str(given))).is_finite():
        raise UsageError(
            "the result of {key} is {given!r}: give a text or a finite number", key=key, given=given
        )
    return f"{number:f}".replace(".", ",")


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
