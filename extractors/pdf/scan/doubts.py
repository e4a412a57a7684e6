"""How sure a table is that was read from a picture, and which of its figures are doubtful."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from piao.extractors.pdf.boxes import is_inside
from piao.extractors.pdf.model import FoundTable, Word
from piao.schema.document import Table
from piao.schema.records import BBox

CERTAIN = 0.9
"""A figure or an operator read less surely than this is doubtful."""

_TELLING = frozenset("0123456789<>≤≥=±+-–—%‰€")
_LIKE_FIGURES = frozenset("OolISBZ|")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell of which a figure or an operator is doubtful: its place, and what was read."""

    page: int
    bbox: BBox | None
    text: str


def judged(found: FoundTable, words: Iterable[Word], page: int) -> tuple[FoundTable, list[Doubt]]:
    """The table with the certainty of its recognised words, and the doubts about its cells.

    A table without recognised words stays as it is.
    """
    inside = [word for word in words if word.certainties and is_inside(word, found.bbox)]
    if not inside:
        return found, []
    certainty = fmean(fmean(word.certainties) for word in inside)
    table = replace(
        found.table,
        extractor=f"ocr-{found.table.extractor}",
        confidence=round(found.table.confidence * certainty, 2),
    )
    doubtful = [word for word in inside if is_doubtful(word)]
    cells = [cell for cell in table.cells if cell.bbox] if doubtful else []
    doubts = [
        Doubt(page, cell.bbox, cell.text)
        for cell in cells
        if cell.bbox and any(is_inside(word, cell.bbox) for word in doubtful)
    ]
    return replace(found, table=table), doubts


def is_doubtful(word: Word) -> bool:
    """Whether a figure or an operator of a recognised word was read with too little certainty.

    A letter that looks like a figure counts in a word that has figures.
    """
    has_figures = any(character.isdigit() for character in word.text)
    return any(
        certainty < CERTAIN
        and (character in _TELLING or (has_figures and character in _LIKE_FIGURES))
        for character, certainty in zip(word.text, word.certainties, strict=True)
    )


def place(doubt: Doubt, tables: Sequence[Table]) -> tuple[str | None, int | None]:
    """The table and the row that the doubtful cell has in the document."""
    for table in tables:
        for cell in table.cells:
            if cell.page == doubt.page and cell.bbox == doubt.bbox:
                return table.table_id, cell.row
    return None, None
