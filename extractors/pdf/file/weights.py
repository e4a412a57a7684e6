"""How much a page unfolds to, known before pdfium unfolds it: forms in forms, packed streams.

A file of a kilobyte can ask for gigabytes: a form drawn a thousand times that draws
another one a thousand times, or a page of blanks packed a thousandfold.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import islice
from math import prod
from typing import Any

from piao.extractors.pdf.file.file_objects import FileObjects, errors
from piao.extractors.pdf.file.unpacking import UnsafePackingError, unpacked

HEAVIEST_PAGE = 30_000_000
"""Bytes of instructions to draw, every form counted as often as it is drawn."""

_SMALLEST_TILE = 0.5
_LONGEST_DICTIONARY = 4_000
_MOST_PAGES = 20_000
_DEEPEST = 40
_FILTERS = re.compile(rb"/Filter\s*(\[[^\]]*\]|/\w+)")
_NAME = re.compile(rb"/(\w+)")
_DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_REPEATED = re.compile(rb"\[\s*((?:\d+\s+\d+\s+R\s*){32,})\]")
_PATTERN = re.compile(rb"/PatternType\s+1\b")
_STEP = re.compile(rb"/[XY]Step\s+(-?\d*\.?\d+)")
_MATRIX = re.compile(rb"/Matrix\s*\[\s*" + rb"\s+".join([rb"(-?\d*\.?\d+)"] * 4))
_NO_INSTRUCTIONS = (b"/Image", b"/Length1", b"/Type1C", b"/CIDFontType0C", b"/OpenType")


class PageWeights:
    """What the pages of a file unfold to."""

    def __init__(self, objects: FileObjects) -> None:
        self._objects = objects
        self._forms: dict[int, int] = {}

    def is_too_heavy(self, number: int) -> bool:
        """Whether page `number` (from 1) unfolds to more than :data:`HEAVIEST_PAGE`.

        A file in which no page can be so heavy is not looked at page by page.
        """
        if not self._may_be_heavy:
            return False
        if number > len(self._pages):
            return True
        failures: tuple[type[Exception], ...] = (*errors(), UnsafePackingError)
        try:
            return self._weight_of_page(self._pages[number - 1]) > HEAVIEST_PAGE
        except failures:
            return True

    @cached_property
    def has_endless_patterns(self) -> bool:
        """Whether an area filled with a pattern of the file could take a million tiles and more."""
        content = self._objects.content
        return any(
            _tile(_dictionary(content, found.start())) < _SMALLEST_TILE
            for found in _PATTERN.finditer(content)
        )

    @cached_property
    def _may_be_heavy(self) -> bool:
        """Whether a page could be too heavy, by the streams of the file alone."""
        content = self._objects.content
        if b"/Encrypt" in content or any(map(_is_repetitive, _REPEATED.finditer(content))):
            return True
        heaviest = heaviest_form = most_drawn = 0
        try:
            for description, text in _streams(content):
                if b"/Form" in description:
                    heaviest_form = max(heaviest_form, len(text))
                    if _DRAWN.search(text):
                        return True
                else:
                    heaviest = max(heaviest, len(text))
                    most_drawn = max(most_drawn, text.count(b"Do"))
        except UnsafePackingError:
            return True
        return heaviest + most_drawn * heaviest_form > HEAVIEST_PAGE

    @cached_property
    def _pages(self) -> list[Any]:
        from pdfminer.pdfpage import PDFPage

        if self._objects.document is None:
            return []
        try:
            return list(islice(PDFPage.create_pages(self._objects.document), _MOST_PAGES))
        except errors():
            return []

    def _weight_of_page(self, page: Any) -> int:
        from pdfminer.pdftypes import resolve1, stream_value

        parts: list[bytes] = []
        weight = 0
        for part in page.contents:
            parts.append(_text_of(stream_value(part)))
            weight += len(parts[-1])
            if weight > HEAVIEST_PAGE:
                return weight
        return self._weight(b"\n".join(parts), resolve1(page.resources) or {}, 0)

    def _weight(self, text: bytes, resources: Mapping[str, Any], depth: int) -> int:
        """The length of instructions with all that they draw."""
        from pdfminer.pdftypes import resolve1

        weight = len(text)
        forms = resolve1(resources.get("XObject")) or {}
        for name, count in Counter(_DRAWN.findall(text)).items():
            form = resolve1(forms.get(name.decode("latin-1")))
            if form is not None and str(resolve1(form.get("Subtype"))) == "/'Form'":
                weight += count * self._weight_of_form(form, resources, depth + 1)
            if weight > HEAVIEST_PAGE:
                return weight
        return weight + self._weight_of_glyphs(resources, depth + 1)

    def _weight_of_glyphs(self, resources: Mapping[str, Any], depth: int) -> int:
        """The instructions of fonts whose glyphs are drawings, each glyph once."""
        from pdfminer.pdftypes import resolve1

        weight = 0
        for named in (resolve1(resources.get("Font")) or {}).values():
            font = resolve1(named)
            for glyph in (resolve1(font.get("CharProcs")) or {}).values():
                inside = resolve1(font.get("Resources")) or resources
                weight += self._weight_of_form(resolve1(glyph), inside, depth)
                if weight > HEAVIEST_PAGE:
                    return weight
        return weight

    def _weight_of_form(self, form: Any, outer: Mapping[str, Any], depth: int) -> int:
        """The weight of a form, whose resources are the `outer` ones where it has none."""
        from pdfminer.pdftypes import resolve1

        if depth > _DEEPEST:
            return HEAVIEST_PAGE + 1
        if form.objid not in self._forms:
            resources = resolve1(form.get("Resources")) or outer
            self._forms[form.objid] = self._weight(_text_of(form), resources, depth)
        return self._forms[form.objid]


def _tile(description: bytes) -> float:
    """The area of a pattern's tile on the page."""
    steps = [abs(float(step)) for step in _STEP.findall(description)]
    found = _MATRIX.search(description)
    a, b, c, d = map(float, found.groups()) if found else (1.0, 0.0, 0.0, 1.0)
    return prod(steps[:2]) * abs(a * d - b * c)


def _is_repetitive(found: re.Match[bytes]) -> bool:
    """Whether an array names the same objects again and again."""
    references = found[1].split(b"R")
    return len(set(references)) * 2 < len(references)


def _dictionary(content: bytes, place: int) -> bytes:
    """The dictionary of a stream around a place in it."""
    start = max(0, place - _LONGEST_DICTIONARY)
    end = content.find(b"stream", place, place + _LONGEST_DICTIONARY)
    return content[max(start, content.rfind(b"obj", start, place)) : end]


def _streams(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The streams that may be instructions: their dictionaries and what they unpack to."""
    end = 0
    while (start := content.find(b"stream", end)) >= 0:
        begin = max(end, start - _LONGEST_DICTIONARY)
        description = content[max(begin, content.rfind(b"obj", begin, start)) : start]
        end = content.find(b"endstream", start)
        end = len(content) if end < 0 else end + len(b"endstream")
        if not any(mark in description for mark in _NO_INSTRUCTIONS):
            packed = content[start + len(b"stream") : end - len(b"endstream")].lstrip(b"\r\n")
            found = _FILTERS.search(description)
            filters = [name.decode() for name in _NAME.findall(found[1])] if found else []
            yield description, unpacked(packed, filters, HEAVIEST_PAGE + 1, whole=True)


def _text_of(stream: Any) -> bytes:
    """The instructions of a stream as pdfminer found it."""
    from pdfminer.psparser import literal_name

    packed = stream.rawdata
    if stream.decipher:
        packed = stream.decipher(stream.objid, stream.genno, packed, stream.attrs)
    filters = [literal_name(name) for name, _ in stream.get_filters()]
    return unpacked(packed, filters, HEAVIEST_PAGE + 1)
