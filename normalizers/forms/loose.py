"""Rows under no heading: cards, titles, texts, and what goes on from the table before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from piao.normalizers.fields.announcements import announce
from piao.normalizers.fields.columns.headings import HeadingMatch
from piao.normalizers.fields.labels import UNKNOWN, Label
from piao.normalizers.forms.alignment import realign
from piao.normalizers.forms.cards import LONGEST_UNKNOWN, Form, pairs_of
from piao.normalizers.forms.headed import begun_columns, has_geometry, heading_depth
from piao.normalizers.forms.pieces import Card, Column, Grid, Pair, Piece, Row, Spot, Text, Title
from piao.normalizers.forms.titlerows import is_labelled_title, labelled_title
from piao.schema.document import Cell, Table

LONGEST_TITLE = 300
_CARD_SHARE = 0.4
"""The share of the rows of several cells that must be labels and texts, in a card."""
_ABSTAINED = HeadingMatch(field=None, year=None, method="none", score=0.0)


def pieces_of_rows(
    rows: Sequence[Row], table: Table, form: Form, previous: Grid | None
) -> list[Piece]:
    """The pieces of rows under no heading; what nothing says more of goes on from `previous`."""
    return _Loose(table, form, previous, is_card=_are_mostly_pairs(rows, form)).read(rows)


@dataclass(slots=True)
class _Loose:
    """What was read so far: `pairs` of an open card, open `rows`, a label that awaits its text."""

    table: Table
    form: Form
    previous: Grid | None
    is_card: bool
    pieces: list[Piece] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    waiting: Label | None = None

    def read(self, rows: Sequence[Row]) -> list[Piece]:
        for place, row in enumerate(rows):
            following = rows[place + 1] if place + 1 < len(rows) else None
            if len(row.filled) == 1:
                self._read_single(row, following)
            else:
                self._read_several(row)
        self._close_card()
        self._close_rows()
        return self.pieces

    def _read_single(self, row: Row, following: Row | None) -> None:
        cell = row.filled[0]
        found = pairs_of(row, self.form, self.table)
        label = self.form.label(cell.text)
        waiting, self.waiting = self.waiting, None
        if waiting is not None and label is None and not found:
            self.pairs.append(Pair(waiting, Spot.of_cell(cell, self.table)))
        elif found:
            self._close_rows()
            self.pairs += found
        elif label is not None and not label.announces and label.field is not None:
            self._read_label(cell, label, following)
        elif self.pairs and _goes_on(cell, self.pairs[-1]):
            self.pairs[-1] = _continued(self.pairs[-1], cell)
        elif self.rows and not self._is_title(cell):
            self.rows.append(row)
        else:
            self._close_rows()
            self._close_card()
            spot = Spot.of_cell(cell, self.table)
            self.pieces.append(Title(spot) if self._is_title(cell) else Text(spot))

    def _read_label(self, cell: Cell, label: Label, following: Row | None) -> None:
        """A label alone in its row: the heading of a part, or with its text in the next row."""
        self._close_rows()
        heads = following is None or heading_depth([following], 0, self.table, self.form) > 0
        if label.is_plural or heads:
            self._close_card()
            self.pieces.append(Title(Spot.of_cell(cell, self.table)))
        elif cell.col_span < self.table.columns and following and len(following.filled) > 1:
            self.pairs.append(Pair(label, replace(Spot.of_cell(cell, self.table), text="")))
        else:
            self.waiting = label

    def _read_several(self, row: Row) -> None:
        self.waiting = None
        if is_labelled_title(row, self.form):
            self._close_rows()
            self._close_card()
            self.pieces += labelled_title(row, self.table, self.form)
            return
        found = pairs_of(row, self.form, self.table) if self.is_card else []
        name = row.filled[0].text
        if found and not self._is_row_like(row):
            self._close_rows()
            self.pairs += found
        elif self.is_card and self.pairs and len(row.filled) == 2 and len(name) <= LONGEST_UNKNOWN:
            unknown = replace(UNKNOWN, text=name.rstrip(" :"))
            self.pairs.append(Pair(unknown, Spot.of_cell(row.filled[1], self.table)))
        else:
            self._close_card()
            self.rows.append(row)

    def _is_row_like(self, row: Row) -> bool:
        """Whether a row of labels among open rows is one of them: as many cells, no colon."""
        return (
            len(self.rows) > 1
            and len(row.filled) == len(self.rows[-1].filled)
            and not any(":" in cell.text for cell in row.filled)
        )

    def _is_title(self, cell: Cell) -> bool:
        """Whether a cell alone in its row names what comes below it, and is no text of its own."""
        text = cell.text
        if len(text) > LONGEST_TITLE:
            return False
        if announce(" ".join(text.split()), self.form.lexicon, styled=True):
            return True
        if "\n" in text or text.rstrip().endswith((".", ";")):
            return cell.bold and not text.rstrip().endswith(";") and "\n" not in text
        return cell.bold or self.table.columns > 1 or text.isupper()

    def _close_card(self) -> None:
        if self.pairs:
            self.pieces.append(Card(tuple(self.pairs)))
            self.pairs.clear()

    def _close_rows(self) -> None:
        if self.rows:
            previous = self.previous if not self.pieces else None
            self.pieces.append(_headless(self.rows, self.table, previous))
            self.rows.clear()


def _are_mostly_pairs(rows: Sequence[Row], form: Form) -> bool:
    """Whether the lexicon knows enough of the labels of rows that may be a card."""
    several = [row for row in rows if len(row.filled) > 1]
    known = sum(bool(pairs_of(row, form, None)) for row in several)
    return known >= _CARD_SHARE * len(several)


def _goes_on(cell: Cell, pair: Pair) -> bool:
    """Whether a cell alone in its row is more of the text above it."""
    column = pair.spot.column
    return column is not None and cell.col == column and cell.col > 0


def _continued(pair: Pair, cell: Cell) -> Pair:
    text = f"{pair.text}\n{cell.text}" if pair.text else cell.text
    return Pair(pair.label, replace(pair.spot, text=text))


def _headless(rows: Sequence[Row], table: Table, previous: Grid | None) -> Piece:
    if previous is not None and previous.table.columns == table.columns:
        aligned = list(rows)
        if not has_geometry(table):
            aligned = realign([*previous.rows, *rows])[-len(rows) :]
        return Grid(table, previous.columns, tuple(aligned), continued=True)
    begun = begun_columns(rows, table)
    columns = tuple(Column(index, None, _ABSTAINED) for index in begun)
    return Grid(table, columns, tuple(rows))
