"""What comes again in a document: the strings of its form, beside which the content varies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from piao.normalizers.text.cleaning import fold
from piao.schema.document import Document, Table, TextBlock

LONGEST_LABEL = 60
FEWEST = 2
FEWEST_VARIED = 3
"""Of so many texts beside a label, one differs where they are no content."""
_MOST_CELLS = 20_000
"""Cells that are looked at: a document of more shows its form by these."""

Heading = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Repeated:
    """The strings of the form: `labels` come again at the left of, or before, differing texts.

    `headings` are rows of several short texts that are printed again, `lines` short lines
    that are, each time over another text, `constant` labels whose text hardly varies: that
    is of the form too. All are folded; `labels` gives for each how often it comes.
    """

    labels: Mapping[str, int] = field(default_factory=dict)
    lines: frozenset[str] = frozenset()
    headings: frozenset[Heading] = frozenset()
    constant: frozenset[str] = frozenset()

    def is_label(self, text: str) -> bool:
        """Whether the text is a string of the form that labels what stands beside it."""
        return len(text) <= LONGEST_LABEL and fold(text) in self.labels


def repeated_strings(document: Document) -> Repeated:
    """The strings that repeat at the same kind of place with other neighbours.

    Looked for over the whole document before any of it is understood, so that page 1 is
    read with what page 50 shows.
    """
    neighbours: dict[str, set[str]] = defaultdict(set)
    below: dict[str, set[str]] = defaultdict(set)
    before = ""
    count: Counter[str] = Counter()
    crowded: Counter[str] = Counter()
    rows: Counter[Heading] = Counter()
    left = _MOST_CELLS
    for block in document.blocks:
        if isinstance(block, TextBlock):
            text = fold(block.text[:200])
            if before:
                below[before].add(text)
            before = text if len(block.text) <= LONGEST_LABEL and _is_worded(block.text) else ""
            for name, text in (*_before_colon(block.text), *_before_white(block)):
                count[name] += 1
                neighbours[name].add(text)
            continue
        before = ""
        left -= len(block.cells)
        if left < 0:
            continue
        last: dict[str, int] = {}
        for row, name, text in _pairs(block):
            count[name] += 1
            crowded[name] += last.get(name, -9) >= row - 1
            last[name] = row
            neighbours[name].add(text)
        rows.update(_rows(block))
    return Repeated(
        {
            name: times
            for name, times in count.items()
            if times >= FEWEST and len(neighbours[name]) > 1 and crowded[name] * 5 <= times
        },
        frozenset(line for line, texts in below.items() if len(texts) > FEWEST),
        frozenset(row for row, times in rows.items() if times >= FEWEST),
        frozenset(
            name
            for name, times in count.items()
            if times > FEWEST and len(neighbours[name]) * FEWEST_VARIED <= times
        ),
    )


def _before_colon(text: str) -> Iterator[tuple[str, str]]:
    name, colon, rest = text.partition(":")
    if colon and rest.strip() and 2 < len(name) <= LONGEST_LABEL:
        yield fold(name), fold(rest[:200])


def _before_white(block: TextBlock) -> Iterator[tuple[str, str]]:
    if len(block.columns) == 2 and _is_worded(block.columns[0]):
        name, text = block.columns
        if len(name) <= LONGEST_LABEL:
            yield fold(name), fold(text[:200])


def _pairs(table: Table) -> Iterator[tuple[int, str, str]]:
    """Rows with the short texts in them that stand where labels do, and what is beside each.

    That is at the left of a row of two or four texts, third in one of four, before a colon.
    """
    for number, row in enumerate(table.grid()):
        cells = list(dict.fromkeys(cell for cell in row if cell is not None and cell.text))
        for cell in cells:
            yield from ((number, name, text) for name, text in _before_colon(cell.text))
        if len(cells) not in (2, 4):
            continue
        for left, right in zip(cells[::2], cells[1::2], strict=True):
            if len(left.text) <= LONGEST_LABEL and _is_worded(left.text):
                yield number, fold(left.text), fold(right.text[:200])


def _is_worded(text: str) -> bool:
    """Whether a text may be a label: words, and no code or figure."""
    return not any(map(str.isdigit, text)) and sum(map(str.isalpha, text)) > 2


def _rows(table: Table) -> set[Heading]:
    """The rows of several short texts, each once a table."""
    found: list[Heading] = []
    for row in table.grid():
        cells = list(dict.fromkeys(cell for cell in row if cell is not None and cell.text))
        if len(cells) > 1 and all(len(cell.text) <= LONGEST_LABEL for cell in cells):
            found.append(heading_key(cell.text for cell in cells))
    return set(found)


def heading_key(texts: Iterable[str]) -> Heading:
    """What a row that is printed again has in common with the first."""
    return tuple(fold(text) for text in texts)
