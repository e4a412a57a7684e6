"""Deadlines before or after the years that a plan covers."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from piao.normalizers.checks.plan import Alarm, Plan, name_of, short, title_of
from piao.schema.records import DocumentKind, DocumentRecord, Provenance, Records, Role

YEARS = {DocumentKind.PIAO: 3, DocumentKind.PERFORMANCE_PLAN: 3}
"""Years that a plan of the kind covers where it prints its first only; others cover one."""


def outside_period(plan: Plan) -> Iterator[Alarm]:
    """Deadlines of objectives, actions and targets; a figure of a later year may end with it."""
    period = _period(plan.records.document)
    if period is None or not plan.promises:
        return
    first, last = period
    shown = str(first) if first == last else f"{first}–{last}"
    for due, year, place, name in _deadlines(plan):
        earliest, latest = min(first, year or first), max(last, year or last)
        if not earliest <= due.year <= latest:
            dated = f"{short(name)} ({due:%d/%m/%Y})"
            yield Alarm("deadline_outside_period", place, dated, {"period": shown})


def has_period(document: DocumentRecord) -> bool:
    """Whether the years that the plan covers are known."""
    return _period(document) is not None


def all_due_dates(records: Records) -> Iterator[datetime.date | None]:
    """The deadline of each objective, action and target, None where it has none."""
    yield from (objective.due_date for objective in records.objectives)
    yield from (action.due_date for action in records.actions)
    yield from (value.due_date for value in records.values if value.role is Role.TARGET)


def _period(document: DocumentRecord) -> tuple[int, int] | None:
    """The first and the last year of the plan."""
    start, end = document.period_start, document.period_end
    if start is not None and end is not None:
        return start.year, end.year
    if document.year is None:
        return None
    return document.year, document.year + YEARS.get(document.kind, 1) - 1


def _deadlines(plan: Plan) -> Iterator[tuple[datetime.date, int | None, Provenance, str]]:
    for objective in plan.records.objectives:
        if objective.due_date is not None:
            yield objective.due_date, objective.year, objective, title_of(objective)
    for action in plan.records.actions:
        if action.due_date is not None:
            yield action.due_date, None, action, action.description or action.outcome or ""
    for indicator in plan.records.indicators:
        for value in plan.values.get(indicator.indicator_id, ()):
            if value.due_date is not None and value.role is Role.TARGET:
                yield value.due_date, value.year, value, name_of(indicator)


CHECKS = (outside_period,)
