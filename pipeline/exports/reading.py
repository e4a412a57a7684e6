"""Exports read back into the records they were made of.

Files are taken for damaged or foreign until they prove otherwise: what is not as the
description of the records says raises `UnreadableFileError` naming file, record and column.
"""

from __future__ import annotations

import csv
import datetime
import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from piao.pipeline.exports.lake.layout import sheaves
from piao.pipeline.exports.records.description import ALL_DESCRIPTIONS, DESCRIPTIONS
from piao.pipeline.exports.writing.extras import needs_extra
from piao.pipeline.exports.writing.rows import unguarded
from piao.pipeline.store.stored import ALL_TYPES, RECORD_TYPES
from piao.schema.columns import ColumnDescription, Kind
from piao.schema.errors import UnreadableFileError
from piao.schema.language import Message

Arrays = dict[str, tuple[Any, ...]]
"""The records by the name of their type, as `Store.arrays` gives them."""

Convert = Mapping[Kind, Callable[[Any], object]]

ROWS = 2_000
"""Rows of a Parquet file that are unpacked at a time."""

LONGEST_TEXT = 2**31 - 1
"""Characters of a CSV cell; the limit of the standard library is less than a record may have."""


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _integer(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def _decimal(value: object) -> Decimal:
    if not isinstance(value, int | str | Decimal) or isinstance(value, bool):
        raise TypeError
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError
    return number


def _float(value: object) -> float:
    number = value if isinstance(value, float) else float(_decimal(value))
    if not math.isfinite(number):
        raise ValueError
    return number


def _box(value: object) -> tuple[float, ...]:
    if not isinstance(value, list) or len(value) != 4:
        raise TypeError
    return tuple(map(_float, value))


def _boolean(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _date(value: object) -> datetime.date:
    if not isinstance(value, datetime.date):
        raise TypeError
    return value


def _instant(value: datetime.datetime) -> datetime.datetime:
    return value.astimezone(datetime.UTC)


FROM_JSON: Convert = {
    Kind.TEXT: _text,
    Kind.INTEGER: _integer,
    Kind.FLOAT: _float,
    Kind.DECIMAL: _decimal,
    Kind.DATE: datetime.date.fromisoformat,
    Kind.INSTANT: datetime.datetime.fromisoformat,
    Kind.BOX: _box,
    Kind.BOOLEAN: _boolean,
}
FROM_TEXT: Convert = {
    **FROM_JSON,
    Kind.INTEGER: int,
    Kind.BOX: lambda text: _box(json.loads(text)),
}
FROM_ARROW: Convert = {**FROM_JSON, Kind.DATE: _date, Kind.INSTANT: _instant}


def read_json(file: Path) -> Arrays:
    """The records of a JSON export. Raises `UnreadableFileError` where it is none."""
    arrays = _json(file)
    for name, rows in arrays.items():
        if name not in RECORD_TYPES or not isinstance(rows, list):
            raise _foreign(file, Message("{name!r} is no list of records", name=name))
    return {
        name: tuple(_records(name, rows, FROM_JSON, f"{file}, {name}"))
        for name, rows in arrays.items()
    }


def read_datapackage(folder: Path) -> Arrays:
    """The records of a data package. Raises `UnreadableFileError` where it is none."""
    package = folder / "datapackage.json"
    resources = _json(package).get("resources")
    if not isinstance(resources, list):
        raise _foreign(package, Message("it lists no resources"))
    csv.field_size_limit(LONGEST_TEXT)
    arrays = {}
    for resource in resources:
        name = resource.get("name") if isinstance(resource, dict) else None
        if name not in RECORD_TYPES:
            raise _foreign(package, Message("{name!r} is no type of record", name=name))
        # The path that the package names could lead anywhere.
        file = folder / f"{name}.csv"
        with opened(file), file.open(encoding="utf-8", newline="") as stream:
            lines = _lines(str(name), csv.DictReader(stream, strict=True), file)
            arrays[str(name)] = tuple(_records(str(name), lines, FROM_TEXT, str(file)))
    return arrays


def read_parquet(folder: Path) -> Arrays:
    """The records of a Parquet export, partitioned or not, or of shards.

    Raises `UnreadableFileError` where it is none, `PiaoError` without the extra `exports`.
    """
    found = sheaves(folder)
    return {
        name: tuple(r for files in found if name in files for r in parquet_records(name, files))
        for name in RECORD_TYPES
        if any(name in files for files in found)
    }


def parquet_records(name: str, files: Mapping[str, Path]) -> Iterator[Any]:
    """The records of one of `ALL_TYPES` out of its Parquet file, some at a time."""
    with needs_extra("exports"):
        import pyarrow
        from pyarrow import parquet
    file = files[name]
    with opened(file, pyarrow.ArrowException), parquet.ParquetFile(file) as source:
        rows = (row for batch in source.iter_batches(ROWS) for row in batch.to_pylist())
        yield from _records(name, rows, FROM_ARROW, str(file))


def _json(file: Path) -> dict[str, Any]:
    with opened(file):
        content = json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    if not isinstance(content, dict):
        raise _foreign(file, Message("it is no JSON object"))
    return content


@contextmanager
def opened(file: Path, *damages: type[Exception]) -> Iterator[None]:
    """Turns what goes wrong while a file is read into an error with its name and a remedy."""
    damaged: tuple[type[Exception], ...] = (ValueError, RecursionError, csv.Error, *damages)
    try:
        yield
    except damaged as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise UnreadableFileError(
            "{file} is damaged ({reason}): export it again", file=file, reason=reason
        ) from error
    except OSError as error:
        reason = error.strerror or str(error).splitlines()[0]
        raise UnreadableFileError(
            "{file} cannot be read: {reason}", file=file, reason=reason
        ) from error


def _foreign(file: Path, reason: Message) -> UnreadableFileError:
    return UnreadableFileError("{file} is no export of piao: {reason}", file=file, reason=reason)


def _missing(column: ColumnDescription, place: str) -> UnreadableFileError:
    return UnreadableFileError(
        "{place}: the column {column!r} is missing: "
        "export it again with this version of the program",
        place=place,
        column=column.name,
    )


def _lines(name: str, reader: csv.DictReader[str], file: Path) -> Iterator[dict[str, str | None]]:
    """The lines of a CSV file with absent values and without the guard of text."""
    columns = DESCRIPTIONS[name].columns
    guard = {column.name for column in columns if column.kind is Kind.TEXT}
    if reader.fieldnames is None:
        raise _foreign(file, Message("it has no heading"))
    for column in columns:
        if column.name not in reader.fieldnames:
            raise _missing(column, str(file))
    for number, row in enumerate(reader, start=1):
        if None in row or None in row.values():
            raise UnreadableFileError(
                "{file}, record {number}: not as many cells as the heading has: export it again",
                file=file,
                number=number,
            )
        yield {
            key: (unguarded(text) if key in guard else text) if text else None
            for key, text in row.items()
        }


def _records(name: str, rows: Iterable[Any], convert: Convert, place: str) -> Iterator[Any]:
    """The records of plain rows, each column held against its description."""
    columns, record_type = ALL_DESCRIPTIONS[name].columns, ALL_TYPES[name]
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict):
            raise UnreadableFileError(
                "{place}, record {number}: no columns with names", place=place, number=number
            )
        values: dict[str, object] = {}
        for column in columns:
            where = f"{place}, record {number}"
            if column.name not in row:
                raise _missing(column, where)
            try:
                values[column.name] = _value(column, row[column.name], convert[column.kind])
            except (ValueError, TypeError, ArithmeticError, AttributeError) as error:
                raise UnreadableFileError(
                    "{where}: {value!r:.60} in the column {column!r} is no {kind}",
                    where=where,
                    value=row[column.name],
                    column=column.name,
                    kind=column.words.__name__ if column.words else column.kind.value,
                ) from error
        yield record_type(**values)


def _value(column: ColumnDescription, value: Any, convert: Callable[[Any], object]) -> object:
    if value is None:
        if not column.nullable:
            raise ValueError
        return None
    return column.words(value) if column.words else convert(value)
