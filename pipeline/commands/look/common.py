"""`piao common`: who has what law asks of all administrations."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from piao.pipeline.commands.options import Database, EntityKind, Json, Province, Region, Size
from piao.pipeline.display.console import output, say
from piao.schema.asked import YEARS
from piao.schema.language import text

OfYear = Annotated[
    int | None,
    typer.Option("--year", min=YEARS.start, max=YEARS.stop - 1, help="Only plans of this year."),
]


def common(
    common_id: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]", help="One of them: its places, plan by plan.", show_default="all"
        ),
    ] = None,
    year: OfYear = None,
    *,
    region: Region = None,
    province: Province = None,
    entity_kind: EntityKind = None,
    size: Size = None,
    db: Database = None,
    json: Json = False,
) -> None:
    """Show which plans have what law asks of all.

    Payment times, 40 hours of training, transparency, prevention of corruption, and the common
    indicators of support functions; of each, how many plans have it, and its weight and target.

    Examples:

        piao common

        piao common payment_delay --year 2025 --province AV

        piao common --json
    """
    from piao.pipeline.store import Store

    with Store(db, create=False) as store:
        group = store.group(region, province, entity_kind, size)
        if common_id is None:
            counts = store.common_objectives(year, group)
            rows = []
        else:
            counts = []
            rows = store.common_places(common_id, year, group)
    if json:
        from dataclasses import asdict

        from piao.pipeline.exports.writing.json_text import write_array

        write_array(rows if common_id else map(asdict, counts), sys.stdout)
        print()
        return
    from piao.pipeline.display.common import count_table, place_table

    if any(count.plans for count in counts):
        output().print(count_table(counts))
        say(
            text(
                "`piao common ID` shows the plans; "
                "partly read: too little to say that it is not there"
            )
        )
    elif rows:
        output().print(place_table(rows))
    else:
        say(
            text("no current plan in the store is asked for that in {year}", year=year)
            if year
            else text("no current plan in the store is asked for that")
        )
