"""Objectives that nothing measures, and objectives printed twice."""

from __future__ import annotations

from collections.abc import Iterator

from piao.normalizers.checks.plan import Alarm, Plan, grouped, title_of
from piao.normalizers.text.cleaning import fold
from piao.schema.records import Level, Objective


def without_indicator(plan: Plan) -> Iterator[Alarm]:
    """Neither the objective nor what is below or above it has an indicator."""
    if not plan.promises:
        return
    covered: set[str] = set()
    measured = [objective_id for objective_id in plan.indicators if objective_id]
    for objective_id in measured:
        above: str | None = objective_id
        while above is not None and above not in covered:
            covered.add(above)
            above = plan.objectives[above].parent_id if above in plan.objectives else None
    below = list(measured)
    while below:
        children = plan.children.get(below.pop(), ())
        fresh = [child.objective_id for child in children if child.objective_id not in covered]
        covered.update(fresh)
        below.extend(fresh)
    for objective in plan.records.objectives:
        promised = objective.level in (Level.STRATEGIC, Level.OPERATIONAL)
        if promised and objective.objective_id not in covered:
            yield Alarm("objective_without_indicator", objective, title_of(objective))


def repeated(plan: Plan) -> Iterator[Alarm]:
    """The same title again under the same unit, responsible and parent, in the same year."""
    titled = [objective for objective in plan.records.objectives if objective.title]
    for namesakes in grouped(titled, _identity).values():
        for again in namesakes[1:]:
            yield Alarm("duplicate_objective", again, title_of(again))


def _identity(objective: Objective) -> tuple[object, ...]:
    return (
        fold(objective.title or ""),
        objective.org_unit,
        objective.responsible,
        objective.parent_id,
        objective.level,
        objective.year,
    )


CHECKS = (without_indicator, repeated)
