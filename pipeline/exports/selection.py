"""What of a store's records goes into an export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from itertools import groupby
from typing import Any

from piao.schema.findings import message_of
from piao.schema.language import Language

Arrays = Iterable[tuple[str, Iterable[Any]]]

_OWNERS = {"indicators": "objective_id", "values": "indicator_id", "actions": "objective_id"}
_IDS = {"objectives": "objective_id", "indicators": "indicator_id", "units": "unit_id"}


def left_out(arrays: Arrays, confidence: float) -> Set[str]:
    """The ids of records of less confidence that may own others, and of those that they own.

    The arrays come in the order of the store: owners before what they own, documents one
    after the other.
    """
    ids: set[str] = set()
    for name, records in arrays:
        if name in _IDS:
            for _, plan in groupby(records, key=lambda record: record.document_id):
                _leave_out(list(plan), name, confidence, ids)
    return ids


def at_least(
    arrays: Arrays, confidence: float, without: Set[str]
) -> Iterator[tuple[str, Iterable[Any]]]:
    """The records of that confidence or more, and none whose owner is among `without`.

    Documents, findings and headings, which have no confidence, stay.
    """
    for name, records in arrays:
        yield name, _sure(records, name, confidence, without)


def in_language(arrays: Arrays, language: Language) -> Iterator[tuple[str, Iterable[Any]]]:
    """The same arrays, the messages of findings in a language."""
    for name, records in arrays:
        if name == "findings":
            yield name, (replace(r, message=message_of(r, language)) for r in records)
        else:
            yield name, records


def _leave_out(records: list[Any], name: str, confidence: float, ids: set[str]) -> None:
    """Adds the unsure ones of a plan; a parent may come after its child, so again and again."""
    while True:
        sure = list(_sure(records, name, confidence, ids))
        if len(sure) == len(records):
            return
        kept = {getattr(record, _IDS[name]) for record in sure}
        ids.update(getattr(r, _IDS[name]) for r in records if getattr(r, _IDS[name]) not in kept)
        records = sure


def _sure(records: Iterable[Any], name: str, confidence: float, without: Set[str]) -> Iterator[Any]:
    for record in records:
        known = getattr(record, "confidence", None)
        owner = getattr(record, _OWNERS.get(name, "parent_id"), None)
        if (known is None or known >= confidence) and owner not in without:
            yield record
