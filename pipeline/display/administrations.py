"""The administrations of a store as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from piao.normalizers.administrations.kinds import kinds, size_of
from piao.pipeline.administrations.listing import NAMELESS, Listed
from piao.pipeline.display.console import lines, plain
from piao.pipeline.display.words import word
from piao.schema.language import Message, counted, text


def administration_table(rows: Iterable[Listed]) -> Table:
    """One line an administration; under one that is not sure a line for each proposal."""
    table = lines(
        Message("administration"),
        Message("code"),
        Message("region"),
        Message("province"),
        Message("kind"),
        Message("inhabitants"),
        Message("plans"),
        Message("by"),
    )
    for row in rows:
        found = row.administration
        code = found.administration_id if found else "?"
        known = code if not code.startswith("name:") else ""
        table.add_row(
            Text(_name(row)),
            known,
            Text(plain(found.region or "") if found else ""),
            found.province_sign or "" if found else "",
            kinds()[found.kind].label if found and found.kind else "",
            size_of(found.population) if found else "",
            _plans(row),
            word(row.how.value.replace("_", " ")) if row.how else "",
        )
        for proposal in row.proposals:
            may_be = proposal.administration
            sign = f" ({may_be.province_sign})" if may_be.province_sign else ""
            table.add_row(
                Text(f"  ? {plain(may_be.name)}{sign}"),
                may_be.administration_id,
                Text(plain(may_be.region or "")),
                may_be.province_sign or "",
                kinds()[may_be.kind].label if may_be.kind else "",
                size_of(may_be.population),
                "",
                text("{score:g}", score=proposal.score),
                style="dim",
            )
    return table


def _name(row: Listed) -> str:
    """The name; how many documents they are where none says whose it is."""
    if row.name != NAMELESS:
        return plain(row.name)
    return counted(len(row.plans), "? ({count} document)", "? ({count} documents)")


def _plans(row: Listed) -> str:
    """'2024, 2025 (2)': the years of the plans, with how many where there are several."""
    years = Counter("?" if year is None else str(year) for year, _ in row.plans)
    return ", ".join(f"{year} ({count})" if count > 1 else year for year, count in years.items())
