"""Which objective and indicator of a report is which of the plan, and how sure that is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from piao.normalizers.text.cleaning import fold
from piao.pipeline.comparison.certainty import Pair
from piao.pipeline.comparison.items import Item, Kind, items_of
from piao.pipeline.comparison.likeness import Likeness
from piao.pipeline.comparison.matching import matched, name_likeness
from piao.schema.language import Message
from piao.schema.records import Records

SURE = 0.8
"""From this likeness on two items are taken for the same; a result is scored then."""
PROPOSED = 0.4
"""From this likeness on a pair is shown to a person."""
AGREES = 0.5
"""With the same code, names that are alike so far are of the same item."""
NEAR = 0.6
"""So are, under one objective, names of indicators whose target no other there has."""
LEFT = 0.3
"""So little suffices for what is left over alone on each side, to be shown."""

SAME_CODE = Message("same code, and names that agree")
SAME_UNIT = Message("same name and unit")
SAME_MEANING = Message("a name that says the same")
SAME_TARGET = Message("alike name and same target, under the same objective")
LIKE = Message("a name that is only alike")
ELSEWHERE = Message("under other objectives")
SEVERAL = Message("others have the same name")
ONLY_LEFT = Message("the only ones left under the same objective")

_FIGURE = re.compile(r"[-−]?\d[\d.,/]*")


@dataclass(frozen=True, slots=True)
class Paired:
    """An item of the plan and the one of the report; `reason` says why it is sure, or is not."""

    plan: Item
    report: Item
    likeness: Likeness
    sure: bool
    reason: Message


def paired(plan: Records, report: Records) -> list[Paired]:
    """The pairs of objectives and indicators, each item in one pair at most.

    The same code and names that agree tell most, or the same name in the same unit; else what
    the names mean. Indicators are sought under the objective that theirs is paired with, and
    those that are left under any: these are never sure where their objectives are others.
    """
    mine = list(items_of(plan))
    theirs = [replace(item, entity=plan.document.entity_name) for item in items_of(report)]
    named = _under_codes(mine, theirs)
    printed = {item.item_id for item in theirs}
    return [pair for pair in _all_pairs(mine, named) if pair.report.item_id in printed]


def _all_pairs(mine: Sequence[Item], theirs: Sequence[Item]) -> list[Paired]:
    # All together, as indicators tell which objectives are a pair.
    objectives = [pair for pair in _paired(mine, theirs) if pair.plan.kind is Kind.OBJECTIVE]
    found = list(objectives)
    for pair in objectives:
        if pair.sure:
            below = [_below(pair.plan, mine), _below(pair.report, theirs)]
            inside = _by_target(_paired(*below), *below)
            found += [other for other in inside if other.plan.kind is Kind.INDICATOR]
    left, right = _rest(mine, theirs, found)
    partner = {pair.plan.item_id: pair.report.item_id for pair in objectives}
    for pair in _paired(left, right):
        apart = _apart(pair, partner)
        found.append(replace(pair, sure=False, reason=ELSEWHERE) if apart else pair)
    return [*found, *_only_left(*_rest(mine, theirs, found), partner)]


def _under_codes(mine: Sequence[Item], theirs: Sequence[Item]) -> list[Item]:
    """The report's items, with an objective over those that print nothing of it but its code."""
    codes = _once([item for item in mine if item.kind is Kind.OBJECTIVE], _code)
    objectives = [item for item in mine if item.kind is Kind.OBJECTIVE]
    own = _once([item for item in theirs if item.kind is Kind.OBJECTIVE], _code)
    found, above = [], {}
    for item in theirs:
        code = (Kind.OBJECTIVE, *(_code(item) or ())[1:])
        loose = item.kind is Kind.INDICATOR and item.parent_id is None
        if loose and code in codes and code not in own:
            objective = objectives[codes[code]]
            item_id = f"{objective.item_id} by its code"
            above[item_id] = replace(objective, item_id=item_id, parent_id=None)
            found.append(replace(item, parent_id=item_id, code=None))
        else:
            found.append(item)
    return [*above.values(), *found]


def _paired(left: Sequence[Item], right: Sequence[Item]) -> list[Paired]:
    """The pairs of two lists, by all that is in them."""
    same = _by_key(left, right, _code, SAME_CODE) | _by_key(left, right, _name_and_unit, SAME_UNIT)
    names = [Counter(map(_name, items)) for items in (left, right)]
    known = {pair: likeness for pair, (likeness, _) in same.items()}
    found = []
    for match in matched(left, right, PROPOSED, known):
        mine, theirs = left[match.left], right[match.right]
        reason = LIKE
        if (match.left, match.right) in same:
            _, reason = same[match.left, match.right]
        elif names[0][_name(mine)] > 1 or names[1][_name(theirs)] > 1:
            reason = SEVERAL
        elif match.likeness.score >= SURE and not _doubted(mine, theirs):
            reason = SAME_MEANING
        sure = reason in (SAME_CODE, SAME_UNIT, SAME_MEANING)
        found.append(Paired(mine, theirs, match.likeness, sure, reason))
    return found


def _doubted(mine: Item, theirs: Item) -> bool:
    """Whether two names are only made sure by what is around them, and the targets are others."""
    targets = _figures(mine), _figures(theirs)
    return all(targets) and targets[0] != targets[1] and name_likeness(mine, theirs).score < SURE


def _by_target(
    pairs: Sequence[Paired], left: Sequence[Item], right: Sequence[Item]
) -> Iterator[Paired]:
    """The pairs under one objective, sure also where a target that stands once says the same."""
    times = [Counter(map(_figures, items)) for items in (left, right)]
    for pair in pairs:
        target = _figures(pair.plan)
        same = target == _figures(pair.report) and all(counted[target] == 1 for counted in times)
        near = pair.reason is LIKE and pair.likeness.score >= NEAR
        yield replace(pair, sure=True, reason=SAME_TARGET) if target and same and near else pair


def _figures(item: Item) -> tuple[str, ...]:
    """The figures of a target: reports leave out 'at least' and units."""
    return tuple(_FIGURE.findall(item.target or ""))


def _by_key(
    left: Sequence[Item],
    right: Sequence[Item],
    key: Callable[[Item], tuple[str, ...] | None],
    reason: Message,
) -> dict[Pair, tuple[Likeness, Message]]:
    """The pairs of one key that stands once on each side, whose names agree."""
    mine, theirs = _once(left, key), _once(right, key)
    pairs = [(mine[each], theirs[each]) for each in mine.keys() & theirs.keys()]
    alike = {(i, j): name_likeness(left[i], right[j]) for i, j in pairs}
    return {
        pair: (Likeness(1.0, found.reasons), reason)
        for pair, found in alike.items()
        if found.score >= AGREES and not found.apart
    }


def _once(
    items: Sequence[Item], key: Callable[[Item], tuple[str, ...] | None]
) -> Mapping[tuple[str, ...], int]:
    """The position of each item whose key no other has."""
    keys = [key(item) for item in items]
    times = Counter(keys)
    return {each: place for place, each in enumerate(keys) if each and times[each] == 1}


def _code(item: Item) -> tuple[str, ...] | None:
    return (item.kind, item.code.casefold().strip(" .)")) if item.code else None


def _name(item: Item) -> tuple[str, ...]:
    return item.kind, fold(item.name)


def _name_and_unit(item: Item) -> tuple[str, ...] | None:
    return (*_name(item), fold(item.org_unit)) if item.org_unit else None


def _below(objective: Item, items: Sequence[Item]) -> list[Item]:
    """An objective and its indicators."""
    own = (item for item in items if item.parent_id == objective.item_id)
    return [objective, *(item for item in own if item.kind is Kind.INDICATOR)]


def _rest(
    mine: Sequence[Item], theirs: Sequence[Item], found: Sequence[Paired]
) -> tuple[list[Item], list[Item]]:
    """The indicators that are in no pair."""
    taken = {item.item_id for pair in found for item in (pair.plan, pair.report)}
    left, right = (
        [item for item in items if item.kind is Kind.INDICATOR and item.item_id not in taken]
        for items in (mine, theirs)
    )
    return left, right


def _apart(pair: Paired, partner: Mapping[str, str]) -> bool:
    """Whether two indicators stand under objectives of which one is paired with another."""
    mine, theirs = pair.plan.parent_id, pair.report.parent_id
    if mine is None or theirs is None:
        return False
    return partner.get(mine, theirs) != theirs or (
        mine not in partner and theirs in partner.values()
    )


def _only_left(
    left: Sequence[Item], right: Sequence[Item], partner: Mapping[str, str]
) -> Iterator[Paired]:
    """What is left over, one on each side, of two objectives that are a pair: to look at."""
    mine: dict[str | None, list[Item]] = defaultdict(list)
    theirs: dict[str | None, list[Item]] = defaultdict(list)
    for items, by_parent in ((left, mine), (right, theirs)):
        for item in items:
            by_parent[item.parent_id].append(item)
    for parent, items in mine.items():
        others = theirs.get(partner.get(parent or ""), [])
        if len(items) == len(others) == 1:
            likeness = name_likeness(items[0], others[0])
            if likeness.score >= LEFT:
                yield Paired(items[0], others[0], likeness, False, ONLY_LEFT)
