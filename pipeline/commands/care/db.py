"""`piao db`: care of the store."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from piao.pipeline.commands.options import Database, Json
from piao.pipeline.display.console import output, say
from piao.schema.language import counted, text

app = typer.Typer(help="Care of the store.", no_args_is_help=True)


@app.command()
def upgrade(db: Database = None) -> None:
    """Bring a store made by an older version of the program up to this one.

    Make a copy first. All migrations run in one transaction.

    Example:

        piao db upgrade --db plans.db
    """
    from piao.pipeline.store.upgrade import upgrade as upgrade_store

    upgraded = upgrade_store(db)
    say(text("the store is upgraded") if upgraded else text("the store is up to date"))


@app.command("import")
def import_folder(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Of a Parquet export, or of shards.")
    ],
    db: Database = None,
) -> None:
    """Take over the documents of a Parquet export, partitioned or not, or of shards.

    What the store holds already stays as it is; the same command goes on after it was stopped.

    Examples:

        piao db import shards/ --db postgresql://localhost/plans

        piao db import lake/ --db plans.db
    """
    from piao.pipeline.exports.lake.layout import sheaves
    from piao.pipeline.store import Store

    sheaves(folder)  # a folder that is none makes no store
    new = known = 0
    with Store(db) as store:
        for taken in store.take_over(folder):
            new, known = new + taken.is_new, known + (not taken.is_new)
    documents = counted(new, "{count} document", "{count} documents")
    say(
        text("{documents} taken over; {known} were there already", documents=documents, known=known)
    )


@app.command()
def claims(
    db: Database = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what was read to the end.")
    ] = False,
    json: Json = False,
) -> None:
    """List what is being read by which process, what failed and what was given up, and why.

    Examples:

        piao db claims --db postgresql://localhost/plans

        piao db claims --json
    """
    from piao.pipeline.store import Store
    from piao.pipeline.store.stored import State

    with Store(db, create=False) as store:
        found = [c for c in store.claims() if everything or c.state is not State.READ]
    if json:
        from piao.pipeline.exports.writing.json_text import write_array

        write_array(map(asdict, found), sys.stdout)
        print()
    elif found:
        from piao.pipeline.display.listing import claim_table

        output().print(claim_table(found))
    else:
        say(text("nothing is being read, and nothing failed"))


@app.callback()
def care() -> None:
    """Care of the store."""
