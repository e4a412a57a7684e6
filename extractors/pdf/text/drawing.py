"""Path objects of a page to rules, backgrounds and pictures.

A rule may be a stroked line, the border of a stroked rectangle, a thin filled
rectangle, or a row of dashes or dots; drawn twice or crossing by a hair it is
still one rule.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Set
from itertools import pairwise

import pypdfium2.raw as pdfium

from piao.extractors.pdf.model import Drawing, Edge
from piao.extractors.pdf.text.characters import Transform, address, apply
from piao.schema.records import BBox

TOLERANCE = 3.0
"""Rules nearer than this are one; rules that miss each other by less than this meet."""

_THIN = 3.5
_SHORTEST = 5.0
_DEEPEST_FORM = 6


def read_drawing(
    page: object, transform: Transform, limit: int, hidden: Set[int] = frozenset()
) -> tuple[Drawing, bool]:
    """The drawing of a page, and whether some of it was left.

    Objects and the segments of paths are read up to `limit` in all, without those
    at the addresses `hidden`.
    """
    raw = Drawing()
    left, is_cut = limit, False
    for kind, handle, matrix in _objects(page, transform):
        left -= 1
        if left < 0:
            is_cut = True
            break
        if hidden and address(handle) in hidden:
            continue
        box = _bounds(handle, matrix)
        if box is None:
            continue
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            raw.pictures.append(box)
        elif not _add_thin(raw, box):
            segments = _add_path(raw, handle, matrix, box, left)
            is_cut |= segments > left
            left -= segments if segments <= left else 0
    drawing = Drawing(
        merge_edges(raw.horizontal), merge_edges(raw.vertical), raw.backgrounds, raw.pictures
    )
    return drawing, is_cut


def _objects(page: object, transform: Transform) -> Iterator[tuple[int, object, Transform]]:
    """Paths and images of the page and of the forms in it, with their way to display space."""
    forms = [
        (pdfium.FPDFPage_CountObjects(page), pdfium.FPDFPage_GetObject, page, transform, 0),
    ]
    while forms:
        count, get, parent, matrix, depth = forms.pop()
        for index in range(count):
            handle = get(parent, index)
            kind = pdfium.FPDFPageObj_GetType(handle)
            if kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
                yield kind, handle, matrix
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
                inner = pdfium.FPDFFormObj_CountObjects(handle)
                way = _compose(_matrix(handle), matrix)
                forms.append((inner, pdfium.FPDFFormObj_GetObject, handle, way, depth + 1))


def _matrix(handle: object) -> Transform:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, ctypes.byref(matrix)):
        return (1, 0, 0, 1, 0, 0)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _compose(first: Transform, then: Transform) -> Transform:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


_corners = tuple(ctypes.c_float() for _ in range(4))
_corner_refs = tuple(ctypes.byref(corner) for corner in _corners)


def _bounds(handle: object, matrix: Transform) -> BBox | None:
    if not pdfium.FPDFPageObj_GetBounds(handle, *_corner_refs):
        return None
    x0, y0, x1, y1 = (corner.value for corner in _corners)
    return apply(matrix, (x0, y0, x1, y1))


def _add_thin(raw: Drawing, box: BBox) -> bool:
    """Take a thin box as a rule; a dot may belong to a dotted rule of either direction."""
    x0, top, x1, bottom = box
    flat, narrow = bottom - top <= _THIN, x1 - x0 <= _THIN
    if flat:
        raw.horizontal.append(Edge((top + bottom) / 2, x0, x1))
    if narrow:
        raw.vertical.append(Edge((x0 + x1) / 2, top, bottom))
    return flat or narrow


def _add_path(raw: Drawing, handle: object, matrix: Transform, box: BBox, limit: int) -> int:
    """Take a path apart into rules and backgrounds; gives the number of its segments.

    A path of more segments than `limit` is left.
    """
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(handle, ctypes.byref(fill), ctypes.byref(stroke))
    count = int(pdfium.FPDFPath_CountSegments(handle))
    if not (fill.value or stroke.value) or count > limit:
        return count
    if fill.value and not stroke.value and count in (4, 5):
        raw.backgrounds.append(box)
        return count
    for points in _outlines(handle, _compose(_matrix(handle), matrix), count):
        if stroke.value:
            for start, end in pairwise(points):
                _add_stroke(raw, start, end)
        else:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            outline = min(xs), min(ys), max(xs), max(ys)
            if len(set(xs)) <= 4 and not _add_thin(raw, outline):
                raw.backgrounds.append(outline)
    return count


def _outlines(handle: object, matrix: Transform, count: int) -> Iterator[list[tuple[float, float]]]:
    """The straight subpaths of a path as points in display space."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(handle, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _add_stroke(raw: Drawing, start: tuple[float, float], end: tuple[float, float]) -> None:
    (x0, y0), (x1, y1) = start, end
    if abs(y1 - y0) <= 1:
        raw.horizontal.append(Edge((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
    elif abs(x1 - x0) <= 1:
        raw.vertical.append(Edge((x0 + x1) / 2, min(y0, y1), max(y0, y1)))


def merge_edges(pieces: Iterable[Edge]) -> list[Edge]:
    """Pieces of rules as whole rules, ordered by position, then start.

    >>> merge_edges([Edge(10, 0, 50), Edge(11, 51, 90), Edge(40, 0, 9)])
    [Edge(position=10.5, start=0, end=90), Edge(position=40.0, start=0, end=9)]
    """
    groups: list[list[Edge]] = []
    for piece in sorted(pieces):
        if groups and piece.position - groups[-1][0].position <= TOLERANCE:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    merged: list[Edge] = []
    for group in groups:
        spots = {piece.position for piece in group}
        position = sum(spots) / len(spots)
        group.sort(key=lambda piece: piece.start)
        start, end = group[0].start, group[0].end
        for piece in group[1:]:
            if piece.start > end + TOLERANCE:
                merged.append(Edge(position, start, end))
                start, end = piece.start, piece.end
            else:
                end = max(end, piece.end)
        merged.append(Edge(position, start, end))
    return [edge for edge in merged if edge.end - edge.start >= _SHORTEST]
