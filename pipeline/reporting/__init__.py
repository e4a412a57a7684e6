"""The report: plans as one HTML page that opens offline, for who controls them.

The records become views (`plan_view`, `across`), which templates turn into a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from piao.normalizers.checks.plan import grouped
from piao.normalizers.text.cleaning import fold
from piao.pipeline.administrations.groups import Group
from piao.pipeline.display.wording import date_text
from piao.pipeline.exports.writing.output import text_output
from piao.pipeline.reporting.plan import Plan
from piao.pipeline.reporting.shares import weight_shares
from piao.pipeline.requirements import check_installed
from piao.pipeline.store import Store
from piao.pipeline.store.stored import StoredDocument


def write_report(
    store: Store, documents: Sequence[StoredDocument], out: Path, group: Group | None = None
) -> None:
    """Writes the report of some documents of a store, one or more, by administration and year.

    It says whose plans these are, and how many administrations of a `group` have one.

    Raises `PiaoError` where the packages of the extra `report` are missing, or where the
    file cannot be written.
    """
    check_installed("report")
    from piao.pipeline.reporting.page import page
    from piao.pipeline.reporting.whose import whose

    ordered = sorted(documents, key=_order)
    latest = max(documents, key=lambda document: document.ingested_at)
    read_on = f"{date_text(latest.ingested_at)} da piao {latest.program_version}"
    with text_output(out) as stream:
        ids = [document.document_id for document in ordered]
        owners = whose(store, documents, group)
        common = store.common_of(ids)
        stream.writelines(page(_plans(store, ordered), read_on, owners, common))


def _plans(store: Store, documents: Sequence[StoredDocument]) -> list[Plan]:
    ids = [document.document_id for document in documents]
    weights = grouped(store.view("v_weights", ids), lambda row: str(row["document_id"]))
    return [Plan.of(store.records(key), weight_shares(weights.get(key, ()))) for key in ids]


def _order(document: StoredDocument) -> tuple[str, int, str]:
    name = document.entity_name or document.file_name
    return fold(name), document.year or 0, document.file_name
