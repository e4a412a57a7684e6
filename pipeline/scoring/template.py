"""An empty file of results, for a plan's indicators."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from piao.pipeline.exports.writing.csv_files import ITALIAN, csv_output
from piao.pipeline.exports.writing.guard import refuse_to_replace
from piao.pipeline.scoring.goals import goal, targets
from piao.pipeline.scoring.joining import DIRECTIONS
from piao.schema.errors import UsageError

if TYPE_CHECKING:
    from piao.pipeline.store import Store

HEADINGS = (
    "id", "struttura", "obiettivo", "indicatore", "descrizione", "valore atteso", "unità", "verso",
    "scadenza", "peso", "anno", "pagina", "consuntivo",
)  # fmt: skip


def write_template(
    store: Store, document: str, out: Path, year: int | None = None, *, force: bool = False
) -> int:
    """Writes the CSV, as spreadsheets in Italian open it; gives the number of its rows.

    An indicator with several targets has a row for each.

    Raises `UsageError` where the plan has no indicators of that year, and for a file that
    exists, unless with `force`: someone may have filled it in. What is no text stays in any case.
    """
    rows = targets(store, document, year)
    refuse_to_replace(out)
    if out.exists() and not force:
        raise UsageError(
            "{out} exists and may be filled in: give another name, or --force to write over it",
            out=out,
        )
    described = {
        indicator.indicator_id: indicator.description
        for indicator in store.array("indicators", [store.find(document).document_id])
    }
    with csv_output(out, ITALIAN) as write_row:
        write_row(HEADINGS)
        for row in rows:
            write_row(_cells(row, described.get(row["indicator_id"])))
    return len(rows)


def _cells(row: Mapping[str, Any], description: str | None) -> list[object]:
    return [
        row["result_id"], row["org_unit"], row["objective_path"], row["name"], description,
        row["target_raw"], row["unit"], DIRECTIONS.get(goal(row).direction or ""),
        row["due_date"], row["weight"], row["year"], row["page"], None,
    ]  # fmt: skip
