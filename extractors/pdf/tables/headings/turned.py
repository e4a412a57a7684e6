"""Headings set bottom-up or top-down above the columns of a table that level lines made."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterable
from dataclasses import replace
from itertools import pairwise

from piao.extractors.pdf.boxes import rounded
from piao.extractors.pdf.model import FoundTable, Word
from piao.extractors.pdf.text.cell_text import cell_text
from piao.extractors.pdf.text.words import to_lines
from piao.schema.document import Cell

_SIDEWAYS = (90, 270)
_LEAST = 2
_FARTHEST = 2.0
_OVERHANG = 2.0


def with_turned_heading(
    found: FoundTable, words: Iterable[Word], known: Container[str]
) -> FoundTable:
    """The table with the row of turned headings that stands on it, where there is one.

    All words beside the turned ones belong to that row; a word over several
    columns spans them. `known` are words of the document.
    """
    left, top, right, _ = found.bbox
    above = [
        word
        for word in words
        if word.bottom <= top + 1 and left < (word.x0 + word.x1) / 2 < right + word.style.size
    ]
    turned = [word for word in above if word.style.turn in _SIDEWAYS]
    foot = max((word.bottom for word in turned), default=0.0)
    if not turned or top - foot > _FARTHEST * turned[0].style.size:
        return found
    head = min(word.top for word in turned if word.bottom > foot - word.style.size)
    places: dict[tuple[int, int], list[Word]] = {}
    for word in above:
        if (word.top + word.bottom) / 2 > head:
            places.setdefault(_columns(word, found.columns_at), []).append(word)
    headed = [place for place in places if any(w.style.turn in _SIDEWAYS for w in places[place])]
    overlapping = any(after[0] < before[1] for before, after in pairwise(sorted(places)))
    if len(headed) < _LEAST or overlapping:
        return found
    return _under_heading(found, places, head, known)


def _columns(word: Word, borders: tuple[float, ...]) -> tuple[int, int]:
    """The first column that the word stands over, and the one after the last."""
    last = len(borders) - 2
    first = max(0, min(last, bisect_right(borders, word.x0 + _OVERHANG) - 1))
    after = max(0, min(last, bisect_right(borders, word.x1 - _OVERHANG) - 1)) + 1
    return first, max(after, first + 1)


def _under_heading(
    found: FoundTable,
    places: dict[tuple[int, int], list[Word]],
    head: float,
    known: Container[str],
) -> FoundTable:
    table = found.table
    top = found.bbox[1]
    cells = []
    for (first, after), words in sorted(places.items()):
        left, right = found.columns_at[first], found.columns_at[after]
        box = rounded((left, head, right, top))
        bold = all(word.style.bold for word in words)
        text = cell_text(to_lines(words), box, known)
        cells.append(Cell(0, first, text, 1, after - first, table.pages[0], box, bold))
    cells += [replace(cell, row=cell.row + 1) for cell in table.cells]
    edge = max(word.x1 for words in places.values() for word in words)
    bbox = (found.bbox[0], head, max(found.bbox[2], edge), found.bbox[3])
    x0, _, x1, bottom = table.bbox or found.bbox
    own = (x0, round(head, 1), max(x1, round(edge, 1)), bottom)
    table = replace(
        table,
        cells=tuple(cells),
        rows=table.rows + 1,
        header_rows=table.header_rows + 1,
        bbox=own,
    )
    return replace(found, table=table, bbox=bbox, open_top=False)
