"""A table to the pieces it is made of, from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from piao.normalizers.fields.announcements import announce
from piao.normalizers.fields.kinds import Kind
from piao.normalizers.fields.labels import UNKNOWN
from piao.normalizers.fields.topics import topic_of_columns
from piao.normalizers.forms.alignment import shape
from piao.normalizers.forms.boxes import taught_box
from piao.normalizers.forms.cards import Form
from piao.normalizers.forms.headed import (
    end_of_rows,
    headed_grid,
    heading_depth,
    is_taught,
    structure,
)
from piao.normalizers.forms.loose import LONGEST_TITLE, pieces_of_rows
from piao.normalizers.forms.pieces import Card, Grid, Pair, Piece, Row, Spot, Text, Title
from piao.normalizers.forms.sidebyside import side_by_side
from piao.normalizers.forms.titlerows import is_labelled_title, labelled_title
from piao.normalizers.text.numbering import numbered
from piao.schema.document import Cell, Table

_FEWEST_PAIRS = 3
_MOSTLY = 0.6
"""The share of the labels of a table of pairs that the lexicon must know."""


def pieces_of_table(table: Table, form: Form, previous: Grid | None) -> list[Piece]:
    """The pieces of a table.

    `previous` is the grid that ends just above the table: rows without a heading of
    their own, in as many columns, continue it.
    """
    rows = [row for row in map(_row, range(table.rows), table.grid()) if row.filled]
    if not any(is_taught(row, form) or taught_box(row, table, form) for row in rows):
        rows = _without_groups(rows, form)
        if pairs := _key_values(rows, table, form):
            return [Card(pairs)]
        if cards := side_by_side(rows, table, form):
            return list(cards)
    pieces: list[Piece] = []
    above: Card | None = None
    place = 0
    outer: Grid | None = None
    while place < len(rows):
        if box := taught_box(rows[place], table, form):
            pieces.append(box)
            place += 1
            continue
        if depth := heading_depth(rows, place, table, form):
            end = end_of_rows(rows, place + depth, table, form)
            end = _end_of_inner(rows, place + depth, end, outer)
            grid = headed_grid(table, rows[place : place + depth], rows[place + depth : end], form)
            outer = outer or grid
            if not is_taught(rows[place], form) and (card := _labels_over_texts(grid, form)):
                pieces.append(card)
                above = card
            else:
                pieces += _with_titles_apart(grid, form)
            place = end
            continue
        end = _end_of_others(rows, place, table, form)
        if outer is not None and _is_like(rows[place], outer):
            back = replace(outer, rows=tuple(rows[place:end]), continued=True)
            pieces += _with_titles_apart(back, form)
            place = end
            continue
        others = pieces_of_rows(rows[place:end], table, form, previous if not place else None)
        if above is not None and pieces[-1:] == [above] and isinstance(others[0], Card):
            pieces[-1] = Card((*above.pairs, *others[0].pairs))
            others = others[1:]
        pieces += others
        place = end
    return pieces


def _without_groups(rows: list[Row], form: Form) -> list[Row]:
    """The rows of a card without a first column that only groups its labels.

    'RESPONSABILITÀ' reaches down beside 'Settore', 'Responsabile', each with its text.
    """
    grouped = [row for row in rows if row.filled[0].col == 0 and row.filled[0].row_span > 1]
    under = [row for row in rows if row.filled[0] in {other.filled[0] for other in grouped}]
    labels = [form.label(row.filled[1].text) for row in under if len(row.filled) == 3]
    known = [label for label in labels if label is not None and label.field]
    whole = len(labels) == len(under) > 2 and len(known) >= _MOSTLY * len(labels)
    if not whole or sum(form.label(row.filled[2].text) is not None for row in under) * 3 > len(
        under
    ):
        return rows
    return [replace(row, cells=(None, *row.cells[1:])) if row in under else row for row in rows]


def _end_of_inner(rows: Sequence[Row], start: int, end: int, outer: Grid | None) -> int:
    """Where a table in the rows of another ends: at a row that is parted as those are."""
    if outer is None:
        return end
    own = structure(rows[start - 1])
    for place in range(start, end):
        if structure(rows[place]) != own and _is_like(rows[place], outer):
            return place
    return end


def _is_like(row: Row, grid: Grid) -> bool:
    """Whether a row of several cells is parted as the rows of a grid are."""
    return len(row.filled) > 2 and structure(row) in {structure(other) for other in grid.rows}


def _key_values(rows: Sequence[Row], table: Table, form: Form) -> tuple[Pair, ...]:
    """The pairs of a table that is nothing but labels with their texts beside them.

    There a text may read like a label too: 'Tipologia | Obiettivo specifico'.
    """
    if len(rows) < _FEWEST_PAIRS or any(len(row.filled) != 2 for row in rows):
        return ()
    labels = [form.label(row.filled[0].text) for row in rows]
    others = [form.label(row.filled[1].text) for row in rows]
    known = {label.field for label in labels if label is not None and label.field}
    if len(known) < _MOSTLY * len(rows) or sum(map(bool, others)) * 3 > len(rows):
        return ()
    return tuple(
        Pair(
            label or replace(UNKNOWN, text=row.filled[0].text.rstrip(" :")),
            Spot.of_cell(row.filled[1], table, row.index),
        )
        for row, label in zip(rows, labels, strict=True)
    )


def _labels_over_texts(grid: Grid, form: Form) -> Card | None:
    """One row under labels that name no record: each label stands above its text, as in a card."""
    if len(grid.rows) != 1 or grid.continued or grid.fields & _OF_ROWS:
        return None
    if topic_of_columns((c.heading for c in grid.columns if c.heading), form.lexicon):
        return None
    row = grid.rows[0]
    pairs = []
    for column in grid.columns:
        label = form.label(column.heading or "") or replace(UNKNOWN, text=column.heading or "")
        cell = row.cell(column.index)
        if column.heading and cell is not None:
            pairs.append(Pair(label, Spot.of_cell(cell, grid.table, row.index)))
    known = [pair for pair in pairs if pair.label.fields]
    named = any(len(p.label.fields) == 1 and p.label.fields[0] in _OF_ROWS for p in known)
    return Card(tuple(pairs)) if known and not named else None


_OF_ROWS = frozenset(
    {"indicator.name", "action.description", "unit.name", "unit.code", "criterion.component",
     "criterion.text", "criterion.subject", "objective.project"}
)  # fmt: skip
"""Fields that begin a record in each row: also a single row under them is one of a table."""


def _row(index: int, cells: Sequence[Cell | None]) -> Row:
    return Row(index, tuple(cells))


def _end_of_others(rows: Sequence[Row], start: int, table: Table, form: Form) -> int:
    end = start + 1
    while end < len(rows) and not (
        heading_depth(rows, end, table, form) or taught_box(rows[end], table, form)
    ):
        end += 1
    return end


def _with_titles_apart(grid: Grid, form: Form) -> list[Piece]:
    """The grid cut at the rows that only name what comes below them."""
    pieces: list[Piece] = []
    rows: list[Row] = []

    def close() -> None:
        if rows or not pieces:
            again = any(isinstance(piece, Grid) for piece in pieces)
            pieces.append(replace(grid, rows=tuple(rows), continued=grid.continued or again))
            rows.clear()

    for row in grid.rows:
        if is_labelled_title(row, form):
            if rows or not any(isinstance(piece, Grid) for piece in pieces):
                close()
            pieces += labelled_title(row, grid.table, form)
        elif _describes_title(row, pieces, rows):
            pieces.append(Text(Spot.of_cell(row.filled[0], grid.table)))
        elif len(row.filled) == 1 and _groups_rows(row.filled[0], grid, form):
            if rows or not any(isinstance(piece, Grid) for piece in pieces):
                close()
            spot = Spot.of_cell(row.filled[0], grid.table)
            pieces.append(Title(spot, within=frozenset(grid.fields)))
        else:
            rows.append(row)
    if rows:
        close()
    return pieces


def _describes_title(row: Row, pieces: Sequence[Piece], rows: Sequence[Row]) -> bool:
    """Whether a row is one text over all columns, in plain type right below a title."""
    alone = len(row.filled) == 1 and not rows
    if not alone or not pieces or not isinstance(pieces[-1], Title):
        return False
    cell = row.filled[0]
    return cell.col_span == len(row.cells) > 1 and not cell.bold


def _groups_rows(cell: Cell, grid: Grid, form: Form) -> bool:
    """Whether a cell alone in its row is a title of the rows below it, and no cell of a column."""
    text = " ".join(cell.text.split())
    if len(text) > LONGEST_TITLE or form.lexicon.is_total(text):
        return False
    spans = cell.col_span == grid.table.columns
    if found := announce(text, form.lexicon, styled=cell.bold or spans):
        return found[0].kind is not Kind.PART or spans or cell.bold
    code, _ = numbered(text)
    named = {c.index for c in grid.columns if c.field in _NAMING}
    if code is not None and "indicator.name" in grid.fields and not _levels(grid):
        return True
    if cell.col_span > 1 and (cell.bold or spans):
        return shape(text) == "text" and not text.endswith((".", ";"))
    return cell.bold and cell.col not in named and cell.col == 0 and not _all_bold(grid)


_NAMING = ("indicator.name", "indicator.description", "objective.title")
_LEVELS = frozenset(
    {"objective.area", "objective.sub_area", "objective.strategic", "objective.title"}
)


def _levels(grid: Grid) -> frozenset[str]:
    return _LEVELS & grid.fields


def _all_bold(grid: Grid) -> bool:
    return all(cell.bold for row in grid.rows for cell in row.filled)
