"""Whether the text layer of a page is text.

Fonts without a map to Unicode give control or private characters, or letters
shifted in the alphabet: Italian is 47 % vowels, such text has hardly any.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

from piao.extractors.pdf.layout import Word

_FEWEST = 20
_FEWEST_LETTERS = 60
_UNREADABLE = 0.25
_VOWELS = frozenset("aeiouàèéìòóùAEIOUÀÈÉÌÒÓÙ")
_FEWEST_VOWELS = 0.3
_MOST_MARKS = 0.6
_FEW_MARKS = 6


def is_nonsense(words: Iterable[Word]) -> bool:
    """Whether the words are what a font without a map to Unicode gives.

    A few words, and tables of figures, are text.
    """
    counts = Counter("".join(word.text for word in words))
    length = counts.total()
    if length < _FEWEST:
        return False
    if _total(counts, filter(_is_unreadable, counts)) > _UNREADABLE * length:
        return True
    marks = [character for character in counts if not character.isalnum()]
    if _total(counts, marks) > _MOST_MARKS * length:
        # Leaders, ticks and lines to write on are the same few marks again and again.
        return len(marks) > _FEW_MARKS
    letters = _total(counts, filter(str.isalpha, counts))
    if letters < _FEWEST_LETTERS:
        return False
    return _total(counts, _VOWELS) < _FEWEST_VOWELS * letters


def _total(counts: Counter[str], characters: Iterable[str]) -> int:
    return sum(counts[character] for character in characters)


def _is_unreadable(character: str) -> bool:
    return character == "\ufffd" or unicodedata.category(character) in ("Co", "Cc", "Cn", "Cs")
