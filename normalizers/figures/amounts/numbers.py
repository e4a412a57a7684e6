"""Lone figures: a number in digits or words, a percentage."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from piao.normalizers.figures.tokens import Kind, Token, clean, tokenize
from piao.normalizers.figures.words import words

HIGHEST = Decimal(10) ** 18
LONGEST_SUFFIX = 4
"""'4bis', '3D': so short a word glued to digits makes them a name."""
CURRENCY = frozenset({"€", "euro", "eur"})
_ENDINGS = frozenset({".", ",", "=", "-", "–", ";", "/", "=="})


class Number(NamedTuple):
    """A number read at some tokens; `end` is the index after it."""

    value: Decimal
    end: int


def number_at(tokens: list[Token], start: int) -> Number | None:
    """The number that begins at tokens[start], with its multiplier: '1,5 milioni', 'tre', '5mila'.

    None for codes ('4bis', '3D') and fractions ('due terzi').
    """
    lexicon = words()
    if start >= len(tokens):
        return None
    token, end = tokens[start], start + 1
    if token.number is not None:
        value = token.number
    elif token.word in lexicon.number_words:
        value = Decimal(lexicon.number_words[token.word])
    else:
        return None
    if end < len(tokens):
        after = tokens[end]
        factor = lexicon.multipliers.get(after.word)
        glued = after.start == token.end and after.kind in {Kind.WORD, Kind.CODE}
        if factor is not None and (glued or len(after.word) > 1):
            return Number(value * factor, end + 1) if abs(value) < HIGHEST else None
        suffix = glued and len(after.word) < LONGEST_SUFFIX and not lexicon.units.at(tokens, end)
        if suffix or after.word in lexicon.fractions:
            return None
    return Number(value, end) if abs(value) < HIGHEST else None


def parse_number(text: str) -> Decimal | None:
    """The one number that a text prints, in Italian marks, with or without its currency or '%'.

    '85.523.032 €' is 85523032, '1,000' is 1, '3.000' is 3000, '12.5%' is 12.5,
    '1,5 milioni di euro' is 1500000, 'tre' is 3. None if the text is anything else.
    """
    tokens = tokenize(clean(text))
    lexicon = words()
    start = 0
    while start < len(tokens) and (
        tokens[start].word in CURRENCY or tokens[start].kind is Kind.COUNT
    ):
        start += 1
    number = number_at(tokens, start)
    if number is None:
        return None
    end = number.end
    if end < len(tokens) and tokens[end].word == "di":
        end += 1
    found = lexicon.units.at(tokens, end)
    if found and found[0] in {"%", "EUR"}:
        end = found[1]
    rest = tokens[end:]
    return number.value if all(token.word in _ENDINGS for token in rest) else None


def parse_percentage(text: str) -> Decimal | None:
    """A weight as printed: '11,11 %' is 11.11, '30' is 30, '0,3' is 0.3.

    None if the text is not a lone figure.
    """
    tokens = tokenize(clean(text))
    if any(token.word in CURRENCY for token in tokens):
        return None
    return parse_number(text)
