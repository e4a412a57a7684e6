"""The tables that plans share: each function prints one and states its records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from samples.blocks import GridCell, Plan, merged
from samples.expected_records import TEXT, Figure


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the plan an objective stands: the headings above it."""

    org_unit: str | None = None
    mission: str | None = None
    programme: str | None = None
    strategic: str | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """One measurable line of a result cell."""

    text: str
    figures: tuple[Figure, ...] = (TEXT,)


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A row 'descrizione / indicatore di risultato / responsabile / peso'.

    Strings among `lines` are lead-ins, not measures. An empty `responsible`
    or `weight` belongs to the merged cell above.
    """

    description: str
    lines: tuple[str | Measure, ...]
    responsible: str = ""
    weight: str = ""


def measure(text: str, *figures: Figure) -> Measure:
    """A measurable line and the figures that it states; qualitative without any."""
    return Measure(text, figures or (TEXT,))


def percent(weight: str) -> Decimal:
    """'11,11' as a decimal: the figure that the source itself states."""
    return Decimal(weight.replace(",", "."))


def result_table(
    plan: Plan,
    place: Place,
    title: str,
    rows: Sequence[ResultRow],
    *,
    lead_in: str = "OBIETTIVO: ",
    heading_level: int = 4,
    headings: Sequence[str] = (
        "DESCRIZIONE",
        "INDICATORE DI RISULTATO 2025",
        "RESPONSABILE",
        "PESO",
    ),
    sign: str = "%",
) -> str:
    """Print an objective's heading and its table of results; the objective's key.

    One weight for several rows is a merged cell and the objective's; a weight
    a row is the indicator's, and their sum the objective's.
    """
    weights = [row.weight for row in rows if row.weight]
    weighted = bool(weights)
    covers_all = len(weights) == 1 and len(rows) > 1
    plan.heading(lead_in + title, heading_level)
    objective = plan.expected.objective(
        "operational",
        title,
        parent=place.strategic,
        weight=sum(map(percent, weights)) if weighted else None,
        unstated=("responsible",),
        org_unit=place.org_unit,
        mission=place.mission,
        programme=place.programme,
    )
    printed: list[tuple[str | GridCell, ...]] = []
    responsible = ""
    for number, row in enumerate(rows):
        responsible = row.responsible or responsible
        text = "\n".join(line if isinstance(line, str) else line.text for line in row.lines)
        cells: list[str | GridCell] = [row.description, text]
        if row.responsible:
            cells.append(GridCell(row.responsible, rows=_reach(rows, number, "responsible")))
        if row.weight:
            reach = _reach(rows, number, "weight")
            cells.append(GridCell(row.weight + sign, rows=reach, centred=True))
        printed.append(tuple(cells))
        measures = [line for line in row.lines if isinstance(line, Measure)]
        own_weight = percent(row.weight) if row.weight and not covers_all else None
        for line in measures:
            indicator = plan.expected.indicator(
                objective,
                line.text,
                description=row.description,
                responsible=responsible or None,
                weight=own_weight,
                unstated=("weight", "unit") if len(measures) > 1 else ("unit",),
            )
            for figure in line.figures:
                plan.expected.value(indicator, line.text, figure)
    widths = (33, 35, 20, 12) if weighted else (38, 38, 24)
    plan.table(headings[: 4 if weighted else 3], printed, widths)
    return objective


def _reach(rows: Sequence[ResultRow], start: int, field: str) -> int:
    """Over how many rows the cell that begins at `start` is merged."""
    reach = 1
    for row in rows[start + 1 :]:
        if getattr(row, field):
            break
        reach += 1
    return reach


def unit_table(
    plan: Plan,
    headings: Sequence[str],
    units: Sequence[tuple[str, str, str]],
    widths: Sequence[float] = (18, 50, 32),
) -> None:
    """Print a table of cost centres: code, name, responsible ('' continues the one above).

    A code of dashes only is printed, but is no code.
    """
    printed: list[tuple[str | GridCell, ...]] = []
    responsible = ""
    for number, (code, name, own) in enumerate(units):
        responsible = own or responsible
        reach = 1
        while own and number + reach < len(units) and not units[number + reach][2]:
            reach += 1
        last = merged(own, 0, reach) if own else ()
        printed.append((code, name, *last))
        plan.expected.unit(code if code.strip("-") else None, name, responsible)
    plan.table(headings, printed, widths)


def dimension_table(
    plan: Plan,
    org_unit: str,
    rows: Sequence[tuple[str, str, str, str, Figure]],
    headings: Sequence[str] = (
        "Dimensione di performance",
        "Denominazione indicatore",
        "Formula",
        "Standard 2025",
    ),
) -> None:
    """Print a service's standing indicators: dimension, name, formula, standard as printed."""
    for dimension, name, formula, standard, figure in rows:
        indicator = plan.expected.indicator(
            None,
            name,
            dimension=dimension,
            formula=formula,
            org_unit=org_unit,
            unstated=("unit",),
        )
        plan.expected.value(indicator, standard, figure)
    plan.table(headings, [row[:4] for row in rows], (16, 32, 30, 22))


@dataclass(frozen=True, slots=True)
class Step:
    """A row 'modalità di attuazione / I-E / tempi'; `due` as ISO date where printed."""

    description: str
    due_raw: str
    due: str | None = None
    scope: str = ""


def step_table(
    plan: Plan,
    objective: str,
    targets: Sequence[tuple[str, Sequence[Step]]],
    headings: Sequence[str],
) -> None:
    """Print what is to be done for an objective: each target with its steps.

    `headings` has five columns where the steps have a scope (I/E), else four;
    the last one is for the result and stays blank.
    """
    scoped = len(headings) == 5
    printed: list[tuple[str | GridCell, ...]] = []
    for title, steps in targets:
        child = plan.expected.objective(
            "operational",
            title,
            parent=objective,
            unstated=("org_unit", "responsible", "mission", "programme", "reference"),
        )
        for number, step in enumerate(steps):
            scope = (GridCell(step.scope, centred=True),) if scoped else ()
            first = merged(title, number, len(steps))
            printed.append((*first, step.description, *scope, step.due_raw, ""))
            plan.expected.action(
                child,
                step.description,
                scope=step.scope if step.scope.strip("-") else None,
                due_raw=step.due_raw if step.due_raw.strip("-") else None,
                due_date=step.due,
            )
    plan.table(headings, printed, (26, 34, 7, 17, 16) if scoped else (34, 36, 15, 15))


def label_table(
    plan: Plan, rows: Sequence[tuple[str, str]], widths: Sequence[float] = (28, 72)
) -> None:
    """Print a key-value table; its records are stated by the caller."""
    plan.grid([(plan.band_cell(label), text) for label, text in rows], widths, header_rows=0)
