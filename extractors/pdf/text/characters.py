"""The characters of a page, asked from pdfium one by one only where that is needed."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections.abc import Callable, Sequence, Set
from typing import Any

import pypdfium2.raw as pdfium

from piao.extractors.pdf.model import Style
from piao.extractors.pdf.text.clipping import clip_box, is_outside
from piao.schema.records import BBox

Transform = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f: page space to display space, x' = ax + cy + e, y' = bx + dy + f."""

GlyphText = Callable[[str, int], str | None]
"""The text of a character code in the font of a name, where that can be told."""

_BOLD = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_NOT_BOLD = re.compile(rb"oblique|italic|regular|light|roman|book", re.IGNORECASE)
"""A name that tells the style is believed: the weight is a guess from the width of stems."""
_BOLD_WEIGHT = 600
UNMAPPED = "\ufffd"
_STROKED_TEXT = 2
_UNPAINTED_TEXT = (3, 7)
_UNSURE = re.compile(r"(?![\t\n\r«»°àèéìòùÀÈÉÌÒÙ])[\x00-\x1f\x7f-\xff]")
"""What may be a code that its font does not explain."""
_LONGEST_NAME = 128
_HIGH, _LOW, _AFTER_LOW = 0xD800, 0xDC00, 0xE000
"""Where the first and second halves of UTF-16's pairs begin, and where they end."""


class Characters:
    """The characters of a text page: `text` has one for each index that the methods take.

    `is_cut`: the page has more than `limit` characters, the rest is left. `box` gives
    the box of a character in display space: advance width wide, font height tall;
    `origin` is the point on its baseline where it begins.
    `composed` are the texts of characters that are several, as of a ligature; `text`
    has `UNMAPPED` there and where a character has no text at all. Objects at the
    addresses `hidden` are none of the text.
    """

    def __init__(
        self,
        text_page: object,
        transform: Transform,
        limit: int,
        *,
        hidden: Set[int],
        glyph_text: GlyphText,
    ) -> None:
        characters = max(0, pdfium.FPDFText_CountChars(text_page))
        self.is_cut = characters > limit
        self.text, self._places = _read_text(text_page, min(characters, limit))
        self._text_page = text_page
        self._transform = transform
        self.box = _box_reader(text_page, transform, self._places)
        self.origin = _origin_reader(text_page, transform, self._places)
        self._styles: dict[int, Style] = {}
        self._clips: dict[int, BBox] = {}
        self._bold_fonts: dict[int, bool] = {}
        self.hidden = hidden
        self.composed: dict[int, str] = {}
        self._settle_unmapped(glyph_text)

    def _settle_unmapped(self, glyph_text: GlyphText) -> None:
        """Where a font does not say what its codes mean, pdfium gives the code itself."""
        unmapped = []
        for found in _UNSURE.finditer(self.text):
            index, place = found.start(), self._places[found.start()]
            if pdfium.FPDFText_HasUnicodeMapError(self._text_page, place) == 1:
                text = glyph_text(self._font_name(place), ord(found[0]))
                if text:
                    self.composed[index] = text
                if text or unicodedata.category(found[0]) == "Cc":
                    unmapped.append(index)
        if unmapped:
            characters = list(self.text)
            for index in unmapped:
                characters[index] = UNMAPPED
            self.text = "".join(characters)

    def _font_name(self, place: int) -> str:
        text_object = pdfium.FPDFText_GetTextObject(self._text_page, place)
        font = pdfium.FPDFTextObj_GetFont(text_object) if text_object else None
        return _base_name(font).decode("utf-8", "replace") if font else ""

    def is_hidden(self, index: int) -> bool:
        """Whether the character is in a layer that is not shown."""
        return self.source(index) in self.hidden

    def is_clipped(self, index: int) -> bool:
        """Whether the clip path of its text object leaves nothing of the character to be seen.

        Asked after :meth:`style`, which looks whether the object has one.
        """
        if not self._clips:
            return False
        place = self._places[index]
        text_object = pdfium.FPDFText_GetTextObject(self._text_page, place)
        clip = self._clips.get(address(text_object))
        if clip is None:
            return False
        sides = tuple(ctypes.c_double() for _ in range(4))
        pdfium.FPDFText_GetCharBox(self._text_page, place, *map(ctypes.byref, sides))
        left, right, bottom, top = (side.value for side in sides)
        return is_outside((left + right) / 2, (bottom + top) / 2, clip, text_object)

    def source(self, index: int) -> int:
        """A number for the text object of the file that the character is of; 0 for none."""
        return address(pdfium.FPDFText_GetTextObject(self._text_page, self._places[index]))

    def style(self, index: int) -> Style:
        """The style of a character, asked once a text object."""
        place = self._places[index]
        text_object = pdfium.FPDFText_GetTextObject(self._text_page, place)
        key = address(text_object)
        if key not in self._styles:
            self._styles[key] = self._read_style(place, text_object)
            clip = clip_box(text_object) if text_object else None
            if clip is not None:
                self._clips[key] = clip
        return self._styles[key]

    def _read_style(self, place: int, text_object: object) -> Style:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._text_page, place, ctypes.byref(matrix))
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        size = round(pdfium.FPDFText_GetFontSize(self._text_page, place) * scale, 1)
        a, b, c, d, _, _ = self._transform
        right, down = a * matrix.a + c * matrix.b, b * matrix.a + d * matrix.b
        mode = pdfium.FPDFTextObj_GetTextRenderMode(text_object) if text_object else 0
        is_bold = mode == _STROKED_TEXT or (bool(text_object) and self._is_bold(text_object))
        return Style(size, is_bold, _turn(right, down), mode not in _UNPAINTED_TEXT)

    def _is_bold(self, text_object: object) -> bool:
        font = pdfium.FPDFTextObj_GetFont(text_object)
        key = address(font)
        if key and key not in self._bold_fonts:
            weight = pdfium.FPDFFont_GetWeight(font)
            name = _base_name(font)
            is_named_bold = _BOLD.search(name) is not None
            guessed = weight >= _BOLD_WEIGHT and _NOT_BOLD.search(name) is None
            self._bold_fonts[key] = is_named_bold or guessed
        return self._bold_fonts.get(key, False)


def _base_name(font: object) -> bytes:
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    pdfium.FPDFFont_GetBaseFontName(font, name, _LONGEST_NAME)
    return name.value


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


def _origin_reader(
    text_page: object, transform: Transform, places: Sequence[int]
) -> Callable[[int], tuple[float, float]]:
    x, y = ctypes.c_double(), ctypes.c_double()
    references = ctypes.byref(x), ctypes.byref(y)
    read = pdfium.FPDFText_GetCharOrigin
    a, b, c, d, e, f = transform

    def origin(index: int) -> tuple[float, float]:
        read(text_page, places[index], *references)
        return a * x.value + c * y.value + e, b * x.value + d * y.value + f

    return origin


def address(handle: Any) -> int:
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
