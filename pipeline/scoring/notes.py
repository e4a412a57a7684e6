"""What a reader of a score should know of how the top objectives' weights were held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from piao.schema.language import text


def notes(nodes: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Sentences on the rows of `v_weights` of one plan."""
    tops = [node for node in nodes if node["depth"] == 1 and node["share"] is not None]
    equal = [node for node in tops if node["share_basis"] == "equal"]
    found = []
    if 0 < len(equal) < len(tops):
        found.append(
            text(
                "Top objectives without a weight beside others with one: {count}; "
                "they share 100 in equal parts, unit by unit",
                count=len(equal),
            )
        )
    if any(node["share_basis"] == "short" for node in tops):
        found.append(
            text(
                "Top weights that sum to less than 100 stay as printed: a sector and its services "
                "may share one 100; where not even together they do it is a finding "
                "(weights_of_unit)"
            )
        )
    return tuple(found)
