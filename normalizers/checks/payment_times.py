"""The objective on payment times that every manager has: DL 13/2023, art. 4-bis.

It weighs at least 30 % and is judged by the annual delay indicator, at most zero days.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from piao.normalizers.checks.plan import Alarm, Plan, grouped, short, speaks_of
from piao.normalizers.common_objectives.catalogue import common_objective
from piao.schema.records import (
    Comparator,
    DocumentKind,
    Indicator,
    Level,
    Objective,
    Records,
    Role,
    Value,
)

KINDS = (DocumentKind.OBJECTIVES, DocumentKind.PERFORMANCE_PLAN, DocumentKind.PIAO)
COMMON_ID = "payment_delay"
"""Its name in the catalogue of what law asks of all, which says since when, with what weight."""

Indicators = Mapping[str | None, Sequence[Indicator]]
"""Indicators by their objective."""


def payment_times(plan: Plan) -> Iterator[Alarm]:
    """Looks at every unit that has weighted objectives; the whole plan where none is named."""
    if not _is_of_law(plan.records):
        return
    promised = _promised(plan.records)
    asked = [objective for objective in promised if _is_asked(objective, plan.indicators)]
    near = [o for o in promised if o in asked or _is_near(o, plan.indicators)]
    units = grouped(promised, _unit)
    covered = _covered(units, near)
    for unit in _obliged(units):
        if unit not in covered:
            name = short(unit or plan.name)
            yield Alarm("payment_times_missing", units[unit][0], name, whole=True)
    for unit, objectives in grouped(asked, _unit).items():
        yield from _of_unit(short(unit or plan.name), objectives, plan)
    own = _covered(units, asked)
    # One in words of its own stands for it only where the unit has no other.
    judged = [o for o in near if o in asked or o.org_unit not in own]
    for unit, objectives in grouped(judged, _unit).items():
        if not _delays(objectives, plan):
            name = short(unit or plan.name)
            yield Alarm("payment_times_not_judged", objectives[0], name, whole=True)


def applies(records: Records) -> bool:
    """Whether the law holds for a plan and there is something that it could be asked of.

    That is a unit with weighted objectives, or an objective on payment times.
    """
    if not _is_of_law(records):
        return False
    promised = _promised(records)
    indicators = grouped(records.indicators, lambda indicator: indicator.objective_id)
    obliged = _obliged(grouped(promised, _unit))
    return bool(obliged) or any(
        _is_asked(o, indicators) or _is_near(o, indicators) for o in promised
    )


def _is_of_law(records: Records) -> bool:
    document = records.document
    return document.kind in KINDS and (document.year or 0) >= common_objective(COMMON_ID).from_year


def _promised(records: Records) -> list[Objective]:
    levels = (Level.STRATEGIC, Level.OPERATIONAL)
    return [objective for objective in records.objectives if objective.level in levels]


def _unit(objective: Objective) -> str | None:
    return objective.org_unit


def _obliged(units: Mapping[str | None, Sequence[Objective]]) -> list[str | None]:
    """The units of which the objective is asked: those with weights; without a name only one."""
    return [
        unit
        for unit, objectives in units.items()
        if unit is not None or len(units) == 1
        if any(objective.weight is not None for objective in objectives)
    ]


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
    least = common_objective(COMMON_ID).least_weight
    if weights and least is not None and max(weights) < least:
        yield Alarm("payment_times_weight", asked[0], unit, whole=True)
    delays = _delays(asked, plan)
    if delays and all(_allowed(value) > 0 for value in delays):
        yield Alarm("payment_times_target", delays[0], unit, whole=True)


def _is_asked(objective: Objective, indicators: Indicators) -> bool:
    return speaks_of("payment_times", *_texts(objective, indicators))


def _is_near(objective: Objective, indicators: Indicators) -> bool:
    """Whether it may well be the one asked for, in words of its own: 'Pagare prima'."""
    texts = _texts(objective, indicators)
    return speaks_of("payment", *texts) and speaks_of("promptness", *texts)


def _texts(objective: Objective, indicators: Indicators) -> list[str | None]:
    names = [indicator.name for indicator in indicators.get(objective.objective_id, ())]
    return [objective.title, objective.description, *names]


def _weight(objective: Objective, plan: Plan) -> Decimal | None:
    """The weight of the objective, or of its indicator where that has the larger one."""
    indicators = plan.indicators.get(objective.objective_id, ())
    weights = [objective.weight, *(i.weight for i in indicators)]
    return max((weight for weight in weights if weight is not None), default=None)


def _delays(objectives: Sequence[Objective], plan: Plan) -> list[Value]:
    """The targets in days of the indicators that speak of a delay."""
    return [
        value
        for objective in objectives
        for indicator in plan.indicators.get(objective.objective_id, ())
        if speaks_of("delay", indicator.name)
        for value in plan.values.get(indicator.indicator_id, ())
        if value.role is Role.TARGET and value.unit in (None, "giorni")
        if value.value is not None and value.comparator not in (Comparator.GE, Comparator.GT)
    ]


def _allowed(value: Value) -> Decimal:
    return value.value_max or value.value or Decimal(0)


CHECKS = (payment_times,)
