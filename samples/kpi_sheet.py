"""The hierarchical KPI sheet: areas, sub-areas and KPIs in merged cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samples.blocks import GridCell, Plan
from samples.expected_records import Figure

HEADINGS = (
    "AMBITO DI PERFORMANCE",
    "CONTRIBUTO AL VALORE PUBBLICO",
    "SOTTO AMBITI",
    "KPI",
    "RIFERIMENTI",
    "VALORE OBIETTIVO",
)
WIDTHS = (14, 11, 9, 34, 18, 14)


@dataclass(frozen=True, slots=True)
class Kpi:
    """One KPI; an empty reference or target with `merged` continues the cell above."""

    name: str
    reference: str
    target: str
    figure: Figure
    merged: bool = False


@dataclass(frozen=True, slots=True)
class SubArea:
    """A sub-area, its weight in percent, its KPIs."""

    title: str
    weight: int
    kpis: Sequence[Kpi]


Area = tuple[str, int, Sequence[SubArea]]
"""Name, weight in percent, sub-areas."""


def write_sheet(plan: Plan, title: str, unit: str, areas: Sequence[Area]) -> dict[str, str]:
    """Print the sheet of a unit; the keys of its sub-areas by title in lower case."""
    head = plan.header_cell
    rows: list[tuple[str | GridCell, ...]] = [
        (head(title, cols=6),),
        (head(unit, cols=6),),
        tuple(head(text) for text in HEADINGS),
    ]
    keys: dict[str, str] = {}
    for name, weight, sub_areas in areas:
        area = plan.expected.objective("area", name.rstrip("*"), weight=weight, org_unit=unit)
        height = sum(1 + len(sub.kpis) for sub in sub_areas)
        start: tuple[GridCell, ...] = (
            GridCell(name, rows=height, bold=True, centred=True, fill=plan.style.band_fill),
            GridCell(f"{weight}%", rows=height, bold=True, centred=True),
        )
        for sub in sub_areas:
            key = plan.expected.objective(
                "area", sub.title, parent=area, weight=sub.weight, unstated=("org_unit",)
            )
            keys[sub.title.lower()] = key
            share = GridCell(f"{sub.weight}%", rows=1 + len(sub.kpis), centred=True)
            rows.append((*start, share, plan.band_cell(sub.title, cols=3)))
            start = ()
            for position, kpi in enumerate(sub.kpis):
                rows.append(_kpi_row(sub.kpis, position))
                indicator = plan.expected.indicator(
                    key, kpi.name, reference=kpi.reference or None, unstated=("unit",)
                )
                plan.expected.value(indicator, kpi.target, kpi.figure)
    plan.grid(rows, WIDTHS, header_rows=3)
    return keys


def _kpi_row(kpis: Sequence[Kpi], position: int) -> tuple[str | GridCell, ...]:
    """The cells that begin in a KPI's row: reference and target may be those above."""
    kpi = kpis[position]
    reach = 1
    while position + reach < len(kpis) and kpis[position + reach].merged:
        reach += 1
    whole = [k for k in kpis[position : position + reach] if k.target == kpi.target]
    if not kpi.merged:
        target_reach = reach if len(whole) == reach else 1
        return (
            kpi.name,
            GridCell(kpi.reference, rows=reach),
            GridCell(kpi.target, rows=target_reach, centred=True),
        )
    shared = any(k.target == kpi.target for k in kpis[:position] if k is not kpi)
    return (kpi.name,) if shared else (kpi.name, GridCell(kpi.target, centred=True))
