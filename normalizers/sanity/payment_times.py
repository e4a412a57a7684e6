"""The objective on payment times that every manager has: DL 13/2023, art. 4-bis.

It weighs at least 30 % and is judged by the annual delay indicator, at most zero days.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from piao.normalizers.sanity.plan import Alarm, Plan, grouped, short, speaks_of
from piao.schema.records import Comparator, DocumentKind, Level, Objective, Role, Value

FIRST_YEAR = 2024
"""Plans of 2023 were adopted before the decree was law."""
KINDS = (DocumentKind.OBJECTIVES, DocumentKind.PERFORMANCE_PLAN, DocumentKind.PIAO)
LEAST_WEIGHT = Decimal(30)


def payment_times(plan: Plan) -> Iterator[Alarm]:
    """Looks at every unit that has weighted objectives; the whole plan where none is named."""
    document = plan.records.document
    if document.kind not in KINDS or (document.year or 0) < FIRST_YEAR:
        return
    promised = [
        objective
        for objective in plan.records.objectives
        if objective.level in (Level.STRATEGIC, Level.OPERATIONAL)
    ]
    asked = [objective for objective in promised if _is_asked(objective, plan)]
    units = grouped(promised, lambda objective: objective.org_unit)
    covered = _covered(units, [o for o in promised if o in asked or _is_near(o, plan)])
    for unit, objectives in units.items():
        weighted = any(objective.weight is not None for objective in objectives)
        named = unit is not None or len(units) == 1
        if weighted and named and unit not in covered:
            name = short(unit or plan.name)
            yield Alarm("payment_times_missing", objectives[0], name, whole=True)
    for unit, objectives in grouped(asked, lambda objective: objective.org_unit).items():
        yield from _of_unit(short(unit or plan.name), objectives, plan)


def _covered(
    units: Mapping[str | None, Sequence[Objective]], asked: Sequence[Objective]
) -> set[str | None]:
    """The units whose own objective it is, and those for which a sector has it.

    One that is all that its unit has is that of a sector: it holds for the services that
    follow. One of no unit, or of 'all units', holds for the whole plan.
    """
    own = {objective.org_unit for objective in asked}
    if any(unit is None or speaks_of("everybody", unit) for unit in own):
        return set(units)
    order = list(units)
    sectors = [order.index(unit) for unit in own if len(units[unit]) == 1]
    return own | set(order[min(sectors) :] if sectors else ())


def _of_unit(unit: str, asked: Sequence[Objective], plan: Plan) -> Iterator[Alarm]:
    weights = [weight for objective in asked if (weight := _weight(objective, plan)) is not None]
    if weights and max(weights) < LEAST_WEIGHT:
        yield Alarm("payment_times_weight", asked[0], unit, whole=True)
    delays = [value for objective in asked for value in _delays(objective, plan)]
    if delays and all(_allowed(value) > 0 for value in delays):
        yield Alarm("payment_times_target", delays[0], unit, whole=True)


def _is_asked(objective: Objective, plan: Plan) -> bool:
    return speaks_of("payment_times", *_texts(objective, plan))


def _is_near(objective: Objective, plan: Plan) -> bool:
    """Whether it may well be the one asked for, in words of its own: 'Pagare prima'."""
    texts = _texts(objective, plan)
    return speaks_of("payment", *texts) and speaks_of("promptness", *texts)


def _texts(objective: Objective, plan: Plan) -> list[str | None]:
    names = [indicator.name for indicator in plan.indicators.get(objective.objective_id, ())]
    return [objective.title, objective.description, *names]


def _weight(objective: Objective, plan: Plan) -> Decimal | None:
    """The weight of the objective, or of its indicator where that has the larger one."""
    indicators = plan.indicators.get(objective.objective_id, ())
    weights = [objective.weight, *(i.weight for i in indicators)]
    return max((weight for weight in weights if weight is not None), default=None)


def _delays(objective: Objective, plan: Plan) -> list[Value]:
    """The targets in days of the indicators that speak of a delay."""
    return [
        value
        for indicator in plan.indicators.get(objective.objective_id, ())
        if speaks_of("delay", indicator.name)
        for value in plan.values.get(indicator.indicator_id, ())
        if value.role is Role.TARGET and value.unit in (None, "giorni")
        if value.value is not None and value.comparator not in (Comparator.GE, Comparator.GT)
    ]


def _allowed(value: Value) -> Decimal:
    return value.value_max or value.value or Decimal(0)


CHECKS = (payment_times,)
