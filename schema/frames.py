"""Records as pandas data frames, each column with a type of its own that knows what is absent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from piao.schema.columns import ColumnDescription, Kind, columns_of
from piao.schema.records import Records

if TYPE_CHECKING:
    import pandas as pd

REPEATED = frozenset({"unit"})
"""Texts that few words fill: categories, though no list of the words is fixed."""

_TYPES = {
    Kind.TEXT: "string",
    Kind.INTEGER: "Int64",
    Kind.FLOAT: "Float64",
    Kind.DECIMAL: "Float64",
    Kind.BOOLEAN: "boolean",
    Kind.DATE: "datetime64[s]",  # of seconds: 31/12/9999 is a day too
    Kind.INSTANT: "datetime64[us, UTC]",
    Kind.BOX: "object",
}


def frames_of(records: Records) -> dict[str, pd.DataFrame]:
    """One data frame a record type, by its name; see `Records.to_pandas`."""
    frames = {"documents": _frame_of(type(records.document), [records.document])}
    for name, hint in get_type_hints(Records).items():
        if name != "document":
            record_type, _ = get_args(hint)
            frames[name] = _frame_of(record_type, getattr(records, name))
    return frames


def frame(columns: Sequence[ColumnDescription], rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """The rows with the columns described, in their order; no row gives the same types."""
    import pandas as pd

    held = list(rows)
    return pd.DataFrame({c.name: _series([row[c.name] for row in held], c) for c in columns})


def _frame_of(record_type: type, records: Sequence[object]) -> pd.DataFrame:
    columns = columns_of(record_type)
    return frame(
        columns, [{c.name: getattr(record, c.name) for c in columns} for record in records]
    )


def _series(values: Sequence[Any], column: ColumnDescription) -> pd.Series[Any]:
    import pandas as pd

    if column.words is not None:
        words = pd.CategoricalDtype([word.value for word in column.words])
        return pd.Series(_each(values, str), dtype=words)
    if column.kind is Kind.DECIMAL:
        values = _each(values, float)
    if column.kind is Kind.BOOLEAN and not column.nullable:
        return pd.Series(values, dtype="bool")
    series = pd.Series(values, dtype=_TYPES[column.kind])
    return series.astype("category") if column.name in REPEATED else series


def _each(values: Sequence[Any], convert: Callable[[Any], object]) -> list[object]:
    return [None if value is None else convert(value) for value in values]
