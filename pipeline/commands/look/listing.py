"""`piao list`: the documents in the store."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from piao.pipeline.commands.options import Database, EntityKind, Json, Province, Region, Size
from piao.pipeline.display.console import output, say
from piao.schema.language import text


def list_documents(
    db: Database = None,
    current: Annotated[
        bool, typer.Option("--current", help="Leave out superseded versions.")
    ] = False,
    *,
    region: Region = None,
    province: Province = None,
    entity_kind: EntityKind = None,
    size: Size = None,
    json: Json = False,
) -> None:
    """List the documents in the store.

    Examples:

        piao list --db plans.db

        piao list --region Campania --entity-kind comune
    """
    from piao.pipeline.store import Store

    with Store(db, create=False) as store:
        group = store.group(region, province, entity_kind, size)
        documents = store.documents(superseded=not current)
        if not group.is_all:
            inside = {d.document_id for d in store.of_group(group, superseded=not current)}
            documents = [d for d in documents if d.document_id in inside]
        findings = store.finding_counts()
    if json:
        from piao.pipeline.exports.writing.json_text import write_array
        from piao.pipeline.exports.writing.rows import record_row

        write_array(map(record_row, documents), sys.stdout)
        print()
    elif documents:
        from piao.pipeline.display.listing import document_table

        output().print(document_table(documents, findings))
    elif not group.is_all:
        say(
            text(
                "no plan of the group is in the store: `piao administrations` lists whose there are"
            )
        )
    else:
        say(text("the store is empty: `piao ingest FILE` reads a plan into it"))
