"""Read a text from left to right into its mentions."""

from __future__ import annotations

import re
from decimal import Decimal

from piao.normalizers.figures.amounts.numbers import CURRENCY, Number, number_at
from piao.normalizers.figures.amounts.quantities import read_between, read_quantity, sign_meaning
from piao.normalizers.figures.amounts.units import (
    ends_clause,
    leading_unit,
    noun_after_count,
    noun_before_count,
    unit_after,
)
from piao.normalizers.figures.labels import skip_label
from piao.normalizers.figures.mentions import Elsewhere, Mention, Pending, Reading, Strength
from piao.normalizers.figures.sentences.leads import read_date, read_lead
from piao.normalizers.figures.times.dates import is_year, word_at
from piao.normalizers.figures.times.years import years_at
from piao.normalizers.figures.tokens import Kind, Token
from piao.schema.records import Comparator

NEAR_YEARS = 6
"""'≥ 2023' is the figure of that year, not 2023 things, if the plan's year is this near."""
_CLOCK = re.compile(r"[0-9]{1,2}(?:[.:,][0-9]{2})?")
_NEGATED = {Comparator.LT: Comparator.GE, Comparator.GT: Comparator.LE}
_SCALE_WORDS = frozenset({"da", "a", "-", "–", "÷", "di", "punti", "likert"})
_YEAR_MARKS = frozenset({":", "-", "–", "=", ")"})


def find_mentions(tokens: list[Token], year: int | None) -> list[Mention]:
    """All figures, deadlines and comparisons with figures printed elsewhere, in reading order.

    Numbers in brackets and those that name something ('art. 5', 'Obiettivo 2',
    '2021/2023', '1° ciclo') are not among them.
    """
    reading = Reading(tokens, year)
    at = 0
    while at < len(tokens):
        if tokens[at].depth > 0:
            at += 1
            continue
        for read in _READERS:
            end = read(reading, at)
            if end is not None:
                at = max(end, at + 1)
                break
    return reading.mentions


def _clause_end(reading: Reading, at: int) -> int | None:
    if not ends_clause(reading.tokens, at):
        return None
    reading.pending = Pending()
    return at + 1


def _clause_start(reading: Reading, at: int) -> int | None:
    """A unit that the line begins with, or in brackets, is that of its figure."""
    tokens = reading.tokens
    if at == 0 or ends_clause(tokens, at - 1) or tokens[at - 1].word == ":":
        reading.pending.noun = leading_unit(tokens, at) or reading.pending.noun
    elif tokens[at].word == "(" and not tokens[at].depth:
        start = at + 2 if word_at(tokens, at + 1) == "in" else at + 1
        unit = reading.lexicon.units.at(tokens, start)
        if unit and word_at(tokens, unit[1]) == ")":
            reading.pending.noun = unit[0]
    return None


def _label(reading: Reading, at: int) -> int | None:
    if reading.pending.comparator is not None:
        return None
    end = skip_label(reading.tokens, at)
    if end == at:
        return None
    reading.pending.forget()
    return end


def _list_mark(reading: Reading, at: int) -> int | None:
    """The number that begins a line: '1) Approvazione …', '2. Stesura …'."""
    tokens = reading.tokens
    if at and not ends_clause(tokens, at - 1):
        return None
    if tokens[at].kind is not Kind.NUMBER or len(tokens[at].text) > 2 or at + 2 >= len(tokens):
        return None
    mark, following = tokens[at + 1], tokens[at + 2]
    marked = mark.word in {")", "."} and mark.start == tokens[at].end
    return at + 2 if marked and following.kind in {Kind.WORD, Kind.COUNT} else None


def _clock(reading: Reading, at: int) -> int | None:
    """'ore 12.30' is no figure."""
    tokens = reading.tokens
    if tokens[at].word not in {"ore", "h"} or at + 1 >= len(tokens):
        return None
    following = tokens[at + 1]
    timed = _CLOCK.fullmatch(following.text) and not following.text.isdigit()
    return at + 2 if timed else None


def _scale(reading: Reading, at: int) -> int | None:
    """The ends of a scale: 'scala da 1 a 10', 'scala 1-5'."""
    tokens = reading.tokens
    if tokens[at].word not in reading.lexicon.scales:
        return None
    end = at + 1
    while end < len(tokens) and (
        tokens[end].kind in {Kind.NUMBER, Kind.SLASH} or tokens[end].word in _SCALE_WORDS
    ):
        end += 1
    return end


def _years(reading: Reading, at: int) -> int | None:
    """'pratiche dal 1967 al 1990' has no figure."""
    spoken_of = years_at(reading.tokens, at) if reading.pending.comparator is None else None
    return spoken_of.end if spoken_of else None


def _interval(reading: Reading, at: int) -> int | None:
    opener = reading.lexicon.interval_openers.at(reading.tokens, at)
    if opener is None:
        return None
    between = read_between(reading.tokens, at, opener[1], reading.pending)
    return reading.found(between) if between else None


def _comparison(reading: Reading, at: int) -> int | None:
    """'non inferiore a', '≥', '±'."""
    token = reading.tokens[at]
    phrase = reading.lexicon.comparators_before.at(reading.tokens, at)
    if phrase:
        worded, end = phrase
        negated = _NEGATED.get(worded) if _is_negated(reading, at) else None
        reading.pending.compare(negated or worded, Strength.WORDED)
        return end
    if token.kind is not Kind.SIGN:
        return None
    if token.word[0] in "+±":
        reading.pending.plus_minus = True
        return at + 1
    meaning = sign_meaning(token.text)
    if word_at(reading.tokens, at - 1) == "non":
        meaning = _NEGATED.get(meaning or Comparator.EQ)
    if meaning is None:
        reading.pending.forget()
    else:
        reading.pending.compare(meaning, Strength.SIGNED)
    return at + 1


def _is_negated(reading: Reading, at: int) -> bool:
    """Whether 'non' stands before a comparison, with its verbs between: 'non deve superare'."""
    place = at - 1
    while place > max(at - 4, 0) and reading.tokens[place].word in reading.lexicon.auxiliaries:
        place -= 1
    return word_at(reading.tokens, place) == "non"


def _unit_before(reading: Reading, at: int) -> int | None:
    """A unit set before its number: 'giorni 30', '% ≥ 80', 'mq 1.200'."""
    tokens, lexicon = reading.tokens, reading.lexicon
    if tokens[at].word not in lexicon.units_before or word_at(tokens, at - 1) == "/":
        return None
    found = lexicon.units.at(tokens, at) or (tokens[at].text, at + 1)
    unit, end = found
    end += word_at(tokens, end) == "."
    if end >= len(tokens) or tokens[end].kind not in {Kind.NUMBER, Kind.SIGN}:
        return None
    reading.pending.noun = unit
    return end


def _count(reading: Reading, at: int) -> int | None:
    """'n.' before the thing counted, or before its number."""
    if reading.tokens[at].kind is not Kind.COUNT:
        return None
    pending = reading.pending
    pending.counted = True
    noun = noun_after_count(reading.tokens, at + 1)
    noun = noun or pending.noun or noun_before_count(reading.tokens, at)
    pending.noun = None if pending.ratio else noun
    return at + 1


def _number(reading: Reading, at: int) -> int | None:
    """A year that labels the next figure, a figure of that year, or a figure."""
    tokens, pending = reading.tokens, reading.pending
    number = number_at(tokens, at) or _one(reading, at)
    if number is None:
        return None
    if is_year(tokens[at]) and number.end == at + 1 and not pending.currency:
        printed = int(tokens[at].text)
        unit, _ = unit_after(tokens, at + 1)
        if unit is None and pending.comparator is not None:
            if reading.year is None or abs(printed - reading.year) <= NEAR_YEARS:
                doubt = f"'{printed}' può essere un anno o una quantità."
                signed = pending.strength is Strength.SIGNED
                return reading.found(Elsewhere(at, at + 1, signed, doubt))
        elif pending.comparator is None and not pending.counted and unit not in {"%", "EUR"}:
            pending.forget()
            pending.year = printed if _labels_figure(reading, at) else None
            return at + 1
    quantity = read_quantity(reading, at, number)
    end = reading.found(quantity)
    pending.noun = None
    return end


def _one(reading: Reading, at: int) -> Number | None:
    """'un' is a number after a comparison or 'n.': 'almeno un incontro'."""
    tokens, pending = reading.tokens, reading.pending
    if tokens[at].word not in reading.lexicon.articles_as_one:
        return None
    if pending.comparator is None and not pending.counted:
        return None
    if word_at(tokens, at + 1) in reading.lexicon.fractions:
        return None
    return Number(Decimal(1), at + 1) if unit_after(tokens, at + 1)[0] else None


def _labels_figure(reading: Reading, at: int) -> bool:
    """Whether the year at tokens[at] is set before a figure: '2024: 80%', 'Anno 2024 ≥ 60%'."""
    tokens = reading.tokens
    if word_at(tokens, at + 1) in _YEAR_MARKS:
        return True
    return at + 1 < len(tokens) and (
        tokens[at + 1].kind in {Kind.SIGN, Kind.NUMBER, Kind.COUNT}
        or reading.lexicon.comparators_before.at(tokens, at + 1) is not None
    )


def _other_value(reading: Reading, at: int) -> int | None:
    """'≥ 2022/23', '≥ valore 2023': a comparison with a figure printed elsewhere."""
    tokens, pending = reading.tokens, reading.pending
    if pending.comparator is None:
        return None
    spanned = tokens[at].kind is Kind.SPAN
    if not spanned and not reading.lexicon.other_values.at(tokens, at):
        return None
    if not spanned and _number_follows(tokens, at):
        return at + 1
    return reading.found(Elsewhere(at, at + 1, pending.strength is Strength.SIGNED))


def _number_follows(tokens: list[Token], at: int) -> bool:
    """Whether a figure (not a year) comes in the same clause: 'almeno lo standard del 90%'."""
    for index in range(at + 1, min(at + 12, len(tokens))):
        if ends_clause(tokens, index):
            return False
        token = tokens[index]
        if token.depth == 0 and token.kind is Kind.NUMBER and not is_year(token):
            return True
    return False


def _small_word(reading: Reading, at: int) -> int | None:
    """What may stand between a comparison and its number."""
    word = reading.tokens[at].word
    if word in {"o", "oppure"} or (word == "/" and reading.pending.comparator is not None):
        reading.pending.alternative = reading.pending.comparator is not None
        return at + 1
    if word in CURRENCY:
        reading.pending.currency = True
        return at + 1
    if word in reading.lexicon.small_words or word in {":", "(", ")", "."}:
        return at + 1
    return None


def _other_word(reading: Reading, at: int) -> int | None:
    """A word that says nothing of the next number; a '/' before 'n.' makes a ratio."""
    tokens, pending = reading.tokens, reading.pending
    pending.forget()
    if tokens[at].word == "/" and at + 1 < len(tokens):
        spaced = tokens[at + 1].start > tokens[at].end
        pending.ratio = pending.ratio or spaced or tokens[at + 1].kind is Kind.COUNT
        pending.noun = None if pending.ratio else pending.noun
    return at + 1


_READERS = (
    _clause_end,
    _clause_start,
    _label,
    _list_mark,
    _clock,
    _scale,
    read_lead,
    _years,
    _interval,
    _comparison,
    _unit_before,
    _count,
    read_date,
    _number,
    _other_value,
    _small_word,
    _other_word,
)
