"""Boxes of records as narrow as their words."""

from __future__ import annotations

from array import array
from dataclasses import replace

import pytest

from piao.normalizers.records.whole.grounding import grounded
from piao.schema.document import PageWords
from piao.schema.records import BBox
from tests.plans import make_records

# One word a column of 50 points, one line every 20 points.
LINES = ("Ritardo medio: 30 giorni", "poi 30 giorni 5 %")
LINE: BBox = (0, 0, 250, 15)
BOTH: BBox = (0, 0, 250, 40)


def words() -> PageWords:
    texts: list[str] = []
    boxes = array("d")
    for row, line in enumerate(LINES):
        for column, word in enumerate(line.split()):
            texts.append(word)
            boxes.extend((50 * column, 20 * row, 50 * column + 40, 20 * row + 12))
    return PageWords(tuple(texts), boxes)


PLACES: list[tuple[str, list[str], BBox, list[BBox]]] = [
    ("a part of a line", ["30 giorni"], LINE, [(100, 0, 190, 12)]),
    ("all of a box stays", ["Ritardo medio: 30 giorni"], LINE, [LINE]),
    ("what is not there stays", ["40 giorni"], LINE, [LINE]),
    (
        "the same text twice, in turn",
        ["30 giorni", "30 giorni"],
        BOTH,
        [(100, 0, 190, 12), (50, 20, 140, 32)],
    ),
    ("to its last sign", ["5 %"], BOTH, [(150, 20, 240, 32)]),
    ("over the end of a line", ["giorni poi"], BOTH, [(0, 0, 190, 32)]),
]


@pytest.mark.parametrize(("_title", "raws", "box", "expected"), PLACES, ids=[p[0] for p in PLACES])
def test_places_of_values(_title: str, raws: list[str], box: BBox, expected: list[BBox]) -> None:
    records = make_records()
    value = replace(records.values[0], page=1, bbox=box)
    records = replace(records, values=tuple(replace(value, raw=raw) for raw in raws))
    assert [found.bbox for found in grounded(records, {1: words()}).values] == expected


@pytest.mark.parametrize("pages", [{}, {2: words()}], ids=["no words", "words of another page"])
def test_without_words_boxes_stay(pages: dict[int, PageWords]) -> None:
    records = make_records()
    value = replace(records.values[0], page=1, bbox=LINE, raw="30 giorni")
    records = replace(records, values=(value,))
    assert grounded(records, pages).values == (value,)
