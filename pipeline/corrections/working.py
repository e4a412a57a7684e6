"""The records of a document while corrections are applied to them."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace
from typing import Any

from piao.pipeline.corrections.texts import IDS, OWNERS, TYPES
from piao.schema.records import DocumentRecord, Finding, Origin, Provenance, Records


class Working:
    """Records by type and id, in reading order.

    `base` is what the document says of itself, `tables` are the ids of its raw tables.
    """

    def __init__(self, records: Records, base: DocumentRecord, tables: Set[str]) -> None:
        self._records = records
        self.base = base
        self.tables = tables
        self.document = records.document
        self.findings: list[Finding] = list(records.findings)
        self.lists: dict[str, dict[str, Any]] = {
            name: {getattr(r, IDS[name]): r for r in getattr(records, name)} for name in TYPES
        }

    def records(self) -> Records:
        """What the records are now."""
        changed: dict[str, Any] = {name: tuple(own.values()) for name, own in self.lists.items()}
        return replace(
            self._records, document=self.document, findings=tuple(self.findings), **changed
        )

    def give(self, name: str, record_id: str, /, **fields: Any) -> None:
        """Gives a record other fields: a person has seen it then."""
        fields = {"origin": Origin.CORRECTED, **fields, "confidence": 1.0}
        self.lists[name][record_id] = replace(self.lists[name][record_id], **fields)

    def hang(self, name: str, record_id: str, owner: str | None) -> None:
        """Puts a record under another, without saying more of it."""
        attribute = OWNERS[name][0]
        record = self.lists[name][record_id]
        self.lists[name][record_id] = replace(record, **{attribute: owner})

    def owned(self, name: str, record_id: str) -> Iterator[tuple[str, str]]:
        """The records right under one, as type and id."""
        for below, (attribute, above) in OWNERS.items():
            if above == name:
                for key, record in list(self.lists[below].items()):
                    if getattr(record, attribute) == record_id:
                        yield below, key

    def is_within(self, name: str, record_id: str, above: str | None) -> bool:
        """Whether a record is the other one, or somewhere under it."""
        seen: set[str] = set()
        current: str | None = record_id
        while current is not None and current not in seen:
            if current == above:
                return True
            seen.add(current)
            record = self.lists[name].get(current)
            current = None if record is None else getattr(record, OWNERS[name][0])
        return False

    def insert(self, name: str, record: Any, after: str | None = None) -> None:
        """Adds a record: after another one, else where its place comes in reading order."""
        own = list(self.lists[name].values())
        at = _place_among(own, record) if after is None else 1 + list(self.lists[name]).index(after)
        last = own[at - 1].position if at else 0
        own.insert(at, replace(record, position=last + 1))
        for index in range(at + 1, len(own)):
            if own[index].position > own[index - 1].position:
                break
            own[index] = replace(own[index], position=own[index - 1].position + 1)
        self.lists[name] = {getattr(item, IDS[name]): item for item in own}


def _place_among(own: list[Any], record: Provenance) -> int:
    """How many records come before a place: those before it on the page; all without a place."""
    if record.page is None:
        return len(own)
    place = _order(record)
    before = [i for i, r in enumerate(own, 1) if r.page is not None and _order(r) <= place]
    return before[-1] if before else 0


def _order(place: Provenance) -> tuple[float, float]:
    return place.page or 0, place.bbox[1] if place.bbox else 0
