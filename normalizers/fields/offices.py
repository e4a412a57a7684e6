"""Headings that name an office: 'Settore tecnico', '3 - SERVIZI FINANZIARI', 'BUDGET UOC …'."""

from __future__ import annotations

import re

from piao.normalizers.lexicon import Lexicon
from piao.normalizers.text.cleaning import fold
from piao.normalizers.text.numbering import numbered

LONGEST_UNIT = 180
_BEFORE_UNIT = re.compile(
    r"^(?:[\s:–—-]|\b(?:per\s+l['’])?(?:anno|anni|triennio)\b|\b20\d\d\b(?:\s*[-–/]\s*\d{2,4})?"
    r"|\b(?:del|dello|della|di|al|alla|per|il|la)\b|\b(?:dell|l)['’])*",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"^(\d|[ivx]+\b|[a-z]\))")


def unit_of_sheet(text: str, lexicon: Lexicon) -> str | None:
    """The office that the title of its sheet names: 'OBIETTIVI 2025 – SETTORE TECNICO'."""
    folded = fold(text)
    begun = [words for words in lexicon.sheet_words if folded.startswith(f"{words} ")]
    if not begun:
        return None
    rest = after_words(text, len(max(begun, key=len).split()))
    rest = _BEFORE_UNIT.sub("", rest)
    return rest if is_unit(rest, lexicon) else None


def is_unit(text: str, lexicon: Lexicon) -> bool:
    """Whether a heading begins with a kind of office, perhaps after its number, and goes on.

    >>> is_unit("3 - SERVIZI FINANZIARI", Lexicon.load()), is_unit("Sezione 2", Lexicon.load())
    (True, False)
    """
    if len(text) > LONGEST_UNIT or text.endswith((".", ";", ":")):
        return False
    number, name = numbered(text)
    folded = fold(name)
    if number is not None and folded.split(" ")[0].endswith("i") and not name.isupper():
        return False  # '1. Servizi vicini' is a subject rather than an office
    if number is not None and "." in number:
        return False  # '4.1 Presidio serale': what stands below it says whether it is one
    for word in lexicon.unit_words:
        start = fold(word)
        if folded == start:
            return " " in start
        if folded.startswith(start + " "):
            return not (word in lexicon.document_parts and _ORDINAL.match(folded[len(start) + 1 :]))
    return False


def is_narrow(name: str, lexicon: Lexicon) -> bool:
    """Whether an office is of a kind that holds none but narrower ones: 'UOC Medicina'."""
    folded = fold(name)
    return any(folded.startswith(f"{word} ") for word in lexicon.narrow_units)


def after_words(text: str, count: int) -> str:
    """What follows the first `count` words of a text."""
    for match in re.finditer(r"[^\W_]+", text):
        count -= 1
        if count == 0:
            return text[match.end() :]
    return ""
