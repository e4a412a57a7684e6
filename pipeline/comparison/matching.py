"""Which items of two lists mean the same: candidates, names, what is around, one to one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from piao.normalizers.wording.names import Wording, wording
from piao.pipeline.comparison.certainty import Pair, judged, parents
from piao.pipeline.comparison.items import Item
from piao.pipeline.comparison.likeness import Likeness, wording_likeness
from piao.schema.records import Comparator

MIN_SCORE = 0.7
"""A pair that is less sure is none."""

WORDS = frozenset({Comparator.TEXT, Comparator.REFERENCE, Comparator.YES_NO})
"""Targets that are words, not figures."""
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


def match(left: Sequence[Item], right: Sequence[Item], min_score: float = MIN_SCORE) -> list[Match]:
    """The pairs of two lists that mean the same, each item in one pair at most.

    The surest pair is taken first, so no two items left over, or given away, would both
    rather have had each other. Where both lists have plans of
    an entity, its items are paired with its own only.
    """
    found = []
    for mine, theirs in _groups(left, right):
        pairs = matched([left[i] for i in mine], [right[j] for j in theirs], min_score)
        found += [Match(mine[pair.left], theirs[pair.right], pair.likeness) for pair in pairs]
    return sorted(found, key=lambda pair: pair.left)


def _groups(left: Sequence[Item], right: Sequence[Item]) -> Iterator[tuple[list[int], list[int]]]:
    """The positions of what may be paired: each entity's own, then what is left of the others."""
    mine, theirs = ({item.entity for item in items} for items in (left, right))
    both = mine & theirs
    groups: dict[tuple[bool, str | None], tuple[list[int], list[int]]] = {}
    for side, items in enumerate((left, right)):
        for place, item in enumerate(items):
            shared = item.entity in both
            key = shared, item.entity if shared else None
            groups.setdefault(key, ([], []))[side].append(place)
    yield from groups.values()


def matched(
    left: Sequence[Item],
    right: Sequence[Item],
    min_score: float,
    known: Mapping[Pair, Likeness] | None = None,
) -> list[Match]:
    """The pairs of two lists, whichever administration their items are of; see :func:`match`.

    `known` are pairs, by their positions, that more than the names tells: they are taken first,
    and count as sure where they stand above or below others.
    """
    known = known or {}
    names = {pair: name_likeness(left[pair[0]], right[pair[1]]) for pair in _pairs(left, right)}
    names.update(known)
    found = {
        pair: judgement
        for pair, judgement in judged(left, right, names).items()
        if judgement.likeness.score >= min_score and not judgement.likeness.apart
    }
    order = sorted(found, key=lambda p: (p not in known, -found[p].odds, abs(p[0] - p[1]), p))
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    chosen = []
    for i, j in order:
        if i not in taken_left and j not in taken_right:
            taken_left.add(i)
            taken_right.add(j)
            chosen.append(Match(i, j, found[i, j].likeness))
    return chosen


def _pairs(left: Sequence[Item], right: Sequence[Item]) -> set[Pair]:
    """The candidates, and the objectives above two candidates."""
    found = set(_candidates(left, right))
    mine, theirs = parents(left), parents(right)
    above = {(mine[i], theirs[j]) for i, j in found if i in mine and j in theirs}
    return found | above


def name_likeness(left: Item, right: Item) -> Likeness:
    """The likeness of the names; a year in one of them may move with the plan's."""
    mine, theirs = _spoken(left), _spoken(right)
    if left.year and right.year:
        moved = theirs.moved(left.year - right.year)
        if moved.years == mine.years:
            theirs = moved
    return wording_likeness(mine, theirs)


def _spoken(item: Item) -> Wording:
    """The name taken apart, without its own target, which may stand in it."""
    name = wording(item.name)
    if item.target is None or item.comparator in WORDS:
        return name
    return name.without_figures(wording(item.target))


def _candidates(left: Sequence[Item], right: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """Pairs that share terms, by an index: the rarer the shared terms the sooner."""
    postings: dict[str, list[int]] = defaultdict(list)
    for j, item in enumerate(right):
        for key in _keys(item):
            postings[key].append(j)
    for i, item in enumerate(left):
        points: dict[int, float] = defaultdict(float)
        for key in _keys(item):
            found = postings.get(key, [])
            if len(found) <= LONGEST_POSTING:
                for j in found:
                    points[j] += log(1 + len(right) / len(found))
        near = [j for j in points if right[j].kind is item.kind]
        for j in sorted(near, key=lambda j: (-points[j], j))[:CANDIDATES]:
            yield i, j


def _keys(item: Item) -> set[str]:
    """What an item is found by: its terms, their beginnings for misprints, its whole text."""
    name = wording(item.name)
    beginnings = {f"{term.root[:4]}-" for term in name.terms if len(term.root) > 5}
    return {*name.index, *beginnings, f"={name.text}"}
