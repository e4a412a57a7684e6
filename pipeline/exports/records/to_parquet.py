"""All records as a folder of Parquet files, one for each record type."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from piao.pipeline.exports.records.description import DESCRIPTIONS, RecordDescription
from piao.pipeline.exports.writing.extras import needs_extra
from piao.pipeline.exports.writing.output import named, whole_folder
from piao.pipeline.exports.writing.rows import batches
from piao.schema.columns import Kind
from piao.schema.errors import PiaoError, UsageError

if TYPE_CHECKING:
    import pyarrow
    from pyarrow import parquet

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
        from pyarrow import parquet
    with whole_folder(
        named(out, UsageError("Parquet is one file a record type: name a folder with --out"))
    ) as folder:
        for name, records in arrays:
            file = folder / f"{name}.parquet"
            writer = parquet.ParquetWriter(file, _schema(DESCRIPTIONS[name]))
            try:
                for batch in batches(records):
                    table = _table(DESCRIPTIONS[name], batch, writer.schema)
                    if table.schema != writer.schema:
                        writer.close()
                        writer = _widened(file, table.schema)
                    writer.write_table(table)
            finally:
                writer.close()


def _schema(description: RecordDescription) -> pyarrow.Schema:
    import pyarrow

    types = {
        Kind.TEXT: pyarrow.string(),
        Kind.INTEGER: pyarrow.int64(),
        Kind.FLOAT: pyarrow.float64(),
        Kind.DECIMAL: pyarrow.decimal128(*DECIMAL_DIGITS),
        Kind.DATE: pyarrow.date32(),
        Kind.INSTANT: pyarrow.timestamp("us", tz="UTC"),
        Kind.BOX: pyarrow.list_(pyarrow.float64()),
    }
    return pyarrow.schema(
        pyarrow.field(column.name, types[column.kind], nullable=column.nullable)
        for column in description.columns
    )


def _table(
    description: RecordDescription, rows: Sequence[object], schema: pyarrow.Schema
) -> pyarrow.Table:
    """The rows in the types of the schema, with wider decimals where a number needs them."""
    import pyarrow

    cells = []
    for number, column in enumerate(description.columns):
        values = [getattr(row, column.name) for row in rows]
        field = schema.field(number)
        if column.kind is Kind.DECIMAL:
            cells.append(_decimals(values, field.type, f"{description.name}.{column.name}"))
            schema = schema.set(number, field.with_type(cells[-1].type))
        else:
            cells.append(pyarrow.array(values, field.type))
    return pyarrow.table(cells, schema=schema)


def _decimals(values: Sequence[object], known: pyarrow.DataType, place: str) -> pyarrow.Array:
    import pyarrow

    for decimal in (known, pyarrow.decimal256(*LONG_DECIMAL_DIGITS)):
        try:
            return pyarrow.array(values, decimal)
        except pyarrow.ArrowInvalid:
            continue
    raise PiaoError(
        "a number of {place} has more digits than Parquet can hold: export as json or datapackage",
        place=place,
    )


def _widened(file: Path, schema: pyarrow.Schema) -> parquet.ParquetWriter:
    """A writer that goes on in a file whose rows are written again in wider types."""
    import pyarrow
    from pyarrow import parquet

    narrow = file.replace(file.with_suffix(".narrow"))
    writer = parquet.ParquetWriter(file, schema)
    with parquet.ParquetFile(narrow) as source:
        for batch in source.iter_batches():
            writer.write_table(pyarrow.Table.from_batches([batch]).cast(schema))
    narrow.unlink()
    return writer
