"""Dates and periods as deadlines: a period ends on its last day."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import NamedTuple

from piao.normalizers.figures.tokens import Kind, Token, clean, tokenize
from piao.normalizers.figures.words import key, words

FIRST_YEAR, LAST_YEAR = 1990, 2049
_DIGITS = re.compile(r"[0-9]+")
_DAY_MONTH = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})")
_QUARTER = re.compile(r"q([1-4])")


class Found(NamedTuple):
    """A date read at some tokens; `end` is the index after it.

    `when` is None where the year is not known or the date does not exist (`impossible`).
    `printed_year` tells whether the text names the year.
    """

    when: date | None
    end: int
    impossible: bool = False
    printed_year: bool = False


def is_year(token: Token) -> bool:
    """Whether a number can only be told from a year by what stands around it ('2024')."""
    return (
        token.kind is Kind.NUMBER
        and len(token.text) == 4
        and token.text.isdigit()
        and FIRST_YEAR <= int(token.text) <= LAST_YEAR
    )


def _day(year: int | None, month: int, day: int | None, end: int, printed: bool) -> Found:
    """The given day, or the last of the month where `day` is None."""
    if year is None:
        possible = 1 <= month <= 12 and (day or 1) <= calendar.monthrange(2024, month)[1]
        return Found(None, end, not possible, printed)
    try:
        last = calendar.monthrange(year, month)[1]
        return Found(date(year, month, last if day is None else day), end, False, printed)
    except (ValueError, calendar.IllegalMonthError):
        return Found(None, end, True, printed)


def _full_year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _year_after(tokens: list[Token], start: int, year: int | None) -> tuple[int | None, int, bool]:
    """The year printed after a day, month or period (else `year`), the next index, whether printed."""
    lexicon = words()
    at = start
    for _ in range(4):
        if at >= len(tokens):
            break
        token = tokens[at]
        if is_year(token) and tokens[at].depth == tokens[start].depth:
            after = tokens[at + 1].word if at + 1 < len(tokens) else ""
            return (year, start, False) if after in {"%", "€"} else (int(token.text), at + 1, True)
        if found := lexicon.this_year.at(tokens, at):
            return year, found[1], False
        if found := lexicon.next_year.at(tokens, at):
            return (None if year is None else year + 1), found[1], False
        if token.word not in {"del", "dell", "di", "anno", "l", "esercizio", "-", "/", ",", "–"}:
            break
        at += 1
    return year, start, False


def _short_year_after(tokens: list[Token], start: int) -> tuple[int, int] | None:
    """'24' after an abbreviated month: 'dic-24', "dic '24", 'set. 2024'."""
    at = start
    while at < len(tokens) and at < start + 2 and tokens[at].word in {"-", "/", "."}:
        at += 1
    if at < len(tokens) and re.fullmatch(r"-?(?:20)?[0-9]{2}", tokens[at].text):
        return _full_year(tokens[at].text.lstrip("-")), at + 1
    return None


def _dated(token: Token, at: int, year: int | None) -> Found | None:
    """A date in digits."""
    digits = _DIGITS.findall(token.text)
    if token.kind is Kind.DATE:
        if len(digits[0]) == 4:
            return _day(int(digits[0]), int(digits[1]), int(digits[2]), at + 1, True)
        full = _full_year(digits[2])
        if not FIRST_YEAR <= full <= LAST_YEAR:
            return None
        return _day(full, int(digits[1]), int(digits[0]), at + 1, True)
    first, second = int(digits[0]), int(digits[1])
    if len(digits[1]) == 4:
        if 1 <= first <= 12 and FIRST_YEAR <= second <= LAST_YEAR:
            return _day(second, first, None, at + 1, True)
        return None
    if 1 <= first <= 31 and 1 <= second <= 12 and len(digits[0]) <= 2 and len(digits[1]) <= 2:
        return _day(year, second, first, at + 1, False)
    return None


def _month_at(tokens: list[Token], at: int, day: int | None, year: int | None) -> Found | None:
    """A month name with the year after it; abbreviations need a day or a year beside."""
    if at >= len(tokens):
        return None
    lexicon = words()
    word = tokens[at].word
    month = lexicon.months.get(word)
    if month is None:
        month = lexicon.month_abbreviations.get(word)
        if month is None:
            return None
        short = _short_year_after(tokens, at + 1)
        if short:
            return _day(short[0], month, day, short[1], True)
        if day is None:
            return None
        if at + 1 < len(tokens) and tokens[at + 1].word == ".":
            at += 1
    else:
        short = _short_year_after(tokens, at + 1) if at + 1 < len(tokens) else None
        if short and tokens[at + 1].word in {"-", "/"}:
            return _day(short[0], month, day, short[1], True)
    year, end, printed = _year_after(tokens, at + 1, year)
    return _day(year, month, day, end, printed)


def _period_at(tokens: list[Token], at: int, year: int | None) -> Found | None:
    """'primo semestre 2024', 'III trim.', '2° quadrimestre dell'anno', 'Q1 2024', 'prima metà del 2024'."""
    lexicon = words()
    token = tokens[at]
    quarter = _QUARTER.fullmatch(token.word)
    if quarter:
        year, end, printed = _year_after(tokens, at + 1, year)
        return _day(year, int(quarter[1]) * 3, None, end, printed)
    ordinal = lexicon.ordinals.get(token.word)
    if ordinal is None and token.kind in {Kind.ORDINAL, Kind.NUMBER}:
        digits = _DIGITS.match(token.text)
        ordinal = int(digits[0]) if digits and len(digits[0]) == 1 else None
    if ordinal is None:
        return None
    at += 1
    while at < len(tokens) and tokens[at].word in {"°", "º", "^", "."}:
        at += 1
    if at >= len(tokens):
        return None
    found = lexicon.periods.at(tokens, at)
    if found is None:
        if tokens[at].word not in lexicon.halves:
            return None
        found = 6, at + 1
    months, at = found
    if at < len(tokens) and tokens[at].word == "." and len(tokens[at - 1].word) < 6:
        at += 1
    last_month = 12 if ordinal == -1 else ordinal * months
    if not 1 <= last_month <= 12:
        return None
    year, end, printed = _year_after(tokens, at, year)
    return _day(year, last_month, None, end, printed)


def date_at(tokens: list[Token], at: int, year: int | None, *, led: bool = False) -> Found | None:
    """The date that begins at tokens[at]; `year` is taken where none is printed.

    `led` says that a word such as 'entro' leads to it: then a bare year, 'l'anno'
    and '30.6' are dates too.
    """
    if at >= len(tokens):
        return None
    lexicon = words()
    token = tokens[at]
    if token.kind in {Kind.DATE, Kind.SLASH}:
        return _dated(token, at, year)
    following = tokens[at + 1].word if at + 1 < len(tokens) else ""
    if token.kind in {Kind.NUMBER, Kind.ORDINAL}:
        digits = _DIGITS.match(token.text)
        if (
            digits
            and len(digits[0]) <= 2
            and _DIGITS.sub("", token.text) in {"", "°", "º", "^", "ª"}
        ):
            skip = 2 if following in {"-", "/", "di"} else 1
            found = _month_at(tokens, at + skip, int(digits[0]), year)
            if found:
                return found
        day_month = _DAY_MONTH.fullmatch(token.text)
        if led and day_month and 1 <= int(day_month[2]) <= 12 and 1 <= int(day_month[1]) <= 31:
            return _day(year, int(day_month[2]), int(day_month[1]), at + 1, False)
    if led and is_year(token):
        return Found(date(int(token.text), 12, 31), at + 1, False, True)
    period = _period_at(tokens, at, year)
    if period:
        return period
    if led and token.word in lexicon.year_spans and at + 1 < len(tokens):
        if tokens[at + 1].kind is Kind.SPAN:
            return Found(date(_full_year(_DIGITS.findall(tokens[at + 1].text)[1]), 12, 31), at + 2)
        return None
    if token.word in lexicon.halves and at + 1 < len(tokens):
        month = lexicon.months.get(following)
        if month:
            return _month_at(tokens, at + 1, 15, year)
        if following == "anno":
            found_year, end, printed = _year_after(tokens, at + 2, year)
            return _day(found_year, 6, None, end, printed)
        return None
    if led or token.word == "fine":
        start = at
        while start < len(tokens) and tokens[start].word in {"fine", "del", "dell", "di", "mese"}:
            start += 1
        if start > at and start < len(tokens) and tokens[start].word in lexicon.months:
            return _month_at(tokens, start, None, year)
        if start > at and start < len(tokens) and is_year(tokens[start]):
            return Found(date(int(tokens[start].text), 12, 31), start + 1, False, True)
        if following_year := lexicon.next_year.at(tokens, start):
            return _day(None if year is None else year + 1, 12, 31, following_year[1], False)
        if ending := lexicon.end_of_year.at(tokens, start):
            found_year, end, printed = _year_after(tokens, ending[1], year)
            return _day(found_year, 12, 31, end, printed)
    return _month_at(tokens, at, None, year)


def skip_label(tokens: list[Token], at: int) -> int:
    """The index after a label and the numbers that name it ('art. 1, commi 2 e 3, della legge …').

    `at` itself where tokens[at] labels nothing.
    """
    lexicon = words()
    if tokens[at].word not in lexicon.labels or tokens[at].kind is not Kind.WORD:
        return at
    index, after_number, gap = at + 1, at, 0
    while index < len(tokens):
        token = tokens[index]
        if token.kind in {Kind.DATE, Kind.SPAN, Kind.SLASH, Kind.CODE, Kind.ORDINAL} or (
            token.kind is Kind.NUMBER
            and (index + 1 >= len(tokens) or tokens[index + 1].word not in {"%", "€"})
        ) or token.word in lexicon.months:
            after_number, gap = index + 1, 0
        elif token.kind is Kind.COUNT or token.word in lexicon.labels:
            gap = 0
        elif token.word in {".", "/", "del", "dell", "della", "-", "–", "lettera", "bis", "ter"}:
            pass
        elif after_number > at and token.word in {",", "e"}:
            gap += 2
        elif token.kind is Kind.WORD and after_number == at and _names_document(tokens, index):
            gap += 1
        else:
            break
        if gap > 5:
            break
        index += 1
    return after_number


def _names_document(tokens: list[Token], at: int) -> bool:
    """'… di Giunta n. 12': the words between a document and its number, at most four."""
    for index in range(at, min(at + 5, len(tokens))):
        if tokens[index].kind is Kind.COUNT:
            return index + 1 < len(tokens) and tokens[index + 1].kind in {Kind.NUMBER, Kind.SLASH}
        if tokens[index].kind is not Kind.WORD or tokens[index].word == "entro":
            return False
    return False


def parse_deadline(text: str, *, year: int | None = None) -> date | None:
    """The last day of the deadline that a text names, `year` where it prints none.

    'Entro novembre 2023' is 2023-11-30, 'dicembre' and 'annuale' the year's last day,
    'primo semestre' its 30 June, '30.6.24' 2024-06-30. Of several dates the last one.
    None where no date is named, or an impossible one, or the year is not known.
    """
    lexicon = words()
    tokens = tokenize(clean(text))
    if not tokens or key(tokens) in lexicon.blank:
        return None
    dates: list[date | None] = []
    at = 0
    while at < len(tokens):
        after_label = skip_label(tokens, at)
        if after_label > at:
            at = after_label
            continue
        found = date_at(tokens, at, year, led=True)
        if found is None:
            at += 1
            continue
        start_words = {"dal", "dalla", "dall"}
        led_by = next(
            (
                t.word
                for t in reversed(tokens[max(0, at - 2) : at])
                if t.word not in lexicon.articles
            ),
            "",
        )
        if led_by not in start_words:
            dates.append(found.when)
        at = max(found.end, at + 1)
    known = [day for day in dates if day is not None]
    if known:
        return known[-1]
    if (
        year is not None
        and not dates
        and any(lexicon.whole_year.at(tokens, index) for index in range(len(tokens)))
    ):
        return date(year, 12, 31)
    return None
