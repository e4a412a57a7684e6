"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from piao.extractors.settings import Ocr, SecondOpinion
from piao.pipeline.terms import VARIABLE
from piao.schema.errors import UsageError
from piao.schema.findings import Language
from piao.schema.records import DocumentKind
from piao.schema.statements import Statement


def _fraction(text: str | float) -> float:
    """A number from 0 to 1, with a point or an Italian comma."""
    try:
        number = float(str(text).replace(",", "."))
    except ValueError:
        number = -1
    if not 0 <= number <= 1:
        raise typer.BadParameter(f"{text!r} is no number from 0 to 1, as 0.95 or 0,95")
    return number


MinScore = Annotated[
    float | None,
    typer.Option(parser=_fraction, metavar="0-1", help="Pairs of less are no pairs."),
]
MinConfidence = Annotated[
    float,
    typer.Option(
        parser=_fraction, metavar="0-1", help="Leave out records of less, and what they own."
    ),
]
Database = Annotated[
    str | None,
    typer.Option(
        "--db",
        envvar="PIAO_DB",
        metavar="PATH|URL",
        help="The store: an SQLite file, or a URL as postgresql://user@host/name.",
        show_default="piao.db",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="PATH", help="Where to write; else standard output."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
Documents = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[DOCUMENT]...", help="Ids, starts of ids or file names.", show_default="all"
    ),
]
LexiconFile = Annotated[
    Path | None,
    typer.Option(
        "--lexicon",
        envvar=VARIABLE,
        metavar="FILE",
        help="Terms of your own, added to the built-in lexicon.",
        show_default="piao-lexicon.yaml, where there is one",
    ),
]
OcrMode = Annotated[
    Ocr,
    typer.Option(
        "--ocr", help="Read pictures: where there is no usable text, never, or on every page."
    ),
]
Opinion = Annotated[
    SecondOpinion,
    typer.Option(
        "--second-opinion",
        help="Ask another table reader (camelot) about pages where ours is unsure, or never.",
    ),
]
Entity = Annotated[
    str | None, typer.Option("--entity", metavar="NAME", help="The administration's name.")
]
EntityCode = Annotated[
    str | None, typer.Option("--entity-code", metavar="CODE", help="Its codice IPA.")
]
TaxCode = Annotated[
    str | None, typer.Option("--tax-code", metavar="CODE", help="Its codice fiscale.")
]
PlanYear = Annotated[
    int | None,
    typer.Option("--year", min=2000, max=2100, help="The year that targets refer to."),
]
Kind = Annotated[DocumentKind | None, typer.Option("--kind", help="What kind of plan it is.")]
Lang = Annotated[Language, typer.Option("--lang", help="Language of the messages.")]


def stated(
    entity: str | None,
    entity_code: str | None,
    tax_code: str | None,
    year: int | None,
    kind: DocumentKind | None,
) -> Statement:
    """What the options give; raises `UsageError` for a blank one."""
    texts = (entity, entity_code, tax_code)
    if any(text is not None and not text.strip() for text in texts):
        raise UsageError("a blank name or code says nothing: leave the option out")
    name, code, number = (" ".join(text.split()) if text else None for text in texts)
    return Statement(entity_name=name, entity_code=code, tax_code=number, year=year, kind=kind)
