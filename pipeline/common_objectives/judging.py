"""Where a plan has what law asks of all, and whether weight and target are as asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from piao.normalizers.checks.plan import grouped
from piao.normalizers.common_objectives.catalogue import (
    AskedTarget,
    CommonObjective,
    Side,
    catalogue,
)
from piao.normalizers.figures.words import words as figure_words
from piao.normalizers.text.cleaning import fold
from piao.pipeline.common_objectives.recognising import Hit, Status, hits
from piao.schema.records import Comparator, Indicator, Objective, Records, Role, Value

_AT_MOST = (Comparator.LE, Comparator.LT, Comparator.EQ, Comparator.BETWEEN)
_AT_LEAST = (Comparator.GE, Comparator.GT, Comparator.EQ, Comparator.BETWEEN)


class Answer(StrEnum):
    """Whether a weight or a target is as asked, or why that cannot be said."""

    YES = "yes"
    NO = "no"
    NOT_PRINTED = "not_printed"
    NOT_UNDERSTOOD = "not_understood"
    OTHER_MEASURE = "other_measure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """A place of a plan where a common objective is: an objective, an indicator, or both.

    `weight` is in percent, as printed, the larger one of the two; `value_id` is the target of the
    plan's year. The answers are None where nothing is asked.
    """

    common_id: str
    status: Status
    score: float
    objective_id: str | None
    indicator_id: str | None
    value_id: str | None
    weight: Decimal | None
    meets_weight: Answer | None
    meets_target: Answer | None


def recognised(records: Records) -> list[Recognised]:
    """The common objectives of a plan, in the order of the catalogue, then of the plan.

    An objective that is one brings its indicators that are it too; where none is, its only
    indicator, if it has one alone.
    """
    objectives = {o.objective_id: o for o in records.objectives}
    spoken = {
        **{o.objective_id: _hits(_title(o), Side.OBJECTIVE) for o in records.objectives},
        **{i.indicator_id: _hits(_name(i), Side.INDICATOR) for i in records.indicators},
    }
    below = grouped(records.indicators, lambda indicator: indicator.objective_id)
    targets = _targets(records)
    found = []
    for common in catalogue():
        for objective, indicator, hit in _places(common.common_id, records, spoken, below):
            owner = objective or objectives.get((indicator and indicator.objective_id) or "")
            value = targets.get(indicator.indicator_id) if indicator else None
            found.append(_judged(common, hit, owner, indicator, value))
    return found


def _places(
    common_id: str,
    records: Records,
    spoken: Mapping[str, Mapping[str, Hit]],
    below: Mapping[str | None, Sequence[Indicator]],
) -> Iterator[tuple[Objective | None, Indicator | None, Hit]]:
    told = set()
    for objective in records.objectives:
        hit = spoken[objective.objective_id].get(common_id)
        if hit is None:
            continue
        indicators = below.get(objective.objective_id, ())
        own = [i for i in indicators if common_id in spoken[i.indicator_id]]
        measuring = own or (list(indicators) if len(indicators) == 1 else [])
        told |= {indicator.indicator_id for indicator in measuring}
        for indicator in measuring:
            also = spoken[indicator.indicator_id].get(common_id, hit)
            yield objective, indicator, max(hit, also, key=_sureness)
        if not measuring:
            yield objective, None, hit
    for indicator in records.indicators:
        hit = spoken[indicator.indicator_id].get(common_id)
        if hit is not None and indicator.indicator_id not in told:
            yield None, indicator, hit


def _sureness(hit: Hit) -> tuple[bool, float]:
    return hit.status is Status.FOUND, hit.score


def _hits(name: str, side: Side) -> dict[str, Hit]:
    return {hit.common_id: hit for hit in hits(name, side)}


def _title(objective: Objective) -> str:
    return objective.title or objective.description or ""


def _name(indicator: Indicator) -> str:
    return indicator.name or indicator.description or ""


def _targets(records: Records) -> dict[str, Value]:
    """The first target of the plan's year, or without a year, of each indicator."""
    found: dict[str, Value] = {}
    for value in records.values:
        if value.role is Role.TARGET and value.year in (None, records.document.year):
            found.setdefault(value.indicator_id, value)
    return found


def _judged(
    common: CommonObjective,
    hit: Hit,
    objective: Objective | None,
    indicator: Indicator | None,
    value: Value | None,
) -> Recognised:
    weights = [record.weight for record in (objective, indicator) if record]
    weight = max((weight for weight in weights if weight is not None), default=None)
    names = [_name(indicator) if indicator else "", _title(objective) if objective else ""]
    return Recognised(
        common_id=common.common_id,
        status=hit.status,
        score=hit.score,
        objective_id=objective.objective_id if objective else None,
        indicator_id=indicator.indicator_id if indicator else None,
        value_id=value.value_id if value else None,
        weight=weight,
        meets_weight=_weighs_enough(weight, common.least_weight),
        meets_target=meets(common.target, names, value) if common.target else None,
    )


def _weighs_enough(weight: Decimal | None, least: Decimal | None) -> Answer | None:
    if least is None:
        return None
    if weight is None:
        return Answer.NOT_PRINTED
    return Answer.YES if weight >= least else Answer.NO


def meets(asked: AskedTarget, names: Sequence[str], value: Value | None) -> Answer:
    """Whether a target is as asked; `names` are those of the indicator and of its objective."""
    folded = [fold(name) for name in names]
    figure = next(_printed(asked, folded), None)
    if figure is not None:
        return _answer(asked, figure)
    if value is None:
        return Answer.NOT_PRINTED
    if not asked.measured.search(folded[0]):
        return Answer.OTHER_MEASURE
    if value.unit and fold(value.unit) not in asked.units:
        return Answer.OTHER_MEASURE
    figure = value.value
    if asked.comparator is Comparator.LE and value.value_max is not None:
        figure = value.value_max
    allowed = _AT_MOST if asked.comparator is Comparator.LE else _AT_LEAST
    if figure is None or value.comparator not in allowed:
        return Answer.NOT_UNDERSTOOD
    return _answer(asked, figure)


def _printed(asked: AskedTarget, names: Iterable[str]) -> Iterator[Decimal]:
    """The figures that names print, in digits or in words."""
    for name in names if asked.in_name else ():
        for match in asked.in_name.finditer(name) if asked.in_name else ():
            number = match[1] if match[1].isdigit() else figure_words().number_words.get(match[1])
            if number is not None:
                yield Decimal(number)


def _answer(asked: AskedTarget, figure: Decimal) -> Answer:
    if asked.comparator is Comparator.LE:
        return Answer.YES if figure <= asked.value else Answer.NO
    return Answer.YES if figure >= asked.value else Answer.NO
