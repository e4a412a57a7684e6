"""`piao administrations`: whose plans the store has, and the lists that say who is who."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from piao.pipeline.commands.options import Database, EntityKind, Json, Province, Region, Size
from piao.pipeline.display.console import output, say
from piao.schema.language import counted, text

if TYPE_CHECKING:
    from piao.pipeline.administrations.listing import Listed

app = typer.Typer(invoke_without_command=True)


@app.callback()
def administrations(
    context: typer.Context,
    *,
    region: Region = None,
    province: Province = None,
    entity_kind: EntityKind = None,
    size: Size = None,
    db: Database = None,
    json: Json = False,
) -> None:
    """List whose plans there are, with codes and years.

    What is not sure is listed with its proposals; `piao set DOCUMENT --administration CODE`
    decides.

    Examples:

        piao administrations

        piao administrations --province AV --json
    """
    if context.invoked_subcommand is not None:
        return
    from piao.pipeline.administrations.listing import listed
    from piao.pipeline.store import Store

    with Store(db, create=False) as store:
        group = store.group(region, province, entity_kind, size)
        owners = store.owners()
        found = listed(owners, group)
        shares = [] if group.is_all else store.shares(group)
    if json:
        _write_json(found)
    elif found:
        from piao.pipeline.display.administrations import administration_table

        output().print(administration_table(found))
    elif owners:
        say(text("no administration of the group has a plan in the store"))
    else:
        say(text("the store is empty: `piao ingest FILE` reads a plan into it"))
    for share in shares:
        say(share.told)


def _write_json(found: list[Listed]) -> None:
    from piao.pipeline.exports.writing.json_text import write_array

    write_array((each.row for each in found), sys.stdout)
    print()


@app.command("import")
def import_list(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The list, as CSV, TSV or XLSX.")],
    db: Database = None,
) -> None:
    """Bring in the public register of administrations (IPA), or a list of inhabitants.

    The register is the file `enti` that indicepa.gov.it publishes. Inhabitants are a table
    with the columns istat_code and population. All documents are resolved anew. Nothing is
    downloaded.

    Examples:

        piao administrations import enti.xlsx

        piao administrations import abitanti.csv
    """
    from piao.pipeline.store import Store

    with Store(db) as store:
        brought = store.import_administrations(file)
    known = counted(
        brought.administrations, "{count} administration known", "{count} administrations known"
    )
    say(f"{file.name}: {known}")
    if brought.left:
        say(
            text(
                "{count} rows left: in liquidation, without a code, or of no municipality",
                count=brought.left,
            )
        )
    say(
        counted(
            brought.tied,
            "{count} document resolved otherwise than before",
            "{count} documents resolved otherwise than before",
        )
    )
