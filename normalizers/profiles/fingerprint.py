"""What a form looks like before anybody understands it: its headings and labels, folded."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Any

from piao.normalizers.text.cleaning import fold
from piao.schema.document import Cell, Document, Table, TextBlock

LONGEST = 60
"""Letters of a heading or a label: what is longer is content."""
MOST_CELLS = 20_000
MOST_LINES = 5_000
"""Cells or lines that are looked at: a document of more shows its form by these."""
MOST_HEADINGS = 30
MOST_LABELS = 40
_FIRST_ROWS = 5
"""Rows of a table among which its heading is looked for."""
_WIDEST = 40
_YEAR_ALONE = "anno"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The form of a document: `headings` are rows of words over its tables, from left to right.

    `labels` are words that come again at the left of differing texts. Both are folded, without
    years, and in the order in which they first come.
    """

    headings: tuple[tuple[str, ...], ...] = ()
    labels: tuple[str, ...] = ()
    features: frozenset[tuple[str, ...]] = field(init=False, repr=False, compare=False)
    """What two forms have in common: labels, headings, and headings that stand side by side."""

    def __post_init__(self) -> None:
        alone = {(label,) for label in self.labels}
        beside = {pair for row in self.headings for pair in pairwise(("", *row, ""))}
        texts = {(text,) for row in self.headings for text in row}
        object.__setattr__(self, "features", frozenset(alone | texts | beside))

    @classmethod
    def of(cls, document: Document) -> Fingerprint:
        """That of a document: of its tables, or of its lines where it has none."""
        tables = list(document.tables)
        if tables:
            return _of_tables(tables)
        lines = [block.text for block in document.blocks if isinstance(block, TextBlock)]
        pairs = (pair for line in lines[:MOST_LINES] for pair in _before_colon(line))
        return cls((), _varied(pairs))

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Fingerprint:
        """That which the section `applies_to.form` of a profile describes."""
        rows = data.get("headings") or []
        headings = tuple(tuple(_folded(text) for text in row) for row in rows)
        return cls(headings, tuple(_folded(text) for text in data.get("labels") or []))

    def likeness(self, other: Fingerprint) -> float:
        """How much two forms have in common: 0 is nothing, 1 all."""
        mine, others = self.features, other.features
        both = len(mine) + len(others)
        return 2 * len(mine & others) / both if both else 0.0


def _of_tables(tables: Iterable[Table]) -> Fingerprint:
    headings: Counter[tuple[str, ...]] = Counter()
    shown: set[tuple[str, ...]] = set()
    pairs: list[tuple[str, str]] = []
    left = MOST_CELLS
    for table in tables:
        heading = None
        for number, cells in _rows(table.cells[: max(left, 0)]):
            near = heading is None and number < _FIRST_ROWS
            if near and len(cells) > 1 and all(map(_may_head, cells)):
                heading = tuple(_folded(cell.text) for cell in cells[:_WIDEST])
                if len(cells) > 2 or number < table.header_rows:
                    shown.add(heading)
            elif len(cells) in (2, 4):
                pairs += _pairs(cells)
        if heading is not None:
            headings[heading] += 1
        left -= len(table.cells)
    kept = [row for row, times in headings.items() if times > 1 or row in shown]
    return Fingerprint(tuple(kept[:MOST_HEADINGS]), _varied(pairs))


def _rows(cells: Sequence[Cell]) -> Iterator[tuple[int, list[Cell]]]:
    for number, row in groupby(cells, key=lambda cell: cell.row):
        filled = [cell for cell in row if cell.text.strip()]
        if filled:
            yield number, filled


def _pairs(cells: Sequence[Cell]) -> Iterator[tuple[str, str]]:
    for left, right in zip(cells[::2], cells[1::2], strict=True):
        if _may_head(left):
            yield _folded(left.text), fold(right.text[:LONGEST])


def _before_colon(text: str) -> Iterator[tuple[str, str]]:
    name, colon, rest = text[: 2 * LONGEST].partition(":")
    if colon and rest.strip() and 2 < len(name) <= LONGEST:
        yield _folded(name), fold(rest)


def _varied(pairs: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The labels that stand beside two texts or more."""
    texts: dict[str, set[str]] = defaultdict(set)
    for name, text in pairs:
        texts[name].add(text)
    return tuple(name for name, beside in texts.items() if name and len(beside) > 1)[:MOST_LABELS]


def _may_head(cell: Cell) -> bool:
    """Whether a text may be a heading or a label: a few words, and no figure but a year."""
    if len(cell.text) > LONGEST:
        return False
    text = _YEAR.sub("", cell.text)
    worded = any(map(str.isalpha, text)) or "%" in text or text != cell.text
    return worded and not any(map(str.isdigit, text))


def _folded(text: str) -> str:
    """Folded text without years; a year alone is 'anno', whichever it is."""
    return fold(_YEAR.sub(" ", text)) or _YEAR_ALONE
