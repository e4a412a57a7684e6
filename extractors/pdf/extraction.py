"""The steps from a PDF to a document, in their order."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import count

import pypdfium2

from piao.extractors.pdf.document.headings import body_size, title_key, with_levels
from piao.extractors.pdf.document.joining import join_over_pages
from piao.extractors.pdf.document.orphan_rows import with_orphan_rows
from piao.extractors.pdf.document.running_lines import without_artifacts
from piao.extractors.pdf.file.reader import OpenPdf, open_pdf
from piao.extractors.pdf.findings import findings_of
from piao.extractors.pdf.model import FoundTable, Line, PageLayout, Placed
from piao.extractors.pdf.pages import PagesRead, page_ranges, read_pages
from piao.extractors.pdf.text.paragraphs import Setting, setting_of, to_blocks
from piao.extractors.registry import Source
from piao.schema.document import Block, Document, Page, Table, TextBlock
from piao.schema.errors import UnreadableFileError

_MOST_OUTLINE_ENTRIES = 5_000

logging.getLogger("pypdfium2").addHandler(logging.NullHandler())  # an odd outline is no news


def ranges_of(source: Source) -> list[range]:
    """The ranges of pages that are read apart; raises as :func:`piao.extractors.pdf.extract`."""
    with _opened(source) as file:
        return _ranges(file, source)


def _ranges(file: OpenPdf, source: Source) -> list[range]:
    most = source.settings.most_pages
    if file.pages > most:
        raise UnreadableFileError(
            "{path}: the PDF says that it has {pages:,} pages, more than {most:,}. "
            "Save it anew, as with 'print to PDF', or split it.",
            path=source.path,
            pages=file.pages,
            most=most,
        )
    return page_ranges(file.pages)


def read_range(source: Source, numbers: range) -> PagesRead:
    """Read a range of pages of the file."""
    with _opened(source) as file:
        return read_pages(file, source.settings, numbers, source.on_page)


def extract_document(source: Source) -> Document:
    """Read a whole PDF; see :func:`piao.extractors.pdf.extract`."""
    with _opened(source) as file:
        parts = [
            read_pages(file, source.settings, numbers, source.on_page)
            for numbers in _ranges(file, source)
        ]
        return _joined(source, parts, _outline(file.document))


def join_parts(source: Source, parts: Sequence[PagesRead]) -> Document:
    """The document of which these are all ranges, in their order."""
    with _opened(source) as file:
        return _joined(source, parts, _outline(file.document))


def _opened(source: Source) -> AbstractContextManager[OpenPdf]:
    return open_pdf(source.path, source.content, source.password)


def _joined(source: Source, parts: Sequence[PagesRead], outline: Mapping[str, int]) -> Document:
    """Pages to a document: what runs on all of them apart, what goes on over a break joined."""
    layouts = [layout for part in parts for layout in part.layouts]
    known = set().union(*(part.known for part in parts))
    bare, artifacts = without_artifacts(layouts)
    pages = with_orphan_rows(bare, known)
    blocks = _with_headings(_placed(pages, known), outline)
    empty = Document(source.path.name, hashlib.sha256(source.content).hexdigest(), "pdf", ())
    joined, repeated = join_over_pages(blocks)
    numbered = tuple(_numbered(joined, empty.document_id))
    tables = [block for block in numbered if isinstance(block, Table)]
    problems = [problem for part in parts for problem in part.problems]
    doubts = [doubt for part in parts for doubt in part.doubts]
    return replace(
        empty,
        blocks=numbered,
        pages=tuple(Page(page.number, page.width, page.height) for page in layouts),
        findings=tuple(findings_of(empty.document_id, problems, doubts, tables)),
        artifacts=(*artifacts, *repeated),
        words={number: words for part in parts for number, words in part.words.items()},
    )


def _placed(pages: Sequence[PageLayout], known: set[str]) -> list[Placed]:
    """Paragraphs and tables of all pages in reading order."""
    placed: list[Placed] = []
    settings = _settings(pages)
    for page in pages:
        rest = list(page.lines)
        setting = settings[round(page.width)]
        for table in page.tables:
            above = [line for line in rest if line.top + line.bottom < table.bbox[1] * 2]
            placed.extend(to_blocks(above, page.number, known, setting))
            rest = rest[len(above) :]
            placed.append(table)
        placed.extend(to_blocks(rest, page.number, known, setting))
    return placed


def _settings(pages: Sequence[PageLayout]) -> dict[int, Setting]:
    """How the text is set on the pages of each width; where none is, to the edge of tables."""
    lines: dict[int, list[Line]] = {}
    edges: dict[int, float] = {}
    for page in pages:
        width = round(page.width)
        lines.setdefault(width, []).extend(page.lines)
        edges[width] = max(edges.get(width, 0.0), *(table.bbox[2] for table in page.tables), 0.0)
    settings = {width: setting_of(found) for width, found in lines.items()}
    return {
        width: setting if setting.right else replace(setting, right=edges[width])
        for width, setting in settings.items()
    }


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


def _outline(document: pypdfium2.PdfDocument | None) -> dict[str, int]:
    """The titles of the file's outline with their levels, 1 the highest."""
    if document is None:
        return {}
    levels: dict[str, int] = {}
    for entry, _ in zip(document.get_toc(), range(_MOST_OUTLINE_ENTRIES), strict=False):
        try:
            key = title_key(entry.get_title() or "")
        except UnicodeDecodeError:
            continue  # half of a character of two parts
        if key:
            levels.setdefault(key, entry.level + 1)
    return levels
