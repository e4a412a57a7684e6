"""Which names of two lists mean the same: candidates, text, evidence, one to one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from rapidfuzz import fuzz

from piao.normalizers.wording import wording
from piao.pipeline.comparison.items import Item
from piao.pipeline.comparison.likeness import MIN_SCORE, Likeness, likeness

CANDIDATES = 25
"""How many of the other list are looked at for each item: those with the rarest terms."""
LONGEST_POSTING = 1000
"""A term that more of the items than this have leads to none of them."""


@dataclass(frozen=True, slots=True)
class Match:
    """A pair of positions in the two lists with its likeness."""

    left: int
    right: int
    likeness: Likeness


def item_likeness(left: Item, right: Item) -> Likeness:
    """The likeness of the names, moved by unit, comparator, formula, theme and parent."""
    names = likeness(left.name, right.name)
    if names.apart:
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
    name = wording(item.name)
    beginnings = {f"{term.root[:4]}-" for term in name.terms if len(term.root) > 5}
    return {*name.index, *beginnings, f"={name.text}"}


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
        if mine and theirs and wording(mine).keys & wording(theirs).keys:
            yield 0.02, f"alike {name}"
