"""Places, boxes and stretches of a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from piao.extractors.pdf.model import Line, Word
from piao.schema.records import BBox

Interval = tuple[float, float]


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


def outside(words: Iterable[Word], boxes: Sequence[BBox]) -> list[Word]:
    """The words whose middle is in none of the boxes."""
    rest = []
    for word in words:
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        for left, top, right, bottom in boxes:
            if left < x < right and top < y < bottom:
                break
        else:
            rest.append(word)
    return rest


def rounded(box: BBox) -> BBox:
    """The box to a tenth of a point, as documents have it."""
    x0, top, x1, bottom = box
    return round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1)


def shared_white(
    gaps: Iterable[Interval], others: Sequence[Interval], narrowest: float
) -> list[Interval]:
    """What is white in both, where wide enough.

    >>> shared_white([(0, 4), (6, 9)], [(3, 7)], 1.0)
    [(3, 4), (6, 7)]
    """
    both = ((max(left, start), min(right, end)) for left, right in gaps for start, end in others)
    return [(start, end) for start, end in both if end - start >= narrowest]
