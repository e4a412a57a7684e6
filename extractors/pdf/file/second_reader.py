"""Pages as pdfplumber reads them, through pdfminer: what pdfium refuses or finds empty."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from piao.extractors.pdf.file.file_objects import errors
from piao.extractors.pdf.model import Drawing, Edge, PageContent, Style, Word
from piao.extractors.pdf.text.drawing import merge_edges

_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_UP, _DOWN = 90, 270

logging.getLogger("pdfplumber").addHandler(logging.NullHandler())


class SecondReader:
    """The pages of the PDF in `content`; none of a file that pdfminer cannot read either."""

    def __init__(self, content: bytes, password: str | None) -> None:
        self._content, self._password = content, password

    @cached_property
    def _pages(self) -> list[Any]:
        import pdfplumber

        try:
            return list(pdfplumber.open(io.BytesIO(self._content), password=self._password).pages)
        except _wrong():
            return []

    def __len__(self) -> int:
        """How many pages it finds."""
        return len(self._pages)

    def page(self, number: int) -> PageContent:
        """The words and the drawing of a page; blank where it can't be read.

        A turn of the page is applied, words that run upwards or downwards know it.
        """
        page = self._pages[number - 1]
        try:
            words, drawing = list(_words(page)), _drawing(page)
        except _wrong():
            words, drawing = [], Drawing()
        finally:
            page.close()
        return PageContent(number, float(page.width), float(page.height), words, drawing)


def _wrong() -> tuple[type[Exception], ...]:
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    return (MalformedPDFException, PdfminerException, *errors())


def _words(page: Any) -> Iterator[Word]:
    asked = {"extra_attrs": ["fontname", "size"], "keep_blank_chars": False}
    for word in page.extract_words(**asked):
        turn = 0 if word["upright"] else _UP if word["direction"] == "btt" else _DOWN
        style = Style(round(word["size"], 1), _BOLD.search(word["fontname"]) is not None, turn)
        yield Word(word["text"], word["x0"], word["top"], word["x1"], word["bottom"], style)


def _drawing(page: Any) -> Drawing:
    level = [Edge(e["top"], e["x0"], e["x1"]) for e in page.edges if e["orientation"] == "h"]
    upright = [Edge(e["x0"], e["top"], e["bottom"]) for e in page.edges if e["orientation"] == "v"]
    filled = [rectangle for rectangle in page.rects if rectangle["fill"]]
    return Drawing(
        merge_edges(level),
        merge_edges(upright),
        [(r["x0"], r["top"], r["x1"], r["bottom"]) for r in filled],
        [(i["x0"], i["top"], i["x1"], i["bottom"]) for i in page.images],
    )
