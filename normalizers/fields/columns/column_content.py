"""What the cells of a column say of it, whatever its heading says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache

from piao.normalizers.lexicon import Lexicon
from piao.normalizers.text.cleaning import clean, fold

MOST_CELLS = 200
"""Enough cells to know a column by; the rest is not read."""
LONGEST_WORDS = 60
LONGEST_NAME = 120
LONGEST_TOKEN = 8
FEWEST_NAMES = 2
"""No word or two that tell a kind of cell are longer."""

_DOTTED = re.compile(r"\d{1,3}(?:\.\d{1,2})+\.?")
_COUNTED = re.compile(r"\d{1,3}(?:\.\d{1,2})*\.?")
_LETTERED = re.compile(r"[A-Za-z]{1,8}[ ._/-]?\d[\w./-]*")
_NUMBER = re.compile(r"[<>=≤≥~±\s]*[-+]?\s*(?:€\s*)?(\d[\d.]*(?:,\d+)?)\s*(%|€|[ªº°])?")
_DATE = re.compile(r"(?<![\w./-])\d{1,2}[./-](?:\d{1,2}[./-]\d{2,4}|\d{2})\b")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_AROUND_STROKE = re.compile(r"\s*/\s*")
_ROMAN = (
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FORMULA = re.compile(r"\s/\s|[×∑Σ÷]|\brapporto tra\b", re.IGNORECASE)


def content_kinds(cells: Sequence[str], lexicon: Lexicon) -> frozenset[str]:
    """The kinds of content (see `content` in the lexicon) that the filled cells could be.

    >>> sorted(content_kinds(["40%", "60%"], Lexicon.load()))
    ['figures', 'numbers', 'percent']
    """
    filled = [cell.strip() for cell in cells[:MOST_CELLS] if not lexicon.is_blank(cell)]
    if not filled:
        return frozenset()
    return frozenset(kind for kind, holds in _KINDS.items() if holds(filled, lexicon))


def _are_offices(cells: Sequence[str], lexicon: Lexicon) -> bool:
    """Names of offices: most begin with a kind of office; they are no sentences."""
    if max(map(len, cells)) > LONGEST_NAME or len(cells) < FEWEST_NAMES:
        return False
    return _share(cells, lambda cell: _begins_office(fold(cell), lexicon)) >= 0.6


def _begins_office(name: str, lexicon: Lexicon) -> bool:
    name = _ALL_OF.sub("", name)
    return any(name.startswith(f"{word} ") or name == word for word in _office_words(lexicon))


@lru_cache(maxsize=8)
def _office_words(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(fold(word) for word in lexicon.unit_words)


def _are_persons(cells: Sequence[str], _: Lexicon) -> bool:
    """Names of persons: a title and a name, or two or three words in capitals and no office."""
    if max(map(len, cells)) > LONGEST_NAME or len(cells) < FEWEST_NAMES:
        return False
    return _share(cells, _PERSON.match) >= 0.6


def _share(cells: Sequence[str], test: Callable[[str], object]) -> float:
    return sum(bool(test(cell)) for cell in cells) / len(cells)


def _are_codes(cells: Sequence[str], _: Lexicon) -> bool:
    """Codes differ from one another, and dotted ones ascend; figures seldom do."""
    if len(cells) < 2 or len(set(cells)) < len(cells):
        return False
    if all(_LETTERED.fullmatch(cell) for cell in cells):
        return True
    if all(_COUNTED.fullmatch(cell) for cell in cells) and any(map(_DOTTED.fullmatch, cells)):
        parts = [tuple(int(part) for part in cell.rstrip(".").split(".")) for cell in cells]
        return parts == sorted(parts)
    return _are_counts(cells, _)


def _are_counts(cells: Sequence[str], _: Lexicon) -> bool:
    """'1', '2', '3' …, 'I', 'II', 'III' …, 'A', 'B', 'C' …: the number of each row."""
    counts = [cell.rstrip(".)").upper() for cell in cells]
    if len(counts) < 2:
        return False
    return any(
        counts == list(series[: len(counts)])
        for series in (_numbers(len(counts)), _ROMAN, _LETTERS)
    )


def _numbers(count: int) -> list[str]:
    return [str(number + 1) for number in range(count)]


def _are_tokens(cells: Sequence[str], _: Lexicon) -> bool:
    """Short codes that come again: 'VP1', 'OS.2'; they name nothing by themselves."""
    again = len(set(cells)) < len(cells)
    return again and all(len(cell) <= LONGEST_TOKEN and _LETTERED.fullmatch(cell) for cell in cells)


def _are_numbers(cells: Sequence[str], _: Lexicon) -> bool:
    return all(_NUMBER.fullmatch(cell) for cell in cells)


def _are_dates(cells: Sequence[str], lexicon: Lexicon) -> bool:
    words = lexicon.cell_words["dates"]
    return _share(cells, lambda cell: _DATE.search(cell) or words & set(fold(cell).split())) >= 0.6


def _are_percent(cells: Sequence[str], _: Lexicon) -> bool:
    matches = [_NUMBER.fullmatch(cell) for cell in cells]
    figures = [match for match in matches if match is not None]
    if len(figures) < len(cells):
        return False
    if all(match[2] == "%" for match in figures):
        return True
    if len(cells) < 2 or any(match[2] for match in figures):
        return False
    written = [match[1].replace(",", ".").strip(".") for match in figures]
    if any(figure.count(".") > 1 for figure in written):
        return False
    total = sum((Decimal(figure) for figure in written), Decimal(0))
    return abs(total - 100) <= Decimal("0.5")


def _of_words(kind: str, least: float) -> Callable[[Sequence[str], Lexicon], bool]:
    def are(cells: Sequence[str], lexicon: Lexicon) -> bool:
        words = lexicon.cell_words[kind]
        return _share(cells, lambda cell: _bare(cell) in words) >= least

    return are


@lru_cache(maxsize=4096)
def _bare(cell: str) -> str:
    return _AROUND_STROKE.sub("/", clean(cell[:LONGEST_WORDS]).lower().rstrip("."))


_ALL_OF = re.compile(r"^(?:tutt[iea]|altr[iea])\s+(?:(?:i|gli|le)\s+)?")
_PERSON = re.compile(
    r"^(?:dott|dr|ing|arch|avv|geom|rag|prof|sig|com|comm|comandante)(?:\.?ssa|\.?ra)?[.\s]\s*[A-ZÀ-Ý]",
    re.IGNORECASE,
)
_KINDS: dict[str, Callable[[Sequence[str], Lexicon], bool]] = {
    "codes": _are_codes,
    "counts": _are_counts,
    "dates": _are_dates,
    "dimensions": _of_words("dimensions", 0.7),
    "figures": lambda cells, _: _share(cells, _NUMBER.match) >= 0.8,
    "formulas": lambda cells, _: _share(cells, _FORMULA.search) >= 0.5,
    "levels": _of_words("levels", 0.9),
    "numbers": _are_numbers,
    "offices": _are_offices,
    "percent": _are_percent,
    "persons": _are_persons,
    "scope": _of_words("scope", 1.0),
    "tokens": _are_tokens,
    "units": _of_words("units", 0.8),
    "year": lambda cells, _: _share(cells, _YEAR.fullmatch) == 1,
}
