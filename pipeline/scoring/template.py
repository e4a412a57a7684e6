"""An empty file of results, for a plan's indicators."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from piao.pipeline.exports.csv_files import ITALIAN, csv_output
from piao.pipeline.scoring.scoring import targets
from piao.schema.errors import UsageError

if TYPE_CHECKING:
    from piao.pipeline.store import Store

HEADINGS = ("id", "obiettivo", "indicatore", "valore atteso", "unità", "consuntivo")
_NAMES = ("indicator_id", "objective_path", "name", "target_raw", "unit")


def write_template(
    store: Store, document: str, out: Path, year: int | None = None, *, force: bool = False
) -> int:
    """Writes the CSV, as spreadsheets in Italian open it; gives the number of its rows.

    Raises `UsageError` where the plan has no indicators of that year, and for a file that
    exists, unless with `force`: someone may have filled it in.
    """
    rows = targets(store, document, year)
    if out.exists() and not force:
        raise UsageError(
            f"{out} exists and may be filled in: give another name, or --force to write over it"
        )
    with csv_output(out, ITALIAN) as write_row:
        write_row(HEADINGS)
        for row in rows:
            write_row([*(row[name] for name in _NAMES), None])
    return len(rows)
