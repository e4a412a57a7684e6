"""What the exports of a comparison that people read call things, in Italian."""

from __future__ import annotations

from collections.abc import Mapping

from piao.pipeline.comparison import Comparison, Status
from piao.pipeline.comparison.items import Kind

FIELDS: Mapping[str, str] = {
    "target": "Valore atteso", "weight": "Peso", "deadline": "Scadenza",
    "responsible": "Responsabile",
}  # fmt: skip
KINDS: Mapping[Kind, str] = {Kind.OBJECTIVE: "Obiettivo", Kind.INDICATOR: "Indicatore"}


def is_of_one_entity(comparison: Comparison) -> bool:
    """Whether the sides are plans of one administration, so that each replaces the one before."""
    entities = {d.entity_name for side in comparison.sides for d in side.documents}
    return len(entities) == 1 and None not in entities


def status_names(comparison: Comparison) -> Mapping[Status, tuple[str, str]]:
    """Each status, of one row and of many, the changed first."""
    first, last = comparison.sides[0].label, comparison.sides[-1].label
    if is_of_one_entity(comparison):
        return {
            Status.CHANGED: ("Cambiato", "Cambiati"),
            Status.NEW: ("Nuovo", "Nuovi"),
            Status.DROPPED: ("Non più presente", "Non più presenti"),
            Status.COMMON: ("Invariato", "Invariati"),
        }
    two = len(comparison.sides) == 2
    new, dropped = (f"Solo in {last}", f"Solo in {first}") if two else (
        f"Non in {first}", f"Non in {last}"
    )  # fmt: skip
    return {
        Status.CHANGED: ("Diverso", "Diversi"),
        Status.NEW: (new, new),
        Status.DROPPED: (dropped, dropped),
        Status.COMMON: ("Uguale", "Uguali"),
    }
