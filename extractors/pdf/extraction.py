"""The steps from a PDF to a document, in their order."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

import pypdfium2

from piao.extractors.pdf.finders import find_tables
from piao.extractors.pdf.furniture import running_lines, without_furniture
from piao.extractors.pdf.headings import body_size, title_key, with_levels
from piao.extractors.pdf.joining import join_over_pages
from piao.extractors.pdf.layout import FoundTable, PageContent, PageLayout, Placed
from piao.extractors.pdf.paragraphs import to_blocks
from piao.extractors.pdf.reader import PageError, open_pdf, read_page
from piao.extractors.pdf.turning import upright
from piao.extractors.pdf.words import to_lines
from piao.schema.document import Block, Document, Page, TextBlock
from piao.schema.findings import make_finding
from piao.schema.records import Finding

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MOST_OUTLINE_ENTRIES = 5_000


def extract_document(path: Path, content: bytes, password: str | None) -> Document:
    """Read a whole PDF; see :func:`piao.extractors.pdf.extract`."""
    sha256 = hashlib.sha256(content).hexdigest()
    reading = _Reading()
    with open_pdf(path, content, password) as document:
        for number in range(1, len(document) + 1):
            reading.read(document, number)
        outline = _outline(document)
    pages = without_furniture(reading.layouts)
    blocks = _with_headings(_placed(pages, reading.words), outline)
    empty = Document(path.name, sha256, "pdf", ())
    return replace(
        empty,
        blocks=tuple(_numbered(join_over_pages(blocks), empty.document_id)),
        pages=tuple(Page(page.number, page.width, page.height) for page in reading.layouts),
        findings=tuple(reading.findings(empty.document_id)),
        running_lines=running_lines(reading.layouts, pages),
    )


class _Reading:
    """What the pages read so far gave."""

    def __init__(self) -> None:
        self.layouts: list[PageLayout] = []
        self.words: set[str] = set()
        self._textless: list[int] = []
        self._problems: list[tuple[str, int, str]] = []

    def read(self, document: pypdfium2.PdfDocument, number: int) -> None:
        """Read a page; one that fails leaves a blank page and a finding."""
        try:
            self.layouts.append(read_page(document, number, self._understand))
        except (PageError, ValueError, ArithmeticError, LookupError, OSError) as error:
            self._problems.append(("unreadable_page", number, str(error)))
            self.layouts.append(PageLayout(number, 0.0, 0.0, [], []))

    def _understand(self, page: PageContent, was_cut: bool) -> PageLayout:
        if was_cut:
            self._problems.append(("page_too_complex", page.number, ""))
        if not page.words:
            if page.drawing.pictures or page.drawing.horizontal:
                self._textless.append(page.number)
            return PageLayout(page.number, page.width, page.height, [], [])
        page = upright(page)
        self.words.update(_WORD.findall(" ".join(word.text for word in page.words).lower()))
        tables, rest = find_tables(page, self.words)
        lines = to_lines(rest.words)
        return PageLayout(page.number, page.width, page.height, tables, lines)

    def findings(self, document_id: str) -> Iterator[Finding]:
        position = count(1)
        if self._textless:
            pages = ", ".join(map(str, self._textless))
            yield make_finding(
                document_id, next(position), "no_text_layer", page=self._textless[0], pages=pages
            )
        for code, page, reason in self._problems:
            yield make_finding(document_id, next(position), code, page=page, reason=reason)


def _placed(pages: Sequence[PageLayout], known: set[str]) -> list[Placed]:
    """Paragraphs and tables of all pages in reading order."""
    placed: list[Placed] = []
    for page in pages:
        rest = list(page.lines)
        for table in page.tables:
            above = [line for line in rest if line.top + line.bottom < table.bbox[1] * 2]
            placed.extend(to_blocks(above, page.number, known))
            rest = rest[len(above) :]
            placed.append(table)
        placed.extend(to_blocks(rest, page.number, known))
    return placed


def _with_headings(blocks: Sequence[Placed], outline: Mapping[str, int]) -> list[Placed]:
    texts = [block for block in blocks if isinstance(block, TextBlock)]
    size = body_size((block.text, block.size or 0.0) for block in texts)
    levelled = iter(with_levels(texts, size, outline))
    return [next(levelled) if isinstance(block, TextBlock) else block for block in blocks]


def _numbered(blocks: Sequence[Placed], document_id: str) -> Iterator[Block]:
    number = count(1)
    for block in blocks:
        if isinstance(block, FoundTable):
            yield replace(block.table, table_id=f"{document_id}-t{next(number)}")
        else:
            yield block


def _outline(document: pypdfium2.PdfDocument) -> dict[str, int]:
    """The titles of the file's outline with their levels, 1 the highest."""
    levels: dict[str, int] = {}
    for entry, _ in zip(document.get_toc(), range(_MOST_OUTLINE_ENTRIES), strict=False):
        key = title_key(entry.get_title() or "")
        if key:
            levels.setdefault(key, entry.level + 1)
    return levels
