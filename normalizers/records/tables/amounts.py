"""A table of amounts: one column of labels, one of sums of money.

Each line is an indicator with a target, tied to no objective.
"""

from __future__ import annotations

import re

from piao.normalizers.forms.pieces import Grid, Row, Spot
from piao.normalizers.records.indicators import add_indicator
from piao.normalizers.records.maker import Maker, Outcome
from piao.normalizers.records.scope import Scope
from piao.normalizers.records.values import add_values
from piao.schema.records import Role

_MONEY = re.compile(r"(€|euro)\s*-?[\d.,]+|-?[\d.,]+\s*(€|euro)", re.IGNORECASE)
_MOST = 0.8


def _columns(grid: Grid) -> tuple[int, int] | None:
    """The column of labels and that of amounts, where these two are all."""
    used = sorted({cell.col for row in grid.rows for cell in row.filled})
    return (used[0], used[1]) if len(used) == 2 else None


def _is_amount(row: Row, column: int) -> bool:
    return bool(_MONEY.fullmatch((row.text(column) or "").strip()))


def fits(grid: Grid, scope: Scope, maker: Maker) -> float:
    columns = _columns(grid)
    if columns is None or (grid.columns_of("value.") and grid.column("indicator.name")):
        return 0.0
    lines = [row for row in grid.rows if len(row.filled) == 2]
    if lines and not _is_amount(lines[0], columns[1]):
        lines = lines[1:]  # a heading that the lexicon does not know
    amounts = sum(_is_amount(row, columns[1]) for row in lines)
    return 0.9 if len(lines) >= 2 and amounts >= _MOST * len(lines) else 0.0


def meanings(grid: Grid, scope: Scope, maker: Maker) -> dict[int, str]:
    columns = _columns(grid)
    return {columns[0]: "indicator.name", columns[1]: "value.target"} if columns else {}


def read(grid: Grid, scope: Scope, maker: Maker) -> Outcome:
    columns = _columns(grid)
    if columns is None:
        return Outcome.UNREAD
    for row in grid.rows:
        name, amount = row.cell(columns[0]), row.cell(columns[1])
        if name and amount and _is_amount(row, columns[1]):
            spot = Spot.of_cell(name, grid.table, row.index)
            indicator = add_indicator(spot, name.text, scope, maker, objective_id=None)
            value = Spot.of_cell(amount, grid.table, row.index)
            add_values(value, indicator, Role.TARGET, scope, maker)
    return Outcome.READ
