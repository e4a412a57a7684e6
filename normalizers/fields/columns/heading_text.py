"""What a heading prints beside its name: years, letters, units, explanations."""

from __future__ import annotations

import re
from dataclasses import dataclass

from piao.normalizers.lexicon import Lexicon, joined_initials
from piao.normalizers.text.cleaning import clean, fold, strip_footnote

_YEAR = r"(?<!\d)(?:19|20)\d{2}(?!\d)"
_DATE = re.compile(r"(?<!\d)\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?((?:19|20)\d{2}|\d{2})(?!\d)")
_MAY_HOLD_YEAR = re.compile(r"\d|\banno\b|\besercizio\b", re.IGNORECASE)
_CITATION = re.compile(
    r"\b(?:d\.?\s?lgs|d\.?\s?l|l|legge|d\.?p\.?r|d\.?p\.?c\.?m|d\.?m|delibera|ccnl|n)\b\.?\s*(?:n\.?\s*)?"
    r"\d+\s*/\s*\d{2,4}(?!\d)|(?<!\d)(?:1[3-9]|[2-9]\d|\d{3})\s?/\s?(?:19|20)\d{2}(?!\d)|\bagenda\s+2030",
    re.IGNORECASE,
)
_PERIOD = re.compile(rf"({_YEAR})\s*(?:[-–—/÷]|\be\b|\bal\b)\s*((?:20)?\d{{2}})(?!\d)")
_ANY_YEAR = re.compile(_YEAR)
_RELATIVE_YEAR = re.compile(
    r"(?<!\w)[nt]\s?([+\-–])\s?(\d)(?!\w)|(?<=\banno )[nt]\b", re.IGNORECASE
)
_NTH_YEAR = re.compile(
    r"\b(?:(?P<nth>primo|secondo|terzo|iii?|i|[123])\s?[°^ºª]?\s?anno|anno\s(?P<number>[123]))\b",
    re.IGNORECASE,
)
_NTH = {"primo": 0, "secondo": 1, "terzo": 2, "i": 0, "ii": 1, "iii": 2, "1": 0, "2": 1, "3": 2}
_YEAR_BEFORE = re.compile(r"\b(?:anno|esercizio)\s(?:precedente|passato|scorso)\b", re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)\d{1,2}\s?[./]\s?\d{1,2}(?:[./](?!\d)|(?![./\d]))")
_OR_PLURAL = re.compile(r"(?<=[a-zA-Z])/[aeio](?=\s|$)", re.IGNORECASE)
"""'Indicatore/i di risultato': one or several."""
_FIGURE = re.compile(r"\d\s?[%€]|€\s?\d")
"""'Target 72%' is a heading with its figure; a sign without one is the unit."""
_LETTER = re.compile(r"(?:[a-z]|[ivx]+|\d{1,2}|[a-z]\s*=.*)?", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"\s*[/|;,]\s*|\s+[-–—]\s+|\s+(?:e|ed|o|od|ovvero)\s+", re.IGNORECASE)
_NUMBERING = re.compile(r"^(?:\d{1,2}|[a-h])\s+(?=\S{2})|(?:\s(?:numero|num|nr|n))?(?:\s\d{1,3})+$")


@dataclass(frozen=True, slots=True)
class HeadingText:
    """A heading taken apart. `name` and `inner` are folded text.

    `name` is the heading without years, units and what stands in parentheses,
    `inner` the words in its parentheses, `alternatives` the names that a stroke, a dash
    or 'e', 'o' set side by side (none where there is but one). `year` is None where none
    is printed or more than one; `years_before` is how many years before the plan's a
    relative year lies ('t-1' is 1, 't+1' is -1).
    """

    name: str
    inner: str
    alternatives: tuple[str, ...]
    year: int | None
    years_before: int | None
    unit: str | None
    plain: bool
    """Whether nothing was taken off: the whole heading is the name."""
    has_stroke: bool = False
    """Whether the alternatives are set side by side by a stroke, which joins no words."""


def read_heading(text: str, lexicon: Lexicon) -> HeadingText:
    """Take `text` apart.

    >>> read_heading("Valore atteso (2021) (b)", Lexicon.load()).year
    2021
    """
    printed = _OR_PLURAL.sub("", strip_footnote(clean(text).replace("\n", " ")))
    outer, inners = _split_parentheses(printed)
    outer_name, outer_years = _without_years(outer)
    years = outer_years
    words: list[str] = []
    unit = None
    for inner in inners:
        inner_text, inner_years = _without_years(inner)
        years = years or inner_years
        folded = fold(inner_text)
        unit = unit or lexicon.units.get(folded)
        if not _LETTER.fullmatch(inner_text.strip()) and folded not in lexicon.units:
            words.append(folded)
    name = fold(outer_name)
    for sign in ("%", "€"):
        if sign in name and not _FIGURE.search(name):
            unit = unit or lexicon.units[sign]
            name = name.replace(sign, " ")
    name = _NUMBERING.sub("", " ".join(name.split()))
    if outer_years or years:
        name = _without_year_words(name, lexicon)
    absolute = {year for year in years if year > 1000}
    relative = {year for year in years if year <= 1000}
    return HeadingText(
        name=name,
        inner=" ".join(words),
        alternatives=_alternatives(outer_name),
        year=absolute.pop() if len(absolute) == 1 else None,
        years_before=-relative.pop() if len(relative) == 1 and not absolute else None,
        unit=unit,
        plain=name == fold(printed),
        has_stroke="/" in outer_name,
    )


def _alternatives(text: str) -> tuple[str, ...]:
    names = tuple(name for part in _BETWEEN_NAMES.split(text) if (name := fold(part)))
    return names if len(names) > 1 else ()


def _split_parentheses(text: str) -> tuple[str, list[str]]:
    """The text outside of parentheses, and that of each; one left open ends with the text."""
    if "(" not in text and "[" not in text:
        return text.replace(")", "").replace("]", ""), []
    outer: list[str] = []
    inners: list[str] = []
    depth = 0
    for char in text.replace("[", "(").replace("]", ")"):
        if char == "(":
            depth += 1
            inners.append("")
            outer.append(" ")
        elif char == ")":
            depth = max(depth - 1, 0)
        elif depth:
            inners[-1] += char
        else:
            outer.append(char)
    return "".join(outer), inners


def _without_years(text: str) -> tuple[str, set[int]]:
    """`text` without its years and dates, and the years; small numbers are relative to t."""
    years: set[int] = set()
    if not _MAY_HOLD_YEAR.search(text):
        return text, years

    def take_date(match: re.Match[str]) -> str:
        years.add(int(match[1]) if len(match[1]) == 4 else 2000 + int(match[1]))
        return " "

    def take_period(match: re.Match[str]) -> str:
        last = match[2] if len(match[2]) == 4 else match[1][:2] + match[2]
        years.update((int(match[1]), int(last)))
        return " "

    def take_year(match: re.Match[str]) -> str:
        years.add(int(match[0]))
        return " "

    def take_relative(match: re.Match[str]) -> str:
        years.add(0 if match[1] is None else int(match[2]) * (1 if match[1] == "+" else -1))
        return " "

    def take_nth(match: re.Match[str]) -> str:
        years.add(_NTH[(match["nth"] or match["number"]).lower()])
        return " "

    text = _DATE.sub(take_date, _CITATION.sub(" ", text))
    text = _PERIOD.sub(take_period, text)
    text = _ANY_YEAR.sub(take_year, text)
    text = _RELATIVE_YEAR.sub(take_relative, text)
    if not years:
        text = _NTH_YEAR.sub(take_nth, text)
    if not years and _YEAR_BEFORE.search(text):
        years.add(-1)
    return _DAY.sub(" ", text), years


def _without_year_words(name: str, lexicon: Lexicon) -> str:
    """`name` without the words that belonged to a year: 'target per l'anno'."""
    words = list(joined_initials(name.split()))
    kept = [word for word in words if lexicon.stems(word) not in lexicon.year_words]
    while kept and kept[-1] in lexicon.stop_words:
        kept.pop()
    while kept and kept[0] in lexicon.stop_words:
        kept.pop(0)
    return " ".join(kept)
