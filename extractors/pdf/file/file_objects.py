"""What pdfium does not tell about a file: its hidden layers, the glyph names of its fonts.

pdfminer reads them from the file's objects, only where a page asks for them.
"""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pdfminer.pdfdocument import PDFDocument

logging.getLogger("pdfminer").addHandler(logging.NullHandler())  # pdfium judges the file

_LAYERS = b"/OCProperties"
_PACKED = re.compile(rb"/ObjStm\b[^>]{0,200}>>\s{0,4}stream\r?\n?")
_MOST_UNPACKED = 10_000_000
_MOST_OBJECTS = 20_000
_SUBSET = re.compile(r"[A-Z]{6}\+")
_WRONG = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)


class FileObjects:
    """The objects of the PDF in `content`; a file that pdfminer cannot read has none."""

    def __init__(self, content: bytes, password: str | None) -> None:
        self.content = content
        self._password = password

    @cached_property
    def hidden_layers(self) -> frozenset[str]:
        """The names of the optional content that a reader does not show when opened.

        A name that a visible layer has too is none of them.
        """
        if not self._may_have_layers or self.document is None:
            return frozenset()
        try:
            return _hidden_layers(self.document.catalog)
        except errors():
            return frozenset()

    def glyph_text(self, font: str, code: int) -> str | None:
        """The text of a character code whose glyph has a composed name, as 'f_i'."""
        return self._composed_glyphs.get((font, code))

    @cached_property
    def _may_have_layers(self) -> bool:
        content = self.content
        if _LAYERS in content or b"/Encrypt" in content:
            return True
        left = _MOST_UNPACKED
        for found in _PACKED.finditer(content):
            packed = content[found.end() : content.find(b"endstream", found.end())]
            with suppress(zlib.error):
                unpacked = zlib.decompressobj().decompress(packed, left)
                if _LAYERS in unpacked:
                    return True
                left -= len(unpacked)
            if left <= 0:
                break
        return False

    @cached_property
    def document(self) -> PDFDocument | None:
        """The file as pdfminer sees it."""
        from pdfminer.pdfdocument import PDFDocument
        from pdfminer.pdfparser import PDFParser

        try:
            parser = PDFParser(io.BytesIO(self.content))
            return PDFDocument(parser, self._password or "")
        except errors():
            return None

    @cached_property
    def _composed_glyphs(self) -> Mapping[tuple[str, int], str]:
        """Texts by font and code; a code that two fonts of one name use differently is left."""
        if self.document is None:
            return {}
        texts: dict[tuple[str, int], set[str]] = {}
        for font in _fonts(self.document):
            with suppress(*errors()):
                for place, text in _composed(font):
                    texts.setdefault(place, set()).add(text)
        return {place: found.pop() for place, found in texts.items() if len(found) == 1}


def errors() -> tuple[type[Exception], ...]:
    """What pdfminer raises on objects that are not as they should be."""
    from pdfminer.psexceptions import PSException

    return (*_WRONG, PSException)


def _hidden_layers(catalog: Mapping[str, Any]) -> frozenset[str]:
    from pdfminer.pdftypes import resolve1, resolve_all

    layers = resolve1(catalog[_LAYERS.decode()[1:]])
    shown = resolve1(layers["D"])
    names = {layer.objid: _name(resolve1(layer)) for layer in resolve1(layers["OCGs"])}
    is_hidden = str(resolve_all(shown.get("BaseState"))) == "/'OFF'"
    off = {layer.objid for layer in resolve1(shown.get("OFF")) or ()}
    on = {layer.objid for layer in resolve1(shown.get("ON")) or ()}
    hidden = {key for key in names if key in off or (is_hidden and key not in on)}
    visible = {name for key, name in names.items() if key not in hidden}
    return frozenset(names[key] for key in hidden) - visible


def _name(layer: Mapping[str, Any]) -> str:
    from pdfminer.utils import decode_text

    return decode_text(layer["Name"])


def _fonts(document: PDFDocument) -> Iterator[Mapping[str, Any]]:
    from pdfminer.pdftypes import resolve1

    for source in document.xrefs:
        for number in islice(source.get_objids(), _MOST_OBJECTS):
            with suppress(*errors()):
                found = document.getobj(number)
                if isinstance(found, dict):
                    inside = resolve1(resolve1(found.get("Resources", {})).get("Font", {}))
                    fonts = (found, *(font for font in inside.values() if isinstance(font, dict)))
                    yield from (font for font in fonts if "Encoding" in font)


def _composed(font: Mapping[str, Any]) -> Iterator[tuple[tuple[str, int], str]]:
    """The codes of a font whose glyph names pdfium does not know, with their texts."""
    from pdfminer.encodingdb import name2unicode
    from pdfminer.pdftypes import resolve1
    from pdfminer.psparser import literal_name

    encoding = resolve1(font["Encoding"])
    base = _SUBSET.sub("", literal_name(resolve1(font["BaseFont"])))
    code = 0
    for entry in resolve1(encoding["Differences"]):
        if isinstance(entry, int):
            code = entry
            continue
        name = literal_name(entry)
        if "_" in name or "." in name:
            with suppress(LookupError):
                yield (base, code), name2unicode(name)
        code += 1
