"""Which pictures may hold a table: a cheap look at their ink, before anything is recognised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from piao.extractors.pdf.scan.picture_rules import Picture

_LOWEST, _TALLEST = 5, 48
"""Pixels of a letter's height at the resolution that pages are rendered with."""
_WIDEST = 3.0
_LEAST_INK = 12
_CONTRAST = 60
_GAP = 1.6
_FEWEST_LETTERS = 6
_FEWEST_ROWS = 3
_FEWEST_TEXTS = 3
_BIN = 8
_MOST_ROWS = 0.5
_MOST_LETTERS = 20_000


class _Letter(NamedTuple):
    """A spot of ink as large as a letter, in pixels."""

    x0: int
    x1: int
    middle: float
    height: int


def may_hold_table(picture: Picture) -> bool:
    """Whether several rows of a picture have texts side by side, and these stand in columns.

    Charts have a row of figures along an axis, and names with a figure that stands at the end
    of its bar; photographs have no rows. `picture` is grey, one byte a pixel.
    """
    rows = [row for row in _rows(_letters(picture)) if len(row) >= _FEWEST_LETTERS]
    texts = [found for row in rows if len(found := _texts(row)) >= _FEWEST_TEXTS]
    return len(texts) >= _FEWEST_ROWS and _columns(texts) >= _FEWEST_TEXTS


def _letters(picture: Picture) -> list[_Letter]:
    """The spots of ink that may be letters: darker or lighter than what is around them."""
    import cv2
    import numpy as np

    around = cv2.medianBlur(picture, 31)
    ink = (cv2.absdiff(picture, around) > _CONTRAST).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    if count > _MOST_LETTERS:
        return []
    letters = []
    for left, top, width, height, area in stats[1:].tolist():
        if _LOWEST <= height <= _TALLEST and width <= _WIDEST * height and area >= _LEAST_INK:
            letters.append(_Letter(left, left + width, top + height / 2, height))
    return letters


def _rows(letters: Sequence[_Letter]) -> list[list[_Letter]]:
    """The letters by their rows, top to bottom, each row from left to right."""
    if not letters:
        return []
    heights = sorted(letter.height for letter in letters)
    usual = heights[len(heights) // 2]
    rows: list[list[_Letter]] = []
    for letter in sorted(letters, key=lambda letter: letter.middle):
        if rows and letter.middle - rows[-1][0].middle <= usual / 2:
            rows[-1].append(letter)
        else:
            rows.append([letter])
    return [sorted(row) for row in rows]


def _texts(row: Sequence[_Letter]) -> list[tuple[int, int]]:
    """Where the texts of a row begin and end, with wide white between them."""
    usual = sorted(letter.height for letter in row)[len(row) // 2]
    texts = [(row[0].x0, row[0].x1)]
    for letter in row[1:]:
        left, reach = texts[-1]
        if letter.x0 - reach > _GAP * usual:
            texts.append((letter.x0, letter.x1))
        else:
            texts[-1] = left, max(reach, letter.x1)
    return texts


def _columns(rows: Sequence[Sequence[tuple[int, int]]]) -> int:
    """At how many places texts of most rows begin, end, or have their middle."""
    most = 0
    for edges in (
        [[left for left, _ in row] for row in rows],
        [[right for _, right in row] for row in rows],
        [[(left + right) // 2 for left, right in row] for row in rows],
    ):
        places = Counter(place for row in edges for place in {edge // _BIN for edge in row})
        shared = {p for p in places if places[p] + places[p + 1] >= _MOST_ROWS * len(rows)}
        most = max(most, len({p for p in shared if p - 1 not in shared}))
    return most
