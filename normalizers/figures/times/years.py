"""Ranges of years, which say of what time a text speaks: 'pratiche dal 1967 al 1990'."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from piao.normalizers.figures.amounts.units import unit_after
from piao.normalizers.figures.times.dates import LAST_YEAR
from piao.normalizers.figures.tokens import Kind, Token

EARLIEST = 1800
"""Archives and buildings are of years long before any plan's."""
_OPENERS = frozenset({"dal", "dall", "dagli", "anni"})
_JOINS = frozenset({"al", "all"})
_DASHES = frozenset({"-", "–"})
_FILLERS = frozenset({"anno", "anni", "'", "’"})


class Years(NamedTuple):
    """The years from `first` to `last`; `end` is the index of the token after them."""

    first: int
    last: int
    end: int


def years_at(tokens: Sequence[Token], at: int) -> Years | None:
    """The range of years that begins at tokens[at]: 'dal 1967 al 1990', 'anni 2010 - 2015'.

    Two numbers with a unit behind are a change of a level: 'dal 1950 al 2000 utenti'.
    """
    opened = tokens[at].word in _OPENERS
    first = _year(tokens, _after_fillers(tokens, at + 1) if opened else at)
    if first is None:
        return None
    join = first[1]
    joins = _JOINS | _DASHES if opened else _DASHES
    if join >= len(tokens) or tokens[join].word not in joins:
        return None
    last = _year(tokens, _after_fillers(tokens, join + 1))
    if last is None or last[0] <= first[0] or unit_after(tokens, last[1])[0] is not None:
        return None
    return Years(first[0], last[0], last[1])


def _after_fillers(tokens: Sequence[Token], at: int) -> int:
    while at < len(tokens) and tokens[at].word in _FILLERS:
        at += 1
    return at


def _year(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """A number of four digits that may be a year, and the index after it."""
    if at >= len(tokens) or tokens[at].kind is not Kind.NUMBER:
        return None
    text = tokens[at].text
    in_reach = len(text) == 4 and text.isdigit() and EARLIEST <= int(text) <= LAST_YEAR
    return (int(text), at + 1) if in_reach else None
