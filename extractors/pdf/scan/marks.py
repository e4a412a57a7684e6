"""Marks that the search for lines of text passes over: a dash alone in a cell, a minus.

Without its minus a figure is another one, and a cell with a dash is not an empty cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import TYPE_CHECKING

from piao.extractors.pdf.model import Edge

if TYPE_CHECKING:
    from piao.extractors.pdf.scan.picture_rules import Picture, PictureDrawing

Box = tuple[int, int, int, int]
"""left, top, right, bottom in pixels."""

_INKED = 0.35
_LEAST_CONTRAST = 24
_NARROWEST = 0.15
_WIDEST = 3.0
_APART = 0.4
_TALLEST = 1.0
_BESIDE = 0.5
_NEAR = 0.2
_REST = 5
_MOST = 500


def with_marks(lines: Sequence[Box], drawing: PictureDrawing) -> list[Box]:
    """The lines of text, widened to the marks beside them, and the marks alone in a cell.

    A mark alone becomes a line of the usual height. One that no two vertical rules
    enclose is a speck, one that touches a line a part of a letter, one on a rule a rest
    of it: they stay out.
    """
    if not lines:
        return []
    height = median(bottom - top for _, top, _, bottom in lines)
    vertical = drawing.vertical
    widened = list(lines)
    alone = []
    for mark in _marks(drawing.without_rules, lines, height):
        if _is_on_rule(mark, drawing):
            continue
        index = _line_beside(mark, widened, vertical, _BESIDE * height)
        if index is not None:
            left, top, right, bottom = widened[index]
            widened[index] = min(left, mark[0]), top, max(right, mark[2]), bottom
        elif _is_enclosed(mark, vertical) and not _touches(mark, lines, _NEAR * height):
            alone.append(_as_line(mark, round(height), drawing.without_rules.shape))
    return [*widened, *alone]


def _marks(picture: Picture, lines: Sequence[Box], height: float) -> Iterator[Box]:
    """Ink outside of the lines that has the size of a sign, left to right."""
    import cv2
    import numpy as np

    side = round(height) | 1
    contrast = cv2.morphologyEx(picture, cv2.MORPH_BLACKHAT, np.ones((side, side), np.uint8))
    inked = contrast[contrast > _LEAST_CONTRAST]
    if not inked.size:
        return
    strongest = float(np.percentile(inked, 90))
    ink = (contrast > max(_LEAST_CONTRAST, _INKED * strongest)).astype(np.uint8)
    for left, top, right, bottom in lines:
        ink[top:bottom, left:right] = 0
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, round(_APART * height) | 1)))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    least, widest, tallest = _NARROWEST * height, _WIDEST * height, _TALLEST * height
    found = sorted(
        (x, y, x + width, y + tall)
        for x, y, width, tall, _ in boxes[1:count].tolist()
        if least <= width <= widest and tall <= tallest
    )
    yield from found[:_MOST]


def _is_on_rule(mark: Box, drawing: PictureDrawing) -> bool:
    left, top, right, bottom = mark
    return any(
        first - _REST <= edge.position <= last + _REST
        and edge.start - _REST <= end
        and start <= edge.end + _REST
        for edges, first, last, start, end in (
            (drawing.vertical, left, right, top, bottom),
            (drawing.horizontal, top, bottom, left, right),
        )
        for edge in edges
    )


def _line_beside(
    mark: Box, lines: Sequence[Box], vertical: Sequence[Edge], reach: float
) -> int | None:
    """The line that the mark is the beginning or the end of, no rule between them."""
    middle = (mark[1] + mark[3]) / 2
    for index, (left, top, right, bottom) in enumerate(lines):
        if not top < middle < bottom or mark[2] < left - reach or mark[0] > right + reach:
            continue
        between = sorted((mark[0], mark[2], left, right))[1:3]
        if not any(
            between[0] <= edge.position <= between[1] and edge.start < middle < edge.end
            for edge in vertical
        ):
            return index
    return None


def _is_enclosed(mark: Box, vertical: Sequence[Edge]) -> bool:
    middle = (mark[1] + mark[3]) / 2
    beside = [edge.position for edge in vertical if edge.start < middle < edge.end]
    return any(x < mark[0] for x in beside) and any(x > mark[2] for x in beside)


def _touches(mark: Box, lines: Sequence[Box], near: float) -> bool:
    """Whether the mark may be of a letter that reaches out of its line."""
    return any(
        left - near < mark[2]
        and mark[0] < right + near
        and top - near < mark[3]
        and mark[1] < bottom + near
        for left, top, right, bottom in lines
    )


def _as_line(mark: Box, height: int, shape: tuple[int, ...]) -> Box:
    """The mark with white around it, as it would stand in a line."""
    top = max(0, (mark[1] + mark[3] - height) // 2)
    left, right = max(0, mark[0] - height // 2), min(shape[1], mark[2] + height // 2)
    return left, top, right, min(shape[0], top + height)
