"""`piao review`: a page beside the pages of a document, to correct and to teach."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from piao.pipeline.commands.options import Database
from piao.pipeline.display.console import say
from piao.schema.language import text


def review(
    document: Annotated[
        str | None,
        typer.Argument(metavar="[DOCUMENT]", help="File name, path or id; else a list of all."),
    ] = None,
    *,
    files: Annotated[
        list[Path] | None,
        typer.Option(
            "--files",
            "-f",
            metavar="PATH",
            help="Where the documents' files are; repeatable.",
            show_default="the working folder and that of the store",
        ),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option("--by", envvar="PIAO_USER", metavar="NAME", help="Who corrects."),
    ] = None,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes a free one.")] = 0,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
    password: Annotated[
        str | None, typer.Option("--password", metavar="TEXT", help="Of an encrypted PDF.")
    ] = None,
    db: Database = None,
) -> None:
    """Look at records beside their pages, correct, teach.

    The page is served to this machine only, under an address with a secret that is
    printed; Ctrl-C ends it. It is in Italian; the key ? lists its keys. Corrections last: see
    `piao corrections`. Needs: pip install 'piao[review]'.

    Examples:

        piao review piano-2025.pdf

        piao review --files plans/ --by "Anna Rossi"
    """  # fmt: skip
    from piao.pipeline.requirements import check_installed
    from piao.pipeline.store import Store
    from piao.schema.errors import UsageError

    check_installed("review")
    from piao.pipeline.review.server import serve

    missing = [str(path) for path in files or [] if not path.exists()]
    if missing:
        raise UsageError("--files: there is no {missing}", missing=", ".join(missing))
    with Store(db, create=False) as store:
        found = store.find(document) if document else None
        given = [Path(document)] if document and Path(document).is_file() else []
        database = store.url.database
        near = [Path(database).parent] if database and store.url.drivername == "sqlite" else []
        places = [*given, *(files or [Path(), *near])]
        serve(
            store,
            found.document_id if found else None,
            places,
            port=port,
            by=by,
            password=password,
            is_opened=browser,
            on_ready=_tell,
        )


def _tell(address: str) -> None:
    say(address)
    say(text("Ctrl-C ends it; who has the address can correct"))
