"""Cards that stand side by side: a table whose labels are its first column, one card a column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from piao.normalizers.fields.labels import UNKNOWN, Label
from piao.normalizers.forms.cards import Form
from piao.normalizers.forms.pieces import Card, Pair, Row, Spot
from piao.schema.document import Table

FEWEST_ROWS = 4
FEWEST_COLUMNS = 3
MOSTLY = 0.5
"""The share of the labels that the lexicon must know."""
_NAMING = frozenset({"objective.title", "objective.strategic", "indicator.name"})


def side_by_side(rows: Sequence[Row], table: Table, form: Form) -> list[Card]:
    """One card for each column beside a first column of labels; none for any other table.

    A row names something in each column ('Denominazione' with a title in each), and no
    column but the first is one of labels.
    """
    if len(rows) < FEWEST_ROWS or table.columns < FEWEST_COLUMNS:
        return []
    labels = [_label(row, form) for row in rows]
    known = {label.field for label in labels if label is not None and label.field}
    if len(known) < max(FEWEST_ROWS - 1, MOSTLY * len(rows)):
        return []
    columns = range(1, table.columns)
    if not any(_names_each(row, label, form) for row, label in zip(rows, labels, strict=True)):
        return []
    if any(_is_of_labels(rows, column, form) for column in columns):
        return []
    return [card for column in columns if (card := _card(rows, labels, column, table, form))]


def _label(row: Row, form: Form) -> Label | None:
    text = row.text(0)
    return form.label(text) or form.numbered_label(text) if text else None


def _names_each(row: Row, label: Label | None, form: Form) -> bool:
    """Whether a row has a name in each of its columns, none of them merged or a label."""
    if label is None or not _NAMING.intersection(label.fields):
        return False
    names = row.filled[1:]
    alone = all(cell.col_span == 1 and not form.label(cell.text) for cell in names)
    return alone and len(names) == len(row.cells) - 1


def _is_of_labels(rows: Sequence[Row], column: int, form: Form) -> bool:
    labels = [form.label(text) for row in rows if (text := row.text(column))]
    known = [label for label in labels if label is not None and not label.announces]
    return len(known) * 2 > len(labels)


def _card(
    rows: Sequence[Row], labels: Sequence[Label | None], column: int, table: Table, form: Form
) -> Card | None:
    pairs: list[Pair] = []
    for row, label in zip(rows, labels, strict=True):
        cell = row.cell(column)
        if cell is None:
            continue
        spot = Spot.of_cell(cell, table, row.index)
        own = form.label(cell.text)
        if own is not None and own.announces:
            pairs.append(Pair(own, replace(spot, text="")))
        elif text := row.text(0):
            pairs.append(Pair(label or replace(UNKNOWN, text=text.rstrip(" :")), spot))
    return Card(tuple(pairs)) if pairs else None
