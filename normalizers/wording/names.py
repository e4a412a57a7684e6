"""What the name of an objective or an indicator speaks of, whatever its wording.

A name becomes a set of terms: roots of words without stop words, wordings that mean the
same replaced by one (see `vocabulary`); numbers, years, dates, references to laws and the
way of measuring are kept apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from piao.normalizers.figures.words import words as figure_words
from piao.normalizers.text.cleaning import fold
from piao.normalizers.text.spelling import in_full, spelling
from piao.normalizers.wording.terms import Kind, Term, terms_of
from piao.normalizers.wording.vocabulary import Vocabulary, root, vocabulary

_ASIDE = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_ELISION = re.compile(r"\b(?:[dl]|un|all|dell|nell|dall|sull)['’]", re.IGNORECASE)
_ACRONYM = re.compile(r"\b[A-Z][A-Za-z]{0,4}[A-Z]\b")
_LETTER = re.compile(r"(?<=[a-zà-ù] )[A-Z]\b(?![.'’])")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_HAS_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Wording:
    """A name taken apart.

    `words` are all but stop words, `terms` those that say what it speaks of, `acronyms` words
    in capitals with their letters, `abbreviated` words cut short that nobody knows, `weak`
    roots that matter little, `marks` its numbers and codes, `notes` those in brackets or of
    what a share is taken of, `years` its years, `dates` its days as 'day/month', `measures` how
    it is measured, `keys` all that its words and phrases stand for.
    """

    text: str
    words: tuple[str, ...]
    terms: tuple[Term, ...]
    acronyms: Mapping[str, str]
    abbreviated: frozenset[str]
    keys: frozenset[str]
    weak: frozenset[str]
    marks: frozenset[str]
    notes: frozenset[str]
    years: frozenset[str]
    dates: frozenset[str]
    measures: frozenset[str]

    @property
    def index(self) -> frozenset[str]:
        """What the name is found by: what its terms stand for, or their roots; its marks."""
        return self.marks.union(*(term.meanings | term.phrases for term in self.terms))

    def moved(self, years: int) -> Wording:
        """The name as a plan of so many years later would print it."""
        return replace(self, years=frozenset(str(int(year) + years) for year in self.years))

    def without_figures(self, figures: Wording) -> Wording:
        """The name without the numbers and dates that something else says too."""
        return replace(
            self,
            marks=self.marks - figures.marks,
            notes=self.notes - figures.marks,
            dates=self.dates - figures.dates,
        )

    def reworded(self, terms: Sequence[Term]) -> Wording:
        """The name with other terms in the place of its own."""
        return replace(self, terms=tuple(terms), keys=_keys(terms))


@lru_cache(maxsize=65536)
def wording(name: str) -> Wording:
    """The name taken apart.

    >>> found = wording("Grado di soddisfazione della mensa (2024)")
    >>> [term.word for term in found.terms], found.years
    (['soddisfazione', 'mensa'], frozenset({'2024'}))
    >>> wording("Gradimento").keys & wording("Customer satisfaction").keys
    frozenset({'soddisfazione utente'})
    """
    words = vocabulary()
    text = fold(name)
    full, abbreviated = in_full(name)
    dates = {f"{int(a or c)}/{_month(b or d)}" for a, b, c, d in _date().findall(full)}
    plain = _ELISION.sub(" ", _date().sub(" ", full))
    shouted = name.isupper()
    letters = frozenset() if shouted else frozenset(map(str.lower, _LETTER.findall(plain)))
    outside = _ASIDE.sub(" ", plain)
    numerator, *denominator = spelling().denominator.split(outside, maxsplit=1)
    main = _tokens(numerator, words, letters, shouted=shouted)
    asides: list[str] = _ASIDE.findall(plain)
    inside = _tokens(" ".join((*denominator, *asides)), words, letters, shouted=shouted)
    if not main:
        main, inside = inside, []
    acronyms = {} if shouted else {fold(one): _capitals(one) for one in _ACRONYM.findall(plain)}
    years = frozenset(token for token in (*main, *inside) if _YEAR.fullmatch(token))
    marks = letters.union(token for token in main if _is_mark(token, words)) - years
    spoken = _spoken(main, letters, words)
    beside = _spoken(inside, letters, words)
    terms = (*terms_of(spoken, words), *terms_of(beside, words, aside=True))
    roots = [root(token) for token in (*spoken, *beside)]
    weak = frozenset(stem for stem in roots if stem in words.weak)
    measures = {words.measures[stem] for stem in roots if stem in words.measures}
    measures |= {kind for ratio, kind in words.ratios.items() if ratio in f" {text} "}
    if denominator:
        measures.add("share")
    elif any(map(spelling().denominator.search, asides)):
        measures.discard("count")
    if "share" in measures:
        measures -= {"count", "cost"}
    if not terms:
        terms = tuple(
            Term(stem, stem, frozenset(), frozenset(), 1, 1, Kind.THING) for stem in sorted(weak)
        )
        weak = frozenset()
    return Wording(
        text=text,
        words=(*main, *inside),
        terms=terms,
        acronyms=acronyms,
        abbreviated=abbreviated,
        keys=_keys(terms),
        weak=weak,
        marks=marks,
        notes=frozenset(token for token in inside if _is_mark(token, words)) - years,
        years=years,
        dates=frozenset(dates),
        measures=frozenset(measures),
    )


def _keys(terms: Sequence[Term]) -> frozenset[str]:
    return frozenset(key for term in terms for key in term.keys)


def _capitals(acronym: str) -> str:
    """The letters that stand for words; small ones stand for articles: 'CdS'."""
    return "".join(filter(str.isupper, acronym)).lower()


@cache
def _date() -> re.Pattern[str]:
    months = "|".join(figure_words().months)
    day, month = r"(0?[1-9]|[12]\d|3[01])", r"(0?[1-9]|1[0-2])"
    return re.compile(
        rf"\b(?:entro|al|dal|il|del)\b[\s'’]*(?:il\s+)?{day}[/.-]{month}(?:[/.-]\d{{2,4}})?\b"
        rf"|\b{day}°?\s+({months})\b",
        re.IGNORECASE,
    )


def _month(text: str) -> int:
    return int(text) if text.isdigit() else figure_words().months[text.lower()]


def _tokens(text: str, words: Vocabulary, letters: frozenset[str], *, shouted: bool) -> list[str]:
    """The words without stop words and lone letters that are no codes."""
    short = spelling().short
    tokens = (short.get(token, token) for token in fold(text).split())
    return [
        token
        for token in tokens
        if token not in words.stop
        and (len(token) > 1 or shouted or token in letters or not _is_code(token, words))
    ]


def _spoken(tokens: Sequence[str], letters: frozenset[str], words: Vocabulary) -> list[str]:
    """The words that are no numbers, no codes and no units of time after a number."""
    return [
        token
        for place, token in enumerate(tokens)
        if token not in letters
        and not _is_mark(token, words)
        and not (place and tokens[place - 1].isdigit() and root(token) in words.periods)
    ]


def _is_mark(token: str, words: Vocabulary) -> bool:
    """Whether a word is a number, a code or the letter of a lot."""
    if token.isalpha():
        return _is_code(token, words)
    return _HAS_DIGIT.search(token) is not None


def _is_code(token: str, words: Vocabulary) -> bool:
    return len(token) == 1 and token.isalpha() and token not in words.weak
