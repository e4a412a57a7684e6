"""How sure the program had been of what people then confirmed or corrected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from piao.pipeline.corrections.applying import DOCUMENTS
from piao.schema.corrections import Correction, CorrectionKind, in_force

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
"""The bands that `make bench-confidence` has, the last one with its upper edge."""


@dataclass(frozen=True, slots=True)
class Band:
    """Records read with a confidence from `low` to `high` that people looked at.

    Both are None for those that no confidence was said of; `said` is the mean confidence.
    """

    low: float | None
    high: float | None
    confirmed: int
    corrected: int
    said: float | None

    @property
    def right(self) -> float | None:
        """The share that was confirmed."""
        total = self.confirmed + self.corrected
        return self.confirmed / total if total else None


@dataclass(frozen=True, slots=True)
class Reliability:
    """The bands from unsure to sure; `added` are records that were not read at all."""

    bands: tuple[Band, ...]
    added: int


def reliability(corrections: Iterable[Correction]) -> Reliability:
    """The reliability of `confidence` by the corrections in force of one or more documents.

    A record counts once: corrected where it was corrected at all, else confirmed.
    """
    by_document: dict[str, list[Correction]] = {}
    for correction in corrections:
        by_document.setdefault(correction.document_id, []).append(correction)
    corrected: dict[tuple[object, ...], bool] = {}
    said: dict[tuple[object, ...], float | None] = {}
    added = 0
    for log in by_document.values():
        for correction in in_force(log):
            added += correction.kind is CorrectionKind.ADD
            if correction.record == DOCUMENTS or correction.key is None:
                continue
            record = _identity(correction)
            is_wrong = correction.kind is not CorrectionKind.CONFIRM
            corrected[record] = corrected.get(record, False) or is_wrong
            said.setdefault(record, correction.confidence)
    edges: list[tuple[float | None, float | None]] = [*pairwise(EDGES), (None, None)]
    bands = (_band(low, high, corrected, said) for low, high in edges)
    return Reliability(tuple(b for b in bands if b.confirmed or b.corrected), added)


def _identity(correction: Correction) -> tuple[object, ...]:
    """What a record is known by, whatever id it has in a reading."""
    spot = (correction.page, correction.table_id, correction.row, correction.column)
    return correction.document_id, correction.record, correction.key, *spot, correction.bbox


def _band(
    low: float | None,
    high: float | None,
    corrected: dict[tuple[object, ...], bool],
    said: dict[tuple[object, ...], float | None],
) -> Band:
    inside = [record for record, confidence in said.items() if _is_in(confidence, low, high)]
    wrong = sum(corrected[record] for record in inside)
    known = [c for record in inside if (c := said[record]) is not None]
    mean = sum(known) / len(known) if known else None
    return Band(low, high, len(inside) - wrong, wrong, mean)


def _is_in(confidence: float | None, low: float | None, high: float | None) -> bool:
    if confidence is None or low is None or high is None:
        return confidence is low
    return low <= confidence < high or confidence == high == EDGES[-1]
