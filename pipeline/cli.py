"""The command line: commands found in `commands/`, errors as messages, exit codes.

0 all well, 1 something failed, 2 wrong usage, 130 stopped by the user.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from typing import Annotated

import typer

from piao.pipeline.commands.care import corrections, db, remove, setting
from piao.pipeline.commands.help import GroupedCommands
from piao.pipeline.commands.language import language_first, language_of_locale
from piao.pipeline.commands.look import (
    administrations,
    common,
    findings,
    listing,
    report,
    review,
    show,
)
from piao.pipeline.commands.read import ingest, tables
from piao.pipeline.commands.teach import explain, lexicon, profile
from piao.pipeline.commands.use import compare, export, score, similar
from piao.pipeline.display.console import say
from piao.schema.errors import PiaoError, UsageError
from piao.schema.language import Language, speak, speaking, spoken, text

app = typer.Typer(
    name="piao",
    cls=GroupedCommands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("ingest")(ingest.ingest)
app.command("tables")(tables.tables)
app.command("list")(listing.list_documents)
app.add_typer(administrations.app, name="administrations")
app.command("show")(show.show)
app.command("findings")(findings.findings)
app.command("common")(common.common)
app.command("report")(report.report)
app.command("review")(review.review)
app.command("compare")(compare.compare)
app.command("similar")(similar.similar)
app.command("score")(score.score)
app.command("export")(export.export)
app.add_typer(lexicon.app, name="lexicon")
app.add_typer(profile.app, name="profile")
app.add_typer(explain.app, name="explain")
app.command("set")(setting.set_fields)
app.command("remove")(remove.remove)
app.add_typer(corrections.app, name="corrections")
app.add_typer(db.app, name="db")


def _print_version(asked: bool) -> None:
    if asked:
        from piao.pipeline.version import program_version

        print(program_version())
        raise typer.Exit


@app.callback()
def piao(
    lang: Annotated[
        Language | None,
        typer.Option(
            "--lang",
            envvar="PIAO_LANG",
            help="Language of messages, as the locale has it if not given; after a command too.",
        ),
    ] = None,
    *,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Turn performance plans of Italian public administrations into structured data."""
    speak(lang or language_of_locale(os.environ))


def main() -> None:
    """Runs the command line; the entry point of the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    gc.set_threshold(200_000, 20, 100)  # a document's records live until it is stored
    with speaking(spoken()):
        _run(language_first(sys.argv[1:]))


def _run(arguments: list[str]) -> None:
    try:
        app(arguments)
    except UsageError as error:
        say(text("error: {error}", error=error))
        sys.exit(2)
    except PiaoError as error:
        say(text("error: {error}", error=error))
        sys.exit(1)
