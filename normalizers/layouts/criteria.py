"""How results are judged: components with weights, scales, rules, one criterion a row."""

from __future__ import annotations

import re

from piao.normalizers.figures import parse_number, parse_percentage
from piao.normalizers.reader import Reader, one_line
from piao.normalizers.rows import Row, Rows
from piao.schema.document import Cell

PREFIX = "criterion."
_RANGE = re.compile(r"(?:da\s+)?([\d.,]+)\s*%?\s*(?:[-–÷/]|a)\s*([\d.,]+)\s*%?")


def fits(section: Rows, reader: Reader) -> float:
    own = section.columns_of(PREFIX)
    others = [c for c in section.columns if c.field and not c.field.startswith(PREFIX)]
    return 0.7 if len(own) >= 2 and len(own) > len(others) else 0.0


def read(section: Rows, reader: Reader) -> None:
    component: Cell | None = None
    column = section.column("criterion.component")
    for row in section.rows:
        if (
            not row.own
            or reader.lexicon.is_total(row.own[0].text)
            or (len(row.filled) == 1 and row.filled[0].col_span > 1)
        ):
            continue
        component = (row.cell(column.index) if column else None) or component
        _add(section, row, component, reader)


def _add(section: Rows, row: Row, component: Cell | None, reader: Reader) -> None:
    def cell(field: str) -> Cell | None:
        column = section.column(PREFIX + field)
        return row.cell(column.index) if column else None

    def text(field: str) -> str | None:
        found = cell(field)
        return found.text if found and not reader.lexicon.is_blank(found.text) else None

    weight, low, high = text("weight"), text("scale_min"), text("scale_max")
    if low and not high and (scale := _RANGE.fullmatch(low)):
        low, high = scale[1], scale[2]
    reader.add_criterion(
        section.table,
        row,
        cell("subject") or cell("text") or component or row.filled[0],
        component=one_line(component.text) if component else None,
        subject=one_line(subject) if (subject := text("subject")) else None,
        weight=parse_percentage(weight) if weight else None,
        scale_min=parse_number(low) if low else None,
        scale_max=parse_number(high) if high else None,
        text=text("text"),
    )
