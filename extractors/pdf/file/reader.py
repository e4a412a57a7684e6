"""A PDF file to the content of its pages, each page read once and released."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pypdfium2
import pypdfium2.raw as pdfium

from piao.extractors.pdf.file.file_objects import FileObjects
from piao.extractors.pdf.file.layers import hidden_objects
from piao.extractors.pdf.file.second_reader import SecondReader
from piao.extractors.pdf.model import PageContent
from piao.extractors.pdf.text.characters import Characters, Transform
from piao.extractors.pdf.text.drawing import read_drawing
from piao.extractors.pdf.text.fractions import with_fractions
from piao.extractors.pdf.text.typed_rules import with_typed_rules
from piao.extractors.pdf.text.words import read_words
from piao.schema.errors import PasswordError, UnreadableFileError
from piao.schema.language import Message

MOST_CHARACTERS = 60_000
MOST_OBJECTS = 100_000
LARGEST_PAGE = 20_000.0
PAGE_CUT = "page_too_complex"
_SIGNATURE = b"%PDF-"

Result = TypeVar("Result")


class PageError(Exception):
    """A page that cannot be read; the message says why, in the words of a finding."""


@dataclass(frozen=True, slots=True)
class OpenPdf:
    """A file that is open: as pdfium sees it, where it does, and by its objects."""

    document: pypdfium2.PdfDocument | None
    objects: FileObjects
    second: SecondReader

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len(self.second if self.document is None else self.document)


@contextmanager
def open_pdf(path: Path, content: bytes, password: str | None) -> Iterator[OpenPdf]:
    """Open the document; raises `PasswordError` or `UnreadableFileError` with a remedy.

    What stands before the signature, as the headers of a download, is left out.
    """
    content = content[max(0, content.find(_SIGNATURE)) :]
    objects, second = FileObjects(content, password), SecondReader(content, password)
    try:
        document = pypdfium2.PdfDocument(content, password=password)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD and b"/Encrypt" in content:
            reason = Message("the password is wrong") if password else Message("needs a password")
            raise PasswordError(
                "{path}: the PDF is encrypted and {reason}. Give the password of the document.",
                path=path,
                reason=reason,
            ) from error
        if not len(second):
            raise UnreadableFileError(
                "{path}: the PDF is damaged or incomplete. Download it again.", path=path
            ) from error
        yield OpenPdf(None, objects, second)
        return
    try:
        if not len(document):
            raise UnreadableFileError(
                "{path}: the PDF has no pages. Check that this is the right document.", path=path
            )
        yield OpenPdf(document, objects, second)
    finally:
        document.close()


def read_page(
    document: pypdfium2.PdfDocument,
    objects: FileObjects,
    number: int,
    use: Callable[[PageContent, Sequence[str]], Result],
) -> Result:
    """Read page `number` (from 1) and give `use` its content and codes of findings on it.

    Raises :class:`PageError` for a page that cannot be loaded or has no size.
    """
    page = pdfium.FPDF_LoadPage(document.raw, number - 1)
    if not page:
        raise PageError("la sua descrizione è danneggiata")
    try:
        width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        if not (0 < width < LARGEST_PAGE and 0 < height < LARGEST_PAGE):
            raise PageError(f"misura {width:.0f} x {height:.0f} punti")
        transform = _transform(page)
        hidden = hidden_objects(page, objects.hidden_layers)
        drawing, has_more = read_drawing(page, transform, MOST_OBJECTS, hidden)
        text_page = pdfium.FPDFText_LoadPage(page)
        if not text_page:
            raise PageError("il suo testo è danneggiato")
        try:
            characters = Characters(
                text_page,
                transform,
                MOST_CHARACTERS,
                hidden=hidden,
                glyph_text=objects.glyph_text,
            )
            words = read_words(characters, drawing.vertical)
        finally:
            pdfium.FPDFText_ClosePage(text_page)
        has_characters = bool(characters.text.strip("\0 \r\n\t"))
        content = PageContent(number, width, height, words, drawing, has_characters)
        content = with_typed_rules(with_fractions(content))
        is_cut = characters.is_cut or has_more
        codes = [PAGE_CUT] if is_cut else []
        return use(content, [*codes, "page_without_size"] if _has_no_size(page) else codes)
    finally:
        pdfium.FPDF_ClosePage(page)


def _has_no_size(page: object) -> bool:
    """Whether the file gives the page a box without an area, so that pdfium supposes one."""
    sides = tuple(ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPage_GetMediaBox(page, *map(ctypes.byref, sides)):
        return False
    left, bottom, right, top = (side.value for side in sides)
    return left == right or bottom == top


def _transform(page: object) -> Transform:
    """The way from page space to the page as displayed, its top left corner at 0, 0."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    transforms: tuple[Transform, ...] = (
        (1, 0, 0, -1, -left, top),
        (0, 1, 1, 0, -bottom, -left),
        (-1, 0, 0, 1, right, -bottom),
        (0, -1, -1, 0, top, right),
    )
    return transforms[pdfium.FPDFPage_GetRotation(page) % 4]
