"""What names write short, in full: abbreviations, acronyms with full stops, ordinals, laws.

What is said once in letters and once in figures ('trenta giorni', '30 gg', 'II anno',
'secondo anno') is written in one way, what says nothing (the number of a law) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from piao.normalizers.figures.words import words as figure_words
from piao.normalizers.own_data import read_data

_FILE = Path(__file__).with_name("spelling.yaml")
_DOTTED = re.compile(r"(?<![\w.])[A-Za-z]{1,2}(?:\.[A-Za-z]{1,2})+\b\.?")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?!\d|[./]\d)")
_SHORT_YEAR = re.compile(r"\b((?:19|20)\d)(\d)\s?[/-]\s?(\d\d)\b(?![/-]?\d)")
_ABBREVIATED = re.compile(r"\b([^\W\d_]{1,10})\.(?:[a-z]{1,3}\b\.?)?(?=(.?))")
_AND = frozenset({"e", "ed", "o", "-"})
_NUMBER = r"\d+(?:[./-]\d+)*(?:[\s-]?(?:bis|ter|quater)\b)?"


@dataclass(frozen=True, slots=True)
class Spelling:
    """What `spelling.yaml` says, as patterns and words in full."""

    abbreviations: Mapping[str, str]
    short: Mapping[str, str]
    rewritten: tuple[tuple[re.Pattern[str], str], ...]
    numerals: Mapping[str, str]
    ordinal: re.Pattern[str]
    ranks: frozenset[str]
    reference: re.Pattern[str]
    denominator: re.Pattern[str]


def in_full(name: str) -> tuple[str, frozenset[str]]:
    """The name with nothing written short, and its abbreviations that are not known.

    >>> in_full("Manut. ord. delle SS.PP., II semestre")
    ('manutenzione ordinario delle SSPP, 2 semestre', frozenset())
    >>> in_full("Gest. entr. per 1.000 ab. (L. 145/2018)")
    ('gestione entr. per 1000 abitanti ( )', frozenset({'entr'}))
    """
    rules = spelling()
    text = _DOTTED.sub(lambda found: found[0].replace(".", ""), name)
    text = rules.reference.sub(_without_reference, text)
    text = _THOUSANDS.sub(lambda found: found[0].replace(".", ""), text)
    for pattern, other in rules.rewritten:
        text = pattern.sub(other, text)
    text = _SHORT_YEAR.sub(_two_years, text)
    text = rules.ordinal.sub(_ordinal, text)
    if "." not in text:
        return text, frozenset()
    unknown: set[str] = set()

    def whole(found: re.Match[str]) -> str:
        short = found[1].lower()
        known = rules.abbreviations.get(short)
        if known:
            return f"{known} " if found[2].isalnum() else known
        unknown.add(short)
        return found[0]

    return _ABBREVIATED.sub(whole, text), frozenset(unknown)


@cache
def spelling() -> Spelling:
    """The rules, read once."""
    raw = read_data(_FILE)
    figures = figure_words()
    numerals = {roman: str(value) for value, roman in enumerate(raw["roman"], 1)}
    stems = {word[:-1]: str(value) for word, value in figures.ordinals.items() if word[-1] == "o"}
    numerals |= {stem + ending: value for stem, value in stems.items() for ending in "oaie"}
    first, following = "|".join(raw["references"]["first"]), "|".join(raw["references"]["next"])
    months = "|".join(figures.months)
    separator = r"[\s.,/°-]*"
    short = _by_short(raw["short"])
    return Spelling(
        abbreviations=_by_short(raw["abbreviations"]),
        short=short | {word: str(value) for word, value in figures.number_words.items()},
        rewritten=tuple(
            (re.compile(pattern, re.IGNORECASE), other)
            for other, pattern in raw["rewritten"].items()
        ),
        numerals=numerals,
        ordinal=re.compile(rf"\b(?:[IVX]{{1,4}}|(?i:{'|'.join(stems)})(?i:[oaie]))\b"),
        ranks=frozenset(raw["ranks"]),
        reference=re.compile(
            rf"\b(?:{first})\b(?:{separator}(?:{_NUMBER}|\b(?:{following}|{first}|{months})\b))+",
            re.IGNORECASE,
        ),
        denominator=re.compile("|".join(raw["denominators"]), re.IGNORECASE),
    )


def _by_short(entries: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {short: word for word, some in entries.items() for short in some}


def _without_reference(found: re.Match[str]) -> str:
    return " " if any(char.isdigit() for char in found[0]) else found[0]


def _two_years(found: re.Match[str]) -> str:
    """'2025/26' as '2025 2026'; where the second number is no year that follows, as it was."""
    first, second = int(found[1] + found[2]), int(found[1][:2] + found[3])
    return f"{first} {second}" if 0 < second - first < 10 else found[0]


def _ordinal(found: re.Match[str]) -> str:
    """An ordinal in figures beside what has a rank, a Roman number of several letters anywhere."""
    rules = spelling()
    number = rules.numerals.get(found[0].lower())
    if number is None:
        return found[0]
    roman = found[0].isupper() and len(found[0]) > 1 and not set(found[0]) - set("IVX")
    before = found.string[: found.start()].lower().split()[-1:]
    after = found.string[found.end() :].lower().split()[:3]
    if len(after) == 3 and after[0] in _AND and after[1] in rules.numerals:
        after = after[2:]
    beside = {word.strip(".,:;()\"'") for word in (*before, *after[:1])}
    return number if roman or not beside.isdisjoint(rules.ranks) else found[0]
