"""All records as a folder of Parquet files, one for each record type."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from piao.pipeline.exports.description import DESCRIPTIONS, ColumnDescription, Kind
from piao.pipeline.exports.extras import needs_extra
from piao.pipeline.exports.output import named, whole_folder
from piao.schema.errors import PiaoError

if TYPE_CHECKING:
    import pyarrow

DECIMAL_DIGITS = (38, 12)
"""Digits in all and after the point: what every reader of Parquet knows."""

LONG_DECIMAL_DIGITS = (76, 38)
"""For a column with a longer number."""


def write(arrays: Iterable[tuple[str, Iterable[object]]], out: Path | None) -> None:
    """Writes `<record type>.parquet` into the folder `out`, with typed columns.

    Decimals are exact, dates `date32`, moments UTC, a bounding box a list of doubles.
    Raises `UsageError` without a folder, `PiaoError` without the extra `exports` and for
    a number that no decimal of Parquet can hold.
    """
    with needs_extra("exports"):
        import pyarrow
        from pyarrow import parquet
    with whole_folder(
        named(out, "Parquet is one file a record type: name a folder with --out")
    ) as folder:
        for name, records in arrays:
            columns, rows = DESCRIPTIONS[name].columns, list(records)
            cells = [_cells(name, column, rows) for column in columns]
            fields = [
                pyarrow.field(column.name, array.type, nullable=column.nullable)
                for column, array in zip(columns, cells, strict=True)
            ]
            table = pyarrow.table(cells, schema=pyarrow.schema(fields))
            parquet.write_table(table, folder / f"{name}.parquet")


def _cells(name: str, column: ColumnDescription, rows: Sequence[object]) -> pyarrow.Array:
    import pyarrow

    values = [getattr(row, column.name) for row in rows]
    if column.kind is not Kind.DECIMAL:
        types = {
            Kind.TEXT: pyarrow.string(),
            Kind.INTEGER: pyarrow.int64(),
            Kind.FLOAT: pyarrow.float64(),
            Kind.DATE: pyarrow.date32(),
            Kind.INSTANT: pyarrow.timestamp("us", tz="UTC"),
            Kind.BOX: pyarrow.list_(pyarrow.float64()),
        }
        return pyarrow.array(values, types[column.kind])
    for decimal in (
        pyarrow.decimal128(*DECIMAL_DIGITS),
        pyarrow.decimal256(*LONG_DECIMAL_DIGITS),
    ):
        try:
            return pyarrow.array(values, decimal)
        except pyarrow.ArrowInvalid:
            continue
    raise PiaoError(
        f"a number of {name}.{column.name} has more digits than Parquet can hold: "
        "export as json or datapackage"
    )
