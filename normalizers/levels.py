"""The columns that name objectives, one a level of the tree."""

from __future__ import annotations

from collections.abc import Sequence

from piao.normalizers.rows import Rows
from piao.schema.records import Level

LEVELS = {
    "objective.area": Level.AREA,
    "objective.sub_area": Level.AREA,
    "objective.strategic": Level.STRATEGIC,
    "objective.title": Level.OPERATIONAL,
}
"""The columns that name objectives, from the top of the tree down."""


def coded_level(section: Rows, levels: Sequence[str]) -> str | None:
    """The level that the column of codes belongs to.

    It is the first one to its right that begins as many cells as there are codes.
    """
    code = section.column("objective.code")
    if code is None or not levels:
        return None
    right = [name for name in levels if _place(section, name) > code.index]
    codes = _begun(section, "objective.code")
    as_many = [name for name in right if _begun(section, name) >= codes]
    return next(iter([*as_many, *right, levels[-1]]))


def _place(section: Rows, field: str) -> int:
    column = section.column(field)
    return column.index if column else -1


def _begun(section: Rows, field: str) -> int:
    """How many cells begin in a column; a text printed again in each row counts once."""
    cells = (row.cell(_place(section, field)) for row in section.rows)
    return len({" ".join(cell.text.split()) for cell in cells if cell is not None})
