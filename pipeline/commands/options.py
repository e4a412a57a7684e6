"""Options that several commands share."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from piao.extractors.settings import Ocr, SecondOpinion
from piao.pipeline.terms import VARIABLE
from piao.schema.administrations import How
from piao.schema.asked import YEARS
from piao.schema.language import Language, text
from piao.schema.records import DocumentKind
from piao.schema.statements import Statement

if TYPE_CHECKING:
    from piao.pipeline.run import Keeper


def _fraction(typed: str | float) -> float:
    """A number from 0 to 1, with a point or an Italian comma."""
    try:
        number = float(str(typed).replace(",", "."))
    except ValueError:
        number = -1
    if not 0 <= number <= 1:
        raise typer.BadParameter(
            text("{typed!r} is no number from 0 to 1, as 0.95 or 0,95", typed=typed)
        )
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
Profiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--profile",
        metavar="FILE",
        help="What was taught, used where it is for the document; may be given again.",
        show_default="those in piao-profiles",
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
OfAdministration = Annotated[
    str | None,
    typer.Option(
        "--administration",
        metavar="CODE",
        help="Which it is: its ISTAT, IPA or tax code; as_printed: the name is right, in no list.",
    ),
]
Region = Annotated[
    str | None,
    typer.Option("--region", metavar="NAME", help="Plans of this region only."),
]
Province = Annotated[
    str | None,
    typer.Option("--province", metavar="NAME", help="Those of this province only: name or sign."),
]
EntityKind = Annotated[
    str | None,
    typer.Option(
        "--entity-kind", metavar="KIND", help="Those of this kind only: comune, unione, provincia …"
    ),
]
Size = Annotated[
    str | None,
    typer.Option(
        "--size", metavar="CLASS", help="Those of this class of inhabitants only: 5.000-10.000."
    ),
]
PlanYear = Annotated[
    str | None, typer.Option("--year", metavar="YEAR", help="The year that targets refer to.")
]
Kind = Annotated[
    str | None,
    typer.Option("--kind", metavar="|".join(DocumentKind), help="What kind of plan it is."),
]
Lang = Annotated[Language, typer.Option("--lang", help="Language of the messages.")]


def stated(
    entity: str | None,
    entity_code: str | None,
    tax_code: str | None,
    year: str | None,
    kind: str | None,
    *,
    administration: str | None = None,
) -> Statement:
    """What the options give; an empty one takes back what was given before.

    Raises `typer.BadParameter` for a year or kind that is none.
    """
    given = {
        "entity_name": entity,
        "entity_code": entity_code,
        "tax_code": tax_code,
        "year": year,
        "kind": kind,
        "administration": administration,
    }
    texts = {name: " ".join(text.split()) for name, text in given.items() if text is not None}
    return Statement(
        entity_name=texts.get("entity_name") or None,
        entity_code=texts.get("entity_code") or None,
        tax_code=texts.get("tax_code") or None,
        administration=texts.get("administration") or None,
        year=_year(texts["year"]) if texts.get("year") else None,
        kind=_kind(texts["kind"]) if texts.get("kind") else None,
        withdrawn=frozenset(name for name, text in texts.items() if not text),
    )


def identified(statement: Statement, store: Keeper) -> Statement:
    """What is stated, the administration by its id.

    Raises `UnknownRecordError` for a code that no administration has, or several.
    """
    if statement.administration in {None, How.AS_PRINTED}:
        return statement
    found = store.administration(statement.administration or "")
    return replace(statement, administration=found.administration_id)


def _year(typed: str) -> int:
    if not (typed.isdecimal() and int(typed) in YEARS):
        message = text(
            "{typed!r} is no year from {first} to {last}",
            typed=typed,
            first=YEARS[0],
            last=YEARS[-1],
        )
        raise typer.BadParameter(message, param_hint="--year")
    return int(typed)


def _kind(typed: str) -> DocumentKind:
    if typed not in list(DocumentKind):
        kinds = ", ".join(DocumentKind)
        message = text("{typed!r} is none of {kinds}", typed=typed, kinds=kinds)
        raise typer.BadParameter(message, param_hint="--kind")
    return DocumentKind(typed)
