"""Registers that print an indicator again for each period of a year: the last period holds."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from piao.normalizers.figures import parse_deadline
from piao.normalizers.forms.pieces import Column, Grid, Row
from piao.normalizers.records.maker import Maker
from piao.normalizers.records.rows.levels import LEVELS
from piao.normalizers.text.cleaning import fold

_KEYS = (
    *LEVELS, "objective.code", "objective.org_unit", "unit.code", "action.description",
    "indicator.code", "indicator.name", "objective.year",
)  # fmt: skip
"""What tells the rows of a register apart, beside the period."""


def latest_rows(grid: Grid, maker: Maker) -> Sequence[Row]:
    """The rows of a grid; of those that only a later period and its result tell apart, the last.

    It stands where the first of them stood. A grid without a column of periods is as it is.
    """
    periods = [column for column in grid.columns if _names_period(column, maker)]
    indicator = grid.column("indicator.name")
    if not periods or indicator is None:
        return grid.rows
    keys = [column.index for column in grid.columns if column.field in _KEYS]
    last: dict[tuple[str, ...], Row] = {}
    for row in grid.rows:
        key = tuple(fold(row.text(column) or "") for column in keys)
        known = last.get(key)
        if known is None or _time(row, periods, maker) >= _time(known, periods, maker):
            last[key] = row
    return list(last.values())


def _names_period(column: Column, maker: Maker) -> bool:
    return column.heading is not None and fold(column.heading) in maker.lexicon.period_columns


def _time(row: Row, periods: Sequence[Column], maker: Maker) -> datetime.date:
    """The day that a row speaks of; the latest of those that its columns print."""
    days = (parse_deadline(row.text(p.index) or "", year=maker.year) for p in periods)
    return max((day for day in days if day), default=datetime.date.min)
