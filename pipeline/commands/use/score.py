"""`piao score`: how far a plan was achieved."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from piao.pipeline.commands.options import Database, Output
from piao.pipeline.display.console import say
from piao.pipeline.exports import formats, writer
from piao.schema.language import Language, spoken, text

if TYPE_CHECKING:
    from piao.pipeline.scoring import Score


def score(
    document: Annotated[
        str, typer.Argument(metavar="DOCUMENT", help="Id, start of an id or file name.")
    ],
    *,
    actuals: Annotated[
        Path | None,
        typer.Option("--actuals", metavar="FILE", help="Results, as CSV or XLSX."),
    ] = None,
    report: Annotated[
        str | None,
        typer.Option(metavar="REPORT", help="The stored report on the plan's year: id or name."),
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write a CSV of the targets to fill in, and stop."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Write the template over a file that exists.")
    ] = False,
    year: Annotated[
        int | None, typer.Option(metavar="YEAR", help="Of the targets.", show_default="the plan's")
    ] = None,
    format_name: Annotated[
        str, typer.Option("--format", "-f", help=f"One of: {', '.join(formats('score'))}.")
    ] = "table",
    out: Output = None,
    db: Database = None,
) -> None:
    """Score a plan by its results, weighted up the tree.

    Results join by indicator id or by name. Those of a report, which `piao ingest` reads like a
    plan, join by code or by what the names mean; of what both have, --actuals counts. What
    cannot be scored is listed with the reason and does not count. How it is done:
    docs/use/scoring.md.

    Examples:

        piao score piano-2025.pdf --template consuntivo.csv

        piao score piano-2025.pdf --actuals consuntivo.csv

        piao score piano-2025.pdf --report relazione-2025.pdf
    """
    from piao.pipeline.exports.writing.guard import refuse_source
    from piao.pipeline.scoring.scoring import score as score_plan
    from piao.pipeline.scoring.template import write_template
    from piao.pipeline.store import Store

    write = writer("score", format_name)
    language = spoken() if format_name == "table" else Language.ITALIAN  # as data have it
    refuse_source(template or out, actuals)
    with Store(db, create=False) as store:
        if template is not None:
            count = write_template(store, document, template, year, force=force)
            say(text("{count} results to fill in: {file}", count=count, file=template))
            return
        score_in = partial(score_plan, store, document, actuals, report=report, year=year)
        scored = told = score_in(language=language)
        if spoken() is not language and _has_problems(scored):
            told = score_in(language=spoken())
    for problem in told.problems:
        say(f"{actuals}: {problem}")
    for problem in told.report.problems if told.report else ():
        say(f"{report}: {problem}")
    if actuals is None and report is None and scored.percent is None:
        say(
            text(
                "no results: `piao score {document} --template FILE` writes a file to fill in",
                document=document,
            )
        )
    write(scored, out)


def _has_problems(scored: Score) -> bool:
    return bool(scored.problems or (scored.report and scored.report.problems))
