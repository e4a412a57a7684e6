"""A table of amounts: one column of labels, one of sums of money.

Each line is an indicator with a target, tied to no objective.
"""

from __future__ import annotations

import re

from piao.normalizers.reader import Reader, one_line
from piao.normalizers.rows import Row, Rows
from piao.schema.records import Role

_MONEY = re.compile(r"(€|euro)\s*-?[\d.,]+|-?[\d.,]+\s*(€|euro)", re.IGNORECASE)


def _columns(section: Rows) -> tuple[int, int] | None:
    """The column of labels and that of amounts, where these two are all."""
    used = sorted({cell.col for row in section.rows for cell in row.filled})
    return (used[0], used[1]) if len(used) == 2 else None


def _is_amount(row: Row, column: int) -> bool:
    return bool(_MONEY.fullmatch((row.text(column) or "").strip()))


def fits(section: Rows, reader: Reader) -> float:
    columns = _columns(section)
    if columns is None or (section.columns_of("value.") and section.column("indicator.name")):
        return 0.0
    lines = [row for row in section.rows if len(row.filled) == 2]
    if lines and not _is_amount(lines[0], columns[1]):
        lines = lines[1:]  # a heading that the lexicon does not know
    amounts = sum(_is_amount(row, columns[1]) for row in lines)
    return 0.9 if len(lines) >= 2 and amounts >= 0.8 * len(lines) else 0.0


def meanings(section: Rows, reader: Reader) -> dict[int, str]:
    columns = _columns(section)
    return {columns[0]: "indicator.name", columns[1]: "value.target"} if columns else {}


def read(section: Rows, reader: Reader) -> None:
    columns = _columns(section)
    if columns is None:
        return
    for row in section.rows:
        name, amount = row.cell(columns[0]), row.cell(columns[1])
        if name and amount and _is_amount(row, columns[1]):
            indicator = reader.add_indicator(section.table, row, name, name=one_line(name.text))
            reader.add_values(section.table, row, amount, indicator, Role.TARGET)
