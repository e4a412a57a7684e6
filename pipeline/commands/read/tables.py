"""`piao tables`: just the raw tables of a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from piao.extractors.settings import ExtractionSettings, Ocr, SecondOpinion
from piao.pipeline.commands.options import OcrMode, Opinion, Output
from piao.pipeline.display.console import say
from piao.pipeline.display.words import word
from piao.pipeline.exports import formats, writer
from piao.schema.errors import UsageError
from piao.schema.findings import message_of
from piao.schema.language import counted, spoken, text

if TYPE_CHECKING:
    from piao.schema.document import Document


def tables(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    format_name: Annotated[
        str, typer.Option("--format", "-f", help=f"One of: {', '.join(formats('tables'))}.")
    ] = "json",
    *,
    annotated: Annotated[
        Path | None,
        typer.Option(
            "--annotate",
            metavar="OUT.pdf|OUT.png",
            help="Draw tables, cells, labels and records on the pages of a PDF instead.",
        ),
    ] = None,
    out: Output = None,
    password: Annotated[
        str | None,
        typer.Option(envvar="PIAO_PASSWORD", metavar="TEXT", help="Password of an encrypted file."),
    ] = None,
    ocr: OcrMode = Ocr.AUTO,
    second_opinion: Opinion = SecondOpinion.AUTO,
) -> None:
    """Write the tables of a file as printed, without a store.

    --annotate draws what was found on the pages: each table with the way it was found, its
    cells, what each label was taken for, and the records. A PDF has all pages on which
    something was found, a PNG is one file a page (OUT-3.png).

    Examples:

        piao tables piao-2024.pdf --format html --out tables.html

        piao tables piao-2024.pdf --format csv --out tables/

        piao tables piao-2024.pdf --annotate pages.pdf
    """
    from piao.extractors import extract
    from piao.pipeline.exports.writing.guard import refuse_source

    write = writer("tables", format_name)
    refuse_source(annotated or out, file)
    settings = ExtractionSettings(ocr=ocr, second_opinion=second_opinion)
    document = extract(file, password=password, settings=settings)
    if annotated is not None:
        _annotate(file, document, annotated, password)
        return
    found = list(document.tables)
    for finding in document.findings:
        say(f"{word(finding.severity.value)}: {message_of(finding, spoken())}")
    if not found:
        say(text("{file}: no tables", file=file))
    write(found, out)


def _annotate(file: Path, document: Document, out: Path, password: str | None) -> None:
    if document.format != "pdf":
        raise UsageError("{file}: --annotate draws on the pages of a PDF", file=file)
    from piao.normalizers import normalize
    from piao.pipeline.display.annotation import annotate

    pages = annotate(file, document, normalize(document), out, password)
    if pages:
        say(counted(pages, "{count} page drawn", "{count} pages drawn"))
    else:
        say(text("{file}: nothing found", file=file))
