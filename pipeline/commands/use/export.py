"""`piao export`: the records for other programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from piao.pipeline.commands.options import Database, Documents, Lang, MinConfidence, Output
from piao.pipeline.display.console import say
from piao.pipeline.exports import formats, writer
from piao.schema.language import Language


def export(
    documents: Documents = None,
    *,
    format_name: Annotated[
        str, typer.Option("--format", "-f", help=f"One of: {', '.join(formats('records'))}.")
    ] = "json",
    out: Output = None,
    min_confidence: MinConfidence = 0.0,
    schema: Annotated[
        bool, typer.Option("--schema", help="Write the JSON Schema of the JSON export instead.")
    ] = False,
    lang: Lang = Language.ITALIAN,
    db: Database = None,
) -> None:
    """Write the records of some plans, or of all.

    JSON is one object with an array for each record type. CSV, Parquet and a data package
    are folders with a file for each, xlsx and sqlite one file: name it with --out.

    Examples:

        piao export --out plans.json

        piao export piao-2024.pdf --format csv --out plan/ --min-confidence 0.9

        piao export --format xlsx --out plans.xlsx

        piao export --schema
    """
    if schema:
        _write_schema(out)
        return
    from piao.pipeline.exports.selection import Arrays, at_least, in_language, left_out
    from piao.pipeline.store import Store

    write = writer("records", format_name)
    with Store(db, create=False) as store:
        chosen = store.choose(documents or [])
        if not chosen:
            say("the store is empty: the export has no records")
        ids = [d.document_id for d in chosen]
        arrays: Arrays = store.arrays(ids)
        if min_confidence:
            without = left_out(store.arrays(ids), min_confidence)
            arrays = at_least(arrays, min_confidence, without)
        write(in_language(arrays, lang), out)


def _write_schema(out: Path | None) -> None:
    from piao.pipeline.exports.records.json_schema import json_schema
    from piao.pipeline.exports.writing.output import text_output

    with text_output(out) as stream:
        stream.write(f"{json.dumps(json_schema(), indent=2)}\n")
