"""The ledger as the parts that the document was seen to have, and what was left unread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from piao.normalizers.fields.kinds import OBJECTIVES, Kind
from piao.normalizers.fields.topics import Topic
from piao.normalizers.forms.pieces import Card, Grid, Pair, Spot, Text
from piao.normalizers.records.maker import Entry, Maker, Outcome
from piao.normalizers.structure.section import Section
from piao.normalizers.text.cleaning import one_line
from piao.schema.records import Part, PartShape

LONGEST = 160
_COUNTED = (PartShape.TABLE, PartShape.CARD, PartShape.BOX)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many tables, cards and boxes of the planning part became records, of how many."""

    read: int
    total: int

    @property
    def share(self) -> float | None:
        """0-1; None where there is nothing to read."""
        return round(self.read / self.total, 3) if self.total else None


def parts_of(maker: Maker) -> tuple[Part, ...]:
    """The sections, tables, cards and texts in their order, each with what became of it."""
    ledger = _without_following_texts(maker.ledger)
    entries = [_with_unread_box(place, ledger) for place in range(len(ledger))]
    return tuple(
        _part(entry, place, maker.builder.document.document_id)
        for place, entry in enumerate(entries)
        if not isinstance(entry.piece, Section) or entry.piece.parent is not None
    )


def coverage_of(parts: Sequence[Part]) -> Coverage:
    """What of the tables, cards and boxes in which objectives may stand was read.

    Where a heading says which part plans performance, what is left elsewhere does not count.
    A table that title rows part is one.
    """
    says = any(part.topic == Topic.PLANNING for part in parts if part.outcome == Outcome.READ)
    about = {Topic.PLANNING.value} if says else {Topic.PLANNING.value, None}
    read: dict[str, bool] = {}
    for part in parts:
        if part.shape not in _COUNTED or not _is_whole(part):
            continue
        key = part.table_id or f"line {part.position}"
        if part.shape is not PartShape.TABLE:
            key = f"{key} row {part.row}"
        if part.outcome in (Outcome.READ, Outcome.KNOWN):
            read[key] = True
        elif part.outcome == Outcome.UNREAD and part.topic in about:
            read.setdefault(key, False)
    return Coverage(sum(read.values()), len(read))


def _is_whole(part: Part) -> bool:
    """Whether a card is more than one labelled line of running text."""
    return part.shape is not PartShape.CARD or bool(part.table_id) or " | " in (part.form or "")


def _without_following_texts(ledger: Sequence[Entry]) -> list[Entry]:
    """The ledger, texts that follow each other with one outcome as the first of them."""
    first = list(ledger[:1])
    for before, entry in pairwise(ledger):
        both = isinstance(before.piece, Text) and isinstance(entry.piece, Text)
        if not (both and (before.outcome, before.depth) == (entry.outcome, entry.depth)):
            first.append(entry)
    return first


def _with_unread_box(place: int, ledger: Sequence[Entry]) -> Entry:
    """The entry; a titled box of the planning part that holds nothing but context is unread."""
    entry = ledger[place]
    section = entry.piece
    if not isinstance(section, Section) or entry.outcome is Outcome.READ or not _is_box(section):
        return entry
    inner = list(takewhile(lambda other: other.depth > entry.depth, ledger[place + 1 :]))
    read = any(other.outcome is not Outcome.CONTEXT for other in inner)
    texts = any(isinstance(other.piece, Text) for other in inner)
    planned = entry.topic is Topic.PLANNING and section.kind is Kind.CHAPTER
    return replace(entry, outcome=Outcome.UNREAD) if planned and texts and not read else entry


def _is_box(section: Section) -> bool:
    """Whether a section's title is a row of a table: an objective's box, or one of text."""
    return section.table_id is not None and not section.within


def _part(entry: Entry, position: int, document_id: str) -> Part:
    piece = entry.piece
    spot = (piece.spot or Spot("")) if isinstance(piece, Section) else piece.spot
    return Part(
        document_id=document_id,
        position=position,
        depth=entry.depth,
        shape=_shape(piece),
        kind=piece.kind.value if isinstance(piece, Section) else None,
        title=_shortened(_title(piece)),
        form=_form(piece),
        topic=entry.topic.value if entry.topic else None,
        outcome=entry.outcome.value,
        page=spot.page,
        table_id=spot.table_id,
        row=spot.row,
        column=spot.column,
        bbox=spot.bbox,
    )


def _shape(piece: object) -> PartShape:
    if isinstance(piece, Section):
        of_records = piece.kind in OBJECTIVES or piece.kind is Kind.CHAPTER
        return PartShape.BOX if of_records and _is_box(piece) else PartShape.SECTION
    if isinstance(piece, Grid):
        return PartShape.TABLE
    return PartShape.CARD if isinstance(piece, Card) else PartShape.TEXT


def _title(piece: object) -> str:
    """The heading, or the beginning of the content as an example of it."""
    if isinstance(piece, Section):
        code = f"{piece.code} " if piece.code and not piece.title.startswith(piece.code) else ""
        return f"{code}{piece.title}"
    if isinstance(piece, Card):
        return "; ".join(f"{pair.label.text}: {one_line(pair.text)}" for pair in piece.pairs)
    if isinstance(piece, Grid):
        return " | ".join(one_line(cell.text) for row in piece.rows[:1] for cell in row.filled)
    return piece.printed if isinstance(piece, Text) else ""


def _form(piece: object) -> str | None:
    """What comes again where the part does: labels, headings of columns."""
    if isinstance(piece, Card):
        return " | ".join(map(_unnumbered, piece.pairs))
    if isinstance(piece, Grid):
        return " | ".join(one_line(column.heading or "—") for column in piece.columns) or "—"
    return None


def _unnumbered(pair: Pair) -> str:
    """A label without its number: 'KPI 1.1.a' is 'KPI'."""
    label = one_line(pair.label.text)
    ordinal = pair.label.ordinal
    cut = ordinal is not None and label.upper().endswith(ordinal) and len(label) > len(ordinal)
    return label[: -len(ordinal or "")].rstrip(" .°n") if cut else label


def _shortened(text: str) -> str | None:
    text = one_line(text)
    return (text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…") or None


def unread_alike(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """The parts that were left, those of one form together, in the order of the first of each."""
    alike: dict[tuple[PartShape, str | None], list[Part]] = {}
    for part in parts:
        if part.outcome == Outcome.UNREAD and _is_whole(part):
            key = part.form if part.shape is not PartShape.BOX else None
            alike.setdefault((part.shape, key), []).append(part)
    yield from alike.values()
