"""Places and boxes."""

from __future__ import annotations

from piao.extractors.pdf.model import Line, Word
from piao.schema.records import BBox


def is_inside(place: Word | Line, box: BBox) -> bool:
    """Whether the middle of the word or line lies in the box.

    >>> from piao.extractors.pdf.model import Style
    >>> word = Word("peso", 10, 10, 30, 20, Style(10, bold=False, turn=0))
    >>> is_inside(word, (15, 0, 40, 40)), is_inside(word, (21, 0, 40, 40))
    (True, False)
    """
    x, y = (place.x0 + place.x1) / 2, (place.top + place.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def overlap(box: BBox, other: BBox) -> bool:
    """Whether the two have a part in common.

    >>> overlap((0, 0, 2, 2), (1, 1, 3, 3)), overlap((0, 0, 2, 2), (2, 0, 4, 2))
    (True, False)
    """
    return box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
