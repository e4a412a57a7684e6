"""A performance sheet: areas with weights, their sub-areas, their KPIs.

In the column of sub-areas stands the weight, in that of KPIs the sub-area's name on a
row of its own; the KPIs follow. References and targets are often merged over rows:
text conversions print them on one of these rows only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from piao.normalizers.cleaning import strip_footnote
from piao.normalizers.figures import parse_percentage
from piao.normalizers.reader import Reader, one_line
from piao.normalizers.rows import Row, Rows
from piao.normalizers.sections import has_geometry
from piao.schema.document import Cell
from piao.schema.records import Level, Role


@dataclass(slots=True)
class Measure:
    """A KPI row with the cells that hold for it."""

    row: Row
    name: Cell
    reference: Cell | None
    target: Cell | None


@dataclass(slots=True)
class SubArea:
    """A sub-area's row and the rows of its KPIs."""

    objective_id: str
    measures: list[Measure] = field(default_factory=list)


def fits(section: Rows, reader: Reader) -> float:
    sub_area, name = section.column("objective.sub_area"), section.column("indicator.name")
    if sub_area is None or name is None:
        return 0.0
    texts = [text for row in section.rows if (text := row.text(sub_area.index))]
    weights = sum(parse_percentage(text) is not None for text in texts)
    return 0.95 if texts and weights >= 0.7 * len(texts) else 0.0


def read(section: Rows, reader: Reader) -> None:
    column = {item.field: item.index for item in section.columns if item.field}
    area: str | None = None
    area_cell: Cell | None = None
    weight_cell: Cell | None = None
    sub_area: SubArea | None = None
    pending: tuple[Cell | None, Cell | None] = (None, None)

    def at(row: Row, name: str) -> Cell | None:
        return row.cell(column[name]) if name in column else None

    for row in section.rows:
        title, weight, name = (
            at(row, "objective.area"),
            at(row, "objective.sub_area"),
            at(row, "indicator.name"),
        )
        area_weight = at(row, "objective.area_weight")
        if title is not None and title is not area_cell:
            area_cell = title
            area = reader.add_objective(
                section.table,
                row,
                title,
                Level.AREA,
                title=strip_footnote(one_line(title.text)),
                weight=parse_percentage(area_weight.text) if area_weight else None,
                org_unit=reader.context.unit or reader.context.sheet_title,
                year=reader.year,
            )
        reference, target = at(row, "indicator.reference"), at(row, "value.target")
        if weight is not None and weight is not weight_cell and name is not None:
            _finish(sub_area, section, reader)
            weight_cell = weight
            sub_area = SubArea(
                reader.add_objective(
                    section.table,
                    row,
                    name,
                    Level.AREA,
                    parent_id=area,
                    title=strip_footnote(one_line(name.text)),
                    weight=parse_percentage(weight.text),
                    year=reader.year,
                )
            )
            pending = (None, None) if has_geometry(section.table) else (reference, target)
        elif name is not None and sub_area is not None:
            measure = Measure(row, name, reference or pending[0], target or pending[1])
            sub_area.measures.append(measure)
            pending = (None, None)
    _finish(sub_area, section, reader)


def _finish(sub_area: SubArea | None, section: Rows, reader: Reader) -> None:
    """Record the KPIs of a sub-area."""
    if sub_area is None:
        return
    measures = sub_area.measures
    if not has_geometry(section.table):
        _spread_merged(measures)
    for measure in measures:
        indicator = reader.add_indicator(
            section.table,
            measure.row,
            measure.name,
            name=one_line(measure.name.text),
            objective_id=sub_area.objective_id,
            reference=one_line(measure.reference.text) if measure.reference else None,
        )
        if measure.target is not None:
            reader.add_values(section.table, measure.row, measure.target, indicator, Role.TARGET)


def _spread_merged(measures: list[Measure]) -> None:
    """A conversion prints a merged cell on one of its rows; it holds for the blanks beside."""
    for before, measure in pairwise(measures):
        measure.reference = measure.reference or before.reference
        measure.target = measure.target or before.target
    for after, measure in pairwise(reversed(measures)):
        measure.reference = measure.reference or after.reference
        measure.target = measure.target or after.target
