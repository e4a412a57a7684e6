"""Whether the text layer of a page is text, and its reader's text.

Text that is not painted is the text of a scan where it lies over one; elsewhere it is
what no reader of the page sees.

Fonts without a map to Unicode give control or private characters, or letters
shifted in the alphabet: Italian is 47 % vowels, such text has hardly any.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from piao.extractors.pdf.boxes import outside
from piao.extractors.pdf.model import PageContent, Word
from piao.extractors.pdf.text.characters import UNMAPPED

_LARGE = 0.15
_CERTAINTY = (0.9,)
_FEWEST = 20
_FEWEST_LETTERS = 60
_UNREADABLE = 0.25
_VOWELS = frozenset("aeiouàèéìòóùAEIOUÀÈÉÌÒÓÙ")
_FEWEST_VOWELS = 0.3
_MOST_MARKS = 0.6
_FEW_MARKS = 6
_LEADERS = re.compile(r"([.…_·-])\1{2,}")


def seen_text(page: PageContent) -> PageContent:
    """The page with the words that its reader sees.

    Words that another program recognised in a scan stay, as certain as such are.
    """
    if all(word.style.painted for word in page.words):
        return page
    unpainted = [word for word in page.words if not word.style.painted]
    words = [word for word in page.words if word.style.painted]
    recognised = _over_pictures(page, unpainted)
    if len(recognised) > len(_over_pictures(page, words)):
        words += [word._replace(certainties=_CERTAINTY * len(word.text)) for word in recognised]
    return replace(page, words=words)


def doubts_about_text(page: PageContent) -> list[str]:
    """The codes of findings about the words that were read."""
    codes = []
    if not all(word.style.painted for word in page.words):
        codes.append("text_of_a_scan")
    if any(UNMAPPED in word.text for word in page.words):
        codes.append("unmapped_characters")
    return codes


def _over_pictures(page: PageContent, words: Sequence[Word]) -> list[Word]:
    """The words that lie over pictures, where these are a good part of the page."""
    pictures = page.drawing.pictures
    covered = sum((x1 - x0) * (bottom - top) for x0, top, x1, bottom in pictures)
    if covered < _LARGE * page.width * page.height:
        return []
    left = {id(word) for word in outside(words, pictures)}
    return [word for word in words if id(word) not in left]


def is_nonsense(words: Iterable[Word]) -> bool:
    """Whether the words are what a font without a map to Unicode gives.

    A few words, and tables of figures, are text.
    """
    counts = Counter(_LEADERS.sub("", "".join(word.text for word in words)))
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
    return character == UNMAPPED or unicodedata.category(character) in ("Co", "Cc", "Cn", "Cs")
