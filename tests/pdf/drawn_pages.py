"""Pages drawn in a few lines, and what is read of them. Coordinates are points from below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from piao.extractors import ExtractionSettings, Ocr
from piao.extractors.pdf import extract
from piao.schema.document import Document, Table, TextBlock
from tests.pdf.pdf_files import HELVETICA, PdfPage, pdf_file
from tests.table_views import texts

NO_OCR = ExtractionSettings(ocr=Ocr.NEVER)
COURIER = HELVETICA.replace(b"Helvetica", b"Courier")
"""All its letters are as wide: 6 points at the size of 10."""


def show(x: float, y: float, text: str, size: float = 10) -> bytes:
    """A text from x on, standing on y."""
    escaped = text.replace("(", "\\(").replace(")", "\\)")
    return b"BT /F %g Tf %g %g Td (%b) Tj ET\n" % (size, x, y, escaped.encode("cp1252"))


def row(xs: Sequence[float], y: float, *words: str) -> bytes:
    """Texts on one line; blank ones are not drawn."""
    return b"".join(show(x, y, text) for x, text in zip(xs, words, strict=True) if text)


def level(left: float, right: float, ys: Iterable[float]) -> bytes:
    """Rules from left to right."""
    return b"".join(b"%g %g m %g %g l S\n" % (left, y, right, y) for y in ys)


def upright(top: float, bottom: float, xs: Iterable[float]) -> bytes:
    """Rules from top to bottom."""
    return b"".join(b"%g %g m %g %g l S\n" % (x, top, x, bottom) for x in xs)


def boxes(top: float, bottom: float, *borders: float, white: float = 0) -> bytes:
    """Grey boxes side by side between the borders, with some white between them."""
    sides = ((x0 + white / 2, x1 - white / 2) for x0, x1 in pairwise(borders))
    drawn = (b"%g %g %g %g re f\n" % (x0, bottom, x1 - x0, top - bottom) for x0, x1 in sides)
    return b"0.8 g " + b"".join(drawn) + b"0 g\n"


def read(
    *pages: bytes,
    font: bytes = HELVETICA,
    more: Sequence[bytes] = (),
) -> Document:
    """The document of pages; `more` are objects that the font names."""
    drawn = pdf_file([PdfPage(page) for page in pages], font, more)
    return extract(Path("plan.pdf"), drawn, settings=NO_OCR)


def seen(document: Document) -> list[str | list[list[str]]]:
    """Its blocks: texts, and tables as the texts of the cells that cover each place."""
    return [
        block.text if isinstance(block, TextBlock) else texts(block) for block in document.blocks
    ]


def only_table(document: Document) -> Table:
    (table,) = document.tables
    return table
