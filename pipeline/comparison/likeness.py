"""How sure two names mean the same, by what they say only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz
from rapidfuzz.distance import Prefix

from piao.normalizers.wording.names import Wording, wording
from piao.normalizers.wording.terms import Kind, Term
from piao.normalizers.wording.vocabulary import root, vocabulary
from piao.pipeline.comparison.differences import difference
from piao.schema.language import Language, Message, speaking

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
SHORT_ACRONYM = 3
"""With fewer letters than this an acronym is what the vocabulary says, if it knows it."""
SURE_ACRONYM = 4
"""The letters from which on words in a row that begin so are no chance."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How sure two names mean the same, 0-1, and why.

    `apart` says that a number, a code or an opposite tells them apart.
    """

    score: float
    reasons: tuple[Message, ...]
    apart: bool = False

    @property
    def reason(self) -> str:
        """Why, in a sentence of the language that is spoken."""
        return "; ".join(map(str, self.reasons))

    @property
    def english(self) -> str:
        """The same as data have it."""
        with speaking(Language.ENGLISH):
            return self.reason


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
        return Likeness(1.0, (Message("same words"),))
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
    apart = difference(mine, theirs, unpaired, alone)
    if apart:
        why = Message("not the same: {difference}", difference=apart)
        return Likeness(round(min(score, NOT_THE_SAME), 3), (why,), apart=True)
    return Likeness(round(score, 3), (_sentence(paired, (*alone[0], *alone[1])),))


def contained(phrase: Wording, name: Wording) -> float | None:
    """How much of a name a phrase is, 0-1, where the name says all of it; None where it does not.

    What the name says besides counts as it does between two names; its numbers do not.

    >>> said = wording("ritardo pagamento")
    >>> contained(said, wording("Indicatore di ritardo annuale dei pagamenti"))
    1.0
    >>> contained(said, wording("Ritardo nella consegna dei libri")) is None
    True
    """
    if not phrase.marks <= name.marks | name.notes:
        return None
    missing, more = _unexplained(_unpaired(phrase, name), phrase, name)
    if missing:
        return None
    lone = {id(term) for term in more}
    common = sum(term.part for term in name.terms if id(term) not in lone)
    whole = common + _lone_weight(replace(name, marks=frozenset()), phrase, more, ())
    return round(common / whole, 3) if whole else None


def _unpaired(left: Wording, right: Wording) -> tuple[list[Term], list[Term]]:
    """The terms of each name that have no partner in the other.

    A partner is the same word, one that may stand for the same, one of the same family.
    """
    mine, theirs = list(left.terms), list(right.terms)
    for related in _ways(left, right):
        for term in tuple(mine):
            at = next((n for n, other in enumerate(theirs) if related(term, other)), None)
            if at is not None:
                mine = [other for other in mine if other is not term]
                del theirs[at]
    return mine, theirs


def _ways(left: Wording, right: Wording) -> Iterator[Callable[[Term, Term], bool]]:
    """How a term may be the partner of another, the surest way first."""
    if not left.keys.isdisjoint(right.keys):
        yield from (_same, _synonyms)
    yield _alike
    short = left.abbreviated | right.abbreviated
    if short:
        yield lambda one, other: _shortened(one.word, other.word, short)
    yield _kindred


def _unexplained(
    alone: tuple[list[Term], list[Term]], left: Wording, right: Wording
) -> tuple[list[Term], list[Term]]:
    """Those of the terms without partner that no phrase and no acronym of the other name has."""
    mine, theirs = alone
    shares = len(mine) < len(left.terms)
    spelled = _spelled_out(left, right, shares=shares) | _spelled_out(right, left, shares=shares)
    return (
        [t for t in mine if t.phrases.isdisjoint(right.keys) and t.word not in spelled],
        [t for t in theirs if t.phrases.isdisjoint(left.keys) and t.word not in spelled],
    )


def _spelled_out(left: Wording, right: Wording, *, shares: bool) -> set[str]:
    """The acronyms of one name that the other spells out, with the words that do.

    Few letters are sure where the names share something else; two mean what the vocabulary
    says, if it knows them. What a name itself spells out says nothing more.
    """
    found: set[str] = set()
    for acronym, letters in left.acronyms.items():
        if len(letters) < SHORT_ACRONYM and root(acronym) in vocabulary().senses:
            continue
        words = spelled_out(letters, right.words)
        if words and (shares or len(letters) >= SURE_ACRONYM):
            found |= {acronym, *words}
        elif spelled_out(letters, left.words):
            found.add(acronym)
    return found


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


def _shortened(one: str, other: str, abbreviated: frozenset[str]) -> bool:
    """Whether one of two words is an abbreviation of the other."""
    short, whole = sorted((one, other), key=len)
    return short in abbreviated and whole.startswith(short)


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
    acting = any(one.kind is Kind.ACTION for one in others)
    aside = any(one.kind is Kind.ASIDE for one in others)
    found = 0.0
    for term in alone:
        weight = term.weight if term.phrases & said else term.part
        if not term.keys.isdisjoint(known) and not _counted(term):
            weight *= IMPLIED
        elif (term.kind is Kind.ACTION and acting) or (term.kind is Kind.ASIDE and aside):
            weight = max(weight, EXCHANGED)
        found += weight
    return found + NUMBER * len(name.marks - other.marks - other.notes)


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


def _sentence(shared: Sequence[Term], alone: Sequence[Term]) -> Message:
    if not shared:
        return Message("no shared terms")
    if not alone:
        return Message("both speak of {words}", words=_words(shared))
    return Message(
        "both speak of {words}; only one of {others}", words=_words(shared), others=_words(alone)
    )


def _words(terms: Sequence[Term]) -> str:
    return ", ".join(dict.fromkeys(term.word for term in terms))
