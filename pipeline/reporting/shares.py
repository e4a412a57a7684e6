"""How much of a plan each of its lowest records carries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

WHOLE = Decimal(100)


def weight_shares(rows: Sequence[Mapping[str, Any]]) -> dict[str, Decimal]:
    """The percent of the plan by the id of each indicator, or objective that nothing measures.

    `rows` are those of the plan in the view `v_weights`, which says what weighs how much; units
    that share out a whole of their own count as much as their objectives. Empty where the plan
    prints no weights.
    """
    tops = (row["effective_weight"] for row in rows if row["depth"] == 1)
    whole = sum((weight for weight in tops if weight), Decimal(0))
    if not whole or not any(row["weight"] for row in rows):
        return {}
    parents = {row["parent_id"] for row in rows}
    return {
        row["record_id"]: WHOLE * row["effective_weight"] / whole
        for row in rows
        if row["effective_weight"] and row["record_id"] not in parents
    }
