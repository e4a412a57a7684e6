"""Which record a card is about, and what its labels mean there.

A card of an objective and the cards of its indicators may print the same 'Codice, Titolo,
Descrizione': what owns them is told by the labels that only one of both has, by the heading
above, and by the order of the labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from piao.normalizers.fields.columns.headings import record_of
from piao.normalizers.forms.pieces import Card, Pair

HEADS = {
    "objective.title": "objective", "objective.strategic": "objective",
    "objective.area": "objective", "objective.sub_area": "objective",
    "objective.project": "objective", "indicator.name": "indicator",
    "action.description": "action", "criterion.component": "criterion",
}  # fmt: skip
"""The fields that name a record, with the record."""
TITLES = frozenset(field for field, record in HEADS.items() if record == "objective")
_KIND = ("indicator.dimension",)
"""'Tipologia' says the kind of an indicator, or of the objective above it."""
_HINT = 2.0
_OF_WHOLE_TABLE = ("objective.responsible", "objective.org_unit")


_FURTHEST = 100
"""Labels above one that are asked what it is about."""


def resolved(card: Card, hint: str | None = None, around: str | None = None) -> Card:
    """The card with the field of each of its labels.

    `hint` is the record that the heading right above names, `around` the one that the card
    stands under, which it is about where its own labels do not say.
    """
    pairs = list(card.pairs)
    subject = _subject(pairs, hint)
    heads = _heads(pairs, subject)
    subject = subject or around
    first = min(heads, default=len(pairs))
    below = _below(len(pairs), heads)
    fields = [
        _field(
            place, pairs, heads, below, around if around and place < first else subject, hint=hint
        )
        for place in range(len(pairs))
    ]
    return Card(
        tuple(replace(pair, field=field) for pair, field in zip(pairs, fields, strict=True))
    )


def subject_of(card: Card) -> str | None:
    """The record that the resolved fields of a card speak of most."""
    return _subject([*card.pairs], None)


def _subject(pairs: Sequence[Pair], hint: str | None) -> str | None:
    votes: dict[str, float] = {hint: _HINT} if hint else {}
    for pair in pairs:
        records = {record_of(field) for field in pair.label.fields}
        if len(records) == 1:
            (record,) = records
            sure = 1.5 if (pair.label.field or "").startswith("value.") else 1.0
            votes[record] = votes.get(record, 0.0) + sure
    return max(votes, key=lambda record: votes[record]) if votes else None


def _heads(pairs: Sequence[Pair], subject: str | None) -> dict[int, str]:
    """The places of the labels that begin a record, each with the record.

    'Titolo' names the record that the card is about, where nothing else does.
    """
    sure = {
        place: HEADS[pair.label.fields[0]]
        for place, pair in enumerate(pairs)
        if len(pair.label.fields) == 1 and pair.label.fields[0] in HEADS
    }
    if subject is None or subject in sure.values():
        return sure
    for place, pair in enumerate(pairs):
        if any(HEADS.get(field) == subject for field in pair.label.fields):
            return {**sure, place: subject or ""}
    return sure


def _field(
    place: int,
    pairs: Sequence[Pair],
    heads: dict[int, str],
    below: Sequence[tuple[str, ...]],
    subject: str | None,
    *,
    hint: str | None,
) -> str | None:
    """What one label means: the field of the record that it stands with."""
    fields = pairs[place].label.fields
    if place in heads:
        return next((f for f in fields if HEADS.get(f) == heads[place]), next(iter(fields), None))
    record = _record_at(place, pairs, heads, below, subject)
    if len(fields) < 2:
        of_objective = record == "objective" and "indicator" in below[place]
        kind_of_objective = fields == _KIND and of_objective
        return None if kind_of_objective else next(iter(fields), None)
    whole = next((field for field in fields if field in _OF_WHOLE_TABLE), None)
    before = {pair.label.field for pair in pairs[max(0, place - _FURTHEST) : place]}
    if whole and hint != "indicator" and whole not in before:
        record = "objective"
    if any(field.endswith(".code") for field in fields) and place + 1 in heads:
        record = heads[place + 1]
    chosen = next((field for field in fields if record_of(field) == record), None)
    if chosen is None and any(field in HEADS for field in fields):
        return None  # 'Denominazione' of what no other label speaks of
    return chosen or fields[0]


def _record_at(
    place: int,
    pairs: Sequence[Pair],
    heads: dict[int, str],
    below: Sequence[tuple[str, ...]],
    subject: str | None,
) -> str | None:
    """The record in force at a label: that of the nearest label above that only one record has."""
    for before in range(place - 1, max(-1, place - _FURTHEST), -1):
        if before in heads:
            return heads[before]
        records = {record_of(field) for field in pairs[before].label.fields}
        record, *others = records or {""}
        is_sure = not others and record in ("objective", "indicator", "action")
        if is_sure and pairs[before].label.fields != _KIND and record not in below[before]:
            return record
        if any(field in _OF_WHOLE_TABLE for field in pairs[before].label.fields):
            return "objective"
    if subject == "objective" and set(below[place]) <= {"indicator"}:
        return subject
    return next(iter(below[place]), subject)


def _below(count: int, heads: dict[int, str]) -> list[tuple[str, ...]]:
    """For each place the records that begin further below, the nearest first."""
    below: list[tuple[str, ...]] = [()] * count
    for place in reversed(range(count - 1)):
        nearest = heads.get(place + 1)
        after = below[place + 1]
        below[place] = tuple(dict.fromkeys((nearest, *after))) if nearest else after
    return below
