"""How a recognised line is set: baseline, type size and weight, measured in its ink."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

    from piao.extractors.pdf.scan.picture_rules import Picture

_TALL = frozenset("bdfhkl")
_HANGING = frozenset("gjpqyç")
_ASCENDER, _CAPITAL, _SMALL = 0.715, 0.68, 0.51
"""Heights above the baseline in type sizes: between those of the usual typefaces."""
_FAINT = 0.2
_INKED = 0.4
_LEAST_PART = 0.3
_SAME_FOOT = 0.06
_LIGHT = 0.2
_BOLD = 1.22
_SAME_SIZE = 1.06


class Lettering(NamedTuple):
    """Baseline and type size in pixels, and the width of the strokes in type sizes.

    The baseline is measured from the upper end of the line's picture.
    """

    baseline: float
    size: float
    stroke: float


def measured(line: Picture, text: str) -> Lettering | None:
    """The lettering of the picture of a line; None where no letter or figure stands on its
    baseline."""
    import cv2
    import numpy as np

    if not any(character.isalnum() and character not in _HANGING for character in text):
        return None
    ground = line.astype(np.float32)
    contrast = np.abs(ground - np.median(ground))
    ink = np.clip(contrast / max(float(np.percentile(contrast, 99)), 1.0), 0.0, 1.0)
    ink[ink < _FAINT] = 0.0
    inked = (ink > _INKED).astype(np.uint8)
    count, _, boxes, _ = cv2.connectedComponentsWithStats(inked, connectivity=8)
    if count < 2:
        return None
    lefts, tops, widths, heights = boxes[1:count, :4].T
    is_letter = heights >= _LEAST_PART * float(np.percentile(heights, 90))
    feet = tops + heights
    near = max(1.0, _SAME_FOOT * len(line))
    foot = max(feet[is_letter].tolist(), key=lambda at: heights[np.abs(feet - at) <= near].sum())
    stands = is_letter & (np.abs(feet - foot) <= near)
    top, height = _upper_end(sorted(tops[stands].tolist()), text)
    reaches = stands & (np.abs(tops - top) <= 1)
    columns = np.zeros(line.shape[1], bool)
    for left, width in zip(lefts[reaches].tolist(), widths[reaches].tolist(), strict=True):
        columns[left : left + width] = True
    baseline = _edge(-_steps(ink), foot)
    upper = _edge(_steps(ink[:, columns]), top)
    size = (baseline - upper) / height
    body = ink[max(0, round(upper)) : max(round(baseline), round(upper) + 1)]
    outline = float(np.hypot(*np.gradient(np.pad(body, 1))).sum())
    if size <= 0 or outline <= 0:
        return None
    return Lettering(baseline, size, 2 * float(body.sum()) / outline / size)


def _upper_end(tops: Sequence[int], text: str) -> tuple[int, float]:
    """Where the tallest letters of a line end, and their height in type sizes."""
    if any(character in _TALL for character in text):
        return tops[0], _ASCENDER
    if not any(character.isupper() or character.isdigit() for character in text):
        return tops[len(tops) // 2], _SMALL
    has_small = any(character.islower() for character in text)
    return tops[0 if has_small else len(tops) // 4], _CAPITAL


def _steps(ink: NDArray[float32]) -> NDArray[float32]:
    """How much more ink each row has than the one above it."""
    import numpy as np

    return np.diff(ink.sum(axis=1, dtype=np.float32), prepend=0, append=0)


def _edge(steps: NDArray[float32], near: int) -> float:
    """The place of a rise near a row, finer than a row."""
    rises = [max(0.0, float(step)) for step in steps[max(0, near - 1) : near + 2]]
    first, total = max(0, near - 1), sum(rises)
    if not total:
        return float(near)
    return first + sum(index * rise for index, rise in enumerate(rises)) / total


def common_sizes(sizes: Sequence[tuple[float, int]]) -> dict[float, float]:
    """Each measured size with the one to take for it: that of most letters among nearly equal ones.

    Sizes come with the number of letters that have them.

    >>> common_sizes([(27.6, 40), (27.9, 90), (28.2, 10), (36.0, 12)])
    {27.9: 27.9, 27.6: 27.9, 36.0: 36.0, 28.2: 27.9}
    """
    common: dict[float, float] = {}
    for size, _ in sorted(sizes, key=lambda item: (-item[1], item[0])):
        near = [taken for taken in common.values() if _are_same(taken, size)]
        common.setdefault(size, near[0] if near else size)
    return common


def _are_same(first: float, second: float) -> bool:
    return max(first, second) <= _SAME_SIZE * min(first, second)


def bold_from(strokes: Sequence[tuple[float, int]]) -> float:
    """The stroke width from which letters are bold beside the light ones of the same page.

    Strokes come with the number of letters that have them.
    """
    letters = sorted(strokes)
    left = _LIGHT * sum(count for _, count in letters)
    for stroke, count in letters:
        left -= count
        if left <= 0:
            return _BOLD * stroke
    return 0.0
