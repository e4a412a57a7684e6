"""Where the words of a page went: each ends in one block, and what no table took stays text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from piao.extractors.pdf.boxes import is_inside
from piao.extractors.pdf.model import FoundTable, Word
from piao.schema.document import Cell
from piao.schema.records import BBox

_SPAN = 2.0
"""How far a word may stand out of the cell that has it, in points."""


def left_behind(
    words: Sequence[Word], rest: Sequence[Word], tables: Sequence[FoundTable]
) -> list[Word]:
    """The words that are neither in the text of a cell nor in the `rest` of the page.

    The characters are counted first: where the tables have as many of each as the words
    inside of them, nothing is looked for.
    """
    elsewhere = {id(word) for word in rest}
    inside = [word for word in words if id(word) not in elsewhere]
    cells = [cell for found in tables for cell in found.table.cells if cell.text]
    missing = _characters(word.text for word in inside) - _characters(cell.text for cell in cells)
    if not missing:
        return []
    printed: dict[int, Counter[str]] = {}
    left = []
    for word in inside:
        letters = _characters([word.text])
        if letters and not (letters - missing) and not _is_printed(word, letters, cells, printed):
            left.append(word)
            missing -= letters
    return left


def _characters(texts: Iterable[str]) -> Counter[str]:
    return Counter(character for text in texts for character in text if character.isalnum())


def _is_printed(
    word: Word, letters: Counter[str], cells: Sequence[Cell], printed: dict[int, Counter[str]]
) -> bool:
    """Whether a cell where the word stands has its characters, not yet taken by another word."""
    for index, cell in enumerate(cells):
        if cell.bbox is not None and _stands_in(word, cell.bbox):
            free = printed.setdefault(index, _characters([cell.text]))
            if not letters - free:
                free.subtract(letters)
                return True
    return False


def _stands_in(word: Word, box: BBox) -> bool:
    left, top, right, bottom = box
    return is_inside(word, (left - _SPAN, top - _SPAN, right + _SPAN, bottom + _SPAN))
