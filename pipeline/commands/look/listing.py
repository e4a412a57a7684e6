"""`piao list`: the documents in the store."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from piao.pipeline.commands.options import Database, Json
from piao.pipeline.display.console import output, say


def list_documents(
    db: Database = None,
    current: Annotated[
        bool, typer.Option("--current", help="Leave out superseded versions.")
    ] = False,
    json: Json = False,
) -> None:
    """List the documents in the store.

    Example:

        piao list --db plans.db
    """
    from piao.pipeline.store import Store

    with Store(db, create=False) as store:
        documents = store.documents(superseded=not current)
        findings = store.finding_counts()
    if json:
        from piao.pipeline.exports.writing.json_text import write_array
        from piao.pipeline.exports.writing.rows import record_row

        write_array(map(record_row, documents), sys.stdout)
        print()
    elif documents:
        from piao.pipeline.display.listing import document_table

        output().print(document_table(documents, findings))
    else:
        say("the store is empty: `piao ingest FILE` reads a plan into it")
