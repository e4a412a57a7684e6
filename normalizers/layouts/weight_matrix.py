"""Weights by component and category of staff: one criterion a filled cell."""

from __future__ import annotations

from piao.normalizers.figures import parse_percentage
from piao.normalizers.reader import Reader, one_line
from piao.normalizers.rows import Column, Rows


def _weights(section: Rows, reader: Reader) -> list[Column]:
    """The columns right of the first that hold percentages only."""
    found = []
    for column in section.columns[1:]:
        printed = [text for row in section.rows if (text := row.text(column.index))]
        texts = [text for text in printed if not reader.lexicon.is_blank(text)]
        if texts and all("%" in text and parse_percentage(text) is not None for text in texts):
            found.append(column)
    return found


def fits(section: Rows, reader: Reader) -> float:
    if section.fields & {"indicator.name", "objective.title", "value.target", "unit.name"}:
        return 0.0
    weights = _weights(section, reader)
    titled = all(column.heading for column in weights)
    return 0.72 if len(weights) >= 2 and titled and len(section.rows) >= 2 else 0.0


def read(section: Rows, reader: Reader) -> None:
    for row in section.rows:
        label = row.cell(0)
        if label is None or reader.lexicon.is_total(label.text):
            continue
        for column in _weights(section, reader):
            cell = row.cell(column.index)
            if cell is not None and not reader.lexicon.is_blank(cell.text):
                reader.add_criterion(
                    section.table,
                    row,
                    cell,
                    component=one_line(label.text),
                    subject=one_line(column.heading or "") or None,
                    weight=parse_percentage(cell.text),
                )
