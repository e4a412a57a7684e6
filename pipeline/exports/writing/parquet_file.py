"""One Parquet file of one record type, with typed columns, that grows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from piao.pipeline.exports.records.description import ALL_DESCRIPTIONS
from piao.pipeline.exports.writing import rows
from piao.pipeline.exports.writing.extras import needs_extra
from piao.schema.columns import Kind
from piao.schema.errors import PiaoError

if TYPE_CHECKING:
    import pyarrow

DECIMAL_DIGITS = (38, 12)
"""Digits in all and after the point: what every reader of Parquet knows."""

LONG_DECIMAL_DIGITS = (76, 38)
"""For a column with a longer number."""


class ParquetFile:
    """Records of one of `ALL_TYPES` in a file; some 20,000 are held at a time.

    Decimals are exact, dates `date32`, moments UTC, a bounding box a list of doubles.
    Raises `PiaoError` for a number that no decimal of Parquet can hold.
    """

    def __init__(self, name: str, file: Path) -> None:
        from pyarrow import parquet

        self._name, self._file = name, file
        self._schema = schema_of(name)
        self._writer = parquet.ParquetWriter(file, self._schema)
        self._waiting: list[pyarrow.Table] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close(whole=kind is None)

    def add(self, records: Iterable[object]) -> None:
        """Adds records, some at a time."""
        for batch in rows.batches(records):
            self.add_table(table_of(self._name, batch))

    def add_table(self, table: pyarrow.Table) -> None:
        """Adds what :func:`table_of` made."""
        wide = _wider(self._schema, table.schema)
        if wide != self._schema:
            self._widen(wide)
        self._waiting.append(table.cast(wide))
        if sum(waiting.num_rows for waiting in self._waiting) >= rows.BATCH:
            self._write()

    def close(self, *, whole: bool = True) -> None:
        """Ends the file; what is not whole need not be right."""
        if whole:
            self._write()
        self._writer.close()

    def _write(self) -> None:
        import pyarrow

        if self._waiting:
            self._writer.write_table(pyarrow.concat_tables(self._waiting))
            self._waiting = []

    def _widen(self, schema: pyarrow.Schema) -> None:
        """Goes on in a file whose rows are written again in wider types."""
        import pyarrow
        from pyarrow import parquet

        self.close()
        narrow = self._file.replace(self._file.with_suffix(".narrow"))
        self._schema = schema
        self._writer = parquet.ParquetWriter(self._file, schema)
        with parquet.ParquetFile(narrow) as source:
            for batch in source.iter_batches():
                self._writer.write_table(pyarrow.Table.from_batches([batch]).cast(schema))
        narrow.unlink()


def schema_of(name: str) -> pyarrow.Schema:
    """The columns of a record type. Raises `PiaoError` without the extra `exports`."""
    with needs_extra("exports"):
        import pyarrow
    types = {
        Kind.TEXT: pyarrow.string(),
        Kind.INTEGER: pyarrow.int64(),
        Kind.FLOAT: pyarrow.float64(),
        Kind.DECIMAL: pyarrow.decimal128(*DECIMAL_DIGITS),
        Kind.DATE: pyarrow.date32(),
        Kind.INSTANT: pyarrow.timestamp("us", tz="UTC"),
        Kind.BOX: pyarrow.list_(pyarrow.float64()),
        Kind.BOOLEAN: pyarrow.bool_(),
    }
    return pyarrow.schema(
        pyarrow.field(column.name, types[column.kind], nullable=column.nullable)
        for column in ALL_DESCRIPTIONS[name].columns
    )


def table_of(name: str, records: Sequence[object]) -> pyarrow.Table:
    """Records in the types of their columns, with wider decimals where a number needs them."""
    import pyarrow

    schema, cells = schema_of(name), []
    for number, column in enumerate(ALL_DESCRIPTIONS[name].columns):
        values = [getattr(record, column.name) for record in records]
        field = schema.field(number)
        if column.kind is Kind.DECIMAL:
            cells.append(_decimals(values, field.type, f"{name}.{column.name}"))
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


def _wider(known: pyarrow.Schema, other: pyarrow.Schema) -> pyarrow.Schema:
    """The columns with the wider decimals of the two."""
    import pyarrow

    for number, field in enumerate(other):
        if pyarrow.types.is_decimal256(field.type):
            known = known.set(number, field)
    return known
