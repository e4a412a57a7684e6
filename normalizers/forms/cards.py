"""Rows of labels and texts: label left of its text, above it, or in one cell with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from piao.normalizers.fields.labels import (
    UNKNOWN,
    Label,
    is_strict,
    labelled_parts,
    read_label,
    split_label,
)
from piao.normalizers.forms.pieces import Pair, Row, Spot
from piao.normalizers.forms.repeated import Repeated
from piao.normalizers.lexicon import Lexicon
from piao.schema.document import Cell, Table

LONGEST_LABEL = 90
LONGEST_UNKNOWN = 60
LONGEST_ABOVE = 40
LONGEST_NUMBER = 8
LONGEST_ANNOUNCED = 3
FEWEST_ALTERNATING = 4
LONGEST_DOUBLE = 4
"""Words of each of two labels in one cell."""
_PEOPLE = frozenset({"objective.responsible", "objective.org_unit", "unit.responsible"})


@dataclass(frozen=True, slots=True)
class Form:
    """What the whole document shows of its form, and the words to read it with.

    `tables` are the tables, by id, that are read with words of their own.
    """

    lexicon: Lexicon
    repeated: Repeated = field(default_factory=Repeated)
    year: int | None = None
    tables: Mapping[str, Lexicon] = field(default_factory=dict)

    def in_table(self, table: Table) -> Form:
        """The form to read a table by."""
        own = self.tables.get(table.table_id)
        return self if own is None else replace(self, lexicon=own)

    def label(self, text: str) -> Label | None:
        """The label that a text is, by more than likeness."""
        if len(text) > LONGEST_LABEL or "\n\n" in text:
            return None
        label = read_label(text, self.lexicon, self.year)
        return label if is_strict(label) else None

    def numbered_label(self, text: str) -> Label | None:
        """The label of a figure that carries an ordinal: 'Valore atteso 2', for a text beside it.

        Alone, 'Target 2' is a label with its figure.
        """
        name, _, ordinal = text.strip().rpartition(" ")
        label = self.label(name) if len(ordinal) == 1 and ordinal.isdigit() else None
        is_figure = label is not None and (label.field or "").startswith(("value.", "indicator."))
        return replace(label, text=text, ordinal=ordinal) if label and is_figure else None

    def repeated_label(self, text: str) -> Label | None:
        """A label of the form that the lexicon does not know."""
        if len(text) <= LONGEST_UNKNOWN and self.repeated.is_label(text.rstrip(" :")):
            return replace(UNKNOWN, text=text.rstrip(" :"))
        return None


def is_pair(row: Row, form: Form) -> bool:
    """Whether a row is labels and texts in turn, and nothing else."""
    return bool(pairs_of(row, form, None))


def pairs_of(row: Row, form: Form, table: Table | None) -> list[Pair]:
    """The labels of a row, each with its text; none where the row is something else.

    Labels and texts alternate; a cell may hold both. A label that the lexicon does not
    know is one beside others that it knows, or where the document prints it again and again.
    A row of labels alone is a heading, and no pairs.
    """
    cells = row.filled
    if double := _double_pair(row, form, table):
        return double
    if announced := _announced(row, form, table):
        return announced
    labels = [form.label(cell.text) for cell in cells]
    if _alternate(labels, cells):
        beside = zip(labels[::2], cells[1::2], strict=True)
        return [_pair(label, cell, row, table) for label, cell in beside if label is not None]
    if not cells or (len(cells) > 1 and all(labels) and not _is_of_people(labels)):
        return []
    pairs: list[Pair] = []
    known = 0
    place = 0
    while place < len(cells):
        step = _labelled(place, pairs, row, form, table) or _unlabelled(
            place, pairs, row, form, table
        )
        if step is None:
            return []
        pairs += step.pairs
        known += step.known
        place += step.cells
    return pairs if known or _all_repeated(pairs, form) else []


@dataclass(frozen=True, slots=True)
class _Step:
    """The next labels of a row: over how many cells, and how many of them the lexicon knows."""

    pairs: list[Pair]
    cells: int
    known: int


def _labelled(
    place: int, before: Sequence[Pair], row: Row, form: Form, table: Table | None
) -> _Step | None:
    """The label that the lexicon knows, at a place of a row, with its text."""
    cells = row.filled
    cell = cells[place]
    following = cells[place + 1] if place + 1 < len(cells) else None
    if following is not None and (numbered := _numbered(cell, following, form)):
        return _Step([_pair(numbered, following, row, table)], 2, 1)
    inline = _inline(cell, row, form, table)
    if inline and not (len(cells) > 1 and _awaits_text(before)):
        return _Step(inline, 1, sum(pair.label.method != "none" for pair in inline))
    if following is not None and (cut := _cut_label(cells, place, form)) is not None:
        return _Step([_pair(cut, cells[place + 2], row, table)], 3, 1)
    label = form.label(cell.text)
    if label and following is not None and not _is_label_too(following, label, form):
        return _Step([_pair(label, following, row, table)], 2, 1)
    announces = label is not None and label.announces and len(cells) > 1
    return _Step([Pair(label, _spot(cell, row, table, ""))], 1, 1) if label and announces else None


def _unlabelled(
    place: int, before: Sequence[Pair], row: Row, form: Form, table: Table | None
) -> _Step | None:
    """A label that the lexicon does not know, beside its text or above it."""
    cells = row.filled
    cell = cells[place]
    following = cells[place + 1] if place + 1 < len(cells) else None
    if (
        following is not None
        and form.label(cell.text) is None
        and form.label(following.text) is None
        and (unknown := _unknown(cell, form, bool(before))) is not None
    ):
        return _Step([_pair(unknown, following, row, table)], 2, 0)
    above = _unknown_above(cell, row, form, table)
    return _Step([above], 1, 0) if above is not None else None


def _numbered(cell: Cell, text: Cell, form: Form) -> Label | None:
    """'Target 2' beside a text that is no label and has none."""
    label = form.numbered_label(cell.text)
    if label is None or labelled_parts(text.text, form.lexicon, form.year)[0][0] is not None:
        return None
    return label if form.label(text.text) is None else None


def _double_pair(row: Row, form: Form, table: Table | None) -> list[Pair]:
    """Two labels that a conversion put in one cell, over as many words or lines of text."""
    cells = row.filled
    if len(cells) != 2:
        return []
    words, values = cells[0].text.split(), cells[1].text.split("\n")
    if len(values) != 2:
        values = cells[1].text.split()
    if len(values) != 2 or len(words) > 2 * LONGEST_DOUBLE:
        return []
    for cut in (cut for cut in range(1, len(words)) if words[cut][0].isupper()):
        labels = [form.label(" ".join(part)) for part in (words[:cut], words[cut:])]
        if labels[0] and labels[1] and labels[0].fields != labels[1].fields:
            return [
                Pair(label, _spot(cells[1], row, table, value))
                for label, value in zip(labels, values, strict=True)
                if label
            ]
    return []


def _announced(row: Row, form: Form, table: Table | None) -> list[Pair]:
    """A label whose number stands in cells of its own: 'SCHEDA OBIETTIVO | N. | 3'."""
    cells = row.filled
    if not 1 < len(cells) <= LONGEST_ANNOUNCED or not cells[-1].text.strip("°. ").isalnum():
        return []
    label = form.label(" ".join(cell.text for cell in cells))
    if label is None or not label.announces or len(cells[-1].text) > LONGEST_NUMBER:
        return []
    if any(form.label(cell.text) for cell in cells[1:]) and len(cells) > LONGEST_ANNOUNCED - 1:
        return []
    return [Pair(label, _spot(cells[0], row, table, ""))]


def _alternate(labels: Sequence[Label | None], cells: Sequence[Cell]) -> bool:
    """Whether each second cell is a label, though a text beside one may read like one too.

    A figure among the texts shows that these are no headings of columns.
    """
    if len(labels) < FEWEST_ALTERNATING or len(labels) % 2:
        return False
    known = all(label is not None and label.field is not None for label in labels[::2])
    return known and any(
        label is None and any(map(str.isdigit, cell.text))
        for label, cell in zip(labels[1::2], cells[1::2], strict=True)
    )


def _is_of_people(labels: Sequence[Label | None]) -> bool:
    """'Responsabile | Direttore': two labels of one field, the second a person's post."""
    fields = [set(label.fields) & _PEOPLE for label in labels if label is not None]
    return len(fields) == 2 and bool(fields[0] & fields[1])


def _all_repeated(pairs: Sequence[Pair], form: Form) -> bool:
    return bool(pairs) and all(form.repeated.is_label(pair.label.text) for pair in pairs)


def _is_label_too(cell: Cell, label: Label, form: Form) -> bool:
    """Whether the text beside a label is a label itself: then both head columns.

    Beside one that is announced ('OBIETTIVO N. 1'), a label with its text ('Peso: 25') is too.
    'Responsabile | Direttore' is a label and who answers.
    """
    other = form.label(cell.text) if len(cell.text) <= LONGEST_UNKNOWN else None
    if other is not None:
        return not set(label.fields) & set(other.fields) & _PEOPLE
    return label.announces and labelled_parts(cell.text, form.lexicon, form.year)[0][0] is not None


def _awaits_text(pairs: Sequence[Pair]) -> bool:
    """Whether a label before the cell still waits for its text."""
    return bool(pairs) and not pairs[-1].text and not pairs[-1].label.announces


def _unknown(cell: Cell, form: Form, follows: bool) -> Label | None:
    """A label that the lexicon does not know: printed again, bold, or beside ones that it knows."""
    text = cell.text.strip()
    if len(text) > LONGEST_UNKNOWN or not any(map(str.isalpha, text)):
        return None
    if label := form.repeated_label(text):
        return label
    if cell.bold or text.endswith(":") or follows:
        return replace(UNKNOWN, text=text.rstrip(" :"))
    return None


def _cut_label(cells: Sequence[Cell], place: int, form: Form) -> Label | None:
    """A label that a border cuts over two cells, its text in the third."""
    if place + 2 >= len(cells) or not cells[place + 1].text[:1].islower():
        return None
    return split_label(cells[place].text, cells[place + 1].text, form.lexicon)


def _inline(cell: Cell, row: Row, form: Form, table: Table | None) -> list[Pair]:
    """The labels that a cell holds together with their texts."""
    parts = labelled_parts(cell.text, form.lexicon, form.year, cell.lead)
    if parts[0][0] is None or not any(text for _, text in parts):
        return _repeated_inline(cell, row, form, table)
    return [
        Pair(label, _spot(cell, row, table, text)) for label, text in parts if label is not None
    ]


def _unknown_above(cell: Cell, row: Row, form: Form, table: Table | None) -> Pair | None:
    """A short line above others, beside cells of a label and a text each: a label too."""
    name, newline, text = cell.text.partition("\n")
    others = [other for other in row.filled if other is not cell]
    worded = len(name) <= LONGEST_ABOVE and name[:1].isupper() and name[-1:].isalpha()
    if not newline or not worded or not others or form.label(cell.text) is not None:
        return None
    if not all("\n" in other.text for other in others):
        return None
    label = replace(UNKNOWN, text=name)
    return Pair(label, _spot(cell, row, table, text.strip()))


def _repeated_inline(cell: Cell, row: Row, form: Form, table: Table | None) -> list[Pair]:
    """'Personale coinvolto: …' where the document prints this label again and again."""
    name, colon, text = cell.text.partition(":")
    label = form.repeated_label(name) if colon and text.strip() else None
    return [Pair(label, _spot(cell, row, table, text.strip()))] if label is not None else []


def _pair(label: Label, cell: Cell, row: Row, table: Table | None) -> Pair:
    return Pair(label, _spot(cell, row, table, cell.text))


def _spot(cell: Cell, row: Row, table: Table | None, text: str) -> Spot:
    if table is None:
        return Spot(text)
    spot = Spot.of_cell(cell, table, row.index)
    return spot if text == spot.text else replace(spot, text=text, lead="", bold=spot.bold)
