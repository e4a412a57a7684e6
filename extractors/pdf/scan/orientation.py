"""Which way up a scanned page is: set upright before it is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import cv2
import numpy as np

from piao.extractors.pdf.scan import ocr

if TYPE_CHECKING:
    from piao.extractors.pdf.scan.picture_rules import Picture

Box = tuple[int, int, int, int]
"""left, top, right, bottom in pixels."""

_GROUND = 1 / 8
_LARGEST_LETTER = 0.3
_GAP = 1 / 15
"""These three in inches."""
_INK = 60
_LEAST_AREA = 8
_FEWEST_LETTERS = 20
_SIDEWAYS = 0.7
_SAMPLES = 9
_COMPARED = 3


def turn_of(picture: Picture, resolution: float) -> int:
    """By how many degrees, counter-clockwise, the writing of a picture is turned: 0 to 270.

    Letters join to few lines along the way in which they are written. Whether these stand
    on their heads is asked of the program's classifier for some of them, and where it
    thinks so, letters must be recognised more surely after turning them.
    """
    letters = _letters(picture, resolution)
    if letters is None:
        return 0
    gap = round(resolution * _GAP)
    level, standing = _joined(letters, gap, 1), _joined(letters, 1, gap)
    is_sideways = len(standing) < _SIDEWAYS * len(level)
    if is_sideways:
        height, picture = len(picture), set_upright(picture, 90)
        level = [(height - bottom, x0, height - top, x1) for x0, top, x1, bottom in standing]
    return (90 if is_sideways else 0) + (180 if _is_upside_down(picture, level) else 0)


def set_upright(picture: Picture, turn: int) -> Picture:
    """The picture whose writing is turned by `turn` degrees, turned back."""
    return np.ascontiguousarray(np.rot90(picture, -turn // 90))


def _letters(picture: Picture, resolution: float) -> Picture | None:
    """A mask of the ink that has the size of letters; None where there is little."""
    side = round(resolution * _GROUND) | 1
    contrast = cv2.morphologyEx(picture, cv2.MORPH_BLACKHAT, np.ones((side, side), np.uint8))
    inked = (contrast > _INK).astype(np.uint8)
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(inked, connectivity=8)
    largest = _LARGEST_LETTER * resolution
    is_letter = (boxes[:, 2] < largest) & (boxes[:, 3] < largest) & (boxes[:, 4] > _LEAST_AREA)
    is_letter[0] = False
    if is_letter.sum() < _FEWEST_LETTERS:
        return None
    return np.asarray(is_letter[labels], np.uint8)


def _joined(letters: Picture, across: int, down: int) -> list[Box]:
    """The boxes of letters joined over gaps of so many pixels across or down."""
    closed = cv2.morphologyEx(letters, cv2.MORPH_CLOSE, np.ones((down, across), np.uint8))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    return [
        (left, top, left + width, top + height)
        for left, top, width, height, _ in boxes[1:count].tolist()
    ]


def _is_upside_down(picture: Picture, lines: Sequence[Box]) -> bool:
    longest = sorted(lines, key=lambda box: box[0] - box[2])[:_SAMPLES]
    samples = []
    for left, top, right, bottom in longest:
        margin = (bottom - top) // 4
        rows = slice(max(0, top - margin), bottom + margin)
        samples.append(picture[rows, max(0, left - margin) : right + margin])
    if sum(map(ocr.seems_upside_down, samples)) * 2 <= len(samples):
        return False
    compared = samples[:_COMPARED]
    turned = sum(ocr.certainty(set_upright(sample, 180)) for sample in compared)
    return turned > sum(map(ocr.certainty, compared))
