"""`piao db`: care of the store."""

from __future__ import annotations

import typer

from piao.pipeline.commands.options import Database
from piao.pipeline.display.console import say

app = typer.Typer(help="Care of the store.", no_args_is_help=True)


@app.command()
def upgrade(db: Database = None) -> None:
    """Bring a store made by an older version of the program up to this one.

    Make a copy first. All migrations run in one transaction.

    Example:

        piao db upgrade --db plans.db
    """
    from piao.pipeline.store.upgrade import upgrade as upgrade_store

    say("the store is upgraded" if upgrade_store(db) else "the store is up to date")


@app.callback()
def care() -> None:
    """Care of the store."""
