"""What the name of an objective or an indicator speaks of, whatever its wording.

A name becomes a set of terms: stems without stop words, the wordings of `wording.yaml`
that mean the same replaced by one of them, numbers and codes kept apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from piao.normalizers.cleaning import fold

_FILE = Path(__file__).with_name("wording.yaml")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HAS_DIGIT = re.compile(r"\d")
_NUMERALS = frozenset({"ii", "iii", "iv", "vi", "vii", "viii", "ix"})


@dataclass(frozen=True, slots=True)
class Wording:
    """A name taken apart.

    `terms` say what it speaks of, `weak` are words that matter little, `marks` its
    numbers and codes, `measures` how it is measured (count, share, time, cost).
    """

    text: str
    terms: frozenset[str]
    weak: frozenset[str]
    marks: frozenset[str]
    measures: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Words:
    stop: frozenset[str]
    weak: frozenset[str]
    measures: Mapping[str, str]
    same: Mapping[tuple[str, ...], tuple[str, ...]]
    longest: int
    opposites: tuple[tuple[str, ...], ...]
    spoken: Mapping[str, str]


@lru_cache(maxsize=65536)
def wording(name: str) -> Wording:
    """The name taken apart.

    >>> sorted(wording("Grado di soddisfazione degli utenti").terms)
    ['soddisf', 'utent']
    >>> wording("Customer satisfaction").terms == wording("Gradimento dei cittadini").terms
    True
    """
    words = _words()
    text = fold(name)
    tokens = [token for token in text.split() if token not in words.stop]
    marks = frozenset(t for t in tokens if _is_mark(t) and _stem(t) not in words.weak)
    stems = tuple(_stem(token) for token in tokens if token not in marks)
    weak = frozenset(stem for stem in stems if stem in words.weak)
    terms = frozenset(_replaced([stem for stem in stems if stem not in weak], words))
    measures = frozenset(words.measures[stem] for stem in stems if stem in words.measures)
    return Wording(text, terms or weak, weak if terms else frozenset(), marks, measures)


def as_words(terms: Iterable[str], text: str) -> list[str]:
    """Terms as a person reads them: the words of the folded `text` that they stand for.

    >>> as_words({"pag", "scuol"}, "pagare le scuole")
    ['pagamento', 'scuola']
    """
    words = {**{_stem(word): word for word in text.split()}, **_words().spoken}
    return sorted(words.get(term, term) for term in terms)


def single_wordings() -> Mapping[str, tuple[str, ...]]:
    """The stems that stand for others by themselves, with those others."""
    return {key[0]: terms for key, terms in _words().same.items() if len(key) == 1}


def opposed(left: frozenset[str], right: frozenset[str]) -> tuple[str, str] | None:
    """The two terms that make two names speak of different things, None where none do.

    >>> opposed(wording("Entrate correnti").terms, wording("Spese correnti").terms)
    ('entrat', 'spes')
    """
    for group in _words().opposites:
        mine = [term for term in group if term in left and term not in right]
        theirs = [term for term in group if term in right and term not in left]
        if mine and theirs:
            return mine[0], theirs[0]
    return None


def _is_mark(token: str) -> bool:
    """Whether a word is a number, a code or the letter of a lot."""
    lone = len(token) == 1 and token.isalpha()
    return lone or token in _NUMERALS or _HAS_DIGIT.search(token) is not None


def _replaced(stems: Sequence[str], words: _Words) -> list[str]:
    """The stems with the longest known wordings replaced, from left to right."""
    found: list[str] = []
    start = 0
    while start < len(stems):
        for length in range(min(words.longest, len(stems) - start), 0, -1):
            standing = words.same.get(tuple(stems[start : start + length]))
            if standing is not None:
                break
        else:
            length, standing = 1, (stems[start],)
        found.extend(standing)
        start += length
    return found


@cache
def _words() -> _Words:
    loader = _LOADER(_FILE.read_text(encoding="utf-8"))
    data: dict[str, Any] = loader.get_single_data()
    loader.dispose()
    stop = frozenset(fold(word) for word in data["stop_words"])
    weak = frozenset(_stem(fold(word)) for word in data["weak_words"])

    def stems(phrase: str) -> tuple[str, ...]:
        """The stems that matter; all of them where none does."""
        found = tuple(_stem(word) for word in fold(phrase).split() if word not in stop)
        return tuple(stem for stem in found if stem not in weak) or found

    same = {stems(o): stems(one) for one, others in data["same"].items() for o in (one, *others)}
    measures = {
        stems(word)[0]: name for name, entries in data["measures"].items() for word in entries
    }
    groups = tuple(
        tuple(same.get(stems(word), stems(word))[0] for word in group)
        for group in data["opposites"]
    )
    spoken = {_stem(fold(word)): word for one in data["same"] for word in one.split()}
    return _Words(stop, weak, measures, same, max(map(len, same)), groups, spoken)


@cache
def _stemmer() -> Any:
    # Imported here: no other command needs it.
    import snowballstemmer

    return snowballstemmer.stemmer("italian")


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    stem: str = _stemmer().stemWord(word)
    return stem
