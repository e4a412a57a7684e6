"""Text and rules of pictures join the page: scanned pages, tables pasted as images.

Where a picture is read, it is straightened first: coordinates are those of the
straightened page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2

from piao.extractors.pdf.boxes import outside
from piao.extractors.pdf.file.reader import PageError
from piao.extractors.pdf.model import Drawing, Edge, PageContent, Problem, Style, Word
from piao.extractors.pdf.scan import ocr
from piao.extractors.pdf.scan.lettering import bold_from, common_sizes
from piao.extractors.pdf.text.drawing import merge_edges
from piao.extractors.pdf.text.text_quality import is_nonsense
from piao.extractors.pdf.text.turning import turned_back
from piao.extractors.settings import Ocr
from piao.schema.records import BBox

if TYPE_CHECKING:
    from piao.extractors.pdf.scan.ocr import RecognisedWord
    from piao.extractors.pdf.scan.picture_rules import PictureDrawing

_LARGE = 0.15
_FEW_WORDS = 3
_LINE_HEIGHT = 1.35
_FONT_HEIGHT = 1.15
_MIDDLE = 0.35


def with_pictures(
    document: pypdfium2.PdfDocument,
    page: PageContent,
    mode: Ocr,
    is_tabular: Callable[[PageContent], bool],
) -> tuple[PageContent, list[Problem]]:
    """The page with the words and rules of its pictures, and what became of them.

    A picture among text joins where it `is_tabular`.

    Problems: `bad_text_layer`, `no_text_layer` where a page stays unread, `picture_left`
    where a picture in it does, `read_by_ocr`, `no_text_in_pictures`, and
    `unread_picture` for one too large.
    """
    problems: list[Problem] = []
    if is_nonsense(page.words):
        problems.append(("bad_text_layer", page.number, ""))
        page = replace(page, words=[])
        parts = [_whole(page)]
    else:
        parts = _parts_to_read(page, mode)
    if not parts:
        return page, problems
    if mode is Ocr.NEVER or not ocr.is_available():
        code = "picture_left" if page.words else "no_text_layer"
        return page, [*problems, (code, page.number, "")]
    try:
        read, is_left = _read(document, page, parts, is_tabular)
    except PageError as error:
        return page, [*problems, ("unread_picture", page.number, str(error))]
    codes = ["picture_left"] if is_left else []
    if read is not page:
        codes.append("read_by_ocr" if read.words else "no_text_in_pictures")
    return read, [*problems, *((code, page.number, "") for code in codes)]


def _whole(page: PageContent) -> BBox:
    return 0.0, 0.0, page.width, page.height


def _parts_to_read(page: PageContent, mode: Ocr) -> list[BBox]:
    """The whole page, or the large pictures of a page without text over them."""
    if mode is Ocr.ALWAYS:
        return [_whole(page)]
    drawing = page.drawing
    if not page.words:
        return [_whole(page)] if drawing.pictures or drawing.horizontal else []
    if not drawing.pictures:
        return []
    least = _LARGE * page.width * page.height
    return [
        box
        for box in _joined(_clipped(drawing.pictures, page))
        if (box[2] - box[0]) * (box[3] - box[1]) >= least
        and len(page.words) - len(outside(page.words, [box])) < _FEW_WORDS
    ]


def _clipped(boxes: Sequence[BBox], page: PageContent) -> list[BBox]:
    clipped = (
        (max(0.0, x0), max(0.0, top), min(page.width, x1), min(page.height, bottom))
        for x0, top, x1, bottom in boxes
    )
    return sorted({box for box in clipped if box[0] < box[2] and box[1] < box[3]})


def _joined(boxes: Sequence[BBox]) -> list[BBox]:
    """Pictures that lie side by side without a gap as one: files cut scans into strips."""
    joined: list[BBox] = []
    for box in sorted(boxes, key=lambda box: (box[1], box[0])):
        for index, other in enumerate(joined):
            is_below = abs(box[1] - other[3]) <= 1 and _same(box[::2], other[::2])
            is_beside = abs(box[0] - other[2]) <= 1 and _same(box[1::2], other[1::2])
            if is_below or is_beside:
                joined[index] = (*other[:2], max(box[2], other[2]), max(box[3], other[3]))
                break
        else:
            joined.append(box)
    return joined


def _same(first: Sequence[float], second: Sequence[float]) -> bool:
    return all(abs(a - b) <= 1 for a, b in zip(first, second, strict=True))


def _read(
    document: pypdfium2.PdfDocument,
    page: PageContent,
    parts: Sequence[BBox],
    is_tabular: Callable[[PageContent], bool],
) -> tuple[PageContent, bool]:
    """The page with the words of its `parts`, and whether one of them was left.

    It is the same page where no part holds a table. A picture among text joins where most of
    its words stand in a table: of charts and photographs a reader of tables would make
    nothing but noise, and most of them are seen by their ink, before anything is recognised.
    """
    from piao.extractors.pdf.scan.orientation import set_upright, turn_of
    from piao.extractors.pdf.scan.picture_kinds import may_hold_table
    from piao.extractors.pdf.scan.picture_rules import read_picture_drawing, straightened
    from piao.extractors.pdf.scan.rendering import render

    picture, resolution = render(document, page.number)
    scale = 72 / resolution
    is_whole = parts == [_whole(page)]
    if is_whole and (turn := turn_of(picture, resolution)):
        picture = set_upright(picture, turn)
        page = turned_back(page, turn)
        parts = [_whole(page)]
    is_left = False
    for part in parts:
        left, top, right, bottom = part
        columns = slice(round(left / scale), round(right / scale))
        rows = slice(round(top / scale), round(bottom / scale))
        if not is_whole and not may_hold_table(picture[rows, columns]):
            is_left = True
            continue
        straight = straightened(picture[rows, columns])
        found = read_picture_drawing(straight, resolution)
        recognised = list(ocr.recognise(found, ocr.FINEST if is_whole else ocr.COARSE))
        words = list(_as_words(recognised, scale, left, top))
        alone = replace(page, words=words, drawing=drawing_of_picture(found, scale, left, top))
        if is_whole or is_tabular(alone):
            page = _joined_page(page, alone, part)
        else:
            is_left = True
    return page, is_left


def _joined_page(page: PageContent, read: PageContent, part: BBox) -> PageContent:
    drawing, more = page.drawing, read.drawing
    return replace(
        page,
        words=[*outside(page.words, [part]), *read.words],
        drawing=replace(
            drawing,
            horizontal=merge_edges([*drawing.horizontal, *more.horizontal]),
            vertical=merge_edges([*drawing.vertical, *more.vertical]),
            backgrounds=[*drawing.backgrounds, *more.backgrounds],
        ),
    )


def _as_words(
    recognised: Sequence[RecognisedWord], scale: float, left: float, top: float
) -> Iterator[Word]:
    """Words in points, as large and bold as their ink is; what has none is of the usual size."""
    set_ = [(word.lettering, len(word.text)) for word in recognised if word.lettering]
    common = common_sizes([(lettering.size, letters) for lettering, letters in set_])
    bold = bold_from([(lettering.stroke, letters) for lettering, letters in set_])
    usual = next(iter(common.values()), None)
    for word in recognised:
        lettering = word.lettering
        if lettering:
            size = common[lettering.size]
            middle = word.top + lettering.baseline - _MIDDLE * size
        else:
            size = usual or (word.bottom - word.top) / _LINE_HEIGHT
            middle = (word.top + word.bottom) / 2
        half = size * _FONT_HEIGHT / 2
        yield Word(
            word.text,
            left + word.x0 * scale,
            top + (middle - half) * scale,
            left + word.x1 * scale,
            top + (middle + half) * scale,
            Style(round(size * scale, 1), lettering is not None and lettering.stroke > bold, 0),
            certainties=word.certainties,
        )


def drawing_of_picture(
    found: PictureDrawing, scale: float, left: float = 0.0, top: float = 0.0
) -> Drawing:
    """What is drawn in a picture, in points of its page."""
    horizontal = [
        Edge(top + y * scale, left + x0 * scale, left + x1 * scale)
        for y, x0, x1 in found.horizontal
    ]
    vertical = [
        Edge(left + x * scale, top + y0 * scale, top + y1 * scale) for x, y0, y1 in found.vertical
    ]
    backgrounds = [
        (left + x0 * scale, top + above * scale, left + x1 * scale, top + below * scale)
        for x0, above, x1, below in found.backgrounds
    ]
    return Drawing(merge_edges(horizontal), merge_edges(vertical), backgrounds)
