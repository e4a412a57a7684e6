"""`piao lexicon`: the terms of the user's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from piao.pipeline.commands.options import Json
from piao.pipeline.display.console import say
from piao.pipeline.terms import VARIABLE
from piao.schema.errors import UsageError

app = typer.Typer(help="Terms of your own for what plans call their fields.", no_args_is_help=True)


@app.command()
def add(
    term: Annotated[str, typer.Argument(metavar="TERM", help="The heading as plans print it.")],
    field: Annotated[
        str, typer.Argument(metavar="FIELD", help="What it names, or none; see `lexicon fields`.")
    ],
    *,
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
    document: Annotated[
        Path | None,
        typer.Option("--for", metavar="PLAN", help="Teach it at this plan, as a profile."),
    ] = None,
    scope: Annotated[
        str | None,
        typer.Option(
            metavar="table|document|form|everywhere",
            help="How far that reaches.",
            show_default="form",
        ),
    ] = None,
    table: Annotated[
        str | None,
        typer.Option(metavar="ID", help="The table, as `tables` names it; for --scope table."),
    ] = None,
) -> None:
    """Add a term to your lexicon file, which is made where it is missing.

    What is written in it by hand stays. FIELD `none` says that the heading names nothing
    that the records have.

    With --for it goes into a profile of the folder piao-profiles (or PIAO_PROFILES) that is for
    plans of the same form, this plan, one table of it, or everywhere: `ingest` uses it.

    Examples:

        piao lexicon add "Ponderazione" indicator.weight

        piao lexicon add "Note del nucleo" none --file comune.yaml

        piao lexicon add "Performance attesa" value.target --for piao-2025.pdf --scope form
    """
    if document is not None:
        _teach(term, field, document, scope or "form", table)
        return
    if scope is not None or table is not None:
        raise UsageError("--scope and --table go with --for PLAN")
    from piao.normalizers.lexicon.edit import add_term
    from piao.pipeline.terms import lexicon_to_write

    path = lexicon_to_write(file)
    added = add_term(path, term, field)
    say(f"{path}: '{term}' {'is now' if added else 'was already'} a name of {field}")


def _teach(term: str, field: str, plan: Path, scope_name: str, table: str | None) -> None:
    """Add a term to the profile of a scope, at a plan that is read for it."""
    from piao.normalizers.profiles import Lesson, Scope, teach
    from piao.pipeline.reading.step import Request, read
    from piao.pipeline.terms import lexicon_to_read, profile_files, profile_folder

    if scope_name not in list(Scope):
        raise UsageError(f"'{scope_name}' is no scope; allowed: {', '.join(Scope)}")
    lesson = Lesson(term, field, Scope(scope_name), table)
    reading = read(Request(plan, lexicon_to_read(), profiles=profile_files()))
    path = teach(profile_folder(), lesson, reading.document, reading.records)
    say(f"{path}: '{term}' is a name of {field}")


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
