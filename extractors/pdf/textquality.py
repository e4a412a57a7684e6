"""Whether the text layer of a page is text.

Fonts without a map to Unicode give control or private characters, or letters
shifted in the alphabet: Italian is 47 % vowels, such text has hardly any.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from piao.extractors.pdf.layout import Word

_FEWEST = 20
_FEWEST_LETTERS = 60
_UNREADABLE = 0.25
_VOWELS = frozenset("aeiouàèéìòóùAEIOUÀÈÉÌÒÓÙ")
_FEWEST_VOWELS = 0.22
_MOST_MARKS = 0.6


def is_nonsense(words: Iterable[Word]) -> bool:
    """Whether the words are what a font without a map to Unicode gives.

    A few words, and tables of figures, are text.
    """
    text = "".join(word.text for word in words)
    if len(text) < _FEWEST:
        return False
    if sum(map(_is_unreadable, text)) > _UNREADABLE * len(text):
        return True
    letters = [character for character in text if character.isalpha()]
    marks = sum(not character.isalnum() for character in text)
    if marks > _MOST_MARKS * len(text):
        return not _is_ruled_with_marks(text)
    if len(letters) < _FEWEST_LETTERS:
        return False
    vowels = sum(character in _VOWELS for character in letters)
    return vowels < _FEWEST_VOWELS * len(letters)


def _is_unreadable(character: str) -> bool:
    return character == "\ufffd" or unicodedata.category(character) in ("Co", "Cc", "Cn", "Cs")


def _is_ruled_with_marks(text: str) -> bool:
    """Whether the marks are leaders, ticks or lines to write on: the same few again and again."""
    marks = [character for character in text if not character.isalnum()]
    return len(set(marks)) <= 6
