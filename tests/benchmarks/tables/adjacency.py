"""Tables with cell-level truth and how near a reading of them comes.

Both sides are grids of cells: (first row, last row, first column, last column, text).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from lxml import etree

Relation = tuple[str, str, str]


class Span(NamedTuple):
    """A cell by the first and last row and column that it covers."""

    top: int
    bottom: int
    left: int
    right: int
    text: str


Cells = list[Span]


def read_truth(path: Path) -> Iterator[Cells]:
    """The tables of a structure file of the ICDAR 2013 table competition.

    The regions of a table that goes on are put together by their increments.
    """
    for table in (
        etree.parse(str(path), etree.XMLParser(resolve_entities=False)).getroot().iter("table")
    ):
        cells = []
        for region in table.iter("region"):
            down, along = int(region.get("row-increment", 0)), int(region.get("col-increment", 0))
            for cell in region.iter("cell"):
                row, col = int(cell.get("start-row", 0)), int(cell.get("start-col", 0))
                last_row, last_col = cell.get("end-row") or row, cell.get("end-col") or col
                text = " ".join(part.text or "" for part in cell.iter("content"))
                cells.append(
                    Span(row + down, int(last_row) + down, col + along, int(last_col) + along, text)
                )
        yield cells


def spans(rows: Iterable[Sequence[str | None]]) -> Cells:
    """Rows of texts as cells without spans; None where no cell begins."""
    return [
        Span(row, row, col, col, text or "")
        for row, line in enumerate(rows)
        for col, text in enumerate(line)
    ]


def normalised(text: str) -> str:
    """Letters and digits alone, as the competition compares."""
    return "".join(character for character in text.casefold() if character.isalnum())


def adjacency(cells: Cells) -> Counter[Relation]:
    """The relations between non-blank cells that are next to each other.

    Each pair of neighbours counts once a direction; blank cells between two are skipped.
    """
    filled = [cell._replace(text=normalised(cell.text)) for cell in cells]
    filled = [cell for cell in filled if cell.text]
    pairs: set[tuple[int, int, str]] = set()
    lines: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for index, cell in enumerate(filled):
        for row in range(cell.top, cell.bottom + 1):
            lines.setdefault(("right", row), []).append((cell.left, index))
        for col in range(cell.left, cell.right + 1):
            lines.setdefault(("below", col), []).append((cell.top, index))
    for (direction, _), line in lines.items():
        line.sort()
        pairs.update((first, second, direction) for (_, first), (_, second) in pairwise(line))
    return Counter((filled[a].text, filled[b].text, direction) for a, b, direction in pairs)


def all_relations(tables: Iterable[Cells]) -> Counter[Relation]:
    """The relations of all tables of a document."""
    return sum((adjacency(cells) for cells in tables), Counter())


def scores(found: Counter[Relation], truth: Counter[Relation]) -> tuple[float, float, float]:
    """Precision, recall and F1: 0 where nothing is found, 1 where nothing is to be found either."""
    if not found and not truth:
        return 1.0, 1.0, 1.0
    right = (found & truth).total()
    precision = right / found.total() if found else 0.0
    recall = right / truth.total() if truth else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0
