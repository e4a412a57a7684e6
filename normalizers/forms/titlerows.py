"""Rows that only name what comes below them, with labels and their texts beside the title."""

from __future__ import annotations

from dataclasses import replace

from piao.normalizers.fields.announcements import announce
from piao.normalizers.fields.kinds import OBJECTIVES
from piao.normalizers.fields.labels import labelled_parts
from piao.normalizers.forms.cards import Form
from piao.normalizers.forms.pieces import Row, Spot, Text, Title
from piao.normalizers.text.cleaning import one_line
from piao.normalizers.text.numbering import numbered
from piao.schema.document import Cell, Table

LONGEST_TITLE = 300


def is_labelled_title(row: Row, form: Form) -> bool:
    """Whether a row is a numbered or announced title, and beside it labels with their texts.

    'A1 – Ridurre i tempi | Struttura: Sportello | Peso: 20' groups the rows below it. So does
    '1) Ridurre i tempi' in bold, also with a plain text behind it.
    """
    first, *others = row.filled or (None,)
    if first is None or not others:
        return False
    text = _title(first)
    if len(text) > LONGEST_TITLE:
        return False
    lines = announce(text, form.lexicon, styled=first.bold or bool(first.lead))
    titled = bool(lines) and lines[0].kind in OBJECTIVES and bool(lines[0].title)
    code, name = numbered(text)
    in_bold = first.bold or bool(first.lead)
    named = code is not None and (in_bold or any(map(str.isalpha, code)))
    named = named and any(map(str.isalpha, name)) and not _has_label(first, form)
    return (titled or named) and all(_has_label(cell, form) for cell in others)


def labelled_title(row: Row, table: Table, form: Form) -> tuple[Title | Text, ...]:
    """The title of such a row, its labels with their texts behind it; then the text below it."""
    first, *others = row.filled
    spot = Spot.of_cell(first, table)
    below = first.text[len(first.lead) :].strip() if first.lead else ""
    beside = [line for cell in others for line in cell.text.split("\n")]
    if labelled_parts(below, form.lexicon, form.year)[0][0] is not None:
        beside, below = [below, *beside], ""
    text = " – ".join([_title(first), *(_with_colon(line, form) for line in beside)])
    bold = first.bold or bool(first.lead)
    title = Title(replace(spot, text=text, lead="", bold=bold))
    return (title, Text(replace(spot, text=below, lead=""))) if below else (title,)


def _with_colon(line: str, form: Form) -> str:
    """A label and its text as one that a colon parts: 'Peso 30%' is 'Peso: 30%'."""
    (label, text), *others = labelled_parts(line, form.lexicon, form.year)
    printed = one_line(line)
    if label is None or others or not text or not printed.endswith(text):
        return printed
    return f"{printed.removesuffix(text).rstrip(' :–-')}: {text}"


def _title(cell: Cell) -> str:
    """The bold words that a cell begins with, or all of it."""
    return one_line(cell.lead or cell.text)


def _has_label(cell: Cell, form: Form) -> bool:
    parts = labelled_parts(cell.text, form.lexicon, form.year, cell.lead)
    return parts[0][0] is not None and all(text for _, text in parts)
