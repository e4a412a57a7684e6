"""The rules of a table in a picture: straightened, found, and wiped out before reading.

Pictures are grey, one byte a pixel (0 black), rows first. Positions are pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from piao.extractors.pdf.model import Edge
from piao.schema.records import BBox

Picture = NDArray[np.uint8]
Box = tuple[int, int, int, int]
"""left, top, right, bottom in pixels."""

_STEEPEST = 3.0
_STRAIGHT = 0.08
_PROFILE_WIDTH = 1000
_CONTRAST = 24
_FAINTEST = 8
_FAINT = 70
_ABOVE_NOISE = 5
_BRIDGED = 3
_BESIDE = 4
_LIKE = 0.6
_OF_PAPER, _OF_LETTERS, _OF_RULES = 0.15, 0.25, 0.9
"""Which part of the columns beside has ink."""
_WORD = 4
_NEAR = 8
_SHADE = 8


@dataclass(frozen=True, slots=True)
class PictureDrawing:
    """Rules and shaded boxes of a picture, and the picture `without_rules`."""

    horizontal: list[Edge]
    vertical: list[Edge]
    backgrounds: list[BBox]
    without_rules: Picture


def straightened(picture: Picture) -> Picture:
    """The picture turned by the small angle at which its lines lie."""
    return turned(picture, skew(picture))


def turned(picture: Picture, angle: float) -> Picture:
    """The picture turned around its middle by degrees, counter-clockwise positive."""
    if abs(angle) < _STRAIGHT:
        return picture
    height, width = picture.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    paper = int(np.median(picture))
    straight = cv2.warpAffine(
        picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(paper,)
    )
    return np.asarray(straight, np.uint8)


def skew(picture: Picture) -> float:
    """The angle in degrees, counter-clockwise positive, that sets the picture's lines level.

    Lines of text and rules are level where the sums of ink by row differ most.
    """
    height, width = picture.shape
    scale = min(1.0, _PROFILE_WIDTH / max(width, 1))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    kernel = np.ones((9, 9), np.uint8)
    ink = cv2.morphologyEx(small, cv2.MORPH_BLACKHAT, kernel).astype(np.float32)
    height, width = ink.shape
    middle = (width / 2, height / 2)

    def levelness(angle: float) -> float:
        matrix = cv2.getRotationMatrix2D(middle, angle, 1.0)
        sums = cv2.warpAffine(ink, matrix, (width, height)).sum(axis=1)
        return float(np.square(np.diff(sums)).sum())

    best = 0.0
    for step, reach in ((0.25, _STEEPEST), (0.05, 0.25)):
        count = round(reach / step)
        angles = [best + step * index for index in range(-count, count + 1)]
        best = max(angles, key=levelness)
    return best if levelness(best) > 1.05 * levelness(0.0) else 0.0


def read_picture_drawing(picture: Picture, resolution: float) -> PictureDrawing:
    """Find the rules of a straightened picture of `resolution` pixels per inch.

    A rule is darker or lighter than what is on both sides of it, thin and long.
    """
    thick = max(3, round(resolution / 30)) | 1
    long, short = round(resolution * 0.35), round(resolution * 0.14)
    horizontal = _rules(picture, thick, long, _WORD * long)
    stems = _rules(np.ascontiguousarray(picture.T), thick, short, 0)
    vertical = [
        part
        for stem in stems
        if (part := stem if stem.end - stem.start >= long else _between_rules(stem, horizontal))
    ]
    clean = picture.copy()
    for edges, is_level in ((horizontal, True), (vertical, False)):
        if not edges:
            continue
        around = np.asarray(cv2.medianBlur(clean, 2 * thick + 1))
        for edge in edges:
            along = slice(int(edge.start), int(edge.end))
            middle, half = round(edge.position), thick // 2 + 1
            across = slice(max(0, middle - half), middle + half)
            place = (across, along) if is_level else (along, across)
            clean[place] = around[place]
    return PictureDrawing(horizontal, vertical, _shaded(picture, resolution), clean)


def _between_rules(edge: Edge, horizontal: Sequence[Edge]) -> Edge | None:
    """The part of a short vertical rule that reaches from one rule to another, if it does.

    Stems of letters do not; one that touches a rule of the table prolongs it.
    """
    meeting = [
        rule.position
        for rule in horizontal
        if rule.start - _NEAR <= edge.position <= rule.end + _NEAR
        and edge.start - _NEAR <= rule.position <= edge.end + _NEAR
    ]
    return Edge(edge.position, min(meeting), max(meeting)) if len(meeting) > 1 else None


def _rules(picture: Picture, thick: int, shortest: int, word: int) -> list[Edge]:
    """The level rules, at most `thick` and at least as long as `shortest`.

    What is no longer than a `word` may be the feet of letters that nearly touch.
    """
    edges: list[Edge] = []
    for operation in (cv2.MORPH_BLACKHAT, cv2.MORPH_TOPHAT):
        contrast = cv2.morphologyEx(picture, operation, np.ones((thick, 1), np.uint8))
        least = max(_FAINTEST, _ABOVE_NOISE * float(np.median(contrast)))
        faint = (contrast > least) & (contrast < _FAINT)
        boxes = [
            box
            for box in _long(contrast > _CONTRAST, thick, shortest)
            if box[2] - box[0] > word
            or not any(_OF_LETTERS < part < _OF_RULES for part in _inked_beside(picture, box))
        ]
        boxes.extend(
            box
            for box in _long(faint, thick, shortest)
            if max(_inked_beside(picture, box)) < _OF_PAPER
        )
        edges.extend(Edge((top + bottom) / 2, left, right) for left, top, right, bottom in boxes)
    return edges


def _long(marked: NDArray[np.bool_], thick: int, shortest: int) -> Iterator[Box]:
    """The boxes of what is marked without a gap for so long."""
    bridged = cv2.morphologyEx(
        marked.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((1, _BRIDGED), np.uint8)
    )
    lines = cv2.morphologyEx(bridged, cv2.MORPH_OPEN, np.ones((1, shortest), np.uint8))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
    for x, y, width, height, _ in boxes[1:count].tolist():
        if height <= thick:
            yield x, y, x + width, y + height


def _inked_beside(picture: Picture, box: Box) -> tuple[float, float]:
    """Which part of the columns above and below a rule has ink like its own (0-1)."""
    left, top, right, bottom = box
    first = max(0, top - _BESIDE)
    around = picture[first : bottom + _BESIDE, left:right].astype(np.float32)
    contrast = np.abs(around - np.median(around))
    least = _LIKE * float(np.median(contrast[top - first : bottom - first]))
    inked = contrast >= max(least, 1.0)
    above, below = inked[: max(0, top - first - 1)], inked[bottom - first + 1 :]
    return float(above.any(axis=0).mean()), float(below.any(axis=0).mean())


def _shaded(picture: Picture, resolution: float) -> list[BBox]:
    """Boxes filled with a colour or a grey that is not the paper's."""
    side = round(resolution / 7)
    ground = cv2.morphologyEx(picture, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    paper = float(np.median(ground))
    mask = (np.abs(ground.astype(np.int16) - paper) > _SHADE).astype(np.uint8)
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    boxes: list[BBox] = []
    for outline in outlines:
        x, y, width, height = cv2.boundingRect(outline)
        if min(width, height) >= side / 2 and cv2.contourArea(outline) > 0.8 * width * height:
            boxes.append((x, y, x + width, y + height))
    return boxes
