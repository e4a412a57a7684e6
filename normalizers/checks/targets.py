"""Indicators without a target, targets that ask for nothing, shares over the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from piao.normalizers.checks.plan import Alarm, Plan, name_of, short, speaks_of
from piao.schema.records import Comparator, Role, Value

WHOLE = Decimal(100)
MEASURED = (Role.TARGET, Role.BASELINE, Role.ACTUAL)


def without_target(plan: Plan) -> Iterator[Alarm]:
    """Indicators of objectives; those of none are amounts and volumes."""
    for indicator in plan.records.indicators if plan.promises else ():
        values = plan.values.get(indicator.indicator_id, ())
        if indicator.objective_id and not any(value.role is Role.TARGET for value in values):
            yield Alarm("indicator_without_target", indicator, name_of(indicator))


def equal_to_baseline(plan: Plan) -> Iterator[Alarm]:
    """Every target of the indicator is the figure it starts from, and could be better."""
    for indicator in plan.records.indicators if plan.promises else ():
        values = plan.values.get(indicator.indicator_id, ())
        targets, baseline = _numeric(values, Role.TARGET), _numeric(values, Role.BASELINE)
        if not targets or not baseline:
            continue
        start = max(baseline, key=lambda value: value.year or 0)
        best = start.value == 0 or (start.unit == "%" and start.value == WHOLE)
        if not best and all(_same(target, start) for target in targets):
            name = f"{name_of(indicator)}: {short(start.raw)}"
            yield Alarm("target_equals_baseline", indicator, name)


def can_be_equal(values: Sequence[Value]) -> bool:
    """Whether an indicator's values are a target and a baseline in figures."""
    return bool(_numeric(values, Role.TARGET) and _numeric(values, Role.BASELINE))


def can_be_below(values: Sequence[Value]) -> bool:
    """Whether a minimum or a maximum stands beside a baseline of its unit."""
    limits = (Comparator.GE, Comparator.GT, Comparator.LE, Comparator.LT)
    return any(
        target.comparator in limits and _same_unit(target, start)
        for target in _numeric(values, Role.TARGET)
        for start in _numeric(values, Role.BASELINE)
        if start.comparator is Comparator.EQ
    )


def below_baseline(plan: Plan) -> Iterator[Alarm]:
    """A target of the indicator allows less than what was reached before its year."""
    for indicator in plan.records.indicators if plan.promises else ():
        values = plan.values.get(indicator.indicator_id, ())
        baseline = [v for v in _numeric(values, Role.BASELINE) if v.comparator is Comparator.EQ]
        for target in _numeric(values, Role.TARGET):
            before = [v for v in baseline if not (v.year and target.year and v.year > target.year)]
            start = max(before, key=lambda value: value.year or 0, default=None)
            if start is not None and _allows_less(target, start):
                name = f"{name_of(indicator)}: {short(start.raw)} → {short(target.raw)}"
                yield Alarm("target_below_baseline", target, name)
                break


def shares_over_whole(plan: Plan) -> Iterator[Alarm]:
    """Percentages over 100 whose indicator speaks of no growth, ratio or amount."""
    for indicator in plan.records.indicators:
        for value in plan.values.get(indicator.indicator_id, ()):
            figure = max(filter(None, (value.value, value.value_max)), default=None)
            if figure is None or figure <= WHOLE or value.unit != "%":
                continue
            texts = (indicator.name, indicator.description, indicator.formula, value.raw)
            if value.role in MEASURED and not speaks_of("not_a_share", *texts):
                name = f"{name_of(indicator)}: {short(value.raw)}"
                yield Alarm("share_over_100", value, name)


def _numeric(values: Sequence[Value], role: Role) -> list[Value]:
    return [value for value in values if value.role is role and value.value is not None]


def _allows_less(target: Value, start: Value) -> bool:
    if target.value is None or start.value is None or not _same_unit(target, start):
        return False
    if target.comparator in (Comparator.GE, Comparator.GT):
        return target.value < start.value
    return target.comparator in (Comparator.LE, Comparator.LT) and target.value > start.value


def _same_unit(target: Value, start: Value) -> bool:
    return target.unit == start.unit or target.unit is None or start.unit is None


def _same(target: Value, start: Value) -> bool:
    figures = ((value.value, value.value_max) for value in (target, start))
    return _same_unit(target, start) and len(set(figures)) == 1


CHECKS = (without_target, equal_to_baseline, below_baseline, shares_over_whole)
