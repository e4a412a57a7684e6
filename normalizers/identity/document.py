"""What document this is: administration, kind, title, year and period."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import PurePath

from piao.normalizers.identity.acts import act_named
from piao.normalizers.identity.administration import (
    entity_code,
    entity_name,
    names_entity,
    tax_code,
)
from piao.normalizers.identity.columns import entity_of_columns
from piao.normalizers.identity.years import YEAR, YEARS, period_of, year_of
from piao.normalizers.lexicon import Lexicon
from piao.normalizers.text.cleaning import fold, one_line
from piao.normalizers.text.numbering import numbered
from piao.schema.document import Document, TextBlock
from piao.schema.records import DocumentKind, DocumentRecord

LONGEST_HALF = 70
"""Letters of a title's line at most that goes on in the next."""
TITLE_BLOCKS = 14
TITLE_LENGTH = 200
_KIND_OF_PLACE = re.compile(r"(comune|citt[àa]|provincia)\s*(di)", re.IGNORECASE)
"""A letterhead that goes on in the next line, its words set tight: 'Comunedi'."""
_COPY = re.compile(r"\s*\(\d+\)$")
"""What a browser adds to the name of a file that it saves again."""
_NAME_PARTS = re.compile(r"\d+|[^\W\d_]+")


def identify(document: Document, lexicon: Lexicon) -> DocumentRecord:
    """The document's record, from its first lines and, for the year, from all of it."""
    lines = list(_lines(document))
    running = [one_line(line) for line in document.running_lines]
    opening = _whole_titles(lines[:TITLE_BLOCKS])
    kind, title = _kind([line for line in opening if not names_entity(line, lexicon)], lexicon)
    if kind is DocumentKind.UNKNOWN:
        kind, title = _kind(opening, lexicon)
    act = act_named(opening, lines, lexicon)
    if act is not None:
        kind, title = DocumentKind.UNKNOWN, act
    elif kind is DocumentKind.UNKNOWN:
        kind, _ = _kind([*running, *lines], lexicon)
    title = title or _first_title([line for line in opening if not names_entity(line, lexicon)])
    title = title or _first_title(opening)
    period = period_of([line for line in [title, *opening] if line], lexicon)
    year = year_of(title, opening, lines, period, document=document, lexicon=lexicon)
    pairs = list(_pairs(document))
    printed = (*running, *lines, *pairs)
    return DocumentRecord(
        document_id=document.document_id,
        sha256=document.sha256,
        file_name=document.file_name,
        pages=len(document.pages) or None,
        entity_name=entity_name(opening, running, lines, pairs, lexicon)
        or entity_of_columns(document, lexicon),
        entity_code=entity_code(printed),
        tax_code=tax_code(printed),
        kind=kind,
        title=title,
        year=year,
        period_start=datetime.date(period[0], 1, 1) if period else None,
        period_end=datetime.date(period[1], 12, 31) if period else None,
    )


def _whole_titles(lines: Sequence[str]) -> list[str]:
    """The lines of a title page, one that goes on in small letters as one with the next.

    'Relazione' over 'sulla performance' is one title, 'Comune di' over 'Lago' one name.
    """
    whole: list[str] = []
    for line in lines:
        before = whole[-1] if whole else ""
        if (kind := _KIND_OF_PLACE.fullmatch(before)) and len(line) <= LONGEST_HALF:
            whole[-1] = f"{kind[1]} {kind[2]} {line}"
            continue
        open_end = before[-1:].isalnum() and len(before) <= LONGEST_HALF
        if open_end and line[:1].islower() and len(line) <= LONGEST_HALF:
            whole[-1] = f"{before} {line}"
        else:
            whole.append(line)
    return whole


def act_of(document: Document, lexicon: Lexicon) -> str | None:
    """The title of an act that is no plan, as `piao.normalizers.identity.acts` tells it."""
    lines = list(_lines(document))
    return act_named(_whole_titles(lines[:TITLE_BLOCKS]), lines, lexicon)


def year_of_file_name(file_name: str) -> int | None:
    """The only year in a file's name; none of a period, a date or a numbered act.

    >>> [year_of_file_name(name) for name in ("PIAO_2025_Prova.pdf", "delibera-45-2025.pdf")]
    [2025, None]
    """
    parts = _NAME_PARTS.findall(_COPY.sub("", PurePath(file_name).stem))
    places = [place for place, part in enumerate(parts) if YEAR.fullmatch(part)]
    if len(places) != 1:
        return None
    (place,) = places
    around = (*parts[max(place - 1, 0) : place], *parts[place + 1 : place + 2])
    alone = not any(part.isdecimal() or part.casefold() == "del" for part in around)
    return int(parts[place]) if alone else None


def _lines(document: Document) -> Iterator[str]:
    """The texts outside tables, and the single cells that head a table."""
    for block in document.blocks:
        if isinstance(block, TextBlock):
            yield from map(one_line, block.columns or [block.text])
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
    """Each cell of the tables with the one to its right: 'Codice fiscale | 01234567890'."""
    for table in document.tables:
        for left, right in pairwise(table.cells):
            if left.row == right.row:
                yield f"{one_line(left.text)} | {one_line(right.text)}"


def _kind(lines: Iterable[str], lexicon: Lexicon) -> tuple[DocumentKind, str | None]:
    """The kind that the first title-like line names, by its longest words, and that line.

    How performance is judged is also printed over a plan, and a chapter of one: there a line
    with the plan's name and years says more.
    """
    judged: tuple[DocumentKind, str | None] | None = None
    for line in lines:
        if len(line) > TITLE_LENGTH * 2:
            continue
        # 'Piano triennale 2024-2026 della performance' is a 'piano triennale della performance'.
        folded = f" {fold(YEARS.sub(' ', line))} "
        found = [
            (len(word), kind, folded.index(f" {word} "))
            for kind, words in lexicon.document_kinds.items()
            for word in words
            if f" {word} " in folded
        ]
        if found:
            # A report names its plan after itself: 'Rendicontazione degli obiettivi del PDO'.
            _, first, _ = min(found, key=lambda word: (word[2], -word[0]))
            reports = first == DocumentKind.PERFORMANCE_REPORT
            kind = DocumentKind(first if reports else max(found)[1])
            title = line if len(line) <= TITLE_LENGTH else None
            if judged is None and kind is DocumentKind.SMVP:
                judged = None if numbered(line)[0] else (kind, title)
            elif judged is None or (YEARS.search(line) and kind is not DocumentKind.SMVP):
                return kind, title
    return judged or (DocumentKind.UNKNOWN, None)


def _first_title(lines: Iterable[str]) -> str | None:
    """The first line that is short and no sentence."""
    for line in lines:
        if len(line) <= TITLE_LENGTH and not line.endswith((".", ";", ":", ",")):
            return line
    return None
