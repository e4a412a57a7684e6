"""JSON in which a decimal is a number with all its digits."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TextIO

_CONTROLS = {code: f"\\u{code:04x}" for code in range(127, 160)}
"""The encoder escapes those below 32 alone; these steer some terminals too."""


def json_text(value: object) -> str:
    """One value as JSON on one line.

    The standard encoder writes numbers through binary floats; decimals here keep
    every digit. Dates and times are ISO 8601 text.

    >>> json_text({"weight": Decimal("12.50"), "due_date": datetime.date(2024, 6, 30)})
    '{"weight": 12.50, "due_date": "2024-06-30"}'
    """
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime.date):
        return f'"{value.isoformat()}"'
    if isinstance(value, Mapping):
        items = (f"{json.dumps(key)}: {json_text(item)}" for key, item in value.items())
        return "{" + ", ".join(items) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(json_text(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False).translate(_CONTROLS)


def write_array(items: Iterable[object], stream: TextIO, indent: str = "") -> None:
    """A JSON array with one item a line, written as the items come."""
    stream.write("[")
    separator = "\n"
    for item in items:
        stream.write(f"{separator}{indent}  {json_text(item)}")
        separator = ",\n"
    stream.write("]" if separator == "\n" else f"\n{indent}]")
