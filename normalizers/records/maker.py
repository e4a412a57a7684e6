"""What makes records of pieces: the builder that numbers them, the words, the plan's year."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from piao.normalizers.fields.topics import Topic
from piao.normalizers.figures import parse_percentage
from piao.normalizers.forms.pieces import Piece, Spot
from piao.normalizers.lexicon import Lexicon
from piao.normalizers.records.attributes import Place
from piao.normalizers.records.builder import RecordBuilder
from piao.normalizers.structure.section import Section
from piao.normalizers.text.cleaning import one_line, strip_footnote
from piao.normalizers.text.numbering import numbered

_OUTLINE = re.compile(
    r"(?P<number>\d{1,2}(\.\d{1,2})+|\d{1,2}(?=[.)]))[.)]?\s+(?=[^\W\d_]{2})(?P<name>.+)", re.DOTALL
)
_PARTS_OF_WHOLE = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*/\s*100\s*")


class Outcome(StrEnum):
    """What became of a piece of the document."""

    READ = "read"
    CONTEXT = "context"
    KNOWN = "known"
    NOT_PLANNING = "not planning"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Entry:
    """A section or a piece with what became of it and what the part around it is about.

    `depth` is how many sections it stands in. A section's outcome is that of its title: READ
    where it names a record. `unknown` are the headings of a grid's columns that say nothing.
    """

    piece: Section | Piece
    outcome: Outcome
    topic: Topic | None
    depth: int = 0
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Maker:
    """`year` is that of the plan; `ledger` says of every piece what became of it.

    `tables` are the tables, by id, that are read with words of their own.
    """

    builder: RecordBuilder
    lexicon: Lexicon
    year: int | None
    tables: Mapping[str, Lexicon] = field(default_factory=dict)
    ledger: list[Entry] = field(default_factory=list)

    def in_table(self, table_id: str | None) -> Maker:
        """The maker of the records of a table."""
        own = self.tables.get(table_id or "")
        return self if own is None else replace(self, lexicon=own)

    def is_blank(self, text: str | None) -> bool:
        """Whether a text says that there is nothing."""
        return text is None or self.lexicon.is_blank(text)


def place_of(spot: Spot, score: float = 1.0) -> Place:
    """The provenance of a record read at a spot; `score` is how sure its reading is."""
    return Place(
        page=spot.page,
        table_id=spot.table_id,
        row=spot.row,
        column=spot.column,
        bbox=spot.bbox,
        confidence=round(score * spot.confidence, 3),
    )


def outline_number(name: str) -> tuple[str | None, str]:
    """The number printed before an indicator's name: '1. Incidenza' is ('1', 'Incidenza')."""
    match = _OUTLINE.match(name)
    return (match["number"], match["name"]) if match else (None, name)


def named(text: str) -> tuple[str | None, str]:
    """The code before a title and the title, in one line, without a footnote's mark."""
    code, title = numbered(one_line(text))
    return code, strip_footnote(title)


def weight_of(text: str | None) -> Decimal | None:
    """The weight that a text prints: percent, points or a factor; '45/100' is 45."""
    if text is None:
        return None
    if match := _PARTS_OF_WHOLE.fullmatch(text):
        text = match[1]
    return parse_percentage(text)
