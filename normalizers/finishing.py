"""What can be said only when the whole document is read."""

from __future__ import annotations

from piao.normalizers.reader import Reader
from piao.schema.document import Document
from piao.schema.records import Objective


def finish(reader: Reader, document: Document) -> None:
    """Drop mere mentions of objectives and say so where nothing was found."""
    _drop_mentions(reader)
    builder = reader.builder
    found = builder.objectives or builder.indicators or builder.criteria or builder.units
    if not found:
        tables = any(True for _ in document.tables)
        builder.add_finding("no_records" if tables else "no_tables")


def _drop_mentions(reader: Reader) -> None:
    """An objective that owns nothing, named again elsewhere with what it owns, is a mention."""
    builder = reader.builder
    owners = {indicator.objective_id for indicator in builder.indicators.values()}
    owners |= {action.objective_id for action in builder.actions}
    owners |= {objective.parent_id for objective in builder.objectives.values()}
    titles: dict[str, list[Objective]] = {}
    for objective in builder.objectives.values():
        titles.setdefault((objective.title or "").casefold(), []).append(objective)
    for namesakes in titles.values():
        full = [o for o in namesakes if o.objective_id in owners]
        for objective in namesakes:
            if objective.objective_id in owners or not full:
                continue
            if objective.weight is None and any(_same_unit(objective, other) for other in full):
                del builder.objectives[objective.objective_id]


def _same_unit(left: Objective, right: Objective) -> bool:
    return left.org_unit is None or left.org_unit == right.org_unit
