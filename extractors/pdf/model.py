"""What is on a page, as the parts of the PDF extractor hand it on.

All coordinates are points from the top left corner of the page as displayed, y
growing downwards, the page's own rotation already applied.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from piao.schema.document import Table, TextBlock
from piao.schema.records import BBox


class Style(NamedTuple):
    """How characters are set: `turn` is 0, 90 (bottom-up), 180 or 270 (top-down) degrees.

    Not `painted` is text that a reader selects but does not see.
    """

    size: float
    bold: bool
    turn: int
    painted: bool = True


class Word(NamedTuple):
    """Characters without a space between them.

    `spots` are their (x0, x1), where unturned; `joints` the characters with which
    another text object of the file begins, where there are few. `certainties` (0-1)
    are those of characters recognised in a picture; () for text of the file. `baseline`
    is the y (x, where turned a quarter) that the characters stand on, where it is known.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    style: Style
    spots: tuple[tuple[float, float], ...] = ()
    joints: tuple[int, ...] = ()
    certainties: tuple[float, ...] = ()
    baseline: float | None = None


class Line(NamedTuple):
    """The words of one line, left to right as read."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    style: Style
    words: tuple[Word, ...]


class Edge(NamedTuple):
    """A straight rule: at x = `position` (vertical) or y = `position` (horizontal)."""

    position: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn on a page beside its text."""

    horizontal: list[Edge] = field(default_factory=list)
    vertical: list[Edge] = field(default_factory=list)
    backgrounds: list[BBox] = field(default_factory=list)
    pictures: list[BBox] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PageContent:
    """One page read: its words in the order of the file, and its drawing.

    It `has_characters` though it has no words where none of them is seen.
    """

    number: int
    width: float
    height: float
    words: list[Word]
    drawing: Drawing
    has_characters: bool = True


@dataclass(frozen=True, slots=True)
class Seen:
    """What the document has up to a page: its words, and what its tables begin with.

    The latter are keys of :func:`heading_key`. `columns` are the x of the column borders of
    the table that the page before ended with; empty where it ended with none.
    """

    words: set[str] = field(default_factory=set)
    headings: set[str] = field(default_factory=set)
    columns: list[float] = field(default_factory=list)


def heading_key(texts: Iterable[str], columns: int) -> str:
    """What the same headings have in common, however their lines are cut.

    >>> heading_key(["Obiet-", "tivo", "Peso"], 2) == heading_key(["Peso", "Obiettivo"], 2)
    True
    """
    letters = sorted(character for text in texts for character in text if character.isalnum())
    return f"{columns} {''.join(letters)}"


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table on one page.

    `columns_at` are the x of its column borders. `open_bottom` and `open_top`
    say that the rule there is missing, as where a row goes on over the break.
    `joined_page` is the last page that it was joined with. `gaps` are the (left,
    right) of the white between columns that text alone borders.
    """

    table: Table
    bbox: BBox
    columns_at: tuple[float, ...]
    open_top: bool = False
    open_bottom: bool = False
    joined_page: int | None = None
    gaps: tuple[tuple[float, float], ...] = ()

    @property
    def last_page(self) -> int:
        """The page that it ends on, where maybe no cell begins."""
        return self.joined_page or self.table.pages[-1]

    @property
    def heading(self) -> str:
        """The key of its heading, else of its first row; "" where that is not of several texts."""
        rows = max(1, self.table.header_rows)
        texts = [cell.text for cell in self.table.cells if cell.row < rows and cell.text]
        return heading_key(texts, self.table.columns) if len(texts) > 1 else ""


@dataclass(frozen=True, slots=True)
class PageLayout:
    """One page understood: its tables and the lines outside of them."""

    number: int
    width: float
    height: float
    tables: list[FoundTable]
    lines: list[Line]


Placed = TextBlock | FoundTable

Problem = tuple[str, int, str]
"""Code of a finding, page, reason."""
