"""`piao export`: the records for other programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from piao.pipeline.commands.options import Database, Documents, Lang, MinConfidence, Output
from piao.pipeline.display.console import say
from piao.pipeline.exports import formats, writer
from piao.schema.errors import UsageError
from piao.schema.language import Language, counted, text


def export(
    documents: Documents = None,
    *,
    format_name: Annotated[
        str, typer.Option("--format", "-f", help=f"One of: {', '.join(formats('records'))}.")
    ] = "json",
    out: Output = None,
    partitioned: Annotated[
        bool,
        typer.Option(
            "--partitioned",
            help="With parquet: a folder a record type, year and kind of the document.",
        ),
    ] = False,
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

    Partitioned Parquet has raw tables, parts and corrections too: `piao db import` makes the same
    store of it.

    Examples:

        piao export --out plans.json

        piao export piao-2024.pdf --format csv --out plan/ --min-confidence 0.9

        piao export --format xlsx --out plans.xlsx

        piao export --format parquet --partitioned --out lake/

        piao export --schema
    """
    if schema:
        _write_schema(out)
        return
    from piao.pipeline.exports.selection import Arrays, at_least, in_language, left_out
    from piao.pipeline.store import Store

    write = writer("records", format_name)
    if partitioned and format_name != "parquet":
        raise UsageError("--partitioned is of Parquet: give --format parquet too")
    if partitioned and min_confidence:
        raise UsageError(
            "--partitioned writes all that belongs to a plan: take the sure records when you "
            "read it (column `confidence`), or leave one of the two out"
        )
    with Store(db, create=False) as store:
        chosen = store.choose(documents or [])
        if not chosen:
            say(text("the store is empty: the export has no records"))

        def arrays_of(ids: Sequence[str]) -> Arrays:
            arrays: Arrays = store.whole_arrays(ids) if partitioned else store.arrays(ids)
            if min_confidence:
                without = left_out(store.arrays(ids), min_confidence)
                arrays = at_least(arrays, min_confidence, without)
            return in_language(arrays, lang)

        if partitioned:
            from piao.pipeline.exports.lake.partitions import write_partitioned

            write_partitioned(chosen, arrays_of, out)
        else:
            write(arrays_of([d.document_id for d in chosen]), out)
    if out is not None:
        say(f"{out}: {counted(len(chosen), '{count} document', '{count} documents')}")


def _write_schema(out: Path | None) -> None:
    from piao.pipeline.exports.records.json_schema import json_schema
    from piao.pipeline.exports.writing.output import text_output

    with text_output(out) as stream:
        stream.write(f"{json.dumps(json_schema(), indent=2)}\n")
    if out is not None:
        say(text("{out}: the JSON Schema of the JSON export", out=out))
