"""Reads a document block by block, from its first line to its last table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from piao.normalizers.builder import RecordBuilder
from piao.normalizers.card_records import fill_objective, read_card
from piao.normalizers.cards import label, labelled_lines
from piao.normalizers.document_text import cleaned
from piao.normalizers.finishing import finish
from piao.normalizers.heading_lines import read_line
from piao.normalizers.identity import identify, year_of_file_name
from piao.normalizers.layouts import choose, meanings
from piao.normalizers.lexicon import Lexicon
from piao.normalizers.reader import Reader, one_line
from piao.normalizers.rows import Card, Line, Rows
from piao.normalizers.sections import grouped_under_unit, split
from piao.schema.document import Block, Cell, Document, Table, TextBlock
from piao.schema.records import DocumentRecord, HeadingMap, Records
from piao.schema.statements import Statement

STYLED_LENGTH = 300
PARAGRAPH_LENGTH = 40
UNIT_LINE_LENGTH = 120
CONTENT_SCORE = 0.8
LABELS = frozenset(
    {"objective.description", "objective.responsible", "objective.expected_outcome",
     "objective.stakeholders", "objective.reference", "objective.org_unit", "objective.weight",
     "objective.due_date", "indicator.weight"}
)  # fmt: skip
"""What a line 'Responsabile: …' between tables may say of the objective above it."""
_LABEL_AND_YEAR = re.compile(r"(?<=\s)[A-Z]\w{5,} (?:19|20)\d\d(?=\s)")


def read_document(
    document: Document, lexicon_path: Path | None = None, statement: Statement | None = None
) -> Records:
    """All records of the document, in reading order."""
    document = cleaned(document)
    lexicon = Lexicon.load(lexicon_path)
    record = (statement or Statement()).over(identify(document, lexicon))
    reader = _reader(record, document, lexicon)
    previous: Rows | None = None
    position = 0
    while position < len(document.blocks):
        block = document.blocks[position]
        position += 1
        if not isinstance(block, TextBlock):
            previous = read_table(block, reader, previous)
        elif lines := labelled_lines(
            document.blocks,
            position - 1,
            lexicon,
            announced=bool(reader.context.announced),
            owned=reader.context.objective is not None,
        ):
            card, position = lines
            read_card(card, reader)
        elif read_text(block, reader, heads_table=_is_table(document.blocks, position)):
            previous = None
    finish(reader, document)
    return reader.builder.records()


def _reader(record: DocumentRecord, document: Document, lexicon: Lexicon) -> Reader:
    """A reader for the document's year, last the one that its file's name has."""
    named = None if record.year else year_of_file_name(record.file_name)
    builder = RecordBuilder(replace(record, year=record.year or named), document.findings)
    if named:
        builder.add_finding("year_of_file_name", year=named, file=record.file_name)
    return Reader(builder, lexicon, builder.document.year)


def _is_table(blocks: Sequence[Block], position: int) -> bool:
    return position < len(blocks) and isinstance(blocks[position], Table)


def read_text(block: TextBlock, reader: Reader, *, heads_table: bool = False) -> bool:
    """Take a line or paragraph into account; True where it is a heading.

    Right above a table (`heads_table`) an office's name is a heading in plain type too.
    """
    text = one_line(block.text)
    context = reader.context
    if _read_label(block, reader):
        return True
    if context.objective and len(text) > PARAGRAPH_LENGTH:
        if context.label:
            reader.builder.fill_objective(context.objective, **{context.label: block.text})
            context.label = None
            return False
        if purpose := _without_stray_label(text, reader):
            reader.builder.fill_objective(context.objective, description=purpose)
            return False
    capitals = text.isupper() and len(text.split()) > 1
    styled = len(text) <= STYLED_LENGTH and (block.bold or block.level is not None or capitals)
    if heads_table and not styled and len(text) <= UNIT_LINE_LENGTH:
        lines = read_line(text, reader.lexicon)
        styled = bool(lines) and lines[0].kind == "unit"
    if block.level is not None:
        context.close(block.level)
    before = context.candidate, context.objective, context.unit, context.announced
    state = context.state()
    reader.read_heading(block.text, styled=styled, page=block.page, bbox=block.bbox)
    if block.level is not None:
        context.remember(state, block.level)
    return styled or before != (
        context.candidate, context.objective, context.unit, context.announced
    )  # fmt: skip


def _without_stray_label(text: str, reader: Reader) -> str | None:
    """A paragraph with 'Finalità 2025' among its words, without it: a card's text and label.

    Conversions put a label that stands beside the middle of its text into a line of it.
    """
    for match in _LABEL_AND_YEAR.finditer(text):
        found = label(match[0].strip(), reader.lexicon, strict=True)
        if found and found.field == "objective.description":
            return one_line(text[: match.start()] + " " + text[match.end() :])
    return None


def _read_label(block: TextBlock, reader: Reader) -> bool:
    """A line 'Finalità 2025' alone, or 'Peso: 20%', under an objective's heading.

    'Responsabile: …' under a unit's heading holds for the objectives that follow.
    """
    context = reader.context
    name, _, rest = one_line(block.text).partition(":")
    match = label(name, reader.lexicon, strict=True)
    field, rest = match.field if match else None, rest.strip()
    if field not in LABELS:
        return False
    if context.objective is None:
        if field != "objective.responsible" or context.unit is None or not rest:
            return False
        context.responsible = rest
        return True
    if rest:
        fill_objective(field, rest, reader)
    elif field == "objective.description":
        context.label = "description"
    return bool(rest) or context.label is not None


def read_table(table: Table, reader: Reader, previous: Rows | None) -> Rows | None:
    """Read a table section by section; gives the headed rows that it ends with."""
    sections = split(table, reader.lexicon, year=reader.year, previous=previous)
    ending: Rows | None = None
    for section in sections:
        ending = None
        if isinstance(section, Line):
            cell = section.row.filled[0]
            reader.context.sheet_title = one_line(cell.text)
            _read_title(cell, reader)
        elif isinstance(section, Card):
            _map_card(section, reader)
            read_card(section, reader)
        else:
            ending = section
            _read_rows(section, reader)
    return ending


def _read_title(cell: Cell, reader: Reader) -> None:
    """A title row inside a table; only a bold or numbered one can be an objective's title."""
    candidate = reader.context.candidate
    reader.read_heading(cell.text, styled=True, page=cell.page, bbox=cell.bbox)
    found = reader.context.candidate
    if found is not None and found is not candidate and not (cell.bold or found.code):
        reader.context.candidate = candidate


def _read_rows(section: Rows, reader: Reader) -> None:
    if reader.context.unit is not None:
        section = grouped_under_unit(section, reader.lexicon)
    layout = choose(section, reader)
    by_content = meanings(layout, section, reader) if layout else None
    if not section.continued:
        _map_columns(section, reader, by_content or {})
    if layout is not None:
        if not section.continued and by_content is None:
            _report_unknown_columns(section, reader)
        layout.read(section, reader)
        return
    heading = " | ".join(column.heading for column in section.columns if column.heading)
    first = section.rows[0].filled[0] if section.rows else None
    reader.builder.add_finding(
        "unmapped_table",
        page=first.page if first else None,
        table_id=section.table.table_id,
        row=first.row if first else None,
        heading=heading[:120] or "—",
    )


def _map_columns(section: Rows, reader: Reader, by_content: Mapping[int, str]) -> None:
    first_row = section.rows[0].index if section.rows else 0
    for column in section.columns:
        field, match = by_content.get(column.index), column.match
        if field is None or field == column.field:
            field, method, score = column.field, match.method, match.score
        else:
            method, score = "content", CONTENT_SCORE
        reader.builder.heading_map.append(
            HeadingMap(
                document_id=reader.builder.document.document_id,
                table_id=section.table.table_id,
                column=column.index,
                heading=column.heading,
                field=field,
                year=match.year,
                method=method,
                score=score,
                row=max(first_row - 1, 0),
                page=section.table.pages[0] if section.table.pages else None,
            )
        )


def _report_unknown_columns(section: Rows, reader: Reader) -> None:
    for column in section.columns:
        if column.heading and column.field is None:
            reader.builder.add_finding(
                "unmapped_column",
                table_id=section.table.table_id,
                page=section.table.pages[0] if section.table.pages else None,
                heading=one_line(column.heading)[:120],
            )


def _map_card(card: Card, reader: Reader) -> None:
    for pair in card.pairs:
        reader.builder.heading_map.append(
            HeadingMap(
                document_id=reader.builder.document.document_id,
                table_id=card.table.table_id,
                column=pair.label_column,
                heading=one_line(pair.label),
                field=pair.match.field,
                year=pair.match.year,
                method=pair.match.method,
                score=pair.match.score,
                row=pair.row,
                page=pair.cell.page,
                bbox=pair.cell.bbox,
            )
        )
