"""`piao similar`: the nearest indicators in the whole store."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from piao.pipeline.commands.options import Database, Json
from piao.pipeline.display.console import lines, output, plain, say
from piao.schema.language import Message
from piao.schema.language import text as said


def similar(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What an indicator may be called.")],
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=1, max=200, help="How many to show.")
    ] = 10,
    db: Database = None,
    json: Json = False,
) -> None:
    """List the indicators of all plans most like a text.

    Examples:

        piao similar "ritardo dei pagamenti"

        piao similar "customer satisfaction" --limit 3 --json
    """
    from piao.pipeline.store import Store

    with Store(db, create=False) as store:
        found = store.similar(text, limit=limit)
    if json:
        from dataclasses import asdict

        from piao.pipeline.exports.writing.json_text import write_array

        write_array(map(asdict, found), sys.stdout)
        print()
    elif found:
        from rich.text import Text

        table = lines(
            Message("score"),
            Message("indicator"),
            Message("administration"),
            Message("year"),
            Message("file"),
            Message("page"),
        )
        for item in found:
            table.add_row(
                said("{score:.2f}", score=item.score),
                Text(plain(item.name)),
                Text(plain(item.entity or "?")),
                str(item.year or "?"),
                Text(plain(item.file_name)),
                str(item.page or ""),
            )
        output().print(table)
    else:
        say(said("no indicator in the store is like that"))
