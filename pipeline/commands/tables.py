"""`piao tables`: just the raw tables of a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from piao.extractors.settings import ExtractionSettings, Ocr, SecondOpinion
from piao.pipeline.commands.options import OcrMode, Opinion, Output
from piao.pipeline.display.console import say
from piao.pipeline.exports import formats, writer


def tables(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    format_name: Annotated[
        str, typer.Option("--format", "-f", help=f"One of: {', '.join(formats('tables'))}.")
    ] = "json",
    *,
    out: Output = None,
    password: Annotated[
        str | None,
        typer.Option(envvar="PIAO_PASSWORD", metavar="TEXT", help="Password of an encrypted file."),
    ] = None,
    ocr: OcrMode = Ocr.AUTO,
    second_opinion: Opinion = SecondOpinion.AUTO,
) -> None:
    """Write the tables of a file as they are printed in it, without a store.

    Examples:

        piao tables piao-2024.pdf --format html --out tables.html

        piao tables piao-2024.pdf --format csv --out tables/
    """
    from piao.extractors import extract

    write = writer("tables", format_name)
    settings = ExtractionSettings(ocr=ocr, second_opinion=second_opinion)
    document = extract(file, password=password, settings=settings)
    found = list(document.tables)
    for finding in document.findings:
        say(f"{finding.severity.value}: {finding.message}")
    if not found:
        say(f"{file}: no tables")
    write(found, out)
