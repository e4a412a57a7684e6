"""What of a store's records goes into an export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, groupby
from typing import Any

from piao.schema.findings import Language, message_of

Arrays = Iterable[tuple[str, Iterable[Any]]]

_OWNERS = {"indicators": "objective_id", "values": "indicator_id", "actions": "objective_id"}
_IDS = {"objectives": "objective_id", "indicators": "indicator_id", "units": "unit_id"}


def at_least(arrays: Arrays, confidence: float) -> Iterator[tuple[str, Iterable[Any]]]:
    """The records of that confidence or more, and none whose owner is left out.

    Documents, findings and headings, which have no confidence, stay. The arrays come in
    the order of the store: owners before what they own.
    """
    left_out: set[str] = set()
    for name, records in arrays:
        if name in _IDS:
            # Owners are of the same document, and documents come one after the other.
            plans = groupby(records, key=lambda record: record.document_id)
            kept = (_kept(list(plan), name, confidence, left_out) for _, plan in plans)
            yield name, chain.from_iterable(kept)
        else:
            yield name, (r for r in records if _is_sure(r, name, confidence, left_out))


def in_language(arrays: Arrays, language: Language) -> Iterator[tuple[str, Iterable[Any]]]:
    """The same arrays, the messages of findings in a language."""
    for name, records in arrays:
        if name == "findings":
            yield name, (replace(r, message=message_of(r, language)) for r in records)
        else:
            yield name, records


def _kept(records: list[Any], name: str, confidence: float, left_out: set[str]) -> list[Any]:
    """The sure ones; a parent may come after its child, so they are gone through again."""
    while True:
        kept = [r for r in records if _is_sure(r, name, confidence, left_out)]
        left_out.update(getattr(r, _IDS[name]) for r in records)
        left_out.difference_update(getattr(r, _IDS[name]) for r in kept)
        if len(kept) == len(records):
            return kept
        records = kept


def _is_sure(record: Any, name: str, confidence: float, left_out: set[str]) -> bool:
    known = getattr(record, "confidence", None)
    owner = getattr(record, _OWNERS.get(name, "parent_id"), None)
    return (known is None or known >= confidence) and owner not in left_out
