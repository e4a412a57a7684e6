"""Figures that say by how much something changes, not which level it reaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from piao.normalizers.figures.amounts.units import ends_clause
from piao.normalizers.figures.mentions import Deadline, Quantity
from piao.normalizers.figures.times.dates import is_year, word_at
from piao.normalizers.figures.tokens import Kind, Token, clean, tokenize
from piao.normalizers.figures.words import words
from piao.schema.records import Comparator

LONGEST_COMPARISON = 6
"""Words of 'in misura non inferiore'."""
EARLIER_REACH = 5
"""Words from 'rispetto' to the year or value that a figure is held against."""
CHANGE_REACH = 40
"""Words from a change to its figure, or from a figure to 'rispetto'."""
_SIGNS = {"piu": "+", "meno": "-"}
_DESTINATIONS = frozenset({"a", "ad", "al", "allo", "alla", "all", "ai", "agli", "alle"})


def measures_change(name: str, text: str) -> bool:
    """Whether an indicator measures a change itself, so that '10%' of it is a level.

    Of a reduction a figure with a minus sign may mean either: it is left to a person.

    >>> measures_change("Variazione dei consumi", "-10%"), measures_change("Consumi", "-10%")
    (True, False)
    >>> measures_change("Percentuale di riduzione dei consumi", "riduzione del 10%")
    True
    """
    lexicon = words()
    tokens = tokenize(clean(name))
    if any(token.word in lexicon.differences | lexicon.variations for token in tokens):
        return True
    units = [lexicon.units.at(tokens, at) for at in range(len(tokens))]
    percent = any(unit is not None and unit[0] == "%" for unit in units)
    changing = any(token.word in lexicon.relative_changes for token in tokens)
    return percent and changing and not clean(text).startswith("-")


def marked(
    tokens: Sequence[Token], kept: Sequence[Quantity | Deadline], column: str | None
) -> list[Quantity | Deadline]:
    """The mentions of a cell, those that are changes of a level marked `relative`."""
    return [
        replace(mention, relative=True)
        if isinstance(mention, Quantity) and _is_relative(tokens, mention, column)
        else mention
        for mention in kept
    ]


def _is_relative(tokens: Sequence[Token], quantity: Quantity, column: str | None) -> bool:
    lexicon = words()
    if quantity.within or any(token.word in lexicon.differences for token in tokens):
        return False
    unit = quantity.unit or column
    return (
        _is_signed(tokens, quantity, unit)
        or _is_led(tokens, quantity.start, unit)
        or lexicon.changes_after.at(tokens, quantity.end) is not None
        or (unit == "%" and _is_held_against_earlier(tokens, quantity.end))
    )


def _is_signed(tokens: Sequence[Token], quantity: Quantity, unit: str | None) -> bool:
    """'-10%', 'più 5%', '-3 corsi'; a level in euro or days may be below zero ('-5 giorni')."""
    if quantity.comparator is Comparator.BETWEEN:
        return False
    sign = tokens[quantity.start].text[0]
    at = quantity.start - 1
    if sign not in "+-":
        said = word_at(tokens, at)
        if _comparison_start(tokens, at) is None:
            said = _SIGNS.get(said, said)
        if said == "-" and tokens[at].word == "-":
            return False
        sign, at = said, at - 1
    if sign == "-":
        return quantity.unit not in {None, "EUR"} | words().durations
    if sign != "+":
        return False
    added = at >= 0 and (tokens[at].word == "%" or tokens[at].kind is Kind.NUMBER)
    if added and not is_year(tokens[at]):
        return False
    return unit == "%" or _lead(tokens, quantity.start) == -1


def _is_led(tokens: Sequence[Token], start: int, unit: str | None) -> bool:
    """'ridurre del 5%', 'aumento non inferiore al 3%', 'riduzione dei consumi del 10%'.

    Not 'riduzione a 20 giorni' nor 'aumento dal 60% al 75%', which say where a change ends.
    """
    lexicon = words()
    at = _lead(tokens, start)
    if at is None or at < 0:
        return False
    if tokens[at].word in lexicon.relative_changes | lexicon.variations:
        return True
    if unit != "%" and unit not in lexicon.durations:
        return False
    compared = at < start - 1
    last = max(0, start - CHANGE_REACH)
    while at >= last and not ends_clause(tokens, at) and tokens[at].word != ":":
        if tokens[at].word in lexicon.change_ends:
            return False
        if tokens[at].word in lexicon.relative_changes and not tokens[at].depth:
            of = word_at(tokens, start - 1) in lexicon.prepositions
            return compared and (of or at == 0)
        at -= 1
    return False


def _lead(tokens: Sequence[Token], start: int) -> int | None:
    """The index before a figure with its comparison and small words; -1 where nothing is.

    None where the figure is said to be where something ends ('a 20 giorni', 'dal 5%').
    """
    lexicon = words()
    at = start - 1
    while at >= 0 and not ends_clause(tokens, at):
        word = tokens[at].word
        opening = _comparison_start(tokens, at)
        if opening is not None:
            at = opening - 1
        elif word in _DESTINATIONS:
            if _comparison_start(tokens, at - 1) is None:
                return None
            at -= 1
        elif word in lexicon.interval_ranges:
            return None
        elif (
            word in lexicon.small_words | lexicon.change_links
            or tokens[at].kind in {Kind.SIGN, Kind.COUNT}
            or word in {"'", "’", "+", "-", "€", "euro"}
        ):
            at -= 1
        else:
            return at
    return -1


def _comparison_start(tokens: Sequence[Token], last: int) -> int | None:
    """Where the comparison begins whose last word is tokens[last]."""
    for start in range(max(0, last - LONGEST_COMPARISON + 1), last + 1):
        phrase = words().comparators_before.at(tokens, start)
        if phrase and phrase[1] == last + 1:
            return start
    return None


def _is_held_against_earlier(tokens: Sequence[Token], at: int) -> bool:
    """'… 10% rispetto al 2023', '… rispetto all'anno precedente'."""
    end = min(at + CHANGE_REACH, len(tokens))
    while at < end and not ends_clause(tokens, at):
        if tokens[at].word == "rispetto":
            following = range(at + 1, min(at + 1 + EARLIER_REACH, len(tokens)))
            return any(
                is_year(tokens[place])
                or tokens[place].kind is Kind.SPAN
                or words().earlier.at(tokens, place) is not None
                for place in following
            )
        at += 1
    return False
