"""Weights by component and category of staff: one criterion a filled cell."""

from __future__ import annotations

from piao.normalizers.column_content import content_kinds
from piao.normalizers.figures import parse_percentage
from piao.normalizers.reader import Reader, one_line
from piao.normalizers.rows import Column, Rows
from piao.schema.records import DocumentKind


def _weights(section: Rows, reader: Reader) -> list[Column]:
    """The columns right of the first that hold shares of a whole only."""
    found = []
    rows = [row for row in section.rows if not reader.lexicon.is_total(row.text(0) or "")]
    for column in section.columns[1:]:
        printed = [text for row in rows if (text := row.text(column.index))]
        texts = [text for text in printed if not reader.lexicon.is_blank(text)]
        if texts and "percent" in content_kinds(texts, reader.lexicon):
            found.append(column)
    return found


def fits(section: Rows, reader: Reader) -> float:
    """Shares in a table that does not speak of assessment are statistics."""
    if reader.builder.document.kind is not DocumentKind.SMVP and not section.columns_of(
        "criterion."
    ):
        return 0.0
    if section.fields & {"indicator.name", "objective.title", "value.target", "unit.name"}:
        return 0.0
    weights = _weights(section, reader)
    titled = all(column.heading for column in weights)
    return 0.72 if len(weights) >= 2 and titled and len(section.rows) >= 2 else 0.0


def meanings(section: Rows, reader: Reader) -> dict[int, str]:
    weights = {column.index: "criterion.weight" for column in _weights(section, reader)}
    return {0: "criterion.component", **weights}


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
