"""Boxes of which a person has said what they hold: one record each, its title first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from piao.normalizers.fields.labels import Label, is_strict, labelled_parts
from piao.normalizers.forms.cards import Form
from piao.normalizers.forms.pieces import Card, Pair, Row, Spot
from piao.schema.document import Table


def taught_box(row: Row, table: Table, form: Form) -> Card | None:
    """The card that a row is which is a box: one cell alone, with lines enough for its fields.

    Each line but the last is one field; the last takes all lines that are left, but those that
    begin with a label of their own: 'Peso: 30%'.
    """
    if not form.lexicon.boxes or len(row.filled) != 1 or not row.own:
        return None
    spot = Spot.of_cell(row.filled[0], table)
    lines = [line.strip() for line in spot.text.split("\n") if line.strip()]
    for box in form.lexicon.boxes:
        if box.columns == table.columns and len(lines) >= min(2, len(box.fields)):
            return Card(tuple(_pairs(lines, box.fields, spot, form)))
    return None


def _pairs(lines: Sequence[str], fields: Sequence[str], spot: Spot, form: Form) -> Iterator[Pair]:
    single, last = fields[: len(lines) - 1], fields[min(len(fields), len(lines)) - 1]
    for field, line in zip(single[: len(fields) - 1], lines, strict=False):
        yield _pair(field, line, spot, form)
    rest: list[str] = []
    labelled: list[Pair] = []
    for line in lines[min(len(fields), len(lines)) - 1 :]:
        parts = labelled_parts(line, form.lexicon, form.year)
        if rest and all(is_strict(label) and said for label, said in parts):
            labelled += [
                Pair(label, replace(spot, text=said, lead="")) for label, said in parts if label
            ]
        else:
            rest.append(line)
    yield _pair(last, "\n".join(rest), spot, form)
    yield from labelled


def _pair(field: str, text: str, spot: Spot, form: Form) -> Pair:
    label = Label(form.lexicon.labels[field], (field,), method="exact", score=1.0)
    return Pair(label, replace(spot, text=text, lead=""))
