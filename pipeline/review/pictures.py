"""The pages of a PDF as pictures, made when they are looked at."""

from __future__ import annotations

import io
import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from piao.extractors.pdf.file.reader import PageError
from piao.extractors.pdf.scan.rendering import refuse_bombs
from piao.schema.errors import UnreadableFileError
from piao.schema.records import BBox

MOST_PIXELS = 4_000_000
RESOLUTION = 144.0
"""Pixels an inch of a page of usual size: sharp at twice its size on most screens."""
QUALITY = 82
MOST_LETTERS = 60_000
MOST_KEPT = 96
"""Pictures that are kept, of about 200 kB each."""

_pdfium = threading.Lock()
"""pdfium is one machine for the whole process: no two threads in it at once."""


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height of a page in points."""

    width: float
    height: float


class Pictures:
    """A PDF file, opened when a picture is first asked for.

    Raises `UnreadableFileError` where it cannot be opened.
    """

    def __init__(self, path: Path, password: str | None = None) -> None:
        with _pdfium:
            try:
                self._document = pypdfium2.PdfDocument(path, password=password)
                self.sizes = [
                    Size(*self._document.get_page_size(index))
                    for index in range(len(self._document))
                ]
            except (pypdfium2.PdfiumError, OSError) as error:
                raise UnreadableFileError(
                    "{path}: its pages cannot be drawn: {error}", path=path, error=str(error)
                ) from error
        self._kept: OrderedDict[int, bytes] = OrderedDict()

    def jpeg(self, number: int) -> bytes:
        """Page `number`, from 1. Raises `PageError` where it is not safe to draw it."""
        with _pdfium:
            if number in self._kept:
                self._kept.move_to_end(number)
                return self._kept[number]
            drawn = self._drawn(number)
            self._kept[number] = drawn
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
            return drawn

    def text(self, number: int, bbox: BBox) -> str:
        """The words whose middle lies in a box, in points from the top left corner."""
        height = self.sizes[number - 1].height
        left, top, right, bottom = bbox
        with _pdfium:
            page = self._document[number - 1]
            text_page = page.get_textpage()
            try:
                found = list(_words(text_page))
            finally:
                text_page.close()
                page.close()
        return " ".join(
            word
            for word, (x0, y0, x1, y1) in found
            if left <= (x0 + x1) / 2 <= right and top <= height - (y0 + y1) / 2 <= bottom
        )

    def close(self) -> None:
        """Lets go of the file."""
        with _pdfium:
            self._document.close()

    def _drawn(self, number: int) -> bytes:
        size = self.sizes[number - 1]
        points = size.width * size.height
        if points <= 0:
            raise PageError("la pagina non ha un'area")
        scale = min(RESOLUTION / 72, (MOST_PIXELS / points) ** 0.5)
        try:
            page = self._document[number - 1]
        except pypdfium2.PdfiumError as error:
            raise PageError("la pagina non si può disegnare") from error
        try:
            refuse_bombs(page)
            picture = page.render(scale=scale).to_pil()
        finally:
            page.close()
        buffer = io.BytesIO()
        picture.convert("RGB").save(buffer, format="JPEG", quality=QUALITY)
        return buffer.getvalue()


def _words(text_page: pypdfium2.PdfTextPage) -> Iterator[tuple[str, BBox]]:
    """The words of a page, each with the hull of its letters as pdfium has it, from below."""
    text, boxes = text_page.get_text_range(), []
    begun = 0
    for at, letter in enumerate([*text[:MOST_LETTERS], " "]):
        if not letter.isspace():
            if at < text_page.count_chars():
                boxes.append(text_page.get_charbox(at))
            continue
        if boxes:
            left, low, right, high = zip(*boxes, strict=True)
            yield text[begun:at], (min(left), min(low), max(right), max(high))
        begun, boxes = at + 1, []
