"""`piao show`: one plan as a tree."""

from __future__ import annotations

from typing import Annotated

import typer

from piao.pipeline.commands.options import Database
from piao.pipeline.display.console import output, say


def show(
    document: Annotated[
        str, typer.Argument(metavar="DOCUMENT", help="Id, start of an id, or file name.")
    ],
    full: Annotated[bool, typer.Option("--full", help="Print long texts to their end.")] = False,
    db: Database = None,
) -> None:
    """Show a plan as a tree: objectives, indicators, targets, deadlines.

    Example:

        piao show piao-2024.pdf
    """
    from piao.pipeline.display.tree import plan_tree
    from piao.pipeline.display.wording import counts_text
    from piao.pipeline.store import Store

    with Store(db, create=False) as store:
        records = store.records(store.find(document).document_id)
        findings = store.finding_counts().get(records.document.document_id, {})
    tree = plan_tree(records, full=full)
    output().print(tree)
    if not tree.children:
        say("no records were found in this document")
    if findings:
        say(f"{counts_text(findings)}: see `piao findings {records.document.document_id}`")
