"""All records as a Frictionless Data Package: typed CSV files and `datapackage.json`."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Any

from piao.pipeline.exports.records.description import DESCRIPTIONS, RecordDescription
from piao.pipeline.exports.writing.csv_files import cell_text
from piao.pipeline.exports.writing.output import named, text_output, whole_folder
from piao.pipeline.exports.writing.rows import guarded, record_row
from piao.schema.columns import ColumnDescription, Kind
from piao.schema.errors import UsageError

FIELD_TYPES = {
    Kind.TEXT: "string",
    Kind.INTEGER: "integer",
    Kind.FLOAT: "number",
    Kind.DECIMAL: "number",
    Kind.DATE: "date",
    Kind.INSTANT: "datetime",
    Kind.BOX: "array",
}
GUARD = (
    "So that no spreadsheet runs text as a formula, text that is empty or starts with one of "
    "= + - @ tab, carriage return or an apostrophe has one apostrophe put before it. To have "
    "the text as it was, take exactly one leading apostrophe away from each string field. "
    "An empty cell is an absent value."
)


def write(arrays: Iterable[tuple[str, Iterable[object]]], out: Path | None) -> None:
    """Writes `<record type>.csv` and `datapackage.json` into the folder `out`.

    Raises `UsageError` without a folder.
    """
    with whole_folder(
        named(out, UsageError("a data package is a folder: name it with --out"))
    ) as folder:
        resources = []
        for name, records in arrays:
            with text_output(folder / f"{name}.csv") as stream:
                writer = csv.writer(stream)
                writer.writerow(column.name for column in DESCRIPTIONS[name].columns)
                for record in records:
                    writer.writerow(_cell(value) for value in record_row(record).values())
            resources.append(_resource(DESCRIPTIONS[name]))
        package = {"name": "piao", "description": GUARD, "resources": resources}
        with text_output(folder / "datapackage.json") as stream:
            stream.write(f"{json.dumps(package, indent=2)}\n")


def _cell(value: object) -> str:
    if isinstance(value, str) and not isinstance(value, StrEnum):
        return guarded(value)
    return cell_text(value)


def _resource(description: RecordDescription) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in description.columns],
        "missingValues": [""],
    }
    if description.primary_key:
        schema["primaryKey"] = list(description.primary_key)
    schema["foreignKeys"] = [
        {
            "fields": [reference.column],
            "reference": {
                # The empty name is the file itself.
                "resource": "" if reference.target == description.name else reference.target,
                "fields": [reference.key],
            },
        }
        for reference in description.references
    ]
    return {
        "name": description.name,
        "path": f"{description.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(column: ColumnDescription) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": not column.nullable}
    if column.words:
        constraints["enum"] = list(column.words)
    return {
        "name": column.name,
        "type": FIELD_TYPES[column.kind],
        "format": "any" if column.kind is Kind.INSTANT else "default",
        "constraints": constraints,
    }
