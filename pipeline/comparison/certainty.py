"""How sure two items of two plans mean the same: their names, and what stands around them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, sqrt

from rapidfuzz import fuzz

from piao.normalizers.wording.names import wording
from piao.pipeline.comparison.items import Item, Kind
from piao.pipeline.comparison.likeness import MIN_SCORE, Likeness
from piao.schema.language import Message

Pair = tuple[int, int]
"""The positions of two items in their lists."""

ROUNDS = 5
"""How often a pair is judged, after the first time by what those above and below came to."""
WORTH_SAYING = 0.5
"""A pair above or below that is as sure as this is named among the reasons."""

BASE = -3.3
"""The log odds of a pair that nothing speaks for. What follows is added to it."""
NAMES = 2.4
"""For names that are wholly alike; for others that part of it."""
LEAD = 2.1
"""For names that are alike where those of no other pair of either item are."""
AHEAD = 2.4
"""For a pair that is sure where no other pair of either item is, by all that is known."""
ABOVE = 1.4
"""For objectives above that surely are a pair."""
BELOW = 3.1
"""For sure pairs below: how many, by the root of how many there could be."""
SAME_UNIT, OTHER_UNIT = 0.6, -1.5
OTHER_COMPARATOR = -1.5
OTHER_MEASURE = -1.0
SAME_FORMULA, OTHER_FORMULA = 1.0, -0.5
SAME_RESPONSIBLE = 0.5
SAME_THEME = 0.5


@dataclass(frozen=True, slots=True)
class Judged:
    """The log odds that a pair means the same, by all there is; how sure it is, and why."""

    odds: float
    likeness: Likeness


def judged(
    left: Sequence[Item], right: Sequence[Item], names: Mapping[Pair, Likeness]
) -> dict[Pair, Judged]:
    """How sure each pair is, 0-1, by the likeness of the names and what is around them.

    Names that suffice by themselves make a pair as sure as they are. Others need more: the
    objectives above, the pairs below, that nothing else comes near. Where names are told
    apart nothing outweighs that.
    """
    around = {pair: list(_around(left[pair[0]], right[pair[1]])) for pair in names}
    alike = {pair: 0.0 if found.apart else found.score for pair, found in names.items()}
    called = [wording(item.name).text for item in left], [wording(item.name).text for item in right]
    leads = _leads(alike, called)
    alone = {
        pair: BASE + NAMES * alike[pair] + LEAD * leads[pair] + sum(p for p, _ in around[pair])
        for pair in names
    }
    tree = _Tree(left, right, names)
    odds, above, below = alone, dict.fromkeys(names, 0.0), dict.fromkeys(names, 0.0)
    for _ in range(ROUNDS - 1):
        sure = {pair: _score(found, odds[pair]) for pair, found in names.items()}
        above, below, leads = tree.above(sure), tree.below(sure), _leads(sure, called)
        odds = {
            pair: points
            + ABOVE * above[pair]
            + BELOW * below[pair] / sqrt(tree.most_below(pair))
            + AHEAD * leads[pair]
            for pair, points in alone.items()
        }
    return {
        pair: Judged(
            odds[pair], _likeness(found, odds[pair], around[pair], above[pair], below[pair])
        )
        for pair, found in names.items()
    }


def _likeness(
    names: Likeness,
    odds: float,
    around: Sequence[tuple[float, Message]],
    above: float,
    below: float,
) -> Likeness:
    reasons = [*names.reasons, *(said for _, said in around)]
    if above >= WORTH_SAYING:
        reasons.append(Message("the objectives above are a pair"))
    if below >= WORTH_SAYING:
        several = round(below)
        reasons.append(
            Message("{count} pairs below", count=several)
            if several > 1
            else Message("a pair below")
        )
    return Likeness(round(_score(names, odds), 3), tuple(reasons), names.apart)


def _score(names: Likeness, odds: float) -> float:
    if names.apart:
        return 0.0
    all_in_all = 1 / (1 + exp(-odds))
    return max(all_in_all, names.score) if names.score >= MIN_SCORE else all_in_all


def _leads(
    scores: Mapping[Pair, float], called: tuple[Sequence[str], Sequence[str]]
) -> dict[Pair, float]:
    """How far each pair's score is above that of the next pair that either item is in.

    A pair of the same two names elsewhere in the plans is no other pair.
    """
    by_name: dict[tuple[str, str], float] = {}
    for (i, j), score in scores.items():
        names = called[0][i], called[1][j]
        by_name[names] = max(by_name.get(names, 0.0), score)
    best: dict[tuple[int, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for names, score in by_name.items():
        for place in enumerate(names):
            best[place] = sorted((*best[place], score))[1:]

    def lead(pair: Pair) -> float:
        names = called[0][pair[0]], called[1][pair[1]]
        others = (
            second if by_name[names] == first else first
            for second, first in (best[place] for place in enumerate(names))
        )
        return scores[pair] - max(others)

    return {pair: lead(pair) for pair in scores}


def _around(left: Item, right: Item) -> Iterator[tuple[float, Message]]:
    """Points for and against, each with its words."""
    if left.unit and right.unit:
        same = left.unit.casefold() == right.unit.casefold()
        if same:
            yield SAME_UNIT, Message("same unit {unit}", unit=left.unit)
        else:
            yield OTHER_UNIT, Message("another unit")
    if left.comparator and right.comparator and left.comparator is not right.comparator:
        yield OTHER_COMPARATOR, Message("another kind of target")
    if left.kind is Kind.INDICATOR and _is_share(left.name) is not _is_share(right.name):
        yield OTHER_MEASURE, Message("only one is a share")
    if left.responsible and left.responsible == right.responsible:
        yield SAME_RESPONSIBLE, Message("same responsible")
    elif _alike(left.responsible, right.responsible):
        yield SAME_RESPONSIBLE, Message("alike office")
    if left.formula and right.formula:
        alike = fuzz.token_sort_ratio(left.formula.casefold(), right.formula.casefold()) >= 80
        if alike:
            yield SAME_FORMULA, Message("same formula")
        else:
            yield OTHER_FORMULA, Message("another formula")
    if _alike(left.theme, right.theme):
        yield SAME_THEME, Message("alike programme")


def _alike(left: str | None, right: str | None) -> bool:
    return bool(left and right and wording(left).keys & wording(right).keys)


def _is_share(name: str) -> bool:
    return "share" in wording(name).measures


class _Tree:
    """Which pairs stand above which."""

    def __init__(
        self, left: Sequence[Item], right: Sequence[Item], pairs: Mapping[Pair, object]
    ) -> None:
        mine, theirs = parents(left), parents(right)
        self._parents = {
            (i, j): (mine[i], theirs[j]) for i, j in pairs if i in mine and j in theirs
        }
        self._children = Counter(mine.values()), Counter(theirs.values())

    def most_below(self, pair: Pair) -> int:
        """How many items the fuller of the two has below, at least 1."""
        return max(1, *(some[place] for some, place in zip(self._children, pair, strict=True)))

    def above(self, sure: Mapping[Pair, float]) -> dict[Pair, float]:
        """How sure the pair of objectives above each pair is; 0 where there is none."""
        return {
            pair: sure.get(self._parents[pair], 0.0) if pair in self._parents else 0.0
            for pair in sure
        }

    def below(self, sure: Mapping[Pair, float]) -> dict[Pair, float]:
        """How many sure pairs each pair has below."""
        found = dict.fromkeys(sure, 0.0)
        for pair, parent in self._parents.items():
            if parent in found:
                found[parent] += sure[pair]
        return found


def parents(items: Sequence[Item]) -> dict[int, int]:
    """The position of the objective above each item that has one in the list."""
    places = {item.item_id: place for place, item in enumerate(items)}
    return {
        place: places[item.parent_id]
        for place, item in enumerate(items)
        if item.parent_id in places
    }
