"""The command line: commands found in `commands/`, errors as messages, exit codes.

0 all well, 1 something failed, 2 wrong usage, 130 stopped by the user.
"""

from __future__ import annotations

import gc
import io
import sys
from typing import Annotated

import typer

from piao.pipeline.commands.care import corrections, db, remove, setting
from piao.pipeline.commands.look import common, findings, listing, report, review, show
from piao.pipeline.commands.read import ingest, tables
from piao.pipeline.commands.teach import heading, headings, lexicon, value
from piao.pipeline.commands.use import compare, export, score, similar
from piao.pipeline.display.console import say
from piao.schema.errors import PiaoError, UsageError

app = typer.Typer(
    name="piao",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("ingest")(ingest.ingest)
app.command("list")(listing.list_documents)
app.command("set")(setting.set_fields)
app.command("remove")(remove.remove)
app.command("show")(show.show)
app.command("findings")(findings.findings)
app.command("common")(common.common)
app.command("compare")(compare.compare)
app.command("similar")(similar.similar)
app.command("score")(score.score)
app.add_typer(corrections.app, name="corrections")
app.command("export")(export.export)
app.command("report")(report.report)
app.command("review")(review.review)
app.command("tables")(tables.tables)
app.command("headings")(headings.headings)
app.add_typer(lexicon.app, name="lexicon")
AS_PRINTED = {"ignore_unknown_options": True}  # '-5 %' is a text, not an option
app.command("heading", context_settings=AS_PRINTED)(heading.heading)
app.command("value", context_settings=AS_PRINTED)(value.value)
app.add_typer(db.app, name="db")


def _print_version(asked: bool) -> None:
    if asked:
        from piao.pipeline.version import program_version

        print(program_version())
        raise typer.Exit


@app.callback()
def piao(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Turn performance plans of Italian public administrations into structured data."""


def main() -> None:
    """Runs the command line; the entry point of the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    gc.set_threshold(200_000, 20, 100)  # a document's records live until it is stored
    try:
        app()
    except UsageError as error:
        say(f"error: {error}")
        sys.exit(2)
    except PiaoError as error:
        say(f"error: {error}")
        sys.exit(1)
