"""Historical volumes by year: one indicator a line, a baseline for each year."""

from __future__ import annotations

from piao.normalizers.forms.pieces import Column, Grid, Spot
from piao.normalizers.records.indicators import add_indicator
from piao.normalizers.records.maker import Maker, Outcome
from piao.normalizers.records.scope import Scope
from piao.normalizers.records.values import add_values
from piao.normalizers.text.cleaning import one_line
from piao.schema.document import Cell
from piao.schema.records import Role

_SCORE = 0.9


def _years(grid: Grid, maker: Maker) -> list[Column]:
    """The columns of figures with a year before the plan's and no role but that of the past."""
    return [
        column
        for column in grid.columns
        if column.match.year is not None
        and column.field in (None, "value.baseline")
        and (maker.year is None or column.match.year < maker.year)
    ]


def fits(grid: Grid, scope: Scope, maker: Maker) -> float:
    """Volumes are those of a unit or an objective; elsewhere figures by year are statistics."""
    if scope.unit is None and scope.objective is None:
        return 0.0
    years = _years(grid, maker)
    others = grid.columns_of("value.")
    labelled = grid.fields & {"indicator.name"}
    return 0.75 if len(years) >= 3 and len(others) <= len(years) and not labelled else 0.0


def meanings(grid: Grid, scope: Scope, maker: Maker) -> dict[int, str]:
    years = _years(grid, maker)
    labels = dict.fromkeys(range(years[0].index), "indicator.name")
    return {**labels, **{column.index: "value.baseline" for column in years}}


def read(grid: Grid, scope: Scope, maker: Maker) -> Outcome:
    years = _years(grid, maker)
    labels = range(years[0].index)
    group: dict[int, Cell] = {}
    for row in grid.rows:
        cells = [cell for column in labels if (cell := row.cell(column))]
        for cell in cells:
            group = {col: known for col, known in group.items() if col < cell.col}
            group[cell.col] = cell
        if not cells or not any(row.cell(column.index) for column in years):
            continue
        name = " ".join(one_line(group[col].text) for col in sorted(group))
        spot = Spot.of_cell(cells[-1], grid.table, row.index)
        indicator = add_indicator(spot, name, scope, maker, objective_id=None, score=_SCORE)
        for column in years:
            figure = row.cell(column.index)
            if figure:
                value = Spot.of_cell(figure, grid.table, row.index)
                add_values(
                    value, indicator, Role.BASELINE, scope, maker,
                    year=column.match.year, score=_SCORE,
                )  # fmt: skip
    return Outcome.READ
