"""Rows that only name what comes below them, with labels and their texts beside the title."""

from __future__ import annotations

from dataclasses import replace

from piao.normalizers.fields.announcements import announce
from piao.normalizers.fields.kinds import OBJECTIVES
from piao.normalizers.fields.labels import labelled_parts
from piao.normalizers.forms.cards import Form
from piao.normalizers.forms.pieces import Row, Spot, Title
from piao.normalizers.text.cleaning import one_line
from piao.normalizers.text.numbering import numbered
from piao.schema.document import Cell, Table

LONGEST_TITLE = 300


def is_labelled_title(row: Row, form: Form) -> bool:
    """Whether a row is a numbered or announced title, and beside it labels with their texts.

    'A1 – Ridurre i tempi | Struttura: Sportello | Peso: 20' groups the rows below it.
    """
    first, *others = row.filled or (None,)
    if first is None or not others or len(first.text) > LONGEST_TITLE:
        return False
    text = one_line(first.text)
    lines = announce(text, form.lexicon, styled=first.bold)
    titled = bool(lines) and lines[0].kind in OBJECTIVES and bool(lines[0].title)
    code, name = numbered(text)
    named = code is not None and any(map(str.isalpha, code)) and any(map(str.isalpha, name))
    return (titled or named) and all(_has_label(cell, form) for cell in others)


def labelled_title(row: Row, table: Table, within: frozenset[str]) -> Title:
    """The title of such a row, its labels with their texts behind it."""
    text = " – ".join(one_line(cell.text) for cell in row.filled)
    return Title(replace(Spot.of_cell(row.filled[0], table), text=text), within=within)


def _has_label(cell: Cell, form: Form) -> bool:
    parts = labelled_parts(cell.text, form.lexicon, form.year, cell.lead)
    return parts[0][0] is not None and all(text for _, text in parts)
