"""`piao report`: plans as one page for who controls them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from piao.pipeline.commands.options import Database, Documents, EntityKind, Province, Region, Size
from piao.pipeline.display.console import names_text, say
from piao.schema.language import counted, text


def report(
    documents: Documents = None,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="FILE", help="The page to write.")
    ] = Path("report.html"),
    *,
    region: Region = None,
    province: Province = None,
    entity_kind: EntityKind = None,
    size: Size = None,
    db: Database = None,
) -> None:
    """Write one HTML page, in Italian, on some plans or all.

    It opens offline and prints on A4: what to look at first, themes by administration, what
    law asks of all, weights, targets, deadlines, and every plan as a tree. Needs:
    pip install 'piao[report]'.

    Examples:

        piao report

        piao report --province AV --size 5.000-10.000

        piao report piao-2024.pdf piao-2025.pdf --out confronto.html
    """
    from piao.pipeline.requirements import check_installed

    check_installed("report")
    from piao.pipeline.reporting import write_report
    from piao.pipeline.store import Store

    with Store(db, create=False) as store:
        group = store.group(region, province, entity_kind, size)
        chosen = store.choose(documents or [])
        if chosen and not group.is_all:
            inside = {d.document_id for d in store.of_group(group, superseded=True)}
            chosen = [d for d in chosen if d.document_id in inside]
            if not chosen:
                say(
                    text("no plan of the group: `piao administrations` lists whose plans there are")
                )
                return
        if not chosen:
            say(text("the store is empty: `piao ingest FILE` reads a plan into it"))
            return
        write_report(store, chosen, out, None if group.is_all else group)
    unknown = [d.file_name for d in chosen if d.entity_name is None or d.year is None]
    if unknown:
        say(
            text(
                "administration or year not known: {names}; "
                "`piao set DOCUMENT --entity NAME --year YEAR` gives them",
                names=names_text(unknown),
            )
        )
    say(f"{counted(len(chosen), '{count} document', '{count} documents')}: {out.resolve()}")
