"""A performance sheet: areas with weights, their sub-areas, their KPIs.

In the column of sub-areas stands the weight, in that of KPIs the sub-area's name on a
row of its own; the KPIs follow. References and targets are often merged over rows:
text conversions print them on one of these rows only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from piao.normalizers.figures import parse_percentage
from piao.normalizers.forms.headed import has_geometry
from piao.normalizers.forms.pieces import Grid, Row, Spot
from piao.normalizers.records.indicators import add_indicator
from piao.normalizers.records.maker import Maker, Outcome, place_of
from piao.normalizers.records.scope import Scope
from piao.normalizers.records.values import add_values
from piao.normalizers.text.cleaning import one_line, strip_footnote
from piao.schema.document import Cell
from piao.schema.records import Level, Role

_MOST = 0.7


@dataclass(slots=True)
class _Measure:
    """A KPI row with the cells that hold for it."""

    row: Row
    name: Cell
    reference: Cell | None
    target: Cell | None


@dataclass(slots=True)
class _SubArea:
    """A sub-area's row and the rows of its KPIs."""

    objective_id: str
    measures: list[_Measure] = field(default_factory=list)


def fits(grid: Grid, scope: Scope, maker: Maker) -> float:
    sub_area, name = grid.column("objective.sub_area"), grid.column("indicator.name")
    if sub_area is None or name is None:
        return 0.0
    texts = [text for row in grid.rows if (text := row.text(sub_area.index))]
    weights = sum(parse_percentage(text) is not None for text in texts)
    return 0.95 if texts and weights >= _MOST * len(texts) else 0.0


def read(grid: Grid, scope: Scope, maker: Maker) -> Outcome:
    column = {item.field: item.index for item in grid.columns if item.field}
    area: str | None = None
    area_cell: Cell | None = None
    weight_cell: Cell | None = None
    sub_area: _SubArea | None = None
    pending: tuple[Cell | None, Cell | None] = (None, None)

    def at(row: Row, name: str) -> Cell | None:
        return row.cell(column[name]) if name in column else None

    def add(row: Row, cell: Cell, weight: Cell | None, parent: str | None, unit: str | None) -> str:
        return maker.builder.add_objective(
            Level.AREA,
            parent_id=parent,
            title=strip_footnote(one_line(cell.text)),
            weight=parse_percentage(weight.text) if weight else None,
            org_unit=unit,
            year=maker.year,
            **place_of(Spot.of_cell(cell, grid.table, row.index)),
        )

    for row in grid.rows:
        title, weight, name = (
            at(row, "objective.area"),
            at(row, "objective.sub_area"),
            at(row, "indicator.name"),
        )
        if title is not None and title is not area_cell:
            area_cell = title
            area_weight = at(row, "objective.area_weight")
            area = add(row, title, area_weight, None, scope.unit or scope.title)
        reference, target = at(row, "indicator.reference"), at(row, "value.target")
        if weight is not None and weight is not weight_cell and name is not None:
            _finish(sub_area, grid, scope, maker)
            weight_cell = weight
            sub_area = _SubArea(add(row, name, weight, area, None))
            pending = (None, None) if has_geometry(grid.table) else (reference, target)
        elif name is not None and sub_area is not None:
            measure = _Measure(row, name, reference or pending[0], target or pending[1])
            sub_area.measures.append(measure)
            pending = (None, None)
    _finish(sub_area, grid, scope, maker)
    return Outcome.READ


def _finish(sub_area: _SubArea | None, grid: Grid, scope: Scope, maker: Maker) -> None:
    """Record the KPIs of a sub-area."""
    if sub_area is None:
        return
    measures = sub_area.measures
    if not has_geometry(grid.table):
        _spread_merged(measures)
    for measure in measures:
        row = measure.row.index
        indicator = add_indicator(
            Spot.of_cell(measure.name, grid.table, row),
            measure.name.text,
            scope,
            maker,
            objective_id=sub_area.objective_id,
            reference=one_line(measure.reference.text) if measure.reference else None,
        )
        if measure.target is not None:
            target = Spot.of_cell(measure.target, grid.table, row)
            add_values(target, indicator, Role.TARGET, scope, maker)


def _spread_merged(measures: list[_Measure]) -> None:
    """A conversion prints a merged cell on one of its rows; it holds for the blanks beside."""
    for before, measure in pairwise(measures):
        measure.reference = measure.reference or before.reference
        measure.target = measure.target or before.target
    for after, measure in pairwise(reversed(measures)):
        measure.reference = measure.reference or after.reference
        measure.target = measure.target or after.target
