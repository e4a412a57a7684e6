"""A page as a picture, its pixels bounded."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from piao.extractors.pdf.file.reader import PageError

if TYPE_CHECKING:
    from piao.extractors.pdf.scan.picture_rules import Picture

RESOLUTION = 200.0
"""Pixels per inch of a page of usual size."""

_MOST_PIXELS = 6_000_000
_MOST_PIXELS_OF_AN_IMAGE = 120_000_000
_MOST_PIXELS_OF_A_PAGE = 400_000_000
_MOST_IMAGES = 2_000


def render(document: pypdfium2.PdfDocument, number: int) -> tuple[Picture, float]:
    """Page `number` (from 1) as a grey picture, with its resolution in pixels per inch.

    Raises `PageError` where an image of the page is so large that it would not be safe
    to unpack.
    """
    page = document[number - 1]
    try:
        refuse_bombs(page)
        width, height = page.get_size()
        resolution = min(RESOLUTION, 72 * (_MOST_PIXELS / (width * height)) ** 0.5)
        bitmap = page.render(scale=resolution / 72, grayscale=True)
        picture: Picture = bitmap.to_numpy().reshape(bitmap.height, bitmap.width).copy()
        bitmap.close()
        return picture, resolution
    finally:
        page.close()


def refuse_bombs(page: pypdfium2.PdfPage) -> None:
    """Raises `PageError` where an image of a page is too large to be unpacked safely."""
    width, height = ctypes.c_uint(), ctypes.c_uint()
    kinds = [pdfium.FPDF_PAGEOBJ_IMAGE]
    total = 0
    for count, image in enumerate(page.get_objects(filter=kinds, max_depth=6), start=1):
        pdfium.FPDFImageObj_GetImagePixelSize(image.raw, ctypes.byref(width), ctypes.byref(height))
        pixels = width.value * height.value
        total += pixels
        if pixels > _MOST_PIXELS_OF_AN_IMAGE:
            raise PageError(f"un'immagine di {width.value} x {height.value} punti è troppo grande")
        if total > _MOST_PIXELS_OF_A_PAGE or count > _MOST_IMAGES:
            raise PageError("le immagini della pagina sono troppe o troppo grandi")
