"""Dates and periods among tokens: a period ends on its last day."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from piao.normalizers.figures.tokens import Kind, Token, clean, tokenize
from piao.normalizers.figures.words import words

FIRST_YEAR, LAST_YEAR = 1990, 2049
SHORT_YEAR_REACH = 10
"""'1.2.24' is a date only where the plan's year is this near; otherwise a code."""

_DIGITS = re.compile(r"[0-9]+")
_LONE_DAY = re.compile(r"([0-9]{1,2}) ?[°º^ª]?")
_DAY_MONTH = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})")
_QUARTER = re.compile(r"q([1-4])")
_SHORT_YEAR = re.compile(r"['’-]?((?:20)?[0-9]{2})")
_YEAR_FILLERS = frozenset({"del", "dell", "di", "anno", "l", "esercizio", "-", "–", "/", ","})
_END_FILLERS = frozenset({"fine", "del", "dell", "di", "mese", "la", "della"})
_ORDINAL_MARKS = frozenset({"°", "º", "^", "."})


class Found(NamedTuple):
    """A date read at some tokens; `end` is the index after it.

    `when` is None where the year is not known or the date does not exist (`impossible`).
    """

    when: date | None
    end: int
    impossible: bool = False


class Day(NamedTuple):
    """A day of the calendar in a text, None where it does not exist or has no year.

    `before` is the folded word before it, '' at the start.
    """

    when: date | None
    before: str


class _Place(NamedTuple):
    """Where a date may begin, the plan's year, and whether 'entro' or the like leads to it."""

    tokens: Sequence[Token]
    at: int
    year: int | None
    led: bool


def is_year(token: Token) -> bool:
    """Whether a number can only be told from a year by what stands around it ('2024')."""
    return (
        token.kind is Kind.NUMBER
        and len(token.text) == 4
        and token.text.isdigit()
        and FIRST_YEAR <= int(token.text) <= LAST_YEAR
    )


def word_at(tokens: Sequence[Token], at: int) -> str:
    """The folded word at an index, '' outside the text."""
    return tokens[at].word if 0 <= at < len(tokens) else ""


def _day(year: int | None, month: int, day: int | None, end: int) -> Found:
    """The given day, or the last of the month where `day` is None."""
    if not 1 <= month <= 12:
        return Found(None, end, True)
    last = calendar.monthrange(year or 2024, month)[1]
    if day is not None and not 1 <= day <= last:
        return Found(None, end, True)
    return Found(None if year is None else date(year, month, day or last), end)


def _full_year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _year_after(tokens: Sequence[Token], start: int, year: int | None) -> tuple[int | None, int]:
    """The year printed after a day, month or period (else `year`), and the index after it."""
    lexicon = words()
    for at in range(start, min(start + 4, len(tokens))):
        if is_year(tokens[at]) and tokens[at].depth == tokens[start].depth:
            if word_at(tokens, at + 1) in {"%", "€"}:
                break
            return int(tokens[at].text), at + 1
        if found := lexicon.this_year.at(tokens, at):
            return year, found[1]
        if found := lexicon.next_year.at(tokens, at):
            return (None if year is None else year + 1), found[1]
        if tokens[at].word not in _YEAR_FILLERS:
            break
    return year, start


def _short_year_after(tokens: Sequence[Token], start: int) -> tuple[int, int] | None:
    """'24' after a month: 'dic-24', "dic '24", 'set. 2024'."""
    at = start
    while at < start + 2 and word_at(tokens, at) in {"-", "/", "."}:
        at += 1
    found = _SHORT_YEAR.fullmatch(word_at(tokens, at))
    if found and (at > start or len(found[0]) > 2):
        return _full_year(found[1]), at + 1
    return None


def _in_digits(place: _Place) -> Found | None:
    """'31/12/2024', '2024-12-31', '31/12', '06/2024'; led, '30.6' too."""
    tokens, at, year, led = place
    token = tokens[at]
    if token.kind is Kind.NUMBER and led and (match := _DAY_MONTH.fullmatch(token.text)):
        found = _day(year, int(match[2]), int(match[1]), at + 1)
        return None if found.impossible else found
    if token.kind not in {Kind.DATE, Kind.SLASH}:
        return None
    digits = _DIGITS.findall(token.text)
    numbers = [int(piece) for piece in digits]
    if token.kind is Kind.DATE:
        return _full_date(token, digits, year, at + 1)
    if len(digits[1]) == 4:
        in_reach = 1 <= numbers[0] <= 12 and FIRST_YEAR <= numbers[1] <= LAST_YEAR
        return _day(numbers[1], numbers[0], None, at + 1) if in_reach else None
    if numbers[0] <= 31 and 1 <= numbers[1] <= 12 and numbers[0] >= 1:
        year, end = _year_after(tokens, at + 1, year)
        return _day(year, numbers[1], numbers[0], end)
    return None


def _full_date(token: Token, digits: list[str], year: int | None, end: int) -> Found | None:
    numbers = [int(piece) for piece in digits]
    if len(digits[0]) == 4:
        found = _day(numbers[0], numbers[1], numbers[2], end) if numbers[0] else None
    else:
        full = _full_year(digits[2])
        short = len(digits[2]) == 2
        far = short and year is not None and abs(full - year) > SHORT_YEAR_REACH
        found = (
            None
            if far or not FIRST_YEAR <= full <= LAST_YEAR
            else _day(full, numbers[1], numbers[0], end)
        )
        if found and found.impossible and short and "." in token.text:
            return None  # a code such as '5.13.24'
    return found


def _day_of_month(place: _Place) -> Found | None:
    """'31 dicembre 2024', '1° marzo', '30 set. 2024'."""
    tokens, at, year, _ = place
    day = _LONE_DAY.fullmatch(tokens[at].text)
    if not day or tokens[at].kind not in {Kind.NUMBER, Kind.ORDINAL}:
        return None
    skip = 2 if word_at(tokens, at + 1) in {"-", "/", "di"} else 1
    return _month(tokens, at + skip, int(day[1]), year)


def _month(tokens: Sequence[Token], at: int, day: int | None, year: int | None) -> Found | None:
    """A month name with the year after it; abbreviations need a day or a year beside."""
    lexicon = words()
    word = word_at(tokens, at)
    month = lexicon.months.get(word, lexicon.month_abbreviations.get(word))
    if month is None:
        return None
    short = _short_year_after(tokens, at + 1)
    if word not in lexicon.months and short is None:
        if day is None:
            return None
        at += word_at(tokens, at + 1) == "."
    if short:
        return _day(short[0], month, day, short[1])
    found_year, end = _year_after(tokens, at + 1, year)
    return _day(found_year, month, day, end)


def _bare_month(place: _Place) -> Found | None:
    """'dicembre', 'giugno 2024', 'dic-24'; of 'novembre/dicembre' the last."""
    tokens, at, year, _ = place
    months = words().months
    while word_at(tokens, at) in months and word_at(tokens, at + 1) in {"-", "–", "/"}:
        if word_at(tokens, at + 2) not in months:
            break
        at += 2
    return _month(tokens, at, None, year)


def _bare_year(place: _Place) -> Found | None:
    """'entro il 2024', 'entro il triennio 2024-2026'."""
    tokens, at, _, led = place
    if not led:
        return None
    if is_year(tokens[at]):
        return Found(date(int(tokens[at].text), 12, 31), at + 1)
    if tokens[at].word in words().year_spans and at + 1 < len(tokens):
        span = tokens[at + 1]
        if span.kind is Kind.SPAN:
            last = _full_year(_DIGITS.findall(span.text)[1])
            return Found(date(last, 12, 31), at + 2)
    return None


def _period(place: _Place) -> Found | None:
    """'primo semestre 2024', 'III trim.', "2° quadrimestre dell'anno", 'Q1 2024', 'prima metà'."""
    tokens, at, year, _ = place
    lexicon = words()
    token = tokens[at]
    if quarter := _QUARTER.fullmatch(token.word):
        found_year, end = _year_after(tokens, at + 1, year)
        return _day(found_year, int(quarter[1]) * 3, None, end)
    ordinal = lexicon.ordinals.get(token.word)
    if ordinal is None and (day := _LONE_DAY.fullmatch(token.text)):
        ordinal = int(day[1])
    if ordinal is None:
        return None
    at += 1
    while word_at(tokens, at) in _ORDINAL_MARKS:
        at += 1
    found = lexicon.periods.at(tokens, at)
    if found is None:
        if word_at(tokens, at) not in lexicon.halves:
            return None
        found = 6, at + 1
    months, end = found
    if word_at(tokens, end) == "." and len(tokens[end - 1].word) < 6:
        end += 1
    last_month = 12 if ordinal == -1 else ordinal * months
    if not 1 <= last_month <= 12:
        return None
    found_year, end = _year_after(tokens, end, year)
    return _day(found_year, last_month, None, end)


def _half(place: _Place) -> Found | None:
    """'metà settembre', 'metà anno'."""
    tokens, at, year, _ = place
    lexicon = words()
    if tokens[at].word not in lexicon.halves:
        return None
    at += 1
    while word_at(tokens, at) in _END_FILLERS:
        at += 1
    if word_at(tokens, at) == "anno":
        found_year, end = _year_after(tokens, at + 1, year)
        return _day(found_year, 6, None, end)
    return _month(tokens, at, 15, year) if word_at(tokens, at) in lexicon.months else None


def _end_of(place: _Place) -> Found | None:
    """'fine anno', 'fine 2024', 'fine giugno'; led, "l'anno 2024" and 'anno successivo' too."""
    tokens, at, year, led = place
    if not led and tokens[at].word != "fine":
        return None
    lexicon = words()
    start = at
    while word_at(tokens, start) in _END_FILLERS:
        start += 1
    if start > at and start < len(tokens):
        if tokens[start].word in lexicon.months:
            return _month(tokens, start, None, year)
        if is_year(tokens[start]):
            return Found(date(int(tokens[start].text), 12, 31), start + 1)
    if following := lexicon.next_year.at(tokens, start):
        return _day(None if year is None else year + 1, 12, 31, following[1])
    ending = lexicon.end_of_year.at(tokens, start)
    if ending and word_at(tokens, ending[1]) not in lexicon.other_years:
        found_year, end = _year_after(tokens, ending[1], year)
        return _day(found_year, 12, 31, end)
    return None


_READERS = (_in_digits, _day_of_month, _bare_year, _period, _half, _end_of, _bare_month)


def date_at(
    tokens: Sequence[Token], at: int, year: int | None, *, led: bool = False
) -> Found | None:
    """The date that begins at tokens[at]; `year` is taken where none is printed.

    `led` says that a word such as 'entro' leads to it: then a bare year, "l'anno"
    and '30.6' are dates too.
    """
    if at >= len(tokens):
        return None
    if not led and tokens[at].kind is Kind.WORD and tokens[at].word not in words().date_words:
        return None
    place = _Place(tokens, at, year, led)
    for reader in _READERS:
        found = reader(place)
        if found is not None:
            return found
    return None


def printed_days(text: str, *, year: int | None = None) -> list[Day]:
    """The days that a text prints, in order; `year` is that of a day without one.

    Months, periods and numbers of acts are none.

    >>> printed_days("Del. n. 12/2025 del 3 marzo 2025")
    [Day(when=datetime.date(2025, 3, 3), before='del')]
    """
    tokens = tokenize(clean(text))
    days = []
    at = 0
    while at < len(tokens):
        place = _Place(tokens, at, year, led=False)
        of_year = tokens[at].kind is Kind.SLASH and len(_DIGITS.findall(tokens[at].text)[1]) == 4
        found = None if of_year else _in_digits(place) or _day_of_month(place)
        if found is not None:
            days.append(Day(found.when, word_at(tokens, at - 1)))
        at = at + 1 if found is None else found.end
    return days
