"""`piao lexicon`: the terms of the user's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from piao.pipeline.commands.options import Json
from piao.pipeline.commands.teach.headings import headings
from piao.pipeline.display.console import say
from piao.pipeline.terms import VARIABLE
from piao.schema.language import text

app = typer.Typer(help="Terms of your own for what plans call their fields.", no_args_is_help=True)


@app.command()
def add(
    term: Annotated[str, typer.Argument(metavar="TERM", help="The heading as plans print it.")],
    field: Annotated[
        str, typer.Argument(metavar="FIELD", help="What it names, or none; see `lexicon fields`.")
    ],
    file: Annotated[
        Path | None,
        typer.Option(
            "--file",
            envvar=VARIABLE,
            metavar="FILE",
            help="The lexicon file to write.",
            show_default="piao-lexicon.yaml",
        ),
    ] = None,
) -> None:
    """Add a term to your lexicon file, which is made where it is missing.

    What is written in it by hand stays. FIELD `none` says that the heading names nothing
    that the records have.

    It holds for every document; `piao profile add` teaches what holds for plans of one form only.

    Examples:

        piao lexicon add "Ponderazione" indicator.weight

        piao lexicon add "Note del nucleo" none --file comune.yaml
    """
    from piao.normalizers.lexicon.edit import add_term
    from piao.pipeline.terms import lexicon_to_write

    path = lexicon_to_write(file)
    added = add_term(path, term, field)
    said = (
        text("'{term}' is now a name of {field}", term=term, field=field)
        if added
        else text("'{term}' was already a name of {field}", term=term, field=field)
    )
    say(f"{path}: {said}")


app.command()(headings)


@app.command()
def fields(json: Json = False) -> None:
    """List the fields that a heading can name, with their Italian labels.

    Example:

        piao lexicon fields
    """
    from piao.normalizers.lexicon import Lexicon

    labels = Lexicon.load().labels
    if json:
        from piao.pipeline.exports.writing.json_text import write_array

        write_array(({"field": f, "label": label} for f, label in labels.items()), sys.stdout)
        print()
        return
    width = max(map(len, labels))
    for field, label in labels.items():
        print(f"{field:{width}}  {label}")
