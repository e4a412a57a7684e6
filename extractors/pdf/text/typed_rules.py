"""Rules typed as characters: lines of hyphens are level rules, colons below each other borders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from piao.extractors.pdf.model import Edge, PageContent, Word
from piao.extractors.pdf.text.words import to_lines

_LEVEL = re.compile(r"[-=_–—−]{5,}")
_LONG = re.compile(r"[-=–—−]{8,}")
_BORDERS = (":", "|", "¦")
_WIDTH = 0.6
_SAME_WIDTH = 0.03
_MOST = 0.8
_FEWEST_LETTERS = 3
_FEWEST_MARKS = 4
_SAME_PLACE = 1.5
_WIDEST_GAP = 1.5
_LARGEST_STEP = 5.0


def with_typed_rules(page: PageContent) -> PageContent:
    """The page of a typewriter, its typed rules drawn and not among the words.

    A level rule has its line for itself, or is long; a border is a mark that stands
    at one x on four lines and more, alone or at the end of a word.
    """
    if not _is_typewritten(page.words):
        return page
    columns = _columns_of_marks(page.words)
    vertical = [Edge(column[0].x, column[0].word.top, column[-1].word.bottom) for column in columns]
    words = list(_without_marks(page.words, [mark for column in columns for mark in column]))
    level = list(_level_rules(words))
    if not level and not columns:
        return page
    horizontal = [edge for line in level for edge in _edges(line)]
    words = _without(words, [word for line in level for word in line])
    drawing = replace(
        page.drawing,
        horizontal=sorted([*page.drawing.horizontal, *horizontal]),
        vertical=sorted([*page.drawing.vertical, *vertical]),
    )
    return replace(page, words=words, drawing=drawing)


def _is_typewritten(words: Sequence[Word]) -> bool:
    """Whether all characters are as wide as each other."""
    texts = [word for word in words if word.style.turn == 0 and len(word.text) >= _FEWEST_LETTERS]
    widths = [(word.x1 - word.x0) / len(word.text) / (word.style.size or 1.0) for word in texts]
    if len(widths) < _FEWEST_LETTERS:
        return False
    usual = median(widths)
    return sum(abs(x - usual) <= _SAME_WIDTH * usual for x in widths) >= _MOST * len(widths)


def _without(words: Sequence[Word], left_out: Sequence[Word]) -> list[Word]:
    marks = set(map(id, left_out))
    return [word for word in words if id(word) not in marks]


def _level_rules(words: Sequence[Word]) -> Iterator[list[Word]]:
    """The runs of one sign for a rule: all of a line, or so long that they can be nothing else."""
    if any(_LEVEL.fullmatch(word.text) for word in words):
        for line in to_lines(words):
            runs = [word for word in line.words if _LEVEL.fullmatch(word.text)]
            if len(runs) < len(line.words):
                runs = [word for word in runs if _LONG.fullmatch(word.text)]
            if runs and line.style.turn == 0:
                yield runs


def _edges(words: Sequence[Word]) -> Iterator[Edge]:
    """The level rules of a line of runs, those that nearly touch as one."""
    start, y = words[0].x0, (words[0].top + words[0].bottom) / 2
    for before, after in pairwise(words):
        if after.x0 - before.x1 > _WIDEST_GAP * before.style.size:
            yield Edge(y, start, before.x1)
            start = after.x0
    yield Edge(y, start, words[-1].x1)


class _Mark(NamedTuple):
    """A sign for a border: the middle of it, its word, and that word without it."""

    x: float
    word: Word
    rest: Word | None


def _columns_of_marks(words: Sequence[Word]) -> list[list[_Mark]]:
    """Marks below each other, line after line, several of them alone in their words."""
    found = [mark for word in words if word.style.turn == 0 for mark in _marks(word)]
    columns: list[list[_Mark]] = []
    for mark in sorted(found, key=lambda mark: (mark.word.top, mark.x)):
        for column in columns:
            near = mark.word.top - column[-1].word.top <= _LARGEST_STEP * mark.word.style.size
            if near and abs(column[0].x - mark.x) <= _SAME_PLACE:
                column.append(mark)
                break
        else:
            columns.append([mark])
    return [c for c in columns if sum(mark.rest is None for mark in c) >= _FEWEST_MARKS]


def _marks(word: Word) -> Iterator[_Mark]:
    """The marks that a word is, begins with or ends with, as wide as typewriters set them."""
    text, width = word.text, min(_WIDTH * word.style.size, word.x1 - word.x0)
    if text in _BORDERS:
        yield _Mark((word.x0 + word.x1) / 2, word, None)
    elif text[0] in _BORDERS:
        left = max(word.x0 + width, word.x1 - width * (len(text) - 1))
        rest = word._replace(text=text[1:], x0=left, spots=word.spots[1:])
        yield _Mark(word.x0 + width / 2, word, rest)
    elif text[-1] in _BORDERS:
        right = min(word.x1 - width, word.x0 + width * (len(text) - 1))
        rest = word._replace(text=text[:-1], x1=right, spots=word.spots[:-1])
        yield _Mark(word.x1 - width / 2, word, rest)


def _without_marks(words: Sequence[Word], marks: Sequence[_Mark]) -> Iterator[Word]:
    rests = {id(mark.word): mark.rest for mark in marks}
    for word in words:
        rest = rests.get(id(word), word)
        if rest is not None:
            yield rest
