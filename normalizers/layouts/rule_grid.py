"""Rules without a heading: a grid of conditions, or labels beside a long rule.

In a grid ('if indicator 1 ≤ 5 % … then 10') each cell is a criterion. Where the last
cell of a row is the rule, the cells before it say what it is about.
"""

from __future__ import annotations

import re

from piao.normalizers.reader import Reader, one_line
from piao.normalizers.rows import Rows

_COMPARISON = re.compile(r"[<>≤≥=]")
_RESULT = re.compile(r"\b(valutazione|punteggio|punti|giudizio|esito)\b", re.IGNORECASE)
RULE_LENGTH = 120


def fits(section: Rows, reader: Reader) -> float:
    if section.fields:
        return 0.0
    return 0.6 if _is_grid(section) or _is_labelled(section) else 0.0


def _is_grid(section: Rows) -> bool:
    texts = [cell.text for row in section.rows for cell in row.own]
    rules = sum(bool(_COMPARISON.search(text) and _RESULT.search(text)) for text in texts)
    return len(texts) >= 2 and rules >= 0.7 * len(texts)


def _is_labelled(section: Rows) -> bool:
    """Two columns or more, each row ending in a rule of several words, short labels before it."""
    rows = [row for row in section.rows if len(row.filled) >= 2]
    return (
        bool(rows)
        and len(rows) == len(section.rows)
        and all(
            len(row.filled[-1].text) >= RULE_LENGTH
            and all(len(cell.text) < RULE_LENGTH for cell in row.filled[:-1])
            for row in rows
        )
    )


def meanings(section: Rows, reader: Reader) -> dict[int, str]:
    filled = {cell.col for row in section.rows for cell in row.own}
    return dict.fromkeys(filled, "criterion.text") if _is_grid(section) else {}


def read(section: Rows, reader: Reader) -> None:
    if _is_grid(section):
        for row in section.rows:
            for cell in row.own:
                reader.add_criterion(section.table, row, cell, text=cell.text)
        return
    labels: dict[int, str] = {}
    for row in section.rows:
        for cell in row.filled[:-1]:
            labels = {col: text for col, text in labels.items() if col < cell.col}
            labels[cell.col] = one_line(cell.text)
        names = list(labels.values())
        reader.add_criterion(
            section.table,
            row,
            row.filled[-1],
            component=names[0] if names else None,
            subject=" - ".join(names[1:]) or None,
            text=row.filled[-1].text,
        )
