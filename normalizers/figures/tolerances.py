"""The tolerance of a target: a plain figure, or words that someone has to judge."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from piao.normalizers.figures.model import Figure
from piao.normalizers.figures.parse import parse_figures
from piao.normalizers.figures.tokens import Kind, Token, clean, tokenize
from piao.normalizers.figures.words import words
from piao.schema.records import Comparator

_EITHER_WAY = re.compile(r"^(?:±|\+\s*/?\s*[-−–])\s*(?=\d)")
LONGEST_CELL = 300
"""Characters; a longer cell is prose."""
_BESIDE = re.compile(
    r"(?:±|\+\s*/\s*[-−–])\s*\d[^()\[\]±]*[)\]]?\s*$"
    r"|\btolleranza\b[^()\[\]]*\d[^()\[\]]*[)\]]?\s*$",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?:[\s,;(\[]|\bcon(?:\s+una)?\s)+$", re.IGNORECASE)


def tolerance_beside(text: str) -> tuple[str, str] | None:
    """The figure and the tolerance that one cell prints, each as printed; None without either.

    >>> tolerance_beside("100% (tolleranza 5%)"), tolerance_beside("30 ± 2")
    (('100%', 'tolleranza 5%'), ('30', '± 2'))
    >>> tolerance_beside("± 5%") is None
    True
    """
    found = _BESIDE.search(text) if len(text) <= LONGEST_CELL else None
    if found is None:
        return None
    figure = _BEFORE.sub("", text[: found.start()])
    tolerance = found[0].rstrip(" \n)]")
    return (figure, tolerance) if any(map(str.isdigit, figure)) else None


def parse_tolerance(text: str, *, unit: str | None = None) -> list[Figure]:
    """The figure of a cell that is known to hold a tolerance; `unit` is its column's.

    '± 5 %' is `between` -5 and 5. A sentence that happens to hold a figure is one `text`
    figure: under which condition it holds is for a person to say.

    >>> [(found.value, found.unit) for found in parse_tolerance("max 10%")]
    [(Decimal('10'), '%')]
    >>> parse_tolerance("fino al 10% se mancano i fondi")[0].comparator.value
    'text'
    """
    printed = clean(text)
    width = _EITHER_WAY.sub("", printed)
    figures = parse_figures(width, unit=unit, change=True)
    if figures and (len(figures) > 1 or not _is_plain(tokenize(width))):
        return [Figure(Comparator.TEXT, confidence=0.7)]
    if width == printed:
        return figures
    return [_either_way(figure) for figure in figures]


def _either_way(figure: Figure) -> Figure:
    if figure.comparator is not Comparator.EQ or figure.value is None:
        return figure
    low: Decimal = -figure.value
    return replace(figure, comparator=Comparator.BETWEEN, value=low, value_max=figure.value)


def _is_plain(tokens: list[Token]) -> bool:
    """Whether nothing is printed but a figure, its unit and the words around a tolerance."""
    lexicon = words()
    at = 0
    while at < len(tokens):
        phrase = (
            lexicon.units.at(tokens, at)
            or lexicon.comparators_before.at(tokens, at)
            or lexicon.around_tolerances.at(tokens, at)
        )
        if phrase:
            at = phrase[1]
        elif tokens[at].kind in {Kind.NUMBER, Kind.SIGN, Kind.MARK}:
            at += 1
        else:
            return False
    return True
