"""What document this is: administration, kind, title, year and period."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from piao.normalizers.cleaning import fold
from piao.normalizers.lexicon import Lexicon
from piao.normalizers.reader import one_line
from piao.schema.document import Document, TextBlock
from piao.schema.records import DocumentKind, DocumentRecord

TITLE_BLOCKS = 14
TITLE_LENGTH = 200
ENTITY_LENGTH = 110
_YEAR = re.compile(r"(?<![\d./])(20[0-4]\d)(?![\d/])")
_ONE_YEAR = re.compile(
    r"\b(?:anno|annualità|esercizio)\s+(20[0-4]\d)(?!\d|\s*[-–—/]\s*\d)", re.IGNORECASE
)
"""The year of a yearly part, which a title may name beside its period."""
_PERIOD = re.compile(r"(?<!\d)(20\d\d)\s*[-–—/]\s*(20\d\d|\d\d)(?!\d)")
_PROVINCE = re.compile(r"\s*\((?:prov\.?\s*(?:di\s*)?)?[A-Z][A-Za-z]{1,15}\)\s*$")
_TAIL = re.compile(r"\s+[-–—|]\s+")
_TAX_CODE = re.compile(r"(?:C\.?\s?F\.?|codice fiscale)[^\d]{0,20}(\d{11})(?!\d)", re.IGNORECASE)


def identify(document: Document, lexicon: Lexicon) -> DocumentRecord:
    """The document's record, from its first lines and, for the year, from all of it."""
    lines = list(_lines(document))
    running = [one_line(line) for line in document.running_lines]
    opening = lines[:TITLE_BLOCKS]
    kind, title = _kind([line for line in opening if not _names_entity(line, lexicon)], lexicon)
    if kind is DocumentKind.UNKNOWN:
        kind, title = _kind(opening, lexicon)
    if kind is DocumentKind.UNKNOWN:
        kind, _ = _kind([*running, *lines], lexicon)
    title = title or _first_title([line for line in opening if not _names_entity(line, lexicon)])
    title = title or _first_title(opening)
    period = _period([line for line in [title, *opening] if line], lexicon)
    year = _year(title, [*opening, *running], lines, period)
    printed = (*lines, *_pairs(document))
    tax_code = next((match[1] for line in printed if (match := _TAX_CODE.search(line))), None)
    return DocumentRecord(
        document_id=document.document_id,
        sha256=document.sha256,
        file_name=document.file_name,
        pages=len(document.pages) or None,
        entity_name=_entity([*lines[:TITLE_BLOCKS], *running, *lines], lexicon),
        tax_code=tax_code,
        kind=kind,
        title=title,
        year=year,
        period_start=datetime.date(period[0], 1, 1) if period else None,
        period_end=datetime.date(period[1], 12, 31) if period else None,
    )


def _lines(document: Document) -> Iterator[str]:
    """The texts outside tables, and the single cells that head a table."""
    for block in document.blocks:
        if isinstance(block, TextBlock):
            yield one_line(block.text)
        else:
            for cell in block.cells[:3]:
                if cell.text:
                    yield one_line(cell.text)
                if cell.col_span < block.columns and any(
                    other.row == cell.row and other is not cell and other.text
                    for other in block.cells[:20]
                ):
                    break


def _pairs(document: Document) -> Iterator[str]:
    """Each cell of the tables with the one to its right: 'Codice fiscale 01234567890'."""
    for table in document.tables:
        for left, right in pairwise(table.cells):
            if left.row == right.row:
                yield f"{left.text} {right.text}"


def _kind(lines: Iterable[str], lexicon: Lexicon) -> tuple[DocumentKind, str | None]:
    """The kind that the first title-like line names, by its longest words, and that line."""
    for line in lines:
        folded = f" {fold(line)} "
        if len(line) > TITLE_LENGTH * 2:
            continue
        found = [
            (len(word), kind)
            for kind, words in lexicon.document_kinds.items()
            for word in words
            if f" {fold(word)} " in folded
        ]
        if found:
            kind = DocumentKind(max(found)[1])
            return kind, line if len(line) <= TITLE_LENGTH else None
    return DocumentKind.UNKNOWN, None


def _first_title(lines: Iterable[str]) -> str | None:
    """The first line that is short and no sentence."""
    for line in lines:
        if len(line) <= TITLE_LENGTH and not line.endswith((".", ";", ":", ",")):
            return line
    return None


def _period(lines: Iterable[str], lexicon: Lexicon) -> tuple[int, int] | None:
    """The years of the plan, in a line that names a plan or is nothing but a period."""
    words = [fold(word) for kind in lexicon.document_kinds.values() for word in kind]
    for line in lines:
        folded = f" {fold(line)} "
        named = any(f" {word} " in folded for word in (*words, "triennio", "periodo", "anni"))
        if not named and len(line) > 30:
            continue
        for match in _PERIOD.finditer(line) if len(line) <= TITLE_LENGTH else ():
            start = int(match[1])
            end = int(match[2]) if len(match[2]) == 4 else start // 100 * 100 + int(match[2])
            if 0 < end - start <= 5:
                return start, end
    return None


def _year(
    title: str | None, opening: list[str], lines: list[str], period: tuple[int, int] | None
) -> int | None:
    """The year that the title names, the first of the period, or the one that titles name most."""
    if title and (match := _ONE_YEAR.search(title)):
        return int(match[1])
    if title and not _PERIOD.search(title) and (match := _YEAR.search(title)):
        return int(match[1])
    if period:
        return period[0]
    for line in opening:
        if len(line) <= TITLE_LENGTH and (match := _YEAR.search(line)):
            return int(match[1])
    counts = Counter(int(match[1]) for line in lines for match in _YEAR.finditer(line))
    return max(counts, key=lambda year: (counts[year], year)) if counts else None


def _names_entity(line: str, lexicon: Lexicon) -> bool:
    folded = fold(line)
    return any(folded.startswith(fold(word) + " ") for word in lexicon.entity_words)


def _entity(lines: list[str], lexicon: Lexicon) -> str | None:
    """The first short line that begins with a kind of administration and goes on with a name.

    What follows a dash and names the plan or its year ('Comune di … - PEG 2025') is no name.
    """
    for line in lines:
        name, *rest = _TAIL.split(line, maxsplit=1)
        tail = rest[0] if rest else ""
        if tail and not (_YEAR.search(tail) or _kind([tail], lexicon)[1]):
            name = line
        short = len(name) <= ENTITY_LENGTH and not name.endswith((".", ";", ":", ","))
        if short and _names_entity(name, lexicon):
            return _PROVINCE.sub("", name)
    return None
