"""The place of a record as narrow as its words: the figure in a line, not the whole line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from piao.schema.document import PageWords
from piao.schema.records import BBox, Provenance, Records

LONGEST = 2_000
"""Words in a box; in more a text is not looked for."""
_SLACK = 0.5

Placed = TypeVar("Placed", bound=Provenance)
Words = list[tuple[str, BBox]]


def grounded(records: Records, words: Mapping[int, PageWords]) -> Records:
    """The records with boxes around their own words, where these are a part of what is there.

    `words` are those of each page. A value's words are its `raw`, an indicator's its name, an
    objective's its title, an action's its description. A text that stands several times in
    one box is found in the order of the records.
    """
    if not words:
        return records
    finder = _Finder(words)
    return replace(
        records,
        objectives=finder.narrowed((one, one.title) for one in records.objectives),
        indicators=finder.narrowed((one, one.name) for one in records.indicators),
        values=finder.narrowed((one, one.raw) for one in records.values),
        actions=finder.narrowed((one, one.description) for one in records.actions),
    )


class _Finder:
    """Looks for texts among the words of boxes; remembers how far each box was used."""

    def __init__(self, words: Mapping[int, PageWords]) -> None:
        self._words = words
        self._inside: dict[tuple[int, BBox], Words] = {}

    def narrowed(self, records: Iterable[tuple[Placed, str | None]]) -> tuple[Placed, ...]:
        used: dict[tuple[int, BBox], int] = {}
        return tuple(self._narrowed(record, text, used) for record, text in records)

    def _narrowed(
        self, record: Placed, text: str | None, used: dict[tuple[int, BBox], int]
    ) -> Placed:
        if record.page is None or record.bbox is None or not text:
            return record
        key = record.page, record.bbox
        inside = self._words_in(key)
        wanted = _letters(text)
        if not wanted or not inside or len(inside) > LONGEST:
            return record
        if sum(len(_letters(word)) for word, _ in inside) == len(wanted):
            return record
        found = _find(wanted, inside, used.get(key, 0)) or _find(wanted, inside, 0)
        if found is None:
            return record
        first, after = found
        used[key] = after
        return replace(record, bbox=_hull([box for _, box in inside[first:after]]))

    def _words_in(self, key: tuple[int, BBox]) -> Words:
        if key not in self._inside:
            page, (x0, top, x1, bottom) = key
            around = (x0 - _SLACK, top - _SLACK, x1 + _SLACK, bottom + _SLACK)
            words = self._words.get(page)
            self._inside[key] = words.inside(around) if words else []
        return self._inside[key]


def _find(wanted: str, words: Words, begin: int) -> tuple[int, int] | None:
    """The first words from `begin` on that together have the letters wanted, and the next one."""
    letters = [_letters(word) for word, _ in words]
    for first in range(begin, len(words)):
        if not letters[first] or not wanted.startswith(letters[first]):
            continue
        rest = wanted
        for place in range(first, len(words)):
            if not rest.startswith(letters[place]):
                break
            rest = rest[len(letters[place]) :]
            if not rest:
                return first, place + 1
    return None


@lru_cache(maxsize=65536)
def _letters(text: str) -> str:
    """Letters, digits and signs of comparison: what two printings of a text have in common."""
    text = unicodedata.normalize("NFKD", text)
    return re.sub(r"[^0-9a-z≥≤<>=%€]", "", text.lower())


def _hull(boxes: Sequence[BBox]) -> BBox:
    left, top, right, bottom = zip(*boxes, strict=True)
    x0, y0, x1, y1 = (round(side, 1) for side in (min(left), min(top), max(right), max(bottom)))
    return x0, y0, x1, y1
