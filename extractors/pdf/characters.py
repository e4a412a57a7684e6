"""The characters of a page, asked from pdfium one by one only where that is needed."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Sequence
from typing import Any

import pypdfium2.raw as pdfium

from piao.extractors.pdf.layout import Style
from piao.schema.records import BBox

Transform = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f: page space to display space, x' = ax + cy + e, y' = bx + dy + f."""

_BOLD = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_BOLD_WEIGHT = 600
_STROKED_TEXT = 2
_HIGH, _LOW, _AFTER_LOW = 0xD800, 0xDC00, 0xE000
"""Where the first and second halves of UTF-16's pairs begin, and where they end."""


class Characters:
    """The characters of a text page: `text` has one for each index that the methods take.

    `is_cut`: the page has more than `limit` characters, the rest is left. `box` gives
    the box of a character in display space: advance width wide, font height tall.
    """

    def __init__(self, text_page: object, transform: Transform, limit: int) -> None:
        characters = max(0, pdfium.FPDFText_CountChars(text_page))
        self.is_cut = characters > limit
        self.text, self._places = _read_text(text_page, min(characters, limit))
        self._text_page = text_page
        self._transform = transform
        self.box = _box_reader(text_page, transform, self._places)
        self._styles: dict[int, Style] = {}
        self._bold_fonts: dict[int, bool] = {}

    def source(self, index: int) -> int:
        """A number for the text object of the file that the character is of; 0 for none."""
        return _address(pdfium.FPDFText_GetTextObject(self._text_page, self._places[index]))

    def style(self, index: int) -> Style:
        """The style of a character, asked once a text object."""
        place = self._places[index]
        text_object = pdfium.FPDFText_GetTextObject(self._text_page, place)
        address = _address(text_object)
        if address not in self._styles:
            self._styles[address] = self._read_style(place, text_object)
        return self._styles[address]

    def _read_style(self, place: int, text_object: object) -> Style:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._text_page, place, ctypes.byref(matrix))
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        size = round(pdfium.FPDFText_GetFontSize(self._text_page, place) * scale, 1)
        a, b, c, d, _, _ = self._transform
        right, down = a * matrix.a + c * matrix.b, b * matrix.a + d * matrix.b
        return Style(size, bool(text_object) and self._is_bold(text_object), _turn(right, down))

    def _is_bold(self, text_object: object) -> bool:
        if pdfium.FPDFTextObj_GetTextRenderMode(text_object) == _STROKED_TEXT:
            return True
        font = pdfium.FPDFTextObj_GetFont(text_object)
        address = _address(font)
        if address and address not in self._bold_fonts:
            name = ctypes.create_string_buffer(128)
            pdfium.FPDFFont_GetBaseFontName(font, name, 128)
            weight = pdfium.FPDFFont_GetWeight(font)
            self._bold_fonts[address] = bool(_BOLD.search(name.value)) or weight >= _BOLD_WEIGHT
        return self._bold_fonts.get(address, False)


def _box_reader(
    text_page: object, transform: Transform, places: Sequence[int]
) -> Callable[[int], BBox]:
    rectangle = pdfium.FS_RECTF()
    reference = ctypes.byref(rectangle)
    read = pdfium.FPDFText_GetLooseCharBox
    e, f = transform[4:]

    def upright(index: int) -> BBox:
        read(text_page, places[index], reference)
        return rectangle.left + e, f - rectangle.top, rectangle.right + e, f - rectangle.bottom

    def turned(index: int) -> BBox:
        read(text_page, places[index], reference)
        corners = rectangle.left, rectangle.bottom, rectangle.right, rectangle.top
        return apply(transform, corners)

    return upright if transform[:4] == (1, 0, 0, -1) else turned


def _address(handle: Any) -> int:
    """What tells handles apart that pdfium gives for the same thing."""
    return ctypes.addressof(handle.contents) if handle else 0


def _read_text(text_page: object, count: int) -> tuple[str, Sequence[int]]:
    """The characters, and the index that pdfium has for each; it counts in UTF-16 units."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    if written == count + 1:
        text = bytes(buffer)[: count * 2].decode("utf-16-le", errors="replace")
        if len(text) == count:
            return text, range(count)
    characters: list[str] = []
    places: list[int] = []
    before = 0
    for place in range(count):
        code = pdfium.FPDFText_GetUnicode(text_page, place)
        if _HIGH <= before < _LOW <= code < _AFTER_LOW:
            characters[-1] = chr(0x10000 + (before - _HIGH) * 0x400 + code - _LOW)
        else:
            is_half = _HIGH <= code < _AFTER_LOW
            characters.append(chr(code) if 0 < code < 0x110000 and not is_half else "\ufffd")
            places.append(place)
        before = code
    return "".join(characters), places


def _turn(right: float, down: float) -> int:
    if abs(right) >= abs(down):
        return 0 if right >= 0 else 180
    return 90 if down < 0 else 270


def apply(transform: Transform, box: BBox) -> BBox:
    """The bounding box of `box` after `transform`."""
    a, b, c, d, e, f = transform
    x0, y0, x1, y1 = box
    if b == 0 == c:
        left, right = (a * x0 + e, a * x1 + e) if a >= 0 else (a * x1 + e, a * x0 + e)
        top, bottom = (d * y0 + f, d * y1 + f) if d >= 0 else (d * y1 + f, d * y0 + f)
        return left, top, right, bottom
    xs = (a * x0 + c * y0 + e, a * x1 + c * y1 + e, a * x0 + c * y1 + e, a * x1 + c * y0 + e)
    ys = (b * x0 + d * y0 + f, b * x1 + d * y1 + f, b * x0 + d * y1 + f, b * x1 + d * y0 + f)
    return min(xs), min(ys), max(xs), max(ys)
