"""`piao show`: one plan as a tree, the form that it was read by, what was left of it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from piao.pipeline.commands.options import Database, Json
from piao.pipeline.display.console import output, say
from piao.schema.errors import UsageError
from piao.schema.language import text

if TYPE_CHECKING:
    from piao.schema.records import Part, Records


def show(
    document: Annotated[
        str, typer.Argument(metavar="DOCUMENT", help="Id, start of an id, or file name.")
    ],
    *,
    full: Annotated[
        bool, typer.Option("--full", help="Print long texts to their end, all parts.")
    ] = False,
    form: Annotated[
        bool, typer.Option("--form", help="The sections, cards and labels that were found.")
    ] = False,
    unread: Annotated[
        bool, typer.Option("--unread", help="What was left unread, page by page.")
    ] = False,
    json: Json = False,
    db: Database = None,
) -> None:
    """Show a plan as a tree of objectives and indicators.

    --form shows how it was understood: its sections, what repeats in them, and what each
    label was taken for and by which evidence. --unread shows the tables, cards and boxes
    that gave no record. Both have --json; --full shows each of the parts that are alike.

    Examples:

        piao show piao-2024.pdf

        piao show piao-2024.pdf --form

        piao show piao-2024.pdf --unread --json
    """
    from piao.pipeline.store import Store

    if form and unread:
        raise UsageError("give --form or --unread, not both")
    if json and not (form or unread):
        raise UsageError("--json goes with --form or --unread; `piao export` writes the records")
    with Store(db, create=False) as store:
        found = store.find(document)
        records = store.records(found.document_id)
        parts = store.parts(found.document_id) if form or unread else []
        findings = store.finding_counts().get(found.document_id, {})
    if form or unread:
        _show_parts(records, parts, unread=unread, full=full, json=json)
        return
    from piao.pipeline.display.tree import plan_tree
    from piao.pipeline.display.wording import counts_text

    tree = plan_tree(records, full=full)
    output().print(tree)
    if not tree.children:
        say(text("no records were found in this document"))
    if findings:
        say(
            text(
                "{findings}: see `piao findings {document_id}`",
                findings=counts_text(findings),
                document_id=records.document.document_id,
            )
        )


def _show_parts(
    records: Records, parts: Sequence[Part], *, unread: bool, full: bool, json: bool
) -> None:
    from piao.normalizers.records.whole.parts import coverage_of, unread_alike
    from piao.pipeline.display import form

    name = records.document.file_name
    if not parts:
        say(
            text(
                "how {file} was read is not known: `piao ingest FILE --refresh` reads it again",
                file=name,
            )
        )
    left = [part for alike in unread_alike(parts) for part in alike]
    if json:
        from piao.pipeline.exports.writing.json_text import write_array

        write_array(map(asdict, left if unread else parts), sys.stdout)
        print()
    elif unread and left:
        output().print(form.unread_table(parts))
    elif unread and parts:
        say(form.nothing_left(coverage_of(parts), records))
    elif parts:
        output().print(form.form_tree(name, parts, full=full))
        output().print(form.label_table(records.heading_map))
        for line in form.profile_lines(records.findings):
            say(line)
    if line := form.coverage_line(coverage_of(parts)):
        say(line)
