"""`piao set`: what a stored document does not say of itself, or says wrongly."""

from __future__ import annotations

from typing import Annotated

import typer

from piao.pipeline.commands.options import (
    Database,
    Entity,
    EntityCode,
    Kind,
    OfAdministration,
    PlanYear,
    TaxCode,
    identified,
    stated,
)
from piao.pipeline.display.console import output, say
from piao.schema.errors import UsageError
from piao.schema.language import text


def set_fields(
    documents: Annotated[
        list[str],
        typer.Argument(metavar="DOCUMENT...", help="Ids, starts of ids or file names."),
    ],
    *,
    entity: Entity = None,
    entity_code: EntityCode = None,
    tax_code: TaxCode = None,
    administration: OfAdministration = None,
    year: PlanYear = None,
    kind: Kind = None,
    db: Database = None,
) -> None:
    """Correct administration, year or kind of some documents.

    What is given goes before what the documents say, also when they are read again, until
    `piao ingest FILE` with the same option empty (--entity '') takes it back.

    Examples:

        piao set obiettivi.pdf --entity 'Comune di Prova' --entity-code c_x123

        piao set peg.pdf --administration 064077

        piao set 34fe69d1 35a5db9b --year 2024 --kind objectives
    """
    from piao.pipeline.display.listing import document_table
    from piao.pipeline.store import Store

    statement = stated(entity, entity_code, tax_code, year, kind, administration=administration)
    if not (statement.names or statement.withdrawn):
        raise UsageError(
            "nothing to set: give --entity, --entity-code, --tax-code, --administration, --year, "
            "--kind"
        )
    with Store(db, create=False) as store:
        statement = identified(statement, store)
        chosen = store.choose(documents)
        corrected = [store.correct(document.document_id, statement) for document in chosen]
        findings = store.finding_counts()
    output().print(document_table(corrected, findings))
    given = statement.year
    if any(given and before.year not in (None, given) for before in chosen):
        say(
            text(
                "figures keep the years that they were read with: "
                "`piao ingest FILE --refresh` reads them for {year}",
                year=given,
            )
        )
