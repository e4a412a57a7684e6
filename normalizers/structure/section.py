"""A part of a document under a heading of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from piao.normalizers.fields.columns.headings import HeadingMatch
from piao.normalizers.fields.kinds import Kind
from piao.normalizers.fields.labels import Label, names_several
from piao.normalizers.fields.topics import Topic, inner_topic
from piao.normalizers.forms.pieces import Piece, Spot

_LINKED = re.compile(r"\b(?:collegat|correlat|conness|associat|discendent|derivat)[aei]\b")


@dataclass(slots=True, eq=False)
class Section:
    """A part of the document under a heading of its own; the root has none.

    `parts` are its pieces and the sections inside of it, in their order. `level` is that of
    the heading's type (1 the highest), None for a title inside a table. `topic` is what its
    own heading says that it is about. `match` is how the label
    of the card that opens it was understood.
    """

    kind: Kind = Kind.CHAPTER
    title: str = ""
    text: str = ""
    code: str | None = None
    year: int | None = None
    spot: Spot | None = None
    level: int | None = None
    attributes: list[tuple[Label, Spot]] = field(default_factory=list)
    parent: Section | None = None
    parts: list[Section | Piece] = field(default_factory=list)
    topic: Topic | None = None
    name: str = ""
    styled: bool = True
    within: frozenset[str] = frozenset()
    match: HeadingMatch | None = None
    title_level: int | None = None
    """The level of the title, where it is a line of its own below the one that announces it."""
    levelled: bool = False
    """Whether a card says which level its objective has."""
    printed_level: Kind | None = None
    """The level that a card below says: the section stays where its heading put it."""
    label: str = ""
    """The label that announces it, as printed: 'OBIETTIVO N. 1'."""

    @property
    def about(self) -> Topic | None:
        """What the section is about, by its heading and those around it."""
        topic: Topic | None = None
        for section in reversed(list(self.around())):
            topic = inner_topic(topic, section.topic)
        return topic

    @property
    def table_id(self) -> str | None:
        """The table whose rows it groups."""
        return self.spot.table_id if self.spot else None

    def sections(self) -> Iterator[Section]:
        """This section and all inside of it, in their order."""
        yield self
        for part in self.parts:
            if isinstance(part, Section):
                yield from part.sections()

    def around(self) -> Iterator[Section]:
        """The section and those that it stands in, the nearest first."""
        section: Section | None = self
        while section is not None:
            yield section
            section = section.parent

    @property
    def pieces(self) -> list[Piece]:
        """The pieces right under the heading, those of inner sections left out."""
        return [part for part in self.parts if not isinstance(part, Section)]


def is_linked(part: Section) -> bool:
    """Whether a heading names what belongs to the objective above it, however large it is set.

    'Obiettivi annuali collegati', 'Indicatori associati all'obiettivo OS.1'.
    """
    if part.kind not in (Kind.PART, Kind.CHAPTER) or part.table_id is not None:
        return False
    return _LINKED.search(part.text.lower()) is not None and names_several(part.text)
