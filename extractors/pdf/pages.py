"""The pages of a PDF, read one after the other, each once."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from piao.extractors.pdf.accounting import left_behind
from piao.extractors.pdf.file.reader import PAGE_CUT, OpenPdf, PageError, read_page
from piao.extractors.pdf.file.weights import HEAVIEST_PAGE, PageWeights
from piao.extractors.pdf.model import PageContent, PageLayout, Problem, Seen, Word
from piao.extractors.pdf.scan.doubts import Doubt, judged
from piao.extractors.pdf.scan.pictures import with_pictures
from piao.extractors.pdf.scan.scans import with_rules_of_scan
from piao.extractors.pdf.tables.finders import find_tables, is_tabular
from piao.extractors.pdf.tables.opinions import with_second_opinion
from piao.extractors.pdf.tables.ruled.open_rows import borders_at_the_end, with_closed_rows
from piao.extractors.pdf.text.text_quality import doubts_about_text, seen_text
from piao.extractors.pdf.text.turning import upright
from piao.extractors.pdf.text.words import to_lines
from piao.extractors.pdf.time_limit import PageTimeoutError, time_limit
from piao.extractors.settings import ExtractionSettings, Ocr, SecondOpinion
from piao.schema.document import PageWords

LONGEST_RANGE = 60
"""Pages that are read one after the other; what was seen on earlier ones helps with the later."""
_WORD = re.compile(r"(?<!\w-\s)(?<![\w-])[^\W\d_]++(?:-[^\W\d_]++)*+(?!-)")
"""A whole word: none of those that a line's end cuts in two."""
_SECONDS_FOR_OPINIONS = 5.0
_FOOT = 0.86
"""Below it stand the lines that run at the foot of the pages."""

SECOND_READER = "second_reader"

OnPage = Callable[[int], None]
"""Told the number of each page before it is read."""


@dataclass(frozen=True, slots=True)
class PagesRead:
    """What a range of pages gave: layouts, the words seen, the words placed by page, problems."""

    layouts: list[PageLayout] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    words: dict[int, PageWords] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def page_ranges(pages: int) -> list[range]:
    """The numbers of the pages, from 1, in ranges that are read apart from each other."""
    return [
        range(first, min(first + LONGEST_RANGE, pages + 1))
        for first in range(1, pages + 1, LONGEST_RANGE)
    ]


def read_pages(
    file: OpenPdf,
    settings: ExtractionSettings,
    numbers: range,
    on_page: OnPage,
) -> PagesRead:
    """Read a range of pages. A table may go on from the page before, which is read for that."""
    seen = Seen()
    if numbers.start > 1:
        before = _Reading(file, settings, seen)
        before.read(numbers.start - 1)
    reading = _Reading(file, settings, seen)
    for number in numbers:
        on_page(number)
        reading.read(number)
    return reading.read_so_far


class _Reading:
    """Reads page after page; `seen` is what the earlier ones showed."""

    def __init__(
        self,
        file: OpenPdf,
        settings: ExtractionSettings,
        seen: Seen,
    ) -> None:
        self.read_so_far = PagesRead(known=seen.words)
        self._seen = seen
        self._file = file
        self._weights = PageWeights(file.objects)
        self._settings = settings

    def read(self, number: int) -> None:
        """Read a page; one that fails or takes too long leaves a blank page and a finding."""
        done = self.read_so_far
        if number in self._settings.skipped_pages:
            done.problems.append(("reader_stopped", number, ""))
            done.layouts.append(PageLayout(number, 0.0, 0.0, [], []))
            return
        try:
            with time_limit(self._settings.page_seconds):
                if self._weights.is_too_heavy(number):
                    raise PageError(f"si espande a oltre {HEAVIEST_PAGE // 1_000_000} MB")
                done.layouts.append(self._read(number))
        except PageTimeoutError:
            seconds = f"{self._settings.page_seconds:g}"
            done.problems.append(("page_too_slow", number, seconds))
            done.layouts.append(PageLayout(number, 0.0, 0.0, [], []))
        except (PageError, ValueError, ArithmeticError, LookupError, OSError) as error:
            done.problems.append(("unreadable_page", number, str(error)))
            done.layouts.append(PageLayout(number, 0.0, 0.0, [], []))

    def _read(self, number: int) -> PageLayout:
        if self._file.document is not None:
            return read_page(self._file.document, self._file.objects, number, self._understand)
        page = self._file.second.page(number)
        if not page.words:
            raise PageError("il file è danneggiato")
        return self._understand(page, [SECOND_READER])

    def _understand(self, page: PageContent, codes: Sequence[str]) -> PageLayout:
        done = self.read_so_far
        done.problems.extend((code, page.number, "") for code in codes)
        document = self._file.document
        if document is None:
            return self._in_tables(page, codes)
        if not (page.has_characters or page.drawing.pictures):
            again = self._file.second
            page = again.page(page.number) if page.number <= len(again) else page
            if page.words:
                done.problems.append((SECOND_READER, page.number, ""))
        ocr = Ocr.NEVER if self._weights.has_endless_patterns else self._settings.ocr
        page, problems = with_pictures(document, seen_text(page), ocr, is_tabular)
        if ocr is not self._settings.ocr:
            problems = [_not_rendered(problem) for problem in problems]
        done.problems.extend(problems)
        doubts = doubts_about_text(page)
        done.problems.extend((code, page.number, "") for code in doubts)
        if "text_of_a_scan" in doubts:
            page = with_rules_of_scan(document, page, ocr)
        return self._in_tables(page, codes)

    def _in_tables(self, page: PageContent, codes: Sequence[str]) -> PageLayout:
        done = self.read_so_far
        if not page.words:
            return PageLayout(page.number, page.width, page.height, [], [])
        turned = upright(page)
        is_turned, page = turned is not page, with_closed_rows(turned, self._seen.columns)
        done.words[page.number] = _placed_words(page.words)
        self._seen.words.update(_WORD.findall(" ".join(word.text for word in page.words).lower()))
        tables, rest, failures = find_tables(page, self._seen)
        done.problems.extend(("tables_not_searched", page.number, reason) for reason in failures)
        document = self._file.document
        is_wanted = self._settings.second_opinion is SecondOpinion.AUTO and document is not None
        if is_wanted and not is_turned and PAGE_CUT not in codes:
            seconds = min(_SECONDS_FOR_OPINIONS, self._settings.page_seconds / 4)
            tables, rest, found = with_second_opinion(
                document, page, tables, rest, known=self._seen.words, seconds=seconds
            )
            done.problems.extend((code, page.number, "") for code in found)
        self._seen.headings.update(table.heading for table in tables if table.heading)
        if left := left_behind(page.words, rest.words, tables):
            rest = replace(rest, words=[*rest.words, *left])
            texts = " ".join(line.text for line in to_lines(left))
            done.problems.append(("text_outside_cells", page.number, texts))
        lines = to_lines(rest.words)
        body = [line.bottom for line in lines if line.bottom < _FOOT * page.height]
        self._seen.columns[:] = borders_at_the_end(tables, max(body, default=0.0))
        for index, table in enumerate(tables):
            tables[index], doubtful = judged(table, page.words, page.number)
            done.doubts.extend(doubtful)
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
