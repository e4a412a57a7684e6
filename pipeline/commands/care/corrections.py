"""`piao corrections`: what people said of documents and their records."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from piao.pipeline.commands.options import Database, Documents, Json, Output
from piao.pipeline.display.console import output, say
from piao.schema.language import text

app = typer.Typer(help="What people corrected: look, hand on, take back.", no_args_is_help=True)


@app.command("list")
def list_corrections(documents: Documents = None, db: Database = None, json: Json = False) -> None:
    """List what people said of some documents, or of all current ones, the first first.

    What is undone stays in the list. The id of an act is what `undo` takes.

    Example:

        piao corrections list piano-2025.pdf
    """
    from piao.pipeline.store import Store

    with Store(db, create=False) as store:
        chosen = store.choose(documents or [])
        past = [each for d in chosen for each in store.history(d.document_id)]
    if json:
        from piao.pipeline.corrections.files import COLUMNS
        from piao.pipeline.exports.writing.json_text import write_array

        rows = (
            {"state": p.state, **{name: getattr(p.correction, name) for name in COLUMNS}}
            for p in past
        )
        write_array(rows, sys.stdout)
        print()
    elif past:
        from piao.pipeline.display.corrections import correction_table

        names = {document.document_id: document.file_name for document in chosen}
        output().print(correction_table(past, names))
    else:
        say(text("no corrections") if chosen else text("the store is empty"))


@app.command("export")
def export_corrections(
    documents: Documents = None, out: Output = None, db: Database = None
) -> None:
    """Write the corrections of some documents, or all of the store, for another store.

    Those of documents that were removed are among all of the store.

    Example:

        piao corrections export piano-2025.pdf --out correzioni.json
    """
    from piao.pipeline.corrections.files import write
    from piao.pipeline.exports.writing.output import text_output
    from piao.pipeline.store import Store

    with Store(db, create=False) as store:
        chosen = [d.document_id for d in store.choose(documents)] if documents else None
        corrections = store.corrections(chosen)
    with text_output(out) as stream:
        write(corrections, stream)


@app.command("import")
def import_corrections(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `corrections export` wrote.")],
    db: Database = None,
) -> None:
    """Take over corrections of another store, after those that this one has.

    A document is known by its content. Corrections of one that is not here wait until it is read.

    Example:

        piao corrections import correzioni.json
    """
    from piao.pipeline.corrections.files import read
    from piao.pipeline.store import Store

    corrections = read(file)
    with Store(db) as store:
        done = store.import_corrections(corrections)
    waiting = (
        text(", {count} of them for documents that are not read yet", count=done.waiting)
        if done.waiting
        else ""
    )
    say(
        text(
            "{added} corrections taken over{waiting}; {known} were there already",
            added=done.added,
            waiting=waiting,
            known=done.known,
        )
    )


@app.command()
def undo(
    document: Annotated[
        str, typer.Argument(metavar="DOCUMENT", help="An id, the start of one, or a file name.")
    ],
    act: Annotated[
        str | None,
        typer.Argument(
            metavar="[ACT]", help="The id of an act, or its start.", show_default="last"
        ),
    ] = None,
    redo: Annotated[bool, typer.Option("--redo", help="Do the last one undone again.")] = False,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help="Why.")] = None,
    db: Database = None,
) -> None:
    """Take back the last act on a document that holds, or the one given.

    Undoing is noted too, and can be undone: with the id of the undo, or with --redo.

    Examples:

        piao corrections undo piano-2025.pdf

        piao corrections undo piano-2025.pdf 4f3c9a --reason "era giusto"
    """
    from piao.pipeline.store import Store
    from piao.schema.errors import UsageError

    if redo and act is not None:
        raise UsageError("--redo takes no act: it does the last one undone again")
    with Store(db, create=False) as store:
        found = store.find(document)
        if redo:
            done = store.redo(found.document_id, reason=reason)
        else:
            done = store.undo(found.document_id, act, reason=reason)
        left = sum(past.state != "undone" for past in store.history(found.document_id))
    undone = done.corrections[0].undoes
    said = text("done again") if redo else text("undone")
    say(
        text(
            "{file}: {said}: {act}; {count} lines hold",
            file=found.file_name,
            said=said,
            act=undone,
            count=left,
        )
    )


@app.command()
def score(documents: Documents = None, db: Database = None, json: Json = False) -> None:
    """Say how sure the program had been of what people confirmed or corrected.

    Without documents all corrections of the store count. A record counts once.

    Example:

        piao corrections score
    """
    from piao.pipeline.corrections.reliability import reliability
    from piao.pipeline.store import Store

    with Store(db, create=False) as store:
        chosen = [d.document_id for d in store.choose(documents)] if documents else None
        found = reliability(store.corrections(chosen))
    if json:
        from dataclasses import asdict

        from piao.pipeline.exports.writing.json_text import json_text

        bands = [{**asdict(band), "right": band.right} for band in found.bands]
        print(json_text({"bands": bands, "added": found.added}))
    elif found.bands or found.added:
        from piao.pipeline.display.corrections import reliability_table

        output().print(reliability_table(found))
        if found.added:
            say(text("{count} records were not read: people added them", count=found.added))
    else:
        say(text("nobody has corrected or confirmed a record"))
