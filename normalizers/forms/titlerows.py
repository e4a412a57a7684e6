"""Rows that only name what comes below them, with labels and their texts beside the title."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
_CODE = re.compile(r"[A-Z]{1,4}[ ._-]?\d{1,3}(?:\.\d{1,3})*")


def is_labelled_title(row: Row, form: Form) -> bool:
    """Whether a row is a numbered or announced title, and beside it labels with their texts.

    'A1 – Ridurre i tempi | Struttura: Sportello | Peso: 20' groups the rows below it. So does
    '1) Ridurre i tempi' in bold, also with a plain text behind it, and 'T1 | Ridurre i tempi |
    Peso | 40%', each in a cell of its own.
    """
    if len(row.filled) < 2:
        return False
    first = row.filled[0]
    text, others = _title(row)
    if not others or len(text) > LONGEST_TITLE:
        return False
    in_bold = first.bold or bool(first.lead)
    lines = announce(text, form.lexicon, styled=in_bold)
    titled = bool(lines) and lines[0].kind in OBJECTIVES and bool(lines[0].title)
    code, name = numbered(text)
    named = code is not None and (in_bold or any(map(str.isalpha, code)))
    named = named and any(map(str.isalpha, name)) and not _has_label(first.text, form)
    return (titled or named) and all(_has_label(said, form) for said in _beside(others, form))


def labelled_title(row: Row, table: Table, form: Form) -> tuple[Title | Text, ...]:
    """The title of such a row, its labels with their texts behind it; then the text below it."""
    first = row.filled[0]
    printed, others = _title(row)
    spot = Spot.of_cell(first, table)
    below = first.text[len(first.lead) :].strip() if first.lead else ""
    beside = [line for said in _beside(others, form) for line in said.split("\n")]
    if labelled_parts(below, form.lexicon, form.year)[0][0] is not None:
        beside, below = [below, *beside], ""
    text = " – ".join([printed, *(_with_colon(line, form) for line in beside)])
    bold = first.bold or bool(first.lead)
    title = Title(replace(spot, text=text, lead="", bold=bold))
    return (title, Text(replace(spot, text=below, lead=""))) if below else (title,)


def _title(row: Row) -> tuple[str, list[Cell]]:
    """The title, the bold words that its cell begins with or all of it; and the cells beside it.

    A code in a cell of its own stands before it.
    """
    first, *others = row.filled
    if others[1:] and _CODE.fullmatch(first.text):
        return f"{first.text} – {one_line(others[0].text)}", others[1:]
    return one_line(first.lead or first.text), others


def _beside(cells: Sequence[Cell], form: Form) -> list[str]:
    """What stands beside a title; a label and its text in two cells as one."""
    said: list[str] = []
    place = 0
    while place < len(cells):
        text = cells[place].text
        label = form.label(text)
        if label is not None and label.field and place + 1 < len(cells):
            said.append(f"{text.rstrip(' :')}: {cells[place + 1].text}")
            place += 1
        else:
            said.append(text)
        place += 1
    return said


def _with_colon(line: str, form: Form) -> str:
    """A label and its text as one that a colon parts: 'Peso 30%' is 'Peso: 30%'."""
    (label, text), *others = labelled_parts(line, form.lexicon, form.year)
    printed = one_line(line)
    if label is None or others or not text or not printed.endswith(text):
        return printed
    return f"{printed.removesuffix(text).rstrip(' :–-')}: {text}"


def _has_label(text: str, form: Form) -> bool:
    parts = labelled_parts(text, form.lexicon, form.year)
    return parts[0][0] is not None and all(said for _, said in parts)
