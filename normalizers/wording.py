"""What the name of an objective or an indicator speaks of, whatever its wording.

A name becomes a set of terms: roots of words without stop words, wordings that mean the
same replaced by one (see `vocabulary`); numbers, years, dates, references to laws and the
way of measuring are kept apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from piao.normalizers.cleaning import fold
from piao.normalizers.vocabulary import Vocabulary, root, vocabulary
from piao.normalizers.wording_terms import Kind, Term, terms_of

_ASIDE = re.compile(r"\(([^()]*)\)")
_ELISION = re.compile(r"\b(?:[dl]|un|all|dell|nell|dall|sull)['’]", re.IGNORECASE)
_ACRONYM = re.compile(r"\b[A-Z][A-Za-z]{0,4}[A-Z]\b")
_LETTER = re.compile(r"(?<=[a-z] )[A-Z]\b(?![.'’])")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_HAS_DIGIT = re.compile(r"\d")
_NUMERALS = frozenset({"ii", "iii", "iv", "vi", "vii", "viii", "ix"})
_MONTHS = (
    "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre"
)
_DATE = re.compile(
    rf"\b(?:entro|al|dal|il|del)\b[\s'’]*(?:il\s+)?(\d{{1,2}})[/.-](\d{{1,2}})(?:[/.-]\d{{2,4}})?\b"
    rf"|\b(\d{{1,2}})°?\s+({_MONTHS})\b",
    re.IGNORECASE,
)
_RATIO = re.compile(r"\s/\s*(?:n\b|n\.|numero|tot)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wording:
    """A name taken apart.

    `words` are all but stop words, `terms` those that say what it speaks of, `acronyms` words
    in capitals, `weak` roots that matter little, `marks` its numbers and codes, `notes` those
    in brackets, `years` its years, `dates` its days as 'day/month', `measures` how it is
    measured, `keys` all that its words and phrases stand for.
    """

    text: str
    words: tuple[str, ...]
    terms: tuple[Term, ...]
    acronyms: frozenset[str]
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
    dates = {f"{int(a or c)}/{_month(b or d)}" for a, b, c, d in _DATE.findall(name)}
    plain = _ELISION.sub(" ", _DATE.sub(" ", name))
    main = _tokens(_ASIDE.sub(" ", plain), words)
    inside = _tokens(" ".join(_ASIDE.findall(plain)), words)
    if not main:
        main, inside = inside, []
    acronyms = frozenset() if name.isupper() else frozenset(map(fold, _ACRONYM.findall(plain)))
    years = frozenset(token for token in (*main, *inside) if _YEAR.fullmatch(token))
    letters = [] if name.isupper() else map(str.lower, _LETTER.findall(plain))
    marks = frozenset(token for token in main if token not in years and _is_mark(token, words))
    marks = marks.union(letters)
    spoken = [
        token
        for place, token in enumerate(main)
        if token not in marks | years
        and not (place and main[place - 1].isdigit() and root(token) in words.periods)
    ]
    beside = [token for token in inside if not _is_mark(token, words)]
    terms = (*terms_of(spoken, words), *terms_of(beside, words, aside=True))
    roots = [root(token) for token in (*spoken, *beside)]
    weak = frozenset(stem for stem in roots if stem in words.weak)
    measures = {words.measures[stem] for stem in roots if stem in words.measures}
    measures |= {kind for ratio, kind in words.ratios.items() if ratio in f" {text} "}
    if _RATIO.search(name):
        measures.add("share")
    if "share" in measures:
        measures.discard("count")
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


def spelled_out(acronym: str, words: Sequence[str]) -> tuple[str, ...]:
    """The words in a row that the letters of the acronym begin; empty where there are none.

    >>> spelled_out("mmg", ["lettere", "medico", "medicina", "generale"])
    ('medico', 'medicina', 'generale')
    """
    for start in range(len(words) - len(acronym) + 1):
        some = words[start : start + len(acronym)]
        if all(word[0] == letter for word, letter in zip(some, acronym, strict=True)):
            return tuple(some)
    return ()


def opposed(left: frozenset[str], right: frozenset[str]) -> tuple[str, str] | None:
    """The two terms that make two names speak of different things, None where none do.

    >>> opposed(wording("Entrate correnti").keys, wording("Spese correnti").keys)
    ('entrata', 'spesa')
    """
    opposites = vocabulary().opposites
    mine = {at: key for key in sorted(left) for at in opposites.get(key, ())}
    theirs = {at: key for key in sorted(right) for at in opposites.get(key, ())}
    for group, place in sorted(mine.keys() - theirs.keys()):
        for other in sorted(theirs.keys() - mine.keys()):
            if other[0] == group:
                return mine[group, place], theirs[other]
    return None


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS.split("|").index(text.lower()) + 1


def _tokens(text: str, words: Vocabulary) -> list[str]:
    """The words without stop words and references to laws."""
    tokens = fold(text).split()
    first, following = words.references
    found: list[str] = []
    place = 0
    while place < len(tokens):
        end = place
        if tokens[place] in first:
            end += 1
            while end < len(tokens) and (tokens[end] in following or tokens[end].isdigit()):
                end += 1
        if any(token.isdigit() for token in tokens[place:end]):
            place = end
        else:
            found.append(tokens[place])
            place += 1
    return [token for token in found if token not in words.stop]


def _is_mark(token: str, words: Vocabulary) -> bool:
    """Whether a word is a number, a code or the letter of a lot."""
    if root(token) in words.weak:
        return False
    lone = len(token) == 1 and token.isalpha()
    return lone or token in _NUMERALS or _HAS_DIGIT.search(token) is not None
