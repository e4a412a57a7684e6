"""What people say of a document and of its records: one row a word, never taken away.

The records in force are the reading of a document and its corrections over it, in order. What
is undone stays in the list: undoing is a correction too.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from piao.schema.records import Provenance


class CorrectionKind(StrEnum):
    """What a correction does."""

    SET = "set"
    CONFIRM = "confirm"
    ADD = "add"
    REMOVE = "remove"
    MOVE = "move"
    SPLIT = "split"
    MERGE = "merge"
    UNDO = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(Provenance):
    """One word of a person on one record; those of one act share their `step`.

    `record` is the type of the record, by the name of its table, and `record_id` its id when the
    correction was made; `key` is what the record says of itself (a JSON list), which finds it
    again with the place when the document is read again. Place, key and `confidence` are those
    of the record as it was read; `key` is None for one that a person added.

    `old` and `new` are texts, or JSON where there are several fields; `raw` is what was typed.
    `target` (JSON) is where the record goes: the one above it, or that which it is merged into.
    `undoes` is the step that an undo takes back.
    """

    correction_id: str
    step: str
    number: int = 0
    document_id: str
    sha256: str
    at: datetime.datetime
    by: str
    kind: CorrectionKind
    record: str | None = None
    record_id: str | None = None
    key: str | None = None
    field: str | None = None
    old: str | None = None
    new: str | None = None
    raw: str | None = None
    target: str | None = None
    undoes: str | None = None
    reason: str | None = None


def steps_in_force(corrections: Iterable[Correction]) -> frozenset[str]:
    """The steps that no undo in force takes back; an undo of an undo is a redo."""
    undone: set[str] = set()
    in_force: set[str] = set()
    for correction in reversed(list(corrections)):
        if correction.step in undone:
            continue
        in_force.add(correction.step)
        if correction.undoes is not None:
            undone.add(correction.undoes)
    return frozenset(in_force)


def in_force(corrections: Iterable[Correction]) -> list[Correction]:
    """The corrections that hold, in order, without those that only undo."""
    listed = list(corrections)
    steps = steps_in_force(listed)
    return [c for c in listed if c.step in steps and c.kind is not CorrectionKind.UNDO]


def step_to_undo(corrections: Iterable[Correction]) -> str | None:
    """The last step that holds; None at the beginning."""
    holding = in_force(corrections)
    return holding[-1].step if holding else None


def step_to_redo(corrections: Iterable[Correction]) -> str | None:
    """The last undo that holds and that no newer correction follows; None where there is none."""
    listed = list(corrections)
    steps = steps_in_force(listed)
    undos = {c.step for c in listed if c.kind is CorrectionKind.UNDO}
    for correction in reversed(listed):
        if correction.kind is not CorrectionKind.UNDO:
            return None
        if correction.step in steps and correction.undoes not in undos:
            return correction.step
    return None
