"""`piao profile`: what labels mean in plans of one form, taught once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from piao.pipeline.commands.options import Json
from piao.pipeline.display.console import output, say
from piao.pipeline.display.words import word
from piao.schema.errors import UsageError
from piao.schema.language import text

app = typer.Typer(help="What labels mean in plans of one form.", no_args_is_help=True)


@app.command()
def add(
    term: Annotated[str, typer.Argument(metavar="TERM", help="The label as the plan prints it.")],
    field: Annotated[
        str, typer.Argument(metavar="FIELD", help="What it names, or none; see `lexicon fields`.")
    ],
    plan: Annotated[Path, typer.Argument(metavar="PLAN", help="The file it is taught at.")],
    *,
    scope: Annotated[
        str,
        typer.Option(metavar="table|document|form|everywhere", help="How far that reaches."),
    ] = "form",
    table: Annotated[
        str | None,
        typer.Option(metavar="ID", help="The table, as `tables` names it; for --scope table."),
    ] = None,
) -> None:
    """Teach what a label means: in all plans of this form, in this plan, or in one table of it.

    It goes into a profile, a file of the folder piao-profiles (or PIAO_PROFILES), which `ingest`
    uses by itself for the documents that it is for. FIELD `none` says that the label names
    nothing that the records have.

    Examples:

        piao profile add "Performance attesa" value.target piao-2025.pdf

        piao profile add "Note" none piao-2025.pdf --scope table --table t3
    """
    from piao.normalizers.profiles import Lesson, Scope, teach
    from piao.pipeline.reading.step import Request, read
    from piao.pipeline.terms import lexicon_to_read, profile_files, profile_folder

    if scope not in list(Scope):
        raise UsageError(
            "'{scope}' is no scope; allowed: {known}", scope=scope, known=", ".join(Scope)
        )
    lesson = Lesson(term, field, Scope(scope), table)
    reading = read(Request(plan, lexicon_to_read(), profiles=profile_files()))
    path = teach(profile_folder(), lesson, reading.document, reading.records)
    say(
        text(
            "{path}: '{term}' is a name of {field}; `piao ingest {plan} --refresh` reads by it",
            path=path,
            term=term,
            field=field,
            plan=plan,
        )
    )


@app.command("list")
def list_profiles(json: Json = False) -> None:
    """List the profiles of the folder: for which documents each is, and what it teaches.

    Example:

        piao profile list
    """
    from piao.normalizers.profiles import read_profile, taught
    from piao.pipeline.terms import profile_files, profile_folder

    found = [(read_profile(file), taught(file)) for file in profile_files()]
    if json:
        from piao.pipeline.exports.writing.json_text import write_array

        rows = (
            {
                "path": str(profile.path),
                "scope": profile.scope.value,
                "document_id": profile.document_id,
                "table_id": profile.table_id,
                "terms": terms,
            }
            for profile, terms in found
        )
        write_array(rows, sys.stdout)
        print()
    elif found:
        from piao.pipeline.display.listing import profile_table

        output().print(profile_table(found))
    else:
        say(
            text(
                "no profiles in {folder}: `piao profile add TERM FIELD PLAN` teaches one",
                folder=profile_folder(),
            )
        )


@app.command()
def fit(plan: Annotated[Path, typer.Argument(metavar="PLAN")], json: Json = False) -> None:
    """Say which profiles are for a plan, and how alike its form is; the first wins.

    Example:

        piao profile fit piao-2026.pdf
    """
    from piao.extractors import extract
    from piao.normalizers.profiles import fitting
    from piao.pipeline.terms import profile_files

    found = fitting(extract(plan), profile_files())
    if json:
        from piao.pipeline.exports.writing.json_text import write_array

        rows = ({"path": str(o.path), "scope": o.scope.value, "score": o.score} for o in found)
        write_array(rows, sys.stdout)
        print()
        return
    for one in found:
        print(f"{one.path}  {word(one.scope.value)}  {text('{score:.2f}', score=one.score)}")
    if not found:
        say(text("no profile is for {file}", file=plan.name))


@app.command()
def remove(
    profile: Annotated[str, typer.Argument(metavar="NAME", help="As `profile list` names it.")],
) -> None:
    """Forget a profile: its file is deleted. What was read by it stays until `ingest --refresh`.

    Example:

        piao profile remove comune-di-prova-form.yaml
    """
    from piao.pipeline.terms import profile_files

    named = [file for file in profile_files() if profile in (file.name, file.stem, str(file))]
    if not named:
        raise UsageError("no profile {profile!r}: `piao profile list` names them", profile=profile)
    for file in named:
        file.unlink()
        say(text("{file} is deleted", file=file))
