"""Formulas printed as fractions, one part above the other."""

from __future__ import annotations

import re

_BAR = re.compile(r"\s*[-–—_―]{2,}\s*")
_LEADING_BAR = re.compile(r"^\s*[-–—_―]+\s*")
_NOTE = re.compile(r"^\(.*\)$", re.DOTALL)


def fraction(text: str) -> str:
    """A formula in one line: numerator ` / ` denominator, then the note that follows it.

    >>> fraction("Domande evase\\n-----\\nDomande ricevute")
    'Domande evase / Domande ricevute'
    """
    parts = [part for part in _BAR.split(text) if part]
    if len(parts) == 2:
        return " / ".join(" ".join(part.split()) for part in parts)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    terms = [line for line in lines if not _NOTE.match(line)]
    notes = lines[len(terms) :]
    stacked = len(terms) == 2 and lines[:2] == terms and all(_is_term(term) for term in terms)
    if stacked:
        return " ".join([" / ".join(terms), *notes])
    return " ".join(lines)


def _is_term(line: str) -> bool:
    return line[0].isupper() and not line.endswith((".", ":", ";", ",", "/", "+", "*"))


def continued_fraction(numerator: str | None, text: str) -> str | None:
    """A formula with the denominator that stands in a row of its own under a bar."""
    match = _LEADING_BAR.match(text)
    if numerator is None or match is None:
        return None
    return f"{numerator} / {' '.join(text[match.end() :].split())}"
