"""Words set with spaces between their letters: 'O B I E T T I V O'."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from piao.extractors.pdf.model import Edge, Word

FEWEST_LETTERS = 4
_WIDEST_GAP = 0.8
_WORD_GAP = 1.6
_SLACK = 0.05
_VOWELS = frozenset("aeiouàèéìòùy")
_FEWEST_VOWELS = 0.25
_APOSTROPHES = "'’"


def without_spacing(words: list[Word], rules: Sequence[Edge]) -> list[Word]:
    """The words, runs of single letters set wide apart made the words that they are.

    Letters that one of the vertical `rules`, ordered by position, parts stay letters, as
    do runs that spell nothing: marks in columns, letters of a list.
    """
    joined: list[Word] = []
    run: list[Word] = []
    for word in words:
        if len(word.text) == 1:
            if run and not _follows(run[-1], word):
                joined += _spelt(run, rules)
                run = []
            run.append(word)
        else:
            if run:
                joined += _spelt(run, rules)
                run = []
            joined.append(word)
    return joined + _spelt(run, rules)


def _follows(before: Word, word: Word) -> bool:
    size = word.style.size
    gap = word.x0 - before.x1
    return (
        before.style == word.style
        and word.style.turn == 0
        and abs(before.bottom - word.bottom) < 1
        and -0.1 * size < gap < 2 * _WIDEST_GAP * size
    )


def _spelt(run: list[Word], rules: Sequence[Edge]) -> list[Word]:
    """The words that a run of single characters spells; the run itself where it spells none."""
    if len(run) < FEWEST_LETTERS or not _is_spaced(run) or _is_ruled(run, rules):
        return run
    gap = _usual_gap(run)
    words: list[list[Word]] = [[run[0]]]
    for before, letter in pairwise(run):
        if letter.x0 - before.x1 > _WORD_GAP * gap + _SLACK * letter.style.size:
            words.append([letter])
        else:
            words[-1].append(letter)
    if not any(_reads(letters) for letters in words):
        return run
    return [piece for letters in words for piece in _whole(letters)]


def _usual_gap(run: Sequence[Word]) -> float:
    return median(letter.x0 - before.x1 for before, letter in pairwise(run))


def _is_spaced(run: Sequence[Word]) -> bool:
    return 0 < _usual_gap(run) <= _WIDEST_GAP * run[0].style.size


def _is_ruled(run: Sequence[Word], rules: Sequence[Edge]) -> bool:
    borders = [rule.position for rule in rules]
    between = rules[bisect_right(borders, run[0].x1) : bisect_left(borders, run[-1].x0)]
    return any(rule.start < run[0].bottom and rule.end > run[0].top for rule in between)


def _reads(letters: Sequence[Word]) -> bool:
    """Whether the letters can be a word, not marks all alike or the alphabet."""
    text = "".join(letter.text for letter in letters).lower()
    if len(text) < FEWEST_LETTERS or not all(map(_is_letter, text)) or len(set(text)) < 3:
        return False
    vowels = sum(character in _VOWELS for character in text)
    is_alphabet = all(ord(after) - ord(before) == 1 for before, after in pairwise(text))
    return vowels >= _FEWEST_VOWELS * len(text) and not is_alphabet


def _is_letter(character: str) -> bool:
    return character.isalpha() or character in _APOSTROPHES


def _whole(letters: Sequence[Word]) -> Iterator[Word]:
    """The letters as one word; figures and signs among them stay by themselves."""
    if not all(_is_letter(letter.text) for letter in letters):
        yield from letters
        return
    first, last = letters[0], letters[-1]
    yield Word(
        "".join(letter.text for letter in letters),
        first.x0,
        min(letter.top for letter in letters),
        last.x1,
        max(letter.bottom for letter in letters),
        first.style,
        tuple((letter.x0, letter.x1) for letter in letters),
    )
