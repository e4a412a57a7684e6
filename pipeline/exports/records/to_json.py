"""All records as one JSON object, an array for each record type."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from piao.pipeline.exports.writing.json_text import write_array
from piao.pipeline.exports.writing.output import text_output
from piao.pipeline.exports.writing.rows import record_row


def write(arrays: Iterable[tuple[str, Iterable[object]]], out: Path | None) -> None:
    """Writes the object, one record a line, as the records come."""
    with text_output(out) as stream:
        separator = "{\n"
        for name, records in arrays:
            stream.write(f"{separator}{json.dumps(name)}: ")
            write_array((record_row(record) for record in records), stream)
            separator = ",\n"
        stream.write("\n}\n")
