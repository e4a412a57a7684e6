"""Scans with an invisible text that another program recognised: their rules are in the picture."""

from __future__ import annotations

from dataclasses import replace
from math import cos, radians, sin

import pypdfium2

from piao.extractors.pdf.file.reader import PageError
from piao.extractors.pdf.model import PageContent, Word
from piao.extractors.pdf.scan import ocr
from piao.extractors.pdf.scan.pictures import drawing_of_picture
from piao.extractors.settings import Ocr


def with_rules_of_scan(
    document: pypdfium2.PdfDocument, page: PageContent, mode: Ocr
) -> PageContent:
    """The page with the rules that are in its picture, straightened with all that is on it.

    Without the extra `ocr`, or where the picture is too large, the page stays as it is.
    """
    if mode is Ocr.NEVER or not ocr.is_available():
        return page
    from piao.extractors.pdf.scan.picture_rules import read_picture_drawing, skew, turned
    from piao.extractors.pdf.scan.rendering import render

    try:
        picture, resolution = render(document, page.number)
    except PageError:
        return page
    angle = skew(picture)
    found = read_picture_drawing(turned(picture, angle), resolution)
    drawing = drawing_of_picture(found, 72 / resolution)
    words = [_turned(word, page, angle) for word in page.words]
    return replace(page, words=words, drawing=drawing)


def _turned(word: Word, page: PageContent, angle: float) -> Word:
    """The word moved as the middle of its box moves; spots of characters move along."""
    cosine, sine = cos(radians(angle)), sin(radians(angle))
    x = (word.x0 + word.x1 - page.width) / 2
    y = (word.top + word.bottom - page.height) / 2
    right, down = x * cosine + y * sine - x, y * cosine - x * sine - y
    across = right if word.style.turn in (90, 270) else down
    return word._replace(
        x0=word.x0 + right,
        top=word.top + down,
        x1=word.x1 + right,
        bottom=word.bottom + down,
        spots=tuple((left + right, end + right) for left, end in word.spots),
        baseline=None if word.baseline is None else word.baseline + across,
    )
