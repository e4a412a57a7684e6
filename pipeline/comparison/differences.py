"""What tells two names apart however alike they look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from piao.normalizers.wording.names import Wording
from piao.normalizers.wording.terms import Kind, Term
from piao.normalizers.wording.vocabulary import root, vocabulary
from piao.schema.language import Message

_Opposites = Mapping[str, frozenset[tuple[int, int]]]


def difference(
    left: Wording,
    right: Wording,
    unpaired: tuple[list[Term], list[Term]],
    alone: tuple[list[Term], list[Term]],
) -> Message | None:
    """What tells two names apart; `unpaired` and `alone` are their terms without partner."""
    numbers = _numbers_apart(left, right)
    if numbers:
        return Message("numbers or codes differ ({numbers})", numbers=numbers)
    words = vocabulary()
    pair = (
        _opposed(words.opposites, *_said(left, right, unpaired))
        or _opposed(words.opposites, *map(_wholes, alone))
        or _opposed(words.opposites, *(_keys(_aside(terms)) for terms in unpaired))
        or _heads_apart(left, right)
    )
    if pair:
        return Message(
            "'{mine}' is not '{other}'",
            mine=_spoken(pair[0], left),
            other=_spoken(pair[1], right),
        )
    told = _telling(left, alone[0]) or _telling(right, alone[1])
    if told:
        return Message("only one says '{word}'", word=told)
    if _measured_apart(left.measures, right.measures):
        mine, other = (" or ".join(sorted(some)) for some in (left.measures, right.measures))
        return Message("{mine} is not {other}", mine=mine, other=other)
    return None


def _numbers_apart(left: Wording, right: Wording) -> str | None:
    """The numbers, codes, years and dates of two names where they do not go together."""
    for kind in (str.isdigit, _is_code):
        mine, theirs = (frozenset(filter(kind, name.marks)) for name in (left, right))
        beside = [frozenset(filter(kind, name.notes)) for name in (left, right)]
        if _each_its_own(mine, theirs) or (
            (all_mine := mine | beside[0])
            and (all_theirs := theirs | beside[1])
            and all_mine.isdisjoint(all_theirs)
        ):
            return _both(mine | beside[0], theirs | beside[1])
    for mine, theirs in ((left.years, right.years), (left.dates, right.dates)):
        if mine and theirs and mine != theirs:
            return _both(mine, theirs)
    return None


def _is_code(mark: str) -> bool:
    return not mark.isdigit()


def _each_its_own(left: frozenset[str], right: frozenset[str]) -> bool:
    return bool(left - right and right - left)


def _both(left: Iterable[str], right: Iterable[str]) -> str:
    return " / ".join(" ".join(sorted(some)) for some in (left, right))


def _said(
    left: Wording, right: Wording, unpaired: tuple[list[Term], list[Term]]
) -> tuple[frozenset[str], frozenset[str]]:
    """What each name says outside brackets, filling included, that the other does not."""
    mine, theirs = (
        _keys(term for term in terms if term.kind is not Kind.ASIDE) for terms in unpaired
    )
    return mine | left.weak - right.weak, theirs | right.weak - left.weak


def _aside(terms: Sequence[Term]) -> list[Term]:
    return [term for term in terms if term.kind is Kind.ASIDE]


def _keys(terms: Iterable[Term]) -> frozenset[str]:
    return frozenset(key for term in terms for key in (term.root, *term.senses))


def _wholes(terms: Iterable[Term]) -> frozenset[str]:
    """What words outside brackets stand for, those of a phrase together too."""
    return frozenset(key for term in terms if term.kind is not Kind.ASIDE for key in term.keys)


def _opposed(
    opposites: _Opposites, left: frozenset[str], right: frozenset[str]
) -> tuple[str, str] | None:
    """The two terms that make two names speak of different things, None where none do."""
    known = opposites.keys()
    if left.isdisjoint(known) or right.isdisjoint(known):
        return None
    mine = {at: key for key in sorted(left & known) for at in opposites[key]}
    theirs = {at: key for key in sorted(right & known) for at in opposites[key]}
    for group, place in sorted(mine.keys() - theirs.keys()):
        for other in sorted(theirs.keys() - mine.keys()):
            if other[0] == group:
                return mine[group, place], theirs[other]
    return None


def _heads_apart(left: Wording, right: Wording) -> tuple[str, str] | None:
    """What each name counts or speaks of first, where one is opposed to the other."""
    mine, theirs = (
        frozenset(key for term in _head(name) for key in term.keys) for name in (left, right)
    )
    return _opposed(vocabulary().opposite_heads, mine, theirs)


def _head(name: Wording) -> Sequence[Term]:
    """The first thing that a name speaks of; none where that is how it is measured."""
    for term in name.terms:
        if term.kind is Kind.COUNTED:
            return (term,)
        if term.kind is Kind.THING:
            return () if term.root in vocabulary().measures else (term,)
    return ()


def _telling(name: Wording, alone: Sequence[Term]) -> str | None:
    """The word of a name that turns its sense round, where the other has it without."""
    words = vocabulary()
    turning = words.telling | words.negating
    for term in alone:
        if term.root not in turning or term.kind is Kind.ASIDE or term.phrases:
            continue
        place = next(n for n, one in enumerate(name.terms) if one is term)
        beside = name.terms[place + 1 : place + 2] or name.terms[place - 1 : place]
        shared = not any(one is other for one in beside for other in alone)
        if term.root in words.telling or shared:
            return term.word
    return None


def _measured_apart(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two names are measured in other ways; one that says none may be in any."""
    return bool(left and right) and (not left & right or left ^ right >= {"count", "share"})


def _spoken(key: str, name: Wording) -> str:
    """The word of the name that stands for the key."""
    words = (term.word for term in name.terms if key in term.keys)
    return next(words, None) or next((w for w in name.words if root(w) == key), key)
