"""`piao explain table`: what each column of a table was taken for, and what came of it."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from piao.pipeline.commands.options import Database, Json
from piao.pipeline.display.console import output, say
from piao.schema.errors import UsageError
from piao.schema.language import text


def table(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Id or file name.")],
    name: Annotated[
        str | None, typer.Argument(metavar="TABLE", help="Its id, or the end of it, as 't3'.")
    ] = None,
    *,
    db: Database = None,
    json: Json = False,
) -> None:
    """Say what each column of a table was taken for, by which method, and how many records it gave.

    Without TABLE the tables of the document are listed with what came of each.

    Examples:

        piao explain table piano-2025.pdf

        piao explain table piano-2025.pdf t3 --json
    """
    from piao.pipeline.display.tables import column_table, table_list
    from piao.pipeline.explanation import explained
    from piao.pipeline.store import Store

    with Store(db, create=False) as store:
        found = store.find(document)
        explanations = explained(
            store.raw_tables(found.document_id), store.records(found.document_id)
        )
    if name is not None:
        ids = (name, f"{found.document_id}-{name}")
        explanations = [one for one in explanations if one.table_id in ids]
        if not explanations:
            raise UsageError(
                "{file} has no table {name!r}: `piao explain table {file}` lists them",
                file=found.file_name,
                name=name,
            )
    if json:
        from dataclasses import asdict

        from piao.pipeline.exports.writing.json_text import write_array

        write_array(map(asdict, explanations), sys.stdout)
        print()
    elif not explanations:
        say(text("{file}: no tables", file=found.file_name))
    else:
        output().print(table_list(explanations) if name is None else column_table(explanations[0]))
