"""The steps from a PDF to a document, in their order."""

from __future__ import annotations

import hashlib
import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

import pypdfium2

from piao.extractors.pdf.accounting import left_behind
from piao.extractors.pdf.document.furniture import without_furniture
from piao.extractors.pdf.document.headings import body_size, title_key, with_levels
from piao.extractors.pdf.document.joining import join_over_pages
from piao.extractors.pdf.file.fileobjects import FileObjects
from piao.extractors.pdf.file.reader import PAGE_CUT, PageError, open_pdf, read_page
from piao.extractors.pdf.file.weights import HEAVIEST_PAGE, PageWeights
from piao.extractors.pdf.layout import FoundTable, Line, PageContent, PageLayout, Placed, Seen, Word
from piao.extractors.pdf.reporting import findings_of
from piao.extractors.pdf.scan.doubts import Doubt, judged
from piao.extractors.pdf.scan.pictures import Problem, with_pictures
from piao.extractors.pdf.scan.scans import with_rules_of_scan
from piao.extractors.pdf.tables.finders import find_tables
from piao.extractors.pdf.tables.leftrows import with_rows_left
from piao.extractors.pdf.tables.opinions import with_second_opinion
from piao.extractors.pdf.tables.ruled.openrows import borders_at_the_end, with_closed_rows
from piao.extractors.pdf.text.paragraphs import Setting, setting_of, to_blocks
from piao.extractors.pdf.text.textquality import doubts_about_text, seen_text
from piao.extractors.pdf.text.turning import upright
from piao.extractors.pdf.text.words import to_lines
from piao.extractors.pdf.timelimit import PageTimeoutError, time_limit
from piao.extractors.settings import ExtractionSettings, Ocr, SecondOpinion
from piao.schema.document import Block, Document, Page, PageWords, Table, TextBlock

_WORD = re.compile(r"(?<!\w-\s)(?<![\w-])[^\W\d_]++(?:-[^\W\d_]++)*+(?!-)")
"""A whole word: none of those that a line's end cuts in two."""
_MOST_OUTLINE_ENTRIES = 5_000
_SECONDS_FOR_OPINIONS = 5.0
_FOOT = 0.86
"""Below it stand the lines that run at the foot of the pages."""


def extract_document(
    path: Path, content: bytes, password: str | None, settings: ExtractionSettings
) -> Document:
    """Read a whole PDF; see :func:`piao.extractors.pdf.extract`."""
    sha256 = hashlib.sha256(content).hexdigest()
    with open_pdf(path, content, password) as document:
        reading = _Reading(document, FileObjects(content, password), settings)
        for number in range(1, len(document) + 1):
            reading.read(number)
        outline = _outline(document)
    bare, furniture = without_furniture(reading.layouts)
    pages = with_rows_left(bare, reading.seen.words)
    blocks = _with_headings(_placed(pages, reading.seen.words), outline)
    empty = Document(path.name, sha256, "pdf", ())
    joined, repeated = join_over_pages(blocks)
    numbered = tuple(_numbered(joined, empty.document_id))
    tables = [block for block in numbered if isinstance(block, Table)]
    return replace(
        empty,
        blocks=numbered,
        pages=tuple(Page(page.number, page.width, page.height) for page in reading.layouts),
        findings=tuple(findings_of(empty.document_id, reading.problems, reading.doubts, tables)),
        furniture=(*furniture, *repeated),
        words=reading.words,
    )


class _Reading:
    """What the pages read so far gave."""

    def __init__(
        self,
        document: pypdfium2.PdfDocument,
        objects: FileObjects,
        settings: ExtractionSettings,
    ) -> None:
        self.layouts: list[PageLayout] = []
        self.seen = Seen()
        self._document = document
        self._objects = objects
        self._weights = PageWeights(objects)
        self._settings = settings
        self.words: dict[int, PageWords] = {}
        self.problems: list[Problem] = []
        self.doubts: list[Doubt] = []

    def read(self, number: int) -> None:
        """Read a page; one that fails or takes too long leaves a blank page and a finding."""
        try:
            with time_limit(self._settings.page_seconds):
                if self._weights.is_too_heavy(number):
                    raise PageError(f"si espande a oltre {HEAVIEST_PAGE // 1_000_000} MB")
                layout = read_page(self._document, self._objects, number, self._understand)
            self.layouts.append(layout)
        except PageTimeoutError:
            seconds = f"{self._settings.page_seconds:g}"
            self.problems.append(("page_too_slow", number, seconds))
            self.layouts.append(PageLayout(number, 0.0, 0.0, [], []))
        except (PageError, ValueError, ArithmeticError, LookupError, OSError) as error:
            self.problems.append(("unreadable_page", number, str(error)))
            self.layouts.append(PageLayout(number, 0.0, 0.0, [], []))

    def _understand(self, page: PageContent, codes: Sequence[str]) -> PageLayout:
        self.problems.extend((code, page.number, "") for code in codes)
        ocr = Ocr.NEVER if self._weights.has_endless_patterns else self._settings.ocr
        page, problems = with_pictures(self._document, seen_text(page), ocr)
        if ocr is not self._settings.ocr:
            problems = [_not_rendered(problem) for problem in problems]
        self.problems.extend(problems)
        doubts = doubts_about_text(page)
        self.problems.extend((code, page.number, "") for code in doubts)
        if "text_of_a_scan" in doubts:
            page = with_rules_of_scan(self._document, page, ocr)
        if not page.words:
            return PageLayout(page.number, page.width, page.height, [], [])
        turned = upright(page)
        is_turned, page = turned is not page, with_closed_rows(turned, self.seen.columns)
        self.words[page.number] = _placed_words(page.words)
        self.seen.words.update(_WORD.findall(" ".join(word.text for word in page.words).lower()))
        tables, rest, failures = find_tables(page, self.seen)
        self.problems.extend(("tables_not_searched", page.number, reason) for reason in failures)
        is_wanted = self._settings.second_opinion is SecondOpinion.AUTO
        if is_wanted and not is_turned and PAGE_CUT not in codes:
            seconds = min(_SECONDS_FOR_OPINIONS, self._settings.page_seconds / 4)
            tables, rest, found = with_second_opinion(
                self._document, page, tables, rest, known=self.seen.words, seconds=seconds
            )
            self.problems.extend((code, page.number, "") for code in found)
        self.seen.headings.update(table.heading for table in tables if table.heading)
        if left := left_behind(page.words, rest.words, tables):
            rest = replace(rest, words=[*rest.words, *left])
            texts = " ".join(line.text for line in to_lines(left))
            self.problems.append(("text_outside_cells", page.number, texts))
        lines = to_lines(rest.words)
        body = [line.bottom for line in lines if line.bottom < _FOOT * page.height]
        self.seen.columns[:] = borders_at_the_end(tables, max(body, default=0.0))
        for index, table in enumerate(tables):
            tables[index], doubtful = judged(table, page.words, page.number)
            self.doubts.extend(doubtful)
        return PageLayout(page.number, page.width, page.height, tables, lines)


def _placed_words(words: Sequence[Word]) -> PageWords:
    boxes = array("f", (side for word in words for side in word[1:5]))
    return PageWords(tuple(word.text for word in words), boxes)


def _not_rendered(problem: Problem) -> Problem:
    """The problem of a picture that would have been read, but for a pattern on a page."""
    code, page, _ = problem
    if code in ("no_text_layer", "picture_left"):
        return "unread_picture", page, "un motivo di riempimento è troppo fitto"
    return problem


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


def _outline(document: pypdfium2.PdfDocument) -> dict[str, int]:
    """The titles of the file's outline with their levels, 1 the highest."""
    levels: dict[str, int] = {}
    for entry, _ in zip(document.get_toc(), range(_MOST_OUTLINE_ENTRIES), strict=False):
        key = title_key(entry.get_title() or "")
        if key:
            levels.setdefault(key, entry.level + 1)
    return levels
