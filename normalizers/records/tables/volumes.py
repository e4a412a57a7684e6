"""Volumes by year: one indicator a line, a baseline for each past year, what is planned beside."""

from __future__ import annotations

from piao.normalizers.forms.pieces import Column, Grid, Spot
from piao.normalizers.records.indicators import add_indicator
from piao.normalizers.records.maker import Maker, Outcome
from piao.normalizers.records.rows.levels import LEVELS
from piao.normalizers.records.scope import Scope
from piao.normalizers.records.values import add_values
from piao.normalizers.text.cleaning import fold, one_line
from piao.schema.document import Cell
from piao.schema.records import Role

_SCORE = 0.9
_PLANNED = ("budget", "previsione", "programmato", "obiettivo", "atteso", "target")


def _years(grid: Grid, maker: Maker) -> list[Column]:
    """The columns of figures with a year before the plan's and no role but that of the past."""
    return [
        column
        for column in grid.columns
        if column.match.year is not None
        and column.field in (None, "value.baseline", "action.outcome")
        and (maker.year is None or column.match.year < maker.year)
    ]


def _planned(grid: Grid, maker: Maker) -> list[Column]:
    """The columns of what is planned for the plan's year and later: 'Budget 2025'."""
    return [
        column
        for column in grid.columns
        if column.match.year is not None
        and column.field in (None, "value.target")
        and maker.year is not None
        and column.match.year >= maker.year
        and fold(column.heading or "").startswith(_PLANNED)
    ]


def fits(grid: Grid, scope: Scope, maker: Maker) -> float:
    """Volumes are those of a unit or an objective; elsewhere figures by year are statistics."""
    if scope.unit is None and scope.objective is None:
        return 0.0
    years = _years(grid, maker)
    others = grid.columns_of("value.")
    labelled = grid.fields & {"indicator.name", *LEVELS}
    planned = _planned(grid, maker)
    enough = len(years) >= 3 or (bool(years) and bool(planned) and years[0].index > 0)
    return 0.75 if enough and len(others) <= len(years) + len(planned) and not labelled else 0.0


def meanings(grid: Grid, scope: Scope, maker: Maker) -> dict[int, str]:
    years = _years(grid, maker)
    labels = dict.fromkeys(range(years[0].index), "indicator.name")
    past = {column.index: "value.baseline" for column in years}
    return {**labels, **past, **{column.index: "value.target" for column in _planned(grid, maker)}}


def read(grid: Grid, scope: Scope, maker: Maker) -> Outcome:
    years, planned = _years(grid, maker), _planned(grid, maker)
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
        for column in (*years, *planned):
            figure = row.cell(column.index)
            if figure:
                value = Spot.of_cell(figure, grid.table, row.index)
                role = Role.TARGET if column in planned else Role.BASELINE
                add_values(
                    value, indicator, role, scope, maker,
                    year=column.match.year, score=_SCORE,
                )  # fmt: skip
    return Outcome.READ
