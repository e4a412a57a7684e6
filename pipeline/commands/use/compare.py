"""`piao compare`: plans beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

import typer

from piao.pipeline.commands.options import (
    Database,
    EntityKind,
    MinScore,
    Output,
    Province,
    Region,
    Size,
)
from piao.pipeline.display.console import names_text, say
from piao.pipeline.exports import formats, writer
from piao.schema.language import text
from piao.schema.records import Level


class Only(StrEnum):
    """The rows that are shown."""

    COMMON = "common"
    CHANGED = "changed"
    NEW = "new"
    DROPPED = "dropped"


def compare(
    names: Annotated[
        list[str],
        typer.Argument(metavar="A B...", help="Documents, administrations or years."),
    ],
    *,
    only: Annotated[Only | None, typer.Option("--only", help="Show these only.")] = None,
    level: Annotated[
        Level | None, typer.Option("--level", help="Objectives of this level only.")
    ] = None,
    min_score: MinScore = None,
    region: Region = None,
    province: Province = None,
    entity_kind: EntityKind = None,
    size: Size = None,
    format_name: Annotated[
        str, typer.Option("--format", "-f", help=f"One of: {', '.join(formats('comparison'))}.")
    ] = "table",
    out: Output = None,
    db: Database = None,
) -> None:
    """Pair what means the same: changed, new, gone.

    Of administrations, the plans of the latest year that all of them have are compared.

    Examples:

        piao compare comune-2024.pdf comune-2025.pdf --only changed

        piao compare 2024 2025 --format html --out confronto.html

        piao compare 2024 2025 --province AV --entity-kind comune

        piao compare "Comune A" "Comune B"
    """
    from piao.pipeline.comparison import Status
    from piao.pipeline.comparison import compare as compare_plans
    from piao.pipeline.comparison.matching import MIN_SCORE
    from piao.pipeline.store import Store

    write = writer("comparison", format_name)
    with Store(db, create=False) as store:
        group = store.group(region, province, entity_kind, size)
        found = compare_plans(
            store,
            names,
            group=None if group.is_all else group,
            only=Status(only.value) if only else None,
            level=level.value if level else None,
            min_score=MIN_SCORE if min_score is None else min_score,
        )
        years = sorted({d.year for side in found.sides for d in side.documents if d.year})
        shares = [] if group.is_all else store.shares(group, years)
    for share in shares:
        say(share.told)
    for side in found.sides:
        if side.absent:
            say(absent_text(side.label, side.absent))
    if found.undated:
        say(
            text(
                "left out, as their year is not known: {names}; "
                "`piao set DOCUMENT --year YEAR` gives it",
                names=names_text(found.undated),
            )
        )
    for side in found.empty:
        say(
            text(
                "{name}: no objective or indicator was read from it, see `piao findings`",
                name=side.label,
            )
        )
    if not found.rows:
        say(text("nothing to compare: no objective or indicator answers to what was asked for"))
    write(found, out)


def absent_text(year: str, entities: Sequence[str]) -> str:
    """Which administrations have no plan of a year, the first of them by name.

    >>> absent_text("2026", ["Comune di Riva"])
    '1 administration has no plan of 2026 and is left out: Comune di Riva'
    """
    names = names_text(entities)
    if len(entities) == 1:
        return text(
            "1 administration has no plan of {year} and is left out: {names}",
            year=year,
            names=names,
        )
    return text(
        "{count} administrations have no plan of {year} and are left out: {names}",
        count=len(entities),
        year=year,
        names=names,
    )
