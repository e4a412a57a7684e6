"""Views of the store as pandas data frames, each column with its own type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from piao.pipeline.store.views import view_columns, view_rows

if TYPE_CHECKING:
    import pandas as pd

_NUMBERS = ("weight", "value", "value_max", "confidence")
_INTEGERS = ("position", "year", "targets", "page")
_DATES = ("due_date",)
_CATEGORIES = ("kind", "comparator", "unit")


def indicator_frame(
    connection: Connection, entity: str | None, years: Sequence[int], *, superseded: bool
) -> pd.DataFrame:
    """The view `v_indicator_targets` of the entities whose name has `entity` in it."""
    import pandas as pd

    rows = view_rows(connection, "v_indicator_targets")
    frame = pd.DataFrame(rows, columns=view_columns(connection, "v_indicator_targets"))
    frame["is_current"] = frame["is_current"].astype(bool)
    for name in frame.columns.difference(["is_current"]):
        frame[name] = _typed(frame[name], name)
    kept = frame["is_current"] | superseded
    if entity is not None:
        names = frame["entity"].str.casefold()
        kept &= names.str.contains(entity.casefold(), regex=False).fillna(False).astype(bool)
    if years:
        kept &= frame["year"].isin(years).astype(bool)
    return frame[kept].reset_index(drop=True)


def _typed(column: pd.Series[Any], name: str) -> pd.Series[Any]:
    import pandas as pd

    if name in _NUMBERS:
        return column.astype("Float64")
    if name in _INTEGERS:
        return column.astype("Int64")
    if name in _DATES:
        return pd.to_datetime(column)
    return column.astype("category" if name in _CATEGORIES else "string")
