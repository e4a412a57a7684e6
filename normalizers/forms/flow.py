"""A document as one sequence of pieces, lines and tables alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from piao.extractors.shared.lines import begins_list_item
from piao.normalizers.fields.announcements import announce
from piao.normalizers.fields.columns.headings import record_of
from piao.normalizers.fields.kinds import KIND_OF_FIELD, OBJECTIVES, Kind
from piao.normalizers.fields.labels import (
    IMPLIED_NAME,
    UNKNOWN,
    Label,
    labelled_parts,
    titled,
    without_marker,
)
from piao.normalizers.fields.sentences import names_measure, sentences
from piao.normalizers.figures import parse_deadline
from piao.normalizers.forms.alike import with_columns_alike
from piao.normalizers.forms.cards import Form
from piao.normalizers.forms.cut import with_cut_cards_whole
from piao.normalizers.forms.pieces import Card, Grid, Pair, Piece, Spot, Text, Title
from piao.normalizers.forms.subjects import HEADS, TITLES
from piao.normalizers.forms.tables import pieces_of_table
from piao.normalizers.text.cleaning import fold
from piao.normalizers.text.document_text import joined_over_pages
from piao.normalizers.text.numbering import numbered
from piao.schema.document import Block, Document, Table, TextBlock

LONGEST_STYLED = 300
LONGEST_NUMBERED = 250
LONGEST_UNIT_LINE = 120
LONGEST_LEAD_IN = 30
LONGEST_BESIDE = 40
LONGEST_NAME = 250
LONGEST_PAIRED = 600
"""Letters of a text below its label; more is a chapter below its heading."""


def flow(document: Document, form: Form) -> list[Piece]:
    """The pieces of a document in reading order; lines of labels in a row are one card."""
    pieces: list[Piece] = []
    ended: Grid | None = None
    blocks = joined_over_pages(document.blocks)
    for place, block in enumerate(blocks):
        if isinstance(block, Table):
            found = pieces_of_table(block, form.in_table(block), ended)
            ended = found[-1] if found and isinstance(found[-1], Grid) else None
            pieces += found
            continue
        above_table = _is_table(blocks, place + 1)
        for piece in _of_lines(block, form, above_table=above_table):
            last = pieces[-1] if pieces else None
            if isinstance(piece, Title) and isinstance(last, Title) and _goes_on(last, piece):
                pieces[-1] = _joined(last, piece)
                continue
            if isinstance(piece, Card) and isinstance(last, Card) and _go_together(last, piece):
                pieces[-1] = Card((*last.pairs, *piece.pairs))
            else:
                pieces.append(piece)
            if not isinstance(piece, Text):
                ended = None
    pieces = list(_with_names(_with_labels_above(pieces, form)))
    return with_cut_cards_whole(with_columns_alike(pieces, form.tables))


_ENUMERATED = re.compile(r"^(?:[a-z]|\d{1,2})\)\s+(?=\S)")
"""What counts the items of a list: 'a) pazienti presi in carico; valore atteso: 90%'."""


def _with_names(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, a line over a card of nothing but figures as the name of what they measure."""
    before: Piece | None = None
    for piece in pieces:
        if isinstance(piece, Card) and isinstance(before, Text | Title) and _only_figures(piece):
            spot = before.spot
            if _may_name(before):
                name = replace(spot, text=_ENUMERATED.sub("", spot.text))
                yield Card((Pair(IMPLIED_NAME, name), *piece.pairs))
                before = None
                continue
        if before is not None:
            yield before
        before = piece
    if before is not None:
        yield before


def _only_figures(card: Card) -> bool:
    """Whether a card says only which values an indicator has, and how it is measured."""
    fields = [pair.label.field or "" for pair in card.pairs if pair.text]
    figures = [field for field in fields if field.startswith("value.")]
    about = [field for field in fields if record_of(field) == "indicator"]
    return bool(figures) and len(about) == len(fields) and "indicator.name" not in fields


def _may_name(line: Text | Title) -> bool:
    """Whether a line in plain type, that is no sentence, may name an indicator."""
    text = line.spot.text
    plain = isinstance(line, Text) or (line.level is None and not line.spot.bold)
    return plain and 2 < len(text) <= LONGEST_NAME and not text.endswith((".", ";", ":", ","))


def _with_labels_above(pieces: Sequence[Piece], form: Form) -> Iterator[Piece]:
    """The pieces, with lines of nothing but a label, each over its text, as cards.

    Two such pairs in a row are a card; one alone is a heading with what stands under it.
    """
    pairs = [_label_above(pieces, place, form) for place in range(len(pieces) - 1)]
    known = _known_in_a_row(pairs)
    place = 0
    while place < len(pieces):
        if known[place] > 1:
            row: list[Pair] = []
            while place < len(pairs) and (pair := pairs[place]):
                row.append(pair)
                place += 2
            yield Card(tuple(row))
        else:
            yield pieces[place]
            place += 1


def _known_in_a_row(pairs: Sequence[Pair | None]) -> list[int]:
    """How many known labels stand in the row of pairs that begins in each place."""
    known = [0] * (len(pairs) + 2)
    for place in reversed(range(len(pairs))):
        if pair := pairs[place]:
            known[place] = known[place + 2] + (pair.label.method != "none")
    return known


def _label_above(pieces: Sequence[Piece], place: int, form: Form) -> Pair | None:
    """The label that a line is, with the one line of text below it."""
    line, text = pieces[place : place + 2]
    if not isinstance(line, Title | Text) or not isinstance(text, Text) or text.item:
        return None
    if line.spot.table_id is not None or len(text.spot.text) > LONGEST_PAIRED:
        return None
    printed = line.spot.text
    label = form.label(printed)
    if label is None and fold(printed) in form.repeated.lines:
        label = replace(UNKNOWN, text=printed)
    if label is None or label.is_plural or label.announces or form.label(text.spot.text):
        return None
    return Pair(label, text.spot)


def _goes_on(title: Title, following: Title) -> bool:
    """Whether a heading in small letters is the second line of the one above it."""
    text = following.spot.text
    return (
        text[:1].islower()
        and title.styled
        and following.styled
        and title.spot.table_id is None
        and title.spot.page == following.spot.page
        and not title.spot.text.endswith((".", ":"))
    )


def _joined(title: Title, following: Title) -> Title:
    spot = title.spot
    return replace(title, spot=replace(spot, text=f"{spot.text} {following.spot.text}"))


def _is_table(blocks: Sequence[Block], place: int) -> bool:
    return place < len(blocks) and isinstance(blocks[place], Table)


def _go_together(card: Card, following: Card) -> bool:
    """Whether both are lines of one card: none of a table."""
    return card.spot.table_id is None and following.spot.table_id is None


def _of_lines(block: TextBlock, form: Form, *, above_table: bool) -> Iterator[Piece]:
    """The pieces of a text block, one of each line that its author broke."""
    lines = [block.text] if block.level is not None else block.text.split("\n")
    for number, line in enumerate(lines):
        lead = block.lead if line.startswith(block.lead) and not number else ""
        columns = block.columns if len(lines) == 1 and block.level is None else ()
        text, lead = " ".join(line.split()), " ".join(lead.split())
        single = replace(block, text=text, lead=lead, columns=columns)
        if single.text:
            yield from _of_line(single, form, above_table=above_table and number == len(lines) - 1)


_CAPTION = re.compile(
    r"^(?:tabella|tab\.|figura|fig\.|grafico|prospetto|quadro)\s*(?:n\.?\s*)?\d+[\s.:–—-]*(?=\S)",
    re.IGNORECASE,
)


def _of_columns(block: TextBlock, form: Form) -> Card | None:
    """The labels with their texts that a line is whose parts stand apart."""
    spot, columns = Spot.of_block(block), block.columns
    labels = [form.label(text) or form.repeated_label(text) for text in columns]
    pairs = list(zip(labels[::2], columns[1::2], strict=False))
    apart = len(columns) % 2 == 0 and all(label is not None for label in labels[::2])
    heads = any(
        label is not None and label.field in TITLES and fold(label.text) in form.repeated.constant
        for label in labels[::2]
    )
    if apart and not heads and not any(label is not None for label in labels[1::2]):
        return Card(tuple(_pair(label, text, spot) for label, text in pairs if label is not None))
    return None


def _step(block: TextBlock, form: Form) -> Text | None:
    """An item of a list with what stands beside it, or a line with its day."""
    if len(block.columns) != 2:
        return None
    text, beside = block.columns
    label = form.label(text)
    if label is not None and label.field != "action.description":
        return None
    begins = label is None and begins_list_item(text) and len(beside) <= LONGEST_BESIDE
    if not begins and parse_deadline(beside, year=form.year) is None:
        return None
    return Text(replace(Spot.of_block(block), text=text), block.item, beside)


def _of_line(line: TextBlock, form: Form, *, above_table: bool) -> Iterator[Piece]:
    if line.columns and (piece := _step(line, form) or _of_columns(line, form)):
        yield piece
        return
    block = replace(line, text=_CAPTION.sub("", line.text))
    if block.text.endswith(":") and form.label(bare := without_marker(block.text)):
        block = replace(block, text=bare)
    text, spot = block.text, Spot.of_block(block)
    capitals = text.isupper() and len(text.split()) > 1
    is_sentence = text.endswith((".", ";", ",")) and not block.bold and block.level is None
    styled = (
        len(text) <= LONGEST_STYLED
        and not is_sentence
        and (block.bold or block.level is not None or capitals)
    )
    if not styled and (parted := _weighed_title(text)):
        title, rest = parted
        yield Title(replace(spot, text=title, lead=""), block.level, styled=False)
        yield from _of_line(replace(block, text=rest, lead=""), form, above_table=above_table)
        return
    parts = labelled_parts(text, form.lexicon, form.year, block.lead)
    label, value = parts[0]
    if label is not None and label.is_plural and label.field in HEADS:
        yield Title(spot, block.level) if styled or not value else Text(spot, block.item)
        return
    if label is not None and not _is_heading(label, value, text, form, styled=styled):
        yield Card(tuple(_pair(other, part, spot) for other, part in parts if other is not None))
        return
    if not styled and names_measure(text):
        parts = parts[:1]
    if label is None and len(parts) > 1 and not styled and not _announces(text, form):
        yield Text(replace(spot, text=value), block.item)
        yield Card(
            tuple(_pair(other, part, spot) for other, part in parts[1:] if other is not None)
        )
        return
    if not styled and (parted := _title_of_paragraph(text, form)):
        title, rest = parted
        yield Title(replace(spot, text=title, lead=""), block.level, styled=False)
        yield from _of_line(replace(block, text=rest, lead=""), form, above_table=above_table)
    elif styled or _announces(text, form):
        yield Title(spot, block.level, styled)
    elif above_table and len(text) <= LONGEST_UNIT_LINE and _names_unit(text, form):
        yield Title(spot, block.level)
    elif _may_be_title(text):
        yield Title(spot, block.level, styled=False)
    else:
        yield Text(spot, block.item)


def _pair(label: Label, text: str, spot: Spot) -> Pair:
    return Pair(label, replace(spot, text=text, lead=""))


def _is_heading(label: Label, value: str, text: str, form: Form, *, styled: bool) -> bool:
    """Whether a line that begins with a label names a section, and does not fill one."""
    kind = KIND_OF_FIELD.get(label.field or "")
    if not value:
        return True
    if kind is None or label.field == "objective.description":
        return False
    if kind is Kind.INDICATOR:
        return label.ordinal is not None and styled and not form.label(value)
    return bool(announce(text, form.lexicon, styled=styled))


def _announces(text: str, form: Form) -> bool:
    """A line in plain type that says what it is by its words alone: 'Obiettivo n. 3: …'."""
    lines = announce(text, form.lexicon, styled=False)
    return bool(lines) and (lines[0].kind is not Kind.AREA or ":" in text[:LONGEST_LEAD_IN])


def _title_of_paragraph(text: str, form: Form) -> tuple[str, str] | None:
    """The first sentence of a paragraph that announces an objective, and the other ones.

    'Obiettivo n. 1 – Riduzione dei tempi. Il servizio si propone …'
    """
    first, *others = sentences(text)
    if not others or len(first) > LONGEST_NUMBERED:
        return None
    lines = announce(first.rstrip(" ."), form.lexicon, styled=False)
    named = bool(lines) and lines[0].kind in OBJECTIVES and bool(lines[0].title)
    return (first.rstrip(" ."), " ".join(others)) if named and lines[0].code else None


def _weighed_title(text: str) -> tuple[str, str] | None:
    """The numbered title with its weight that a paragraph begins with, and the rest of it.

    'b) Controllo degli atti (punti 40). Il controllo riguarda …'
    """
    code, named = numbered(text)
    first, *others = sentences(named)
    title = first.rstrip(" .")
    weighed = bool(others) and len(title) <= LONGEST_NUMBERED and titled(title)[1] is not None
    return (f"{code}. {title}", " ".join(others)) if weighed and code else None


def _names_unit(text: str, form: Form) -> bool:
    lines = announce(text, form.lexicon)
    return bool(lines) and lines[0].kind is Kind.UNIT


def _may_be_title(text: str) -> bool:
    """A numbered line in plain type that is no sentence."""
    code, _ = numbered(text)
    return code is not None and len(text) <= LONGEST_NUMBERED and not text.endswith((".", ";", ","))
