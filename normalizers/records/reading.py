"""The section tree to records, section by section in the order of the document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from piao.normalizers.fields.columns.heading_search import is_dismissed
from piao.normalizers.fields.kinds import OBJECTIVES, Kind
from piao.normalizers.fields.topics import (
    TABLES_WITHOUT_OBJECTIVES,
    WITHOUT_OBJECTIVES,
    topic_of_columns,
)
from piao.normalizers.forms.pieces import Card, Grid, Piece, Spot, Text, Title
from piao.normalizers.records.cards import fill_objective, read_card
from piao.normalizers.records.indicators import add_indicator
from piao.normalizers.records.maker import Entry, Maker, Outcome, place_of
from piao.normalizers.records.rows.levels import LEVEL_OF
from piao.normalizers.records.scope import Scope
from piao.normalizers.records.tables import choose, meanings
from piao.normalizers.records.texts import read_texts
from piao.normalizers.structure.section import Section
from piao.normalizers.text.cleaning import one_line
from piao.schema.records import HeadingMap, Level

HEADING_SCORE = 0.97
PROMOTED_SCORE = 0.9
CONTENT_SCORE = 0.8


def read_section(section: Section, scope: Scope, maker: Maker, depth: int = 0) -> Scope:
    """Record what a section and those inside of it hold; gives the scope at its end."""
    scope = _entered(section, scope, maker, depth)
    depth += 1
    texts: list[Text] = []

    def read_collected() -> None:
        if texts:
            read = read_texts(texts, section, scope, maker)
            outcome = Outcome.READ if read else Outcome.CONTEXT
            maker.ledger.extend(Entry(text, outcome, scope.topic, depth) for text in texts)
            texts.clear()

    for part in section.parts:
        if isinstance(part, Text):
            texts.append(part)
            continue
        read_collected()
        if isinstance(part, Section):
            read_section(part, scope, maker, depth)
        elif isinstance(part, Card):
            own = maker.in_table(part.pairs[0].spot.table_id if part.pairs else None)
            scope, outcome = _read_card(part, scope, own)
            maker.ledger.append(Entry(part, outcome, scope.topic, depth))
        elif isinstance(part, Grid):
            entry = _read_grid(part, scope, maker.in_table(part.table.table_id))
            maker.ledger.append(replace(entry, depth=depth))
    read_collected()
    return scope


def _entered(section: Section, scope: Scope, maker: Maker, depth: int) -> Scope:
    """The scope inside a section, its objective or indicator recorded."""
    inside = scope.inside(section)
    blocked = inside.topic in WITHOUT_OBJECTIVES
    named = section.kind in OBJECTIVES and bool(section.title)
    recorded = (named or section.kind is Kind.INDICATOR) and not blocked
    outcome = Outcome.READ if recorded else Outcome.CONTEXT
    maker.ledger.append(Entry(section, outcome, inside.topic, depth))
    if not recorded:
        return inside
    return (_begin_objective if named else _begin_indicator)(section, inside, maker)


def _begin_objective(section: Section, scope: Scope, maker: Maker) -> Scope:
    level = LEVEL_OF[section.printed_level or section.kind]
    spot = section.spot or Spot(section.text)
    match = section.match
    said = scope.inherited(maker.year)
    said["parent_id"] = _parent(section, scope, maker)
    said["code"], said["title"] = section.code, one_line(section.title)
    place = place_of(spot, match.score if match else HEADING_SCORE)
    identity = maker.builder.add_objective(level, **said, **place)
    strategic = identity if level is Level.STRATEGIC else scope.strategic
    scope = replace(scope, objective=identity, strategic=strategic, indicator=None)
    for label, text in section.attributes:
        fill_objective(label.field, text, scope, maker)
    return scope


def _parent(section: Section, scope: Scope, maker: Maker) -> str | None:
    """The objective around: of a higher level than its own."""
    around = scope.objective or scope.strategic
    if section.kind is Kind.STRATEGIC and around is not None:
        return around if maker.builder.objectives[around].level is Level.AREA else None
    return around


def _begin_indicator(section: Section, scope: Scope, maker: Maker) -> Scope:
    spot = section.spot or Spot(section.text)
    indicator = add_indicator(
        spot,
        section.title,
        scope,
        maker,
        objective_id=scope.objective,
        score=PROMOTED_SCORE,
        code=section.code,
    )
    return replace(scope, indicator=indicator)


def _read_card(card: Card, scope: Scope, maker: Maker) -> tuple[Scope, Outcome]:
    _map_card(card, maker)
    if scope.topic in WITHOUT_OBJECTIVES:
        return scope, Outcome.NOT_PLANNING
    return read_card(card, scope, maker)


def _read_grid(grid: Grid, scope: Scope, maker: Maker) -> Entry:
    """Record the rows of a grid, unless it is about something else than planning."""
    headings = [c.heading for c in grid.columns if c.heading and c.field is None]
    topic = topic_of_columns(headings, maker.lexicon)
    about = topic if topic in TABLES_WITHOUT_OBJECTIVES else None
    about = scope.topic if scope.topic in WITHOUT_OBJECTIVES else about
    reader = choose(grid, scope, maker, about)
    by_content = meanings(reader, grid, scope, maker) if reader else None
    if not grid.continued:
        _map_columns(grid, maker, by_content or {})
    if reader is None:
        outcome = Outcome.UNREAD if about is None else Outcome.NOT_PLANNING
        return Entry(grid, outcome, about or scope.topic)
    told = grid.continued or by_content is not None
    unknown = [
        heading for heading in headings if not (told or is_dismissed(heading, maker.lexicon))
    ]
    return Entry(grid, reader.read(grid, scope, maker), scope.topic, unknown=tuple(unknown))


def _map_columns(grid: Grid, maker: Maker, by_content: Mapping[int, str]) -> None:
    row = grid.heading_row
    if row is None:
        row = max((grid.rows[0].index if grid.rows else 0) - 1, 0)
    for column in grid.columns:
        field, match = by_content.get(column.index), column.match
        if field is None or field == column.field:
            field, method, score = column.field, match.method, match.score
        else:
            method, score = "content", CONTENT_SCORE
        maker.builder.heading_map.append(
            HeadingMap(
                document_id=maker.builder.document.document_id,
                table_id=grid.table.table_id,
                column=column.index,
                heading=column.heading,
                field=field,
                year=match.year,
                method=method,
                score=score,
                row=row,
                page=grid.table.pages[0] if grid.table.pages else None,
            )
        )


def _map_card(card: Card, maker: Maker) -> None:
    for pair in card.pairs:
        spot = pair.spot
        maker.builder.heading_map.append(
            HeadingMap(
                document_id=maker.builder.document.document_id,
                table_id=spot.table_id,
                column=spot.column or 0,
                heading=one_line(pair.label.text),
                field=pair.field,
                year=pair.label.year,
                method=pair.label.method,
                score=pair.label.score,
                row=spot.row,
                page=spot.page,
                bbox=spot.bbox,
            )
        )


def pieces_in(section: Section) -> list[Piece]:
    """All pieces of a section and those inside of it, titles left out."""
    return [
        piece
        for inner in section.sections()
        for piece in inner.pieces
        if not isinstance(piece, Title)
    ]
