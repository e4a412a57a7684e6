"""Whether a report repeats the plan's target, or prints another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from piao.normalizers.figures import is_measure
from piao.pipeline.scoring.measuring import Goal, target_text
from piao.schema.records import Comparator, Value


def another_target(rows: Sequence[Mapping[str, Any]], targets: Sequence[Value]) -> str | None:
    """The report's target as a reader writes it, where it is not that of the plan.

    None where it is the same, where one prints none or several, or words. A report often leaves
    out 'at least' and the unit: that is no other target.
    """
    if len(rows) != 1 or len(targets) != 1:
        return None
    (row,), (target,) = rows, targets
    mine = row["target"], row["target_max"], row["due_date"]
    theirs = target.value, target.value_max, target.due_date
    if any(all(part is None for part in figures) for figures in (mine, theirs)):
        return None
    said = Goal(
        comparator=target.comparator,
        target=target.value,
        target_max=target.value_max,
        unit=target.unit,
        due_date=target.due_date,
    )
    signs = {row["comparator"], target.comparator.value} - {Comparator.EQ}
    units = {unit for unit in (row["unit"], target.unit) if unit and is_measure(unit)}
    if mine == theirs and len(signs) < 2 and len(units) < 2:
        return None
    return target_text(said)
