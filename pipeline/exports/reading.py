"""Exports read back into the records they were made of."""

from __future__ import annotations

import csv
import datetime
import json
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from piao.pipeline.exports.description import DESCRIPTIONS, ColumnDescription, Kind
from piao.pipeline.exports.extras import needs_extra
from piao.pipeline.exports.rows import unguarded
from piao.pipeline.store.stored import RECORD_TYPES

Arrays = dict[str, tuple[Any, ...]]
"""The records by the name of their type, as `Store.arrays` gives them."""

FROM_JSON: dict[Kind, Callable[[Any], object]] = {
    Kind.TEXT: str,
    Kind.INTEGER: int,
    Kind.FLOAT: float,
    Kind.DECIMAL: Decimal,
    Kind.DATE: datetime.date.fromisoformat,
    Kind.INSTANT: datetime.datetime.fromisoformat,
    Kind.BOX: lambda numbers: tuple(float(number) for number in numbers),
}
FROM_TEXT = {**FROM_JSON, Kind.BOX: lambda text: tuple(map(float, json.loads(text)))}
FROM_ARROW = {
    **FROM_JSON,
    Kind.DATE: lambda date: date,
    Kind.INSTANT: lambda instant: instant.astimezone(datetime.UTC),
}


def read_json(file: Path) -> Arrays:
    """The records of a JSON export."""
    arrays = json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    return {name: _records(name, rows, FROM_JSON) for name, rows in arrays.items()}


def read_datapackage(folder: Path) -> Arrays:
    """The records of a data package."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    arrays = {}
    for resource in package["resources"]:
        name = resource["name"]
        with (folder / resource["path"]).open(encoding="utf-8", newline="") as stream:
            rows = [_plain(name, row) for row in csv.DictReader(stream)]
        arrays[name] = _records(name, rows, FROM_TEXT)
    return arrays


def read_parquet(folder: Path) -> Arrays:
    """The records of a Parquet export. Raises `PiaoError` without the extra `exports`."""
    with needs_extra("exports"):
        from pyarrow import parquet
    files = ((name, folder / f"{name}.parquet") for name in RECORD_TYPES)
    return {
        name: _records(name, parquet.ParquetFile(file).read().to_pylist(), FROM_ARROW)
        for name, file in files
        if file.exists()
    }


def _plain(name: str, row: Mapping[str, str]) -> dict[str, str | None]:
    """A line of CSV with absent values and without the guard of text."""
    guard = {c.name for c in DESCRIPTIONS[name].columns if c.kind is Kind.TEXT}
    return {
        key: (unguarded(text) if key in guard else text) if text else None
        for key, text in row.items()
    }


def _records(
    name: str, rows: Iterable[Mapping[str, Any]], convert: Mapping[Kind, Callable[[Any], object]]
) -> tuple[Any, ...]:
    columns, record_type = DESCRIPTIONS[name].columns, RECORD_TYPES[name]
    return tuple(
        record_type(**{c.name: _value(c, row[c.name], convert[c.kind]) for c in columns})
        for row in rows
    )


def _value(column: ColumnDescription, value: Any, convert: Callable[[Any], object]) -> object:
    if value is None:
        return None
    return column.words(value) if column.words else convert(value)
