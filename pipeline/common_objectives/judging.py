"""Where a plan has what law asks of all, and whether weight and target are as asked."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from piao.normalizers.checks.plan import grouped
from piao.normalizers.common_objectives.catalogue import CommonObjective, Side, catalogue
from piao.pipeline.common_objectives.answers import Answer, meets, weighed
from piao.pipeline.common_objectives.recognising import Hit, Status, hits
from piao.schema.records import Comparator, Indicator, Objective, Records, Role, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """A place of a plan where a common objective is: an objective, an indicator, or both.

    `objective` and `indicator` are their names as printed; `weight` is in percent, as printed, see
    `weighed`; from `value_id` on it is the first target of the plan's year, its page, or that of
    the indicator or objective. The answers are None where nothing is asked.
    """

    common_id: str
    status: Status
    score: float
    objective_id: str | None
    objective: str | None
    indicator_id: str | None
    indicator: str | None
    weight: Decimal | None
    value_id: str | None
    comparator: Comparator | None
    value: Decimal | None
    value_max: Decimal | None
    unit: str | None
    due_date: datetime.date | None
    raw: str | None
    page: int | None
    table_id: str | None
    meets_weight: Answer | None
    meets_target: Answer | None


@dataclass(frozen=True, slots=True)
class _Place:
    """`is_all` says that the objective is about nothing else."""

    hit: Hit
    objective: Objective | None
    indicator: Indicator | None
    is_all: bool


@dataclass(frozen=True, slots=True)
class _Plan:
    """A plan's records by id and owner, with the common objectives that each name speaks of."""

    objectives: Mapping[str, Objective]
    indicators: Sequence[Indicator]
    below: Mapping[str | None, Sequence[Indicator]]
    targets: Mapping[str, Value]
    spoken: Mapping[str, Mapping[str, Hit]]


def recognised(records: Records) -> list[Recognised]:
    """The common objectives of a plan, in the order of the catalogue, then of the plan.

    An objective that is one brings its indicators that are it too; where none is, its only
    indicator, if it has one alone.
    """
    plan = _Plan(
        objectives={objective.objective_id: objective for objective in records.objectives},
        indicators=records.indicators,
        below=grouped(records.indicators, lambda indicator: indicator.objective_id),
        targets=_targets(records),
        spoken={
            **{o.objective_id: _hits(_title(o), Side.OBJECTIVE) for o in records.objectives},
            **{i.indicator_id: _hits(_name(i), Side.INDICATOR) for i in records.indicators},
        },
    )
    return [
        _judged(common, place, plan.targets)
        for common in catalogue()
        for place in _places(common.common_id, plan)
    ]


def _places(common_id: str, plan: _Plan) -> Iterator[_Place]:
    told = set()
    for objective_id, objective in plan.objectives.items():
        hit = plan.spoken[objective_id].get(common_id)
        if hit is None:
            continue
        indicators = plan.below.get(objective_id, ())
        own = [i for i in indicators if common_id in plan.spoken[i.indicator_id]]
        measuring = own or (list(indicators) if len(indicators) == 1 else [])
        told |= {indicator.indicator_id for indicator in measuring}
        for indicator in measuring:
            also = plan.spoken[indicator.indicator_id].get(common_id, hit)
            yield _Place(max(hit, also, key=_sureness), objective, indicator, is_all=True)
        if not measuring:
            yield _Place(hit, objective, None, is_all=True)
    for indicator in plan.indicators:
        hit = plan.spoken[indicator.indicator_id].get(common_id)
        if hit is not None and indicator.indicator_id not in told:
            owner = plan.objectives.get(indicator.objective_id or "")
            is_only = len(plan.below[indicator.objective_id]) == 1
            yield _Place(hit, owner, indicator, is_all=is_only)


def _sureness(hit: Hit) -> tuple[bool, float]:
    return hit.status is Status.FOUND, hit.score


def _hits(name: str, side: Side) -> dict[str, Hit]:
    return {hit.common_id: hit for hit in hits(name, side)}


def _title(objective: Objective | None) -> str:
    return (objective.title or objective.description or "") if objective else ""


def _name(indicator: Indicator | None) -> str:
    return (indicator.name or indicator.description or "") if indicator else ""


def _targets(records: Records) -> dict[str, Value]:
    """The first target of the plan's year, or without a year, of each indicator."""
    found: dict[str, Value] = {}
    for value in records.values:
        if value.role is Role.TARGET and value.year in (None, records.document.year):
            found.setdefault(value.indicator_id, value)
    return found


def _judged(common: CommonObjective, place: _Place, targets: Mapping[str, Value]) -> Recognised:
    objective, indicator = place.objective, place.indicator
    value = targets.get(indicator.indicator_id) if indicator else None
    weighing = weighed(objective, indicator, is_all=place.is_all)
    names = [_name(indicator), _title(objective)]
    origins = [record for record in (value, indicator, objective) if record]
    units = (record.unit for record in (value, indicator) if record)
    return Recognised(
        common_id=common.common_id,
        status=place.hit.status,
        score=place.hit.score,
        objective_id=objective.objective_id if objective else None,
        objective=_title(objective) or None,
        indicator_id=indicator.indicator_id if indicator else None,
        indicator=_name(indicator) or None,
        weight=weighing.weight,
        value_id=value.value_id if value else None,
        comparator=value.comparator if value else None,
        value=value.value if value else None,
        value_max=value.value_max if value else None,
        unit=next(filter(None, units), None),
        due_date=value.due_date if value else None,
        raw=value.raw if value else None,
        page=next((r.page for r in origins if r.page is not None), None),
        table_id=next((r.table_id for r in origins if r.table_id is not None), None),
        meets_weight=weighing.meets(common.least_weight),
        meets_target=meets(common.target, names, value) if common.target else None,
    )
