"""Another table reader, camelot, asked for one page."""

from __future__ import annotations

import io
import logging
import warnings
from dataclasses import dataclass

import pypdfium2

from piao.schema.records import BBox

for name in ("camelot", "playa"):
    logging.getLogger(name).addHandler(logging.NullHandler())  # a page it fails on is no news

_FAILURES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What a reader raises on a page that it was not made for."""


@dataclass(frozen=True, slots=True)
class PeerTable:
    """A table as another reader sees it: the x and y of its borders, ascending.

    Coordinates are those of :mod:`piao.extractors.pdf.model`.
    """

    extractor: str
    columns_at: tuple[float, ...]
    rows_at: tuple[float, ...]

    @property
    def bbox(self) -> BBox:
        """The hull of the borders."""
        return self.columns_at[0], self.rows_at[0], self.columns_at[-1], self.rows_at[-1]


def tables_of_camelot(
    document: pypdfium2.PdfDocument, number: int, *, ruled: bool
) -> list[PeerTable]:
    """What camelot sees on page `number`, which is not rotated; [] where it fails.

    `ruled` pages are read by their rules (lattice), others by their text (network).
    """
    from camelot.io import read_pdf
    from playa.exceptions import PDFException

    flavor, options = ("lattice", {"engine": "vector"}) if ruled else ("network", {})
    try:
        content, height = _single_page(document, number)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = read_pdf(content, flavor=flavor, suppress_stdout=True, **options)
    except (*_FAILURES, PDFException):
        return []
    return [
        PeerTable(
            f"camelot-{flavor}",
            tuple(sorted({float(x) for column in table.cols for x in column})),
            tuple(sorted({height - float(y) for row in table.rows for y in row})),
        )
        for table in found
    ]


def _single_page(document: pypdfium2.PdfDocument, number: int) -> tuple[bytes, float]:
    """The page alone as a file without a password, its corner at 0, 0; and its height."""
    copy = pypdfium2.PdfDocument.new()
    try:
        copy.import_pages(document, [number - 1])
        page = copy[0]
        box = page.get_bbox()
        page.set_mediabox(*box)
        page.set_cropbox(*box)
        page.close()
        buffer = io.BytesIO()
        copy.save(buffer)
        return buffer.getvalue(), box[3] - box[1]
    finally:
        copy.close()
