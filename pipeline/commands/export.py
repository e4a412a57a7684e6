"""`piao export`: the records for other programs."""

from __future__ import annotations

from typing import Annotated

import typer

from piao.pipeline.commands.options import Database, Documents, Lang, Output
from piao.pipeline.display.console import say
from piao.pipeline.exports import formats, writer
from piao.schema.findings import Language


def export(
    documents: Documents = None,
    *,
    format_name: Annotated[
        str, typer.Option("--format", "-f", help=f"One of: {', '.join(formats('records'))}.")
    ] = "json",
    out: Output = None,
    min_confidence: Annotated[
        float,
        typer.Option(
            min=0, max=1, metavar="0-1", help="Leave out records of less, and what they own."
        ),
    ] = 0.0,
    lang: Lang = Language.ITALIAN,
    db: Database = None,
) -> None:
    """Write the records of some documents, or of all current ones.

    JSON is one object with an array for each record type; CSV is one file for each,
    in the folder named with --out.

    Examples:

        piao export --out plans.json

        piao export piao-2024.pdf --format csv --out plan/ --min-confidence 0.9
    """
    from piao.pipeline.exports.selection import at_least, in_language
    from piao.pipeline.store import Store

    write = writer("records", format_name)
    with Store(db, create=False) as store:
        chosen = store.choose(documents or [])
        if not chosen:
            say("the store is empty: the export has no records")
        arrays = store.arrays([d.document_id for d in chosen])
        write(in_language(at_least(arrays, min_confidence), lang), out)
