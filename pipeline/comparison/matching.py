"""Which names of two lists mean the same: candidates, text, evidence, one to one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from rapidfuzz import fuzz

from piao.normalizers.wording import Wording, as_words, opposed, wording
from piao.pipeline.comparison.items import Item

MIN_SCORE = 0.8
"""Two names with a lower score are not taken for the same."""
CANDIDATES = 25
"""How many of the other list are looked at for each item: those with the rarest terms."""
LONGEST_POSTING = 1000
"""A term that more of the items than this have leads to none of them."""
NEARLY = 88
"""Two stems that are this alike, of 100, are one with a misprint."""
WEAK = 0.1
"""What a word that matters little weighs beside one that matters."""
NOT_THE_SAME = 0.4
"""The highest score of two names that a number, a code or an opposite tells apart."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How sure two names mean the same, 0-1, and why in a sentence."""

    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Match:
    """A pair of positions in the two lists with its likeness."""

    left: int
    right: int
    likeness: Likeness


def likeness(left: str, right: str) -> Likeness:
    """How alike two names are, by what they say only.

    >>> likeness("Customer satisfaction", "Grado di soddisfazione degli utenti").score > 0.8
    True
    >>> likeness("Numero di reclami", "Numero di reclami evasi").score < MIN_SCORE
    True
    >>> likeness("Entrate correnti", "Spese correnti").reason
    "not the same: 'entrate' is not 'spesa'"
    """
    return wording_likeness(wording(left), wording(right))


def wording_likeness(mine: Wording, theirs: Wording) -> Likeness:
    """The likeness of two names that were taken apart already."""
    if mine.text == theirs.text:
        return Likeness(1.0, "same words")
    text = fuzz.token_sort_ratio(mine.text, theirs.text) / 100
    common = _common(mine.terms, theirs.terms)
    weak = len(mine.weak & theirs.weak) * WEAK
    whole = len(mine.terms) + len(theirs.terms) + (len(mine.weak) + len(theirs.weak)) * WEAK
    score = 0.85 * 2 * (len(common) + weak) / whole + 0.15 * text if whole else 0.0
    if common and len(mine.terms) == len(theirs.terms) == len(common):
        score = max(score, (0.85 + 0.14 * text) if len(common) > 1 else (0.75 + 0.25 * text))
    why = _apart(mine, theirs)
    if why:
        return Likeness(round(min(score, NOT_THE_SAME), 3), f"not the same: {why}")
    return Likeness(round(score, 3), _sentence(common, mine, theirs))


def item_likeness(left: Item, right: Item) -> Likeness:
    """The likeness of the names, moved by unit, comparator, formula, theme and parent."""
    names = likeness(left.name, right.name)
    if names.score <= NOT_THE_SAME:
        return names
    evidence = list(_evidence(left, right))
    score = names.score + sum(points for points, _ in evidence)
    reasons = [names.reason, *(text for _, text in evidence)]
    return Likeness(round(min(1.0, max(0.0, score)), 3), "; ".join(reasons))


def match(left: Sequence[Item], right: Sequence[Item], min_score: float = MIN_SCORE) -> list[Match]:
    """The pairs of two lists that mean the same, each item in one pair at most.

    The best pair is taken first, so no two items left over, or given away, would both
    rather have had each other. Where both lists have plans of
    an entity, its items are paired with its own only.
    """
    pairs = [
        Match(i, j, found)
        for i, j in _candidates(left, right)
        if (found := item_likeness(left[i], right[j])).score >= min_score
    ]
    pairs.sort(key=lambda pair: (-pair.likeness.score, abs(pair.left - pair.right), pair.left))
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    chosen = []
    for pair in pairs:
        if pair.left not in taken_left and pair.right not in taken_right:
            taken_left.add(pair.left)
            taken_right.add(pair.right)
            chosen.append(pair)
    return chosen


def _candidates(left: Sequence[Item], right: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """Pairs that share terms, by an index: the rarer the shared terms the sooner."""
    postings: dict[str, list[int]] = defaultdict(list)
    for j, item in enumerate(right):
        for key in _keys(item):
            postings[key].append(j)
    mine, theirs = {item.entity for item in left}, {item.entity for item in right}
    for i, item in enumerate(left):
        points: dict[int, float] = defaultdict(float)
        for key in _keys(item):
            found = postings.get(key, [])
            if len(found) <= LONGEST_POSTING:
                for j in found:
                    points[j] += log(1 + len(right) / len(found))
        near = [
            j
            for j in points
            if right[j].kind is item.kind
            and (
                right[j].entity == item.entity
                or (item.entity not in theirs and right[j].entity not in mine)
            )
        ]
        for j in sorted(near, key=lambda j: (-points[j], j))[:CANDIDATES]:
            yield i, j


def _keys(item: Item) -> set[str]:
    """What an item is found by: its terms, their beginnings for misprints, its whole text."""
    terms = wording(item.name)
    beginnings = {f"{term[:4]}-" for term in terms.terms if len(term) > 5}
    return {*terms.terms, *beginnings, f"={terms.text}"}


def _common(left: frozenset[str], right: frozenset[str]) -> frozenset[str]:
    """The shared terms; a misprint of one counts as the term."""
    common = left & right
    rest = right - common
    near = {
        term
        for term in left - common
        if len(term) > 5
        and any(o[0] == term[0] and fuzz.ratio(term, o) >= NEARLY for o in rest if len(o) > 5)
    }
    return common | near


def _apart(left: Wording, right: Wording) -> str | None:
    """What tells two names apart however alike they look."""
    if left.marks != right.marks:
        marks = [" ".join(sorted(marks)) or "none" for marks in (left.marks, right.marks)]
        return f"numbers or codes differ ({marks[0]} / {marks[1]})"
    pair = opposed(left.terms, right.terms)
    if pair:
        (mine,), (theirs,) = as_words(pair[:1], left.text), as_words(pair[1:], right.text)
        return f"'{mine}' is not '{theirs}'"
    if left.measures and right.measures and not left.measures & right.measures:
        return f"{'/'.join(sorted(left.measures))} is not {'/'.join(sorted(right.measures))}"
    return None


def _sentence(common: frozenset[str], left: Wording, right: Wording) -> str:
    if not common:
        return "no shared terms"
    text = f"{left.text} {right.text}"
    shared = f"both speak of {', '.join(as_words(common, text))}"
    rest = as_words((left.terms ^ right.terms) - common, text)
    return f"{shared}; only one of {', '.join(rest)}" if rest else shared


def _evidence(left: Item, right: Item) -> Iterator[tuple[float, str]]:
    """Points for and against, each with its words."""
    if left.unit and right.unit:
        same = left.unit.casefold() == right.unit.casefold()
        yield (0.03, f"same unit {left.unit}") if same else (-0.05, "another unit")
    if left.comparator and left.comparator is right.comparator:
        yield 0.01, "same kind of target"
    if left.responsible and left.responsible == right.responsible:
        yield 0.02, "same responsible"
    if left.formula and right.formula:
        alike = fuzz.token_sort_ratio(left.formula.casefold(), right.formula.casefold()) >= 80
        yield (0.04, "same formula") if alike else (-0.02, "another formula")
    for mine, theirs, name in (
        (left.theme, right.theme, "programme"),
        (left.parent, right.parent, "objective above"),
    ):
        if mine and theirs and wording(mine).terms & wording(theirs).terms:
            yield 0.02, f"alike {name}"
