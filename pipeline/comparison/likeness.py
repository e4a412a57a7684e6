"""How sure two names mean the same, by what they say only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Prefix

from piao.normalizers.vocabulary import root, vocabulary
from piao.normalizers.wording import Wording, opposed, spelled_out, wording
from piao.normalizers.wording_terms import Kind, Term

MIN_SCORE = 0.8
"""Two names with a lower score are not taken for the same."""
NEARLY = 88
"""Two stems that are this alike, of 100, are one with a misprint."""
SHORTEST = 5
"""Roots with fewer letters are the same or not."""
IMPLIED = 0.1
"""What a word weighs that the shared terms imply."""
EXCHANGED = 0.8
"""What an action weighs, or a word in brackets, that the other name has another for."""
SWAPPING = frozenset({Kind.ACTION, Kind.ASIDE})
"""The kinds of words that are light alone."""
ADDED = 1.0
"""What weighs of the words that one name has alone, where it has more of them."""
SWAPPED = 2.0
"""What weighs of those of the other: each says another thing."""
NUMBER = 2.0
"""What a number weighs, or a code, that one name has alone."""
DEADLINE = "termine"
"""The concept that a date speaks of."""
NOT_THE_SAME = 0.4
"""The highest score of two names that a number, a code or an opposite tells apart."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How sure two names mean the same, 0-1, and why in a sentence.

    `apart` says that a number, a code or an opposite tells them apart.
    """

    score: float
    reason: str
    apart: bool = False


def likeness(left: str, right: str) -> Likeness:
    """How alike two names are, by what they say only.

    >>> likeness("Customer satisfaction", "Grado di soddisfazione degli utenti").score > 0.8
    True
    >>> likeness("Numero di reclami", "Numero di reclami evasi").score < MIN_SCORE
    True
    >>> likeness("Entrate correnti", "Spese correnti").reason
    "not the same: 'entrate' is not 'spese'"
    """
    return wording_likeness(wording(left), wording(right))


def wording_likeness(mine: Wording, theirs: Wording) -> Likeness:
    """The likeness of two names that were taken apart already."""
    if mine.text == theirs.text:
        return Likeness(1.0, "same words")
    unpaired = _unpaired(mine, theirs)
    alone = _unexplained(unpaired, mine, theirs)
    less, more = sorted(
        (_lone_weight(mine, theirs, *alone), _lone_weight(theirs, mine, alone[1], alone[0]))
    )
    lone = {id(term) for term in (*alone[0], *alone[1])}
    shared = [term for term in (*mine.terms, *theirs.terms) if id(term) not in lone]
    paired = [term for term in mine.terms if id(term) not in lone]
    common = sum(term.part for term in shared)
    whole = common + ADDED * more + SWAPPED * less
    text = fuzz.token_sort_ratio(mine.text, theirs.text) / 100
    score = 0.9 * (common / whole if whole else 0) + 0.1 * text
    why = _apart(mine, theirs, unpaired, alone)
    if why:
        return Likeness(round(min(score, NOT_THE_SAME), 3), f"not the same: {why}", apart=True)
    return Likeness(round(score, 3), _sentence(paired, (*alone[0], *alone[1])))


def _unpaired(left: Wording, right: Wording) -> tuple[list[Term], list[Term]]:
    """The terms of each name that have no partner in the other.

    A partner is the same word, one that may stand for the same, one of the same family.
    """
    mine, theirs = list(left.terms), list(right.terms)
    for related in (_same, _synonyms, _alike, _kindred):
        for term in tuple(mine):
            at = next((n for n, other in enumerate(theirs) if related(term, other)), None)
            if at is not None:
                mine = [other for other in mine if other is not term]
                del theirs[at]
    return mine, theirs


def _unexplained(
    alone: tuple[list[Term], list[Term]], left: Wording, right: Wording
) -> tuple[list[Term], list[Term]]:
    """Those of the terms without partner that no phrase and no acronym of the other name has."""
    mine, theirs = alone
    spelled = _spelled_out(left, right) | _spelled_out(right, left)
    return (
        [t for t in mine if t.phrases.isdisjoint(right.keys) and t.word not in spelled],
        [t for t in theirs if t.phrases.isdisjoint(left.keys) and t.word not in spelled],
    )


def _spelled_out(left: Wording, right: Wording) -> set[str]:
    """The acronyms of one name that a name spells out, with the words that do."""
    found: set[str] = set()
    for acronym in left.acronyms:
        words = spelled_out(acronym, right.words)
        if words or spelled_out(acronym, left.words):
            found |= {acronym, *words}
    return found


def _same(left: Term, right: Term) -> bool:
    return left.root == right.root


def _synonyms(left: Term, right: Term) -> bool:
    return not (left.senses | left.phrases).isdisjoint(right.senses | right.phrases)


def _kindred(left: Term, right: Term) -> bool:
    """Whether two words say that something of the same kind is done."""
    if not left.kind is right.kind is Kind.ACTION:
        return False
    kindred = vocabulary().kindred
    mine, theirs = (
        {number for key in term.meanings for number in kindred.get(key, ())}
        for term in (left, right)
    )
    return not mine.isdisjoint(theirs)


def _lone_weight(
    name: Wording, other: Wording, alone: Sequence[Term], others: Sequence[Term]
) -> float:
    """What weighs that one name has alone: little of it where the shared implies or repeats it.

    What is done, and what stands in brackets, weighs more where the other name has alone
    something else that is done, or in brackets.
    """
    implied = vocabulary().implied
    shared = name.keys & other.keys
    if other.dates:
        shared |= {DEADLINE}
    known = shared.union(*(implied.get(key, ()) for key in shared))
    lone = {id(term) for term in alone}
    said = frozenset().union(*(term.phrases for term in name.terms if id(term) not in lone))
    found = 0.0
    for term in alone:
        weight = term.weight if term.phrases & said else term.part
        if not term.keys.isdisjoint(known) and not _counted(term):
            weight *= IMPLIED
        elif any(term.kind is one.kind in SWAPPING for one in others):
            weight = max(weight, EXCHANGED)
        found += weight
    return found + (0 if other.marks else NUMBER * len(name.marks))


def _counted(term: Term) -> bool:
    """Whether a name counts such things; persons go without saying where others are named."""
    return term.kind is Kind.COUNTED and vocabulary().persons.isdisjoint(term.keys)


def _alike(left: Term, right: Term) -> bool:
    """Whether two words are one but for an ending or a misprint."""
    if min(len(left.root), len(right.root)) < SHORTEST or left.root[0] != right.root[0]:
        return False
    same = Prefix.similarity(left.root, right.root)
    endings = vocabulary().family
    family = same >= SHORTEST and left.root[same:] in endings and right.root[same:] in endings
    return family or fuzz.ratio(left.word, right.word) >= NEARLY


def _apart(
    left: Wording,
    right: Wording,
    unpaired: tuple[list[Term], list[Term]],
    alone: tuple[list[Term], list[Term]],
) -> str | None:
    """What tells two names apart however alike they look."""
    for one, other, all_one, all_other in (
        (left.marks, right.marks, left.marks | left.notes, right.marks | right.notes),
        (left.years, right.years, left.years, right.years),
        (left.dates, right.dates, left.dates, right.dates),
    ):
        if (one and other and one != other) or (
            all_one and all_other and all_one.isdisjoint(all_other)
        ):
            marks = [" ".join(sorted(marks)) for marks in (all_one, all_other)]
            return f"numbers or codes differ ({marks[0]} / {marks[1]})"
    mine, theirs = (
        frozenset(key for t in terms for key in (t.root, *t.senses)) for terms in unpaired
    )
    pair = opposed(mine | left.weak - right.weak, theirs | right.weak - left.weak)
    if pair:
        return f"'{_spoken(pair[0], left)}' is not '{_spoken(pair[1], right)}'"
    for term in (*alone[0], *alone[1]):
        if term.root in vocabulary().telling:
            return f"only one says '{term.word}'"
    if _measured_apart(left.measures, right.measures):
        return f"{'/'.join(sorted(left.measures))} is not {'/'.join(sorted(right.measures))}"
    return None


def _measured_apart(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two names are measured in other ways; one that says none may be in any."""
    return bool(left and right) and (not left & right or left ^ right >= {"count", "share"})


def _spoken(key: str, name: Wording) -> str:
    """The word of the name that stands for the key."""
    words = (term.word for term in name.terms if key in term.keys)
    return next(words, None) or next((w for w in name.words if root(w) == key), key)


def _sentence(shared: Sequence[Term], alone: Sequence[Term]) -> str:
    if not shared:
        return "no shared terms"
    both = f"both speak of {_words(shared)}"
    return f"{both}; only one of {_words(alone)}" if alone else both


def _words(terms: Sequence[Term]) -> str:
    return ", ".join(dict.fromkeys(term.word for term in terms))
