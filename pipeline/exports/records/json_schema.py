"""The JSON Schema of the JSON export."""

from __future__ import annotations

from typing import Any

from piao.pipeline.exports.records.description import DESCRIPTIONS, RecordDescription
from piao.schema.columns import ColumnDescription, Kind

TYPES: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"type": "string"},
    Kind.INTEGER: {"type": "integer"},
    Kind.FLOAT: {"type": "number"},
    Kind.DECIMAL: {"type": "number"},
    Kind.DATE: {"type": "string", "format": "date"},
    Kind.INSTANT: {"type": "string", "format": "date-time"},
    Kind.BOX: {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4},
}


def json_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of what `piao export` writes: an array a record type."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Records of performance plans",
        **_object({name: _array(described) for name, described in DESCRIPTIONS.items()}),
    }


def _array(description: RecordDescription) -> dict[str, Any]:
    columns = {column.name: _property(column) for column in description.columns}
    return {"type": "array", "items": _object(columns)}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _property(column: ColumnDescription) -> dict[str, Any]:
    plain = TYPES[column.kind]
    if column.words:
        plain = {**plain, "enum": [word.value for word in column.words]}
    return {**plain, "type": [plain["type"], "null"]} if column.nullable else plain
