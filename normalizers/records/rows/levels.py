"""The columns that name objectives, one a level of the tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from piao.normalizers.fields.kinds import Kind
from piao.normalizers.forms.pieces import Column, Row
from piao.schema.records import Level

LEVEL_OF = {
    Kind.AREA: Level.AREA,
    Kind.STRATEGIC: Level.STRATEGIC,
    Kind.OBJECTIVE: Level.OPERATIONAL,
    Kind.PROJECT: Level.PROJECT,
}
LEVELS = {
    "objective.area": Level.AREA,
    "objective.sub_area": Level.AREA,
    "objective.strategic": Level.STRATEGIC,
    "objective.title": Level.OPERATIONAL,
}
"""The columns that name objectives, from the top of the tree down."""


def coded_level(
    columns: Mapping[str, Column], rows: Sequence[Row], levels: Sequence[str]
) -> str | None:
    """The level that the column of codes belongs to.

    It is the first one to its right that begins as many cells as there are codes.
    """
    code = columns.get("objective.code")
    if code is None or not levels:
        return None
    right = [name for name in levels if columns[name].index > code.index]
    codes = _begun(code, rows)
    as_many = [name for name in right if _begun(columns[name], rows) >= codes]
    return next(iter([*as_many, *right, levels[-1]]))


def _begun(column: Column, rows: Sequence[Row]) -> int:
    """How many cells begin in a column; a text printed again in each row counts once."""
    cells = (row.cell(column.index) for row in rows)
    return len({" ".join(cell.text.split()) for cell in cells if cell is not None})
