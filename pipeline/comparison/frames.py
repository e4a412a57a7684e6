"""A comparison as a data frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from piao.pipeline.comparison import items
from piao.pipeline.comparison.comparing import COMPARED, Comparison, Status
from piao.pipeline.comparison.rows import PARTS, flat_rows
from piao.schema.columns import ColumnDescription, Kind
from piao.schema.frames import frame

if TYPE_CHECKING:
    import pandas as pd

_KINDS = {"page": Kind.INTEGER, "weight": Kind.DECIMAL, "deadline": Kind.DATE}
"""The columns that are no text, whichever side they are of."""


def frame_of(comparison: Comparison) -> pd.DataFrame:
    """One row a row of the comparison; columns of a side end on its number, from 1."""
    numbers = range(1, len(comparison.sides) + 1)
    columns = [
        ColumnDescription("status", Kind.TEXT, nullable=False, words=Status),
        ColumnDescription("kind", Kind.TEXT, nullable=False, words=items.Kind),
        ColumnDescription("level", Kind.TEXT),
        *(_column(part, f"{part}_{number}") for number in numbers for part in PARTS),
        ColumnDescription("changed", Kind.TEXT),
        *(_column(name, f"{when}_{name}") for name in COMPARED for when in ("old", "new")),
        ColumnDescription("score", Kind.FLOAT),
        ColumnDescription("reason", Kind.TEXT),
    ]
    names = [column.name for column in columns]
    _, *rows = flat_rows(comparison)
    return frame(columns, [dict(zip(names, row, strict=True)) for row in rows])


def _column(part: str, name: str) -> ColumnDescription:
    return ColumnDescription(name, _KINDS.get(part, Kind.TEXT))
