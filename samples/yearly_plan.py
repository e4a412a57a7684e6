"""The plan that an administration adopts year after year: one table an area of work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samples.blocks import GridCell, Plan
from samples.expected_records import Figure

WIDTHS = (6, 22, 24, 11, 13, 11, 7, 14)


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator as printed: where it stands today, what is expected."""

    name: str
    today: tuple[str, Figure] | None
    expected: tuple[str, Figure]


@dataclass(frozen=True, slots=True)
class Objective:
    """An objective of the year; `due` as ISO date, `weight` in percent of the whole plan."""

    code: str
    title: str
    lines: Sequence[Line]
    due: str
    weight: int
    responsible: str


Area = tuple[str, Sequence[Objective]]
"""Heading, objectives."""


def write_areas(plan: Plan, areas: Sequence[Area]) -> None:
    """Print the areas with their objectives, whose cells are merged over their indicators."""
    year = plan.expected.year
    headings = (
        *("Cod.", "Obiettivo", "Indicatore", f"Valore {year - 1}", f"Valore atteso {year}"),
        *("Scadenza", "Peso", "Responsabile"),
    )
    for heading, objectives in areas:
        plan.heading(heading, 2)
        rows = [row for objective in objectives for row in _rows(objective)]
        plan.table(headings, rows, WIDTHS)
        for objective in objectives:
            _state(plan, objective)


def _rows(objective: Objective) -> list[tuple[str | GridCell, ...]]:
    day = "/".join(reversed(objective.due.split("-")))
    height = len(objective.lines)
    before = (GridCell(objective.code, rows=height), GridCell(objective.title, rows=height))
    after = (
        GridCell(day, rows=height, centred=True),
        GridCell(f"{objective.weight}%", rows=height, centred=True),
        GridCell(objective.responsible, rows=height),
    )
    rows: list[tuple[str | GridCell, ...]] = []
    for number, line in enumerate(objective.lines):
        figures = (line.name, line.today[0] if line.today else "-", line.expected[0])
        rows.append((*before, *figures, *after) if number == 0 else figures)
    return rows


def _state(plan: Plan, objective: Objective) -> None:
    year = plan.expected.year
    key = plan.expected.objective(
        "operational",
        objective.title,
        code=objective.code,
        weight=objective.weight,
        due_date=objective.due,
        unstated=("responsible",),
    )
    alone = len(objective.lines) == 1
    for line in objective.lines:
        indicator = plan.expected.indicator(
            key,
            line.name,
            responsible=objective.responsible,
            weight=objective.weight if alone else None,
            unstated=("unit",),
        )
        if line.today:
            plan.expected.value(indicator, *line.today, role="baseline", year=year - 1)
        plan.expected.value(indicator, *line.expected)
