"""Finds a corrected record in another reading: by its place on the page and what it says."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from piao.pipeline.corrections.texts import IDS, OWNERS, TYPES, text_of
from piao.schema.records import BBox, Provenance, Records

KEYS = {
    "objectives": ("code", "title", "org_unit"),
    "indicators": ("code", "name", "org_unit"),
    "values": ("role", "year", "raw"),
    "actions": ("description", "due_raw"),
    "units": ("code", "name"),
    "criteria": ("component", "subject", "text"),
}
"""What a record says of itself."""
SAME_BOX = 0.5
"""The part of the smaller box that two boxes of one place have in common."""
_ADDED = re.compile(r".*-[a-z]c[0-9a-f]+(\.\d+)?")

Find = Callable[[str, str, str | None, Provenance], str | None]
"""From record type, id, key and place to the id in a reading; None where it is not there."""


def added_id(document_id: str, record: str, correction_id: str, number: int = 0) -> str:
    """The id of a record that a correction makes: the same in every replay."""
    part = f".{number}" if number else ""
    return f"{document_id}-{record[0]}c{correction_id}{part}"


def is_added(record_id: str) -> bool:
    """Whether a correction made the record."""
    return _ADDED.fullmatch(record_id) is not None


@dataclass(frozen=True, slots=True)
class _Candidate:
    record_id: str
    key: tuple[str | None, ...]
    place: Provenance


class Finder:
    """The records of a reading by place and by what they say."""

    def __init__(self, reading: Records) -> None:
        self._at: dict[tuple[object, ...], list[_Candidate]] = defaultdict(list)
        self._on_page: dict[tuple[str, int | None], list[_Candidate]] = defaultdict(list)
        self._keys: dict[str, tuple[str | None, ...]] = {}
        names = {i.indicator_id: i.name or i.description for i in reading.indicators}
        for record in TYPES:
            for item in getattr(reading, record):
                key = _key(record, item, names)
                candidate = _Candidate(getattr(item, IDS[record]), key, item)
                self._keys[candidate.record_id] = key
                self._at[record, *_spot(item)].append(candidate)
                self._on_page[record, item.page].append(candidate)

    def key(self, record_id: str) -> str | None:
        """What a record of the reading says of itself, as corrections keep it."""
        key = self._keys.get(record_id)
        return None if key is None else json.dumps(key, ensure_ascii=False)

    def find(self, record: str, record_id: str, key: str | None, place: Provenance) -> str | None:
        """The id of the record in this reading, None where nothing surely is the same.

        The place and the words; the words in an overlapping box or elsewhere on the page; last,
        the place with other words, where one record only can be meant.
        """
        if key is None:
            return record_id if is_added(record_id) else None
        wanted = tuple(json.loads(key))
        known = place.row is not None or place.bbox is not None
        at = self._at[record, *_spot(place)] if known else []
        page = self._on_page[record, place.page]
        near = [c for c in page if _overlap(c.place.bbox, place.bbox)]
        for group in (at, near, page):
            same = [c for c in group if c.key == wanted]
            if same:
                return _one(same, record_id)
        for group in (at, near):
            if found := _most_alike(record, group, wanted):
                return found
        return None


def label(key: str | None) -> str:
    """What a record says of itself, for people."""
    parts = json.loads(key) if key else []
    return " · ".join(" ".join(part.split()) for part in parts if part)


def _key(record: str, item: Any, names: dict[str, str | None]) -> tuple[str | None, ...]:
    own = tuple(text_of(getattr(item, name)) for name in KEYS[record])
    return (*own, names.get(getattr(item, OWNERS[record][0]))) if record == "values" else own


def _spot(place: Provenance) -> tuple[object, ...]:
    return place.page, place.table_id, place.row, place.column, place.bbox


def _one(same: Sequence[_Candidate], record_id: str) -> str | None:
    """The only one, or of several that nothing tells apart that of the same id."""
    ids = [candidate.record_id for candidate in same]
    if len(ids) == 1:
        return ids[0]
    return record_id if record_id in ids else None


def _most_alike(
    record: str, group: Sequence[_Candidate], wanted: Sequence[str | None]
) -> str | None:
    """The one that says most of the same, where no other says as much."""
    scored = sorted(
        (
            (sum(a == b for a, b in zip(c.key, wanted, strict=False)), c.record_id)
            for c in group
            if record != "values" or _same_figure(c.key, wanted)
        ),
        reverse=True,
    )
    if not scored or (len(scored) > 1 and scored[0][0] == scored[1][0]):
        return None
    return scored[0][1]


def _same_figure(key: Sequence[str | None], wanted: Sequence[str | None]) -> bool:
    """Whether two figures of one place have one role, and one year where both have any."""
    return key[0] == wanted[0] and (key[1] == wanted[1] or None in (key[1], wanted[1]))


def _overlap(one: BBox | None, other: BBox | None) -> bool:
    if one is None or other is None:
        return False
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
    return width > 0 and height > 0 and width * height >= SAME_BOX * min(areas)
