"""What of a text object its clip path leaves to be seen."""

from __future__ import annotations

import ctypes

import pypdfium2.raw as pdfium

from piao.schema.records import BBox

_HAIR = 1.0
_MOST_SEGMENTS = 400


def clip_box(text_object: object) -> BBox | None:
    """The box around what the clip paths of an object leave of it, in page space.

    None where nothing clips it. Within a form, coordinates are the form's own.
    """
    path = pdfium.FPDFPageObj_GetClipPath(text_object)
    count = pdfium.FPDFClipPath_CountPaths(path) if path else 0
    box: BBox | None = None
    for index in range(max(0, count)):
        outline = _outline(path, index)
        if outline is not None:
            box = outline if box is None else _common(box, outline)
    return box


def is_outside(x: float, y: float, clip: BBox, text_object: object) -> bool:
    """Whether a point of an object, in page space, is clipped away.

    Not where the object's own bounds do not hold the point: then it is drawn in a form, in
    whose coordinates its clip is given.
    """
    if _holds(clip, x, y):
        return False
    corners = tuple(ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(text_object, *map(ctypes.byref, corners)):
        return False
    left, bottom, right, top = (corner.value for corner in corners)
    return _holds((left, bottom, right, top), x, y)


def _outline(path: object, index: int) -> BBox | None:
    count = pdfium.FPDFClipPath_CountPathSegments(path, index)
    if not 0 < count <= _MOST_SEGMENTS:
        return None
    x, y = ctypes.c_float(), ctypes.c_float()
    xs, ys = [], []
    for segment in range(count):
        handle = pdfium.FPDFClipPath_GetPathSegment(path, index, segment)
        pdfium.FPDFPathSegment_GetPoint(handle, ctypes.byref(x), ctypes.byref(y))
        xs.append(x.value)
        ys.append(y.value)
    return min(xs), min(ys), max(xs), max(ys)


def _common(first: BBox, second: BBox) -> BBox:
    return (
        max(first[0], second[0]),
        max(first[1], second[1]),
        min(first[2], second[2]),
        min(first[3], second[3]),
    )


def _holds(box: BBox, x: float, y: float) -> bool:
    return box[0] - _HAIR <= x <= box[2] + _HAIR and box[1] - _HAIR <= y <= box[3] + _HAIR
