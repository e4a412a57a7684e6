"""What a reader of a score should know of how the top objectives' weights were held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def notes(nodes: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Sentences in Italian on the rows of `v_weights` of one plan."""
    tops = [node for node in nodes if node["depth"] == 1 and node["share"] is not None]
    equal = [node for node in tops if node["share_basis"] == "equal"]
    found = []
    if 0 < len(equal) < len(tops):
        found.append(
            f"Obiettivi di primo livello senza peso accanto ad altri con peso: {len(equal)}; "
            "si dividono in parti uguali un 100 per struttura"
        )
    if any(node["share_basis"] == "short" for node in tops):
        found.append(
            "Pesi di primo livello che sommano a meno di 100 restano come stampati: un settore e i "
            "suoi servizi possono dividersi un solo 100; dove nemmeno insieme lo fanno è un "
            "rilievo (weights_of_unit)"
        )
    return tuple(found)
