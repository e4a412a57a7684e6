"""Weights that do not add up: of a unit's objectives, an objective's indicators, areas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from piao.normalizers.checks.plan import Alarm, Plan, grouped, short, title_of
from piao.normalizers.text.cleaning import fold
from piao.schema.records import Indicator, Level, Objective, Provenance, Records

WHOLE = Decimal(100)
AGREEING = 3
"""Groups with the same sum that make it the plan's own."""
LONGEST_RUN = 12
"""Units that share out one whole; a run is looked for among no more neighbours."""
ROUNDING = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class Sum:
    """Weights that belong together: their owner, the first of them and what they add up to.

    `complete` says that they are several and that none is missing.
    """

    owner: str
    place: Provenance
    total: Decimal
    complete: bool = True


def weights_of_units(plan: Plan) -> Iterator[Alarm]:
    """Objectives of one unit and level, all weighted: together, or family by family.

    Units that follow one another may share out the whole: a sector and its services.
    """
    weighty = [
        o for o in plan.records.objectives if o.level in (Level.STRATEGIC, Level.OPERATIONAL)
    ]
    sums: list[Sum] = []
    families: list[Sum] = []
    for (unit, _, _), siblings in grouped(
        weighty, lambda o: (o.org_unit, o.level, o.table_id if o.org_unit is None else None)
    ).items():
        group = _unrepeated(siblings)
        if not any(objective.weight for objective in group):
            continue
        by_parent = grouped(group, lambda o: o.parent_id)
        found = [_family(parent, family, plan) for parent, family in by_parent.items()]
        fitting = [family for family in found if family is None]
        owner = unit or _owner(group[0].parent_id, plan)
        complete = len(group) > 1 and _weighted(group) and not fitting
        sums.append(Sum(short(owner), group[0], sum(_weights(group), Decimal(0)), complete))
        if fitting:
            families.extend(family for family in found if family is not None and family.complete)
    yield from _alarms("weights_of_unit", sums)
    yield from _alarms("weights_of_unit", families)


def _family(parent_id: str | None, family: Sequence[Objective], plan: Plan) -> Sum | None:
    """The sum of objectives of one parent; None where it is as it should be."""
    if _fits(family, plan.objectives.get(parent_id or "")):
        return None
    complete = len(family) > 1 and _weighted(family)
    return Sum(
        short(_owner(parent_id, plan)), family[0], sum(_weights(family), Decimal(0)), complete
    )


def weights_of_objectives(plan: Plan) -> Iterator[Alarm]:
    """Indicators of one objective, all weighted, unless a table or a unit shares out its 100."""
    off: list[Sum] = []
    shared_out = {
        indicator.indicator_id
        for key in (_by_table, _by_unit)
        for group in grouped(plan.records.indicators, key).values()
        if _weighted(group) and adds_up(_weights(group))
        for indicator in group
    }
    for objective_id, group in plan.indicators.items():
        objective = plan.objectives.get(objective_id or "")
        if objective is None or len(group) < 2 or not _weighted(group):
            continue
        if group[0].indicator_id not in shared_out and not _fits(group, objective):
            total = sum(_weights(group), Decimal(0))
            off.append(Sum(title_of(objective), group[0], total))
    yield from _alarms("weights_of_objective", off)


def weights_of_areas(plan: Plan) -> Iterator[Alarm]:
    """Areas of the plan, and sub-areas of one area, all weighted."""
    off: list[Sum] = []
    for parent_id, children in plan.children.items():
        areas = [child for child in children if child.level is Level.AREA]
        parent = plan.objectives.get(parent_id or "")
        for group in grouped(areas, lambda area: area.org_unit).values():
            if len(group) > 1 and _weighted(group) and not _fits(group, parent):
                owner = title_of(parent) if parent else plan.name
                off.append(Sum(owner, group[0], sum(_weights(group), Decimal(0))))
    yield from _alarms("weights_of_area", off)


def can_be_added(records: Records) -> bool:
    """Whether some weights belong together, so that their sum says something.

    They are those of several objectives of one unit or parent, or of several indicators of
    one objective, none of them missing.
    """
    groups: list[Sequence[Objective] | Sequence[Indicator]] = [
        *grouped(records.objectives, lambda o: (o.org_unit, o.level)).values(),
        *grouped(records.objectives, lambda o: (o.parent_id, o.level)).values(),
        *grouped((i for i in records.indicators if i.objective_id), _by_objective).values(),
    ]
    return any(len(group) > 1 and _weighted(group) for group in groups)


def adds_up(weights: Sequence[Decimal], whole: Decimal = WHOLE) -> bool:
    """Whether the weights sum to `whole`, as far as they are rounded; shares sum to 1.

    >>> adds_up([Decimal("11.11")] * 9), adds_up([Decimal(33)] * 3)
    (True, True)
    >>> adds_up([Decimal(30), Decimal(30), Decimal(39)])
    False
    """
    places = max(-int(weight.normalize().as_tuple().exponent) for weight in weights)
    rounded = places > 0 or len(set(weights)) == 1
    tolerance = len(weights) * Decimal("0.5") * Decimal(10) ** -max(places, 0) if rounded else 0
    total = sum(weights, Decimal(0))
    shares = whole == WHOLE and max(weights) <= 1 and abs(total - 1) <= tolerance
    return abs(total - whole) <= tolerance or shares


def _fits(group: Sequence[Objective] | Sequence[Indicator], parent: Objective | None) -> bool:
    """Whether weights sum to 100, or to the weight of what they are part of."""
    if len(group) < 2 or not _weighted(group):
        return False
    weights = _weights(group)
    if adds_up(weights):
        return True
    return parent is not None and parent.weight is not None and adds_up(weights, parent.weight)


def _alarms(code: str, sums: Sequence[Sum]) -> Iterator[Alarm]:
    """An alarm for each sum that neither is nor, with its neighbours, makes a whole.

    The whole is 100, or the figure on which most of the others agree.
    """
    off = [group for group in sums if group.complete and not _is(group.total, WHOLE)]
    wholes = [WHOLE]
    for total, count in Counter(group.total for group in off).most_common(1):
        if count >= AGREEING and count * 2 > len(off):
            wholes.append(total)
    parts = {id(group) for whole in wholes for group in _sharing(sums, whole)}
    for group in off:
        if id(group) not in parts:
            details = {"owner": group.owner, "total": group.total, "expected": wholes[-1]}
            yield Alarm(code, group.place, details=details)


def _sharing(sums: Sequence[Sum], whole: Decimal) -> Iterator[Sum]:
    """The sums that stand in a run of neighbours that makes the whole."""
    for start in range(len(sums)):
        total = Decimal(0)
        for end in range(start, min(start + LONGEST_RUN, len(sums))):
            total += sums[end].total
            if _is(total, whole):
                yield from sums[start : end + 1]
            if total > whole:
                break


def _is(total: Decimal, whole: Decimal) -> bool:
    return abs(total - whole) <= ROUNDING


def _unrepeated(objectives: Iterable[Objective]) -> list[Objective]:
    """Each objective once: a list and the cards after it name the same ones."""
    seen = {(o.code, fold(o.title or ""), o.parent_id): o for o in objectives}
    return list(seen.values())


def _weighted(group: Sequence[Objective] | Sequence[Indicator]) -> bool:
    return all(member.weight is not None for member in group)


def _weights(group: Sequence[Objective] | Sequence[Indicator]) -> list[Decimal]:
    return [member.weight for member in group if member.weight is not None]


def _owner(parent_id: str | None, plan: Plan) -> str:
    parent = plan.objectives.get(parent_id or "")
    return title_of(parent) if parent else plan.name


def _by_objective(indicator: Indicator) -> str | None:
    return indicator.objective_id


def _by_table(indicator: Indicator) -> str | None:
    return indicator.table_id


def _by_unit(indicator: Indicator) -> str | None:
    return indicator.org_unit


CHECKS = (weights_of_units, weights_of_objectives, weights_of_areas)
