"""Characters of a page to words, words to lines."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

import pypdfium2.raw as pdfium

from piao.extractors.pdf.layout import Line, Style, Word
from piao.schema.records import BBox

Transform = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f: page space to display space, x' = ax + cy + e, y' = bx + dy + f."""

_TOKEN = re.compile(r"[^\s\x00]+")
_BOLD = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_LINE_END_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-"})
_BOX = ctypes.sizeof(pdfium.FS_RECTF)
_STROKED_TEXT = 2
_FEW_JOINTS = 3


def read_words(text_page: object, transform: Transform, limit: int) -> tuple[list[Word], bool]:
    """The words of a page in the order of the file, and whether there are more characters.

    Characters over `limit` are left.
    """
    characters = pdfium.FPDFText_CountChars(text_page)
    count = min(characters, limit)
    if count <= 0:
        return [], False
    text = _read_text(text_page, count)
    boxes = _read_boxes(text_page, count, transform)
    styles: dict[int, Style] = {}
    words: list[Word] = []
    for token in _TOKEN.finditer(text):
        start, end = token.span()
        style = _style(text_page, start, transform, styles)
        cuts = [start, *_breaks(boxes, start, end, style), end]
        for first, last in pairwise(cuts):
            piece = text[first:last].translate(_LINE_END_HYPHENS)
            words.append(_word(piece, boxes[first:last], style, _joints(text_page, first, last)))
    return words, characters > limit


def _read_text(text_page: object, count: int) -> str:
    """One character for each character index."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    if written == count + 1:
        text = bytes(buffer)[: count * 2].decode("utf-16-le", errors="replace")
        if len(text) == count:
            return text
    codes = (pdfium.FPDFText_GetUnicode(text_page, index) for index in range(count))
    return "".join(chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes)


def _read_boxes(text_page: object, count: int, transform: Transform) -> list[BBox]:
    """The box of each character: advance width wide, font height tall."""
    buffer = (pdfium.FS_RECTF * count)()
    get_box, byref, first = pdfium.FPDFText_GetLooseCharBox, ctypes.byref, buffer[0]
    for index in range(count):
        get_box(text_page, index, byref(first, index * _BOX))
    numbers = iter(memoryview(buffer).cast("B").cast("f").tolist())
    a, b, c, d, e, f = transform
    if b == 0 == c and a == 1 and d == -1:
        return [
            (left + e, f - top, right + e, f - bottom)
            for left, top, right, bottom in zip(numbers, numbers, numbers, numbers, strict=True)
        ]
    return [
        apply(transform, (left, bottom, right, top))
        for left, top, right, bottom in zip(numbers, numbers, numbers, numbers, strict=True)
    ]


def apply(transform: Transform, box: BBox) -> BBox:
    """The bounding box of `box` after `transform`."""
    a, b, c, d, e, f = transform
    x0, y0, x1, y1 = box
    xs = (a * x0 + c * y0 + e, a * x1 + c * y1 + e, a * x0 + c * y1 + e, a * x1 + c * y0 + e)
    ys = (b * x0 + d * y0 + f, b * x1 + d * y1 + f, b * x0 + d * y1 + f, b * x1 + d * y0 + f)
    return min(xs), min(ys), max(xs), max(ys)


def _style(text_page: object, index: int, transform: Transform, known: dict[int, Style]) -> Style:
    """The style of a character, asked once a text object."""
    text_object = pdfium.FPDFText_GetTextObject(text_page, index)
    address = ctypes.addressof(text_object.contents) if text_object else 0
    if address not in known:
        known[address] = _read_style(text_page, index, text_object, transform)
    return known[address]


def _read_style(text_page: object, index: int, text_object: object, transform: Transform) -> Style:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text_page, index, ctypes.byref(matrix))
    scale = math.hypot(matrix.c, matrix.d) or 1.0
    size = round(pdfium.FPDFText_GetFontSize(text_page, index) * scale, 1)
    a, b, c, d, _, _ = transform
    right, down = a * matrix.a + c * matrix.b, b * matrix.a + d * matrix.b
    return Style(size, bool(text_object) and _is_bold(text_object), _turn(right, down))


def _turn(right: float, down: float) -> int:
    if abs(right) >= abs(down):
        return 0 if right >= 0 else 180
    return 90 if down < 0 else 270


def _is_bold(text_object: object) -> bool:
    if pdfium.FPDFTextObj_GetTextRenderMode(text_object) == _STROKED_TEXT:
        return True
    font = pdfium.FPDFTextObj_GetFont(text_object)
    if not font:
        return False
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFFont_GetBaseFontName(font, name, 128)
    return bool(_BOLD.search(name.value)) or pdfium.FPDFFont_GetWeight(font) >= 600


def _breaks(boxes: list[BBox], start: int, end: int, style: Style) -> Iterator[int]:
    """Where the characters jump though the file has no space between them."""
    size = style.size or 1.0
    for index in range(start + 1, end):
        x0, top, x1, bottom = boxes[index - 1]
        left, above, right, below = boxes[index]
        if style.turn in (90, 270):
            along = above - bottom if style.turn == 270 else top - below
            across = (left + right - x0 - x1) / 2
        else:
            along = left - x1 if style.turn == 0 else x0 - right
            across = (above + below - top - bottom) / 2
        if along > size / 2 or along < -1.2 * size or abs(across) > 0.7 * size:
            yield index


def _joints(text_page: object, start: int, end: int) -> tuple[int, ...]:
    """Where another text object begins within the characters; () where many do."""
    if _text_object(text_page, start) == _text_object(text_page, end - 1):
        return ()
    addresses = [_text_object(text_page, index) for index in range(start, end)]
    joints = [index for index in range(1, end - start) if addresses[index] != addresses[index - 1]]
    return tuple(joints) if len(joints) <= _FEW_JOINTS else ()


def _text_object(text_page: object, index: int) -> int:
    handle = pdfium.FPDFText_GetTextObject(text_page, index)
    return ctypes.addressof(handle.contents) if handle else 0


def _word(text: str, boxes: Sequence[BBox], style: Style, joints: tuple[int, ...]) -> Word:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    spots = tuple(zip(lefts, rights, strict=True)) if style.turn == 0 else ()
    return Word(text, min(lefts), min(tops), max(rights), max(bottoms), style, spots, joints)


def read_direction(word: Word | Line) -> BBox:
    """The box of a word as its reader sees it who turns the page to read it."""
    x0, top, x1, bottom, style = word[1:6]
    return {
        0: (x0, top, x1, bottom),
        90: (-bottom, x0, -top, x1),
        180: (-x1, -bottom, -x0, -top),
        270: (top, -x1, bottom, -x0),
    }[style.turn]


def to_lines(words: Iterable[Word]) -> list[Line]:
    """The words as lines in reading order; words of each turn make lines of their own."""
    lines: list[Line] = []
    for _, turned in groupby(sorted(words, key=lambda w: w.style.turn), lambda w: w.style.turn):
        placed = sorted(((read_direction(word), word) for word in turned), key=lambda p: p[0][1])
        rows: list[tuple[float, float, list[tuple[BBox, Word]]]] = []
        for box, word in sorted(placed, key=lambda pair: pair[0][1] + pair[0][3]):
            middle = (box[1] + box[3]) / 2
            if rows and middle - rows[-1][0] <= min(rows[-1][1], box[3] - box[1]) * 0.35:
                rows[-1][2].append((box, word))
            else:
                rows.append((middle, box[3] - box[1], [(box, word)]))
        for _, _, row in rows:
            row.sort(key=lambda pair: pair[0][0])
            lines.append(_line(row))
    return lines


def _line(row: list[tuple[BBox, Word]]) -> Line:
    text = row[0][1].text
    for (before, _), (box, word) in pairwise(row):
        touching = box[0] - before[2] < word.style.size * 0.08 and box[0] >= before[0]
        text += word.text if touching else " " + word.text
    words = tuple(word for _, word in row)
    widest = max(words, key=lambda word: len(word.text))
    style = widest.style._replace(bold=all(word.style.bold for word in words))
    return Line(
        text,
        min(word.x0 for word in words),
        min(word.top for word in words),
        max(word.x1 for word in words),
        max(word.bottom for word in words),
        style,
        words,
    )
