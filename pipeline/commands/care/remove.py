"""`piao remove`: documents that should not be in the store."""

from __future__ import annotations

from typing import Annotated

import typer

from piao.pipeline.commands.options import Database
from piao.pipeline.display.console import say
from piao.schema.language import counted, text


def remove(
    documents: Annotated[
        list[str],
        typer.Argument(metavar="DOCUMENT...", help="Ids, starts of ids or file names."),
    ],
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    db: Database = None,
) -> None:
    """Remove documents with all that was read from them.

    The files themselves stay. Where one was the current version of its plan, the version
    before is the current one again.

    Examples:

        piao remove cmp.csv

        piao remove 34fe69d1 35a5db9b --yes
    """
    from piao.pipeline.display.listing import removal_line
    from piao.pipeline.run import record_counts
    from piao.pipeline.store import Store

    with Store(db, create=False) as store:
        chosen = store.choose(documents)
        for document in chosen:
            say(removal_line(document, record_counts(store.records(document.document_id))))
        if not yes and not typer.confirm(text("remove from the store?"), err=True):
            raise typer.Abort
        for document in chosen:
            store.delete(document.document_id)
    say(counted(len(chosen), "{count} document removed", "{count} documents removed"))
