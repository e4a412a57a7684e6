"""Of which year a document is: by its title, its running lines, its targets, last its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from piao.normalizers.fields.columns.headings import match_heading
from piao.normalizers.identity.columns import year_of_columns
from piao.normalizers.lexicon import Lexicon
from piao.normalizers.text.cleaning import fold, one_line
from piao.schema.document import ArtifactKind, Document, TextBlock

FIRST_ROWS = 3
"""The rows of a table that may be its heading, where the extractor saw none."""
LONGEST_TITLE = 200
PERIOD_LINE = 30
"""Letters of a line at most that is nothing but a period."""
FAR_BEFORE = 3
"""Years from a plan's to the first of its deadlines that no plan of three years has."""
FEWEST_DEADLINES = 2
YEAR = re.compile(r"(?<![\d./])(20[0-4]\d)(?![\d/])")
YEARS = re.compile(r"\b20\d\d(?:\s*[-–—/]\s*(?:20\d\d|\d\d))?\b")
_ONE_YEAR = re.compile(
    r"\b(?:anno|annualità|aggiornamento|esercizio(?:\s+finanziario)?)\s+(20[0-4]\d)"
    r"(?!\d|\s*[-–—/]\s*\d)",
    re.IGNORECASE,
)
"""The year of a yearly part, which a title may name beside its period."""
_DATE = re.compile(
    r"\b(?:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre"
    r"|dicembre)\s+20\d\d",
    re.IGNORECASE,
)
"""The day of an act or of a law: its year is not the plan's."""
_PERIOD = re.compile(r"(?<!\d)(20\d\d)\s*[-–—/]\s*(20\d\d|\d\d)(?!\d)")
_EDITION = re.compile(r"\b(?:rev|ver|vers|mod|ed)\b\.?|\b(?:revisione|versione|modello)\b", re.I)
"""A form's edition, which is older than what it is filled with: 'Mod. 4 rev. 2019'."""
_DEADLINE = re.compile(r"\bentro\b[^.;]{0,40}?\b(20[0-4]\d)\b", re.IGNORECASE)


def year_of(
    title: str | None,
    opening: Sequence[str],
    lines: Sequence[str],
    period: tuple[int, int] | None,
    *,
    document: Document,
    lexicon: Lexicon,
) -> int | None:
    """The year of a plan, by the surest place that names one.

    A year that only some line of the text names is none where all deadlines are far behind it.
    """
    said = (
        _of_title(title, period)
        or _of_running_lines(document)
        or next(filter(None, (_one(_ONE_YEAR, line) for line in opening)), None)
    )
    if said:
        return said
    spoken_of = _of_lines([*opening, *map(one_line, document.running_lines)])
    if spoken_of and not _is_past(spoken_of, document):
        return spoken_of
    said = year_of_columns(document, lexicon) or _of_targets(document, lexicon)
    if said:
        return said
    named = None if spoken_of else _named_most(lines)
    return None if named is None or _is_past(named, document) else named


def period_of(lines: Sequence[str], lexicon: Lexicon) -> tuple[int, int] | None:
    """The years of the plan, in a line that names a plan or is nothing but a period."""
    words = [word for kind in lexicon.document_kinds.values() for word in kind]
    for line in lines:
        bare = f" {fold(YEARS.sub(' ', line))} "
        named = any(f" {word} " in bare for word in (*words, "triennio", "periodo", "anni"))
        if not named and len(line) > PERIOD_LINE:
            continue
        for match in _PERIOD.finditer(line) if len(line) <= LONGEST_TITLE else ():
            start = int(match[1])
            end = int(match[2]) if len(match[2]) == 4 else start // 100 * 100 + int(match[2])
            if 0 < end - start <= 5:
                return start, end
    return None


def _one(pattern: re.Pattern[str], line: str) -> int | None:
    match = pattern.search(line) if len(line) <= LONGEST_TITLE else None
    return int(match[1]) if match else None


def _of_title(title: str | None, period: tuple[int, int] | None) -> int | None:
    """The year that the title names, or the first of the period."""
    if title and (match := _ONE_YEAR.search(title)):
        return int(match[1])
    if title and not _PERIOD.search(title) and (match := YEAR.search(_DATE.sub("", title))):
        return int(match[1])
    return period[0] if period else None


def _of_running_lines(document: Document) -> int | None:
    """The one year that the headers and footers of most pages print."""
    running = ArtifactKind.RUNNING_LINE
    pages: dict[str, set[int]] = {}
    for part in document.artifacts:
        if part.kind is running and part.page is not None:
            pages.setdefault(one_line(part.text), set()).add(part.page)
    least = max(2, len(document.pages) / 2)
    years = {
        int(match[1])
        for line, printed in pages.items()
        if len(printed) >= least and not _EDITION.search(line)
        if (match := YEAR.search(_DATE.sub("", line)))
    }
    return years.pop() if len(years) == 1 else None


def _of_lines(lines: Sequence[str]) -> int | None:
    """The year of the first short line that names one and no other, as a chart's legend does."""
    for line in lines:
        if line.endswith(".") or len(line) > LONGEST_TITLE:
            continue
        found = YEAR.findall(_DATE.sub("", line))
        alone = len(set(YEAR.findall(_PERIOD.sub("", line)))) <= 1
        if found and alone:
            return int(found[0])
    return None


def _is_past(year: int, document: Document) -> bool:
    """Whether every deadline that a document prints is far behind a year."""
    due = [int(found) for text in _texts(document) for found in _DEADLINE.findall(text)]
    return len(due) >= FEWEST_DEADLINES and min(due) - year >= FAR_BEFORE


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, TextBlock):
            yield one_line(block.text)
        else:
            yield from (one_line(cell.text) for cell in block.cells)


def _of_targets(document: Document, lexicon: Lexicon) -> int | None:
    """The year that most headings of targets print, the first where a plan has several."""
    headings = Counter(
        one_line(cell.text)
        for table in document.tables
        for cell in table.cells
        if cell.row < max(table.header_rows, FIRST_ROWS) and YEAR.search(cell.text)
    )
    years: Counter[int] = Counter()
    for heading, count in headings.items():
        match = match_heading(heading, lexicon) if len(heading) <= LONGEST_TITLE else None
        if match and match.field == "value.target" and match.year:
            years[match.year] += count
    return max(years, key=lambda year: (years[year], -year)) if years else None


def _named_most(lines: Sequence[str]) -> int | None:
    found = (match for line in lines for match in YEAR.finditer(_DATE.sub("", line)))
    counts = Counter(int(match[1]) for match in found)
    return max(counts, key=lambda year: (counts[year], year)) if counts else None
