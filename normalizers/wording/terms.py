"""The words of a name that say something, and what each may stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import accumulate

from piao.normalizers.wording.vocabulary import Phrase, Vocabulary, root

GAP = 2
"""Three and more words of a phrase may have so many others among them."""
LIGHT = 0.3
"""What a word weighs that says what is done to a thing, beside the thing."""
BACKGROUND = 0.4
"""What a word weighs that most names have, where it does not come first."""
ASIDE = 0.2
"""What a word in brackets weighs beside one outside."""
PHRASE = 1.5
"""What the words of a phrase weigh together."""


class Kind(Enum):
    """What a word says: a thing, one that is counted, what is done to it, what is in brackets."""

    THING = auto()
    COUNTED = auto()
    ACTION = auto()
    ASIDE = auto()


@dataclass(frozen=True, slots=True)
class Term:
    """A word that says something: its root, what it may stand for, alone and in phrases.

    `weight` is 1 for a thing, less for what is done to it and for what stands in brackets;
    `part` is what it weighs among the words of its longest phrase.
    """

    word: str
    root: str
    senses: frozenset[str]
    phrases: frozenset[str]
    weight: float
    part: float
    kind: Kind

    @property
    def keys(self) -> frozenset[str]:
        """The root and all that it may stand for."""
        return self.senses | self.phrases | {self.root}

    @property
    def meanings(self) -> frozenset[str]:
        """What the word stands for by itself: its concepts, or its root."""
        return self.senses or frozenset({self.root})


def terms_of(tokens: Sequence[str], words: Vocabulary, *, aside: bool = False) -> list[Term]:
    """The words that say something, with the phrases that they are part of.

    `aside` says that they stand in brackets.

    >>> from piao.normalizers.wording.vocabulary import vocabulary
    >>> found = terms_of(["carta", "identita", "nido"], vocabulary())
    >>> [(term.word, sorted(term.phrases)) for term in found][1:]
    [('identita', ['carta identità']), ('nido', [])]
    """
    if not tokens:
        return []
    roots = [root(token) for token in tokens]
    senses = [words.senses.get(one, frozenset()) for one in roots]
    ranks = list(accumulate(one not in words.weak for one in roots))
    places: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(roots):
        for key in (one, *senses[place]):
            places[key].append(place)
    keys = [some | {one} for one, some in zip(roots, senses, strict=True)]
    kinds = [Kind.ASIDE] * len(roots) if aside else _kinds(keys, roots, words)
    weights = _weights(keys, kinds, roots, words)
    whole = ASIDE if aside else 1.0
    parts = list(weights)
    phrases: list[set[str]] = [set() for _ in tokens]
    for phrase in _near(places, roots, words):
        at = _places(phrase, places)
        if at and _others(at, ranks, roots, words) <= (GAP if len(phrase.words) > 2 else 0):
            for place in at:
                phrases[place].add(phrase.concept)
                parts[place] = min(parts[place], whole * PHRASE / len(at))
    return [
        Term(token, one, some, frozenset(concepts), weight, part, kind)
        for token, one, some, concepts, weight, part, kind in zip(
            tokens, roots, senses, phrases, weights, parts, kinds, strict=True
        )
        if concepts or kind is Kind.COUNTED or one not in words.weak
    ]


def _kinds(keys: Sequence[frozenset[str]], roots: Sequence[str], words: Vocabulary) -> list[Kind]:
    """What each word says; after 'number of' comes what is counted, be it an action."""
    kinds = []
    counting = False
    for some, one in zip(keys, roots, strict=True):
        weak = one in words.weak
        if counting and (one in words.counted or not weak):
            kinds.append(Kind.COUNTED)
        else:
            light = weak or not words.light.isdisjoint(some)
            kinds.append(Kind.ACTION if light else Kind.THING)
        counting = words.measures.get(one) in {"count", "share"} or (
            counting and kinds[-1] is not Kind.COUNTED
        )
    return kinds


def _weights(
    keys: Sequence[frozenset[str]],
    kinds: Sequence[Kind],
    roots: Sequence[str],
    words: Vocabulary,
) -> list[float]:
    """What each word weighs: what most names are about less, where it does not come first."""
    weights = []
    first = True
    for some, kind, one in zip(keys, kinds, roots, strict=True):
        known = not first and not words.background.isdisjoint(some)
        if kind is Kind.ASIDE:
            weights.append(ASIDE)
        elif kind is Kind.ACTION or one in words.weak:
            weights.append(LIGHT)
        else:
            weights.append(BACKGROUND if known else 1.0)
            first = False
    return weights


def _near(places: Mapping[str, list[int]], roots: Sequence[str], words: Vocabulary) -> list[Phrase]:
    """The phrases whose words are there; for one of them another that means the same will do."""
    found = {id(phrase): phrase for one in roots for phrase in words.phrases.get(one, ())}
    return [phrase for phrase in found.values() if _is_near(phrase, places)]


def _is_near(phrase: Phrase, places: Mapping[str, list[int]]) -> bool:
    missing = None
    for word in phrase.words:
        if word not in places:
            if missing is not None:
                return False
            missing = word
    return missing is None or not phrase.words[missing].isdisjoint(places)


def _places(phrase: Phrase, places: Mapping[str, list[int]]) -> list[int]:
    """Where the words of the phrase stand, each in a place of its own; empty where not all do."""
    at: list[int] = []
    for word, senses in phrase.words.items():
        keys = [word] if word in places else sorted(senses)
        free = [place for key in keys for place in places.get(key, ()) if place not in at]
        if not free:
            return []
        at.append(min(free))
    return at


def _others(
    at: Sequence[int], ranks: Sequence[int], roots: Sequence[str], words: Vocabulary
) -> int:
    """How many words that matter stand among those of a phrase."""
    own = sum(roots[place] not in words.weak for place in at)
    first, last = min(at), max(at)
    return ranks[last] - ranks[first] + (roots[first] not in words.weak) - own
