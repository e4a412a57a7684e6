"""How results are judged: components with weights, scales, rules; one criterion a row or cell."""

from __future__ import annotations

import re
from typing import Unpack

from piao.normalizers.fields.columns.column_content import content_kinds
from piao.normalizers.figures import parse_number, parse_percentage
from piao.normalizers.forms.pieces import Column, Grid, Row, Spot
from piao.normalizers.records.attributes import CriterionSaid
from piao.normalizers.records.maker import Maker, Outcome, place_of
from piao.normalizers.records.scope import Scope
from piao.normalizers.text.cleaning import one_line
from piao.schema.document import Cell
from piao.schema.records import DocumentKind

PREFIX = "criterion."
RULE_LENGTH = 120
_SCORE = 0.9
_RANGE = re.compile(r"(?:da\s+)?([\d.,]+)\s*%?\s*(?:[-–÷/]|a)\s*([\d.,]+)\s*%?")
_COMPARISON = re.compile(r"[<>≤≥=]")
_RESULT = re.compile(r"\b(valutazione|punteggio|punti|giudizio|esito)\b", re.IGNORECASE)
_OTHERS = frozenset({"indicator.name", "objective.title", "value.target", "unit.name"})


def fits(grid: Grid, scope: Scope, maker: Maker) -> float:
    own = grid.columns_of(PREFIX)
    others = [c for c in grid.columns if c.field and not c.field.startswith(PREFIX)]
    if len(own) >= 2 and len(own) > len(others):
        return 0.7
    if _is_matrix(grid, maker):
        return 0.72
    if not grid.fields and (_is_grid(grid) or _is_labelled(grid)):
        return 0.6
    return 0.0


def meanings(grid: Grid, scope: Scope, maker: Maker) -> dict[int, str] | None:
    if _is_matrix(grid, maker):
        weights = {column.index: "criterion.weight" for column in _weights(grid, maker)}
        return {0: "criterion.component", **weights}
    if not grid.fields:
        filled = {cell.col for row in grid.rows for cell in row.own}
        return dict.fromkeys(filled, "criterion.text") if _is_grid(grid) else {}
    return None


def read(grid: Grid, scope: Scope, maker: Maker) -> Outcome:
    if _is_matrix(grid, maker):
        _read_matrix(grid, maker)
    elif grid.fields:
        _read_rows(grid, maker)
    elif _is_grid(grid):
        for row in grid.rows:
            for cell in row.own:
                _add(grid, row, cell, maker, text=cell.text)
    else:
        _read_labelled(grid, maker)
    return Outcome.READ


def _add(grid: Grid, row: Row, cell: Cell, maker: Maker, **said: Unpack[CriterionSaid]) -> None:
    place = place_of(Spot.of_cell(cell, grid.table, row.index), _SCORE)
    maker.builder.add_criterion(**said, **place)


def _read_rows(grid: Grid, maker: Maker) -> None:
    component: Cell | None = None
    column = grid.column("criterion.component")
    for row in grid.rows:
        spans = len(row.filled) == 1 and row.filled[0].col_span > 1
        if not row.own or maker.lexicon.is_total(row.own[0].text) or spans:
            continue
        component = (row.cell(column.index) if column else None) or component
        _add_row(grid, row, component, maker)


def _add_row(grid: Grid, row: Row, component: Cell | None, maker: Maker) -> None:
    def cell(field: str) -> Cell | None:
        column = grid.column(PREFIX + field)
        return row.cell(column.index) if column else None

    def text(field: str) -> str | None:
        found = cell(field)
        return found.text if found and not maker.is_blank(found.text) else None

    weight, low, high = text("weight"), text("scale_min"), text("scale_max")
    if low and not high and (scale := _RANGE.fullmatch(low)):
        low, high = scale[1], scale[2]
    _add(
        grid,
        row,
        cell("subject") or cell("text") or component or row.filled[0],
        maker,
        component=one_line(component.text) if component else None,
        subject=one_line(subject) if (subject := text("subject")) else None,
        weight=parse_percentage(weight) if weight else None,
        scale_min=parse_number(low) if low else None,
        scale_max=parse_number(high) if high else None,
        text=text("text"),
    )


def _is_matrix(grid: Grid, maker: Maker) -> bool:
    """Weights by component and category of staff; shares elsewhere are statistics."""
    judged = maker.builder.document.kind is DocumentKind.SMVP or grid.columns_of(PREFIX)
    if not judged or grid.fields & _OTHERS:
        return False
    weights = _weights(grid, maker)
    titled = all(column.heading for column in weights)
    return len(weights) >= 2 and titled and len(grid.rows) >= 2


def _weights(grid: Grid, maker: Maker) -> list[Column]:
    """The columns right of the first that hold shares of a whole only."""
    found = []
    rows = [row for row in grid.rows if not maker.lexicon.is_total(row.text(0) or "")]
    for column in grid.columns[1:]:
        printed = [text for row in rows if (text := row.text(column.index))]
        texts = [text for text in printed if not maker.is_blank(text)]
        if texts and "percent" in content_kinds(texts, maker.lexicon):
            found.append(column)
    return found


def _read_matrix(grid: Grid, maker: Maker) -> None:
    for row in grid.rows:
        label = row.cell(0)
        if label is None or maker.lexicon.is_total(label.text):
            continue
        for column in _weights(grid, maker):
            cell = row.cell(column.index)
            if cell is not None and not maker.is_blank(cell.text):
                _add(
                    grid,
                    row,
                    cell,
                    maker,
                    component=one_line(label.text),
                    subject=one_line(column.heading or "") or None,
                    weight=parse_percentage(cell.text),
                )


def _is_grid(grid: Grid) -> bool:
    """A grid of conditions: 'if indicator 1 ≤ 5 % … then 10'."""
    texts = [cell.text for row in grid.rows for cell in row.own]
    rules = sum(bool(_COMPARISON.search(text) and _RESULT.search(text)) for text in texts)
    return len(texts) >= 2 and rules >= 0.7 * len(texts)


def _is_labelled(grid: Grid) -> bool:
    """Two columns or more, each row ending in a rule of several words, short labels before it."""
    rows = [row for row in grid.rows if len(row.filled) >= 2]
    return (
        bool(rows)
        and len(rows) == len(grid.rows)
        and all(
            len(row.filled[-1].text) >= RULE_LENGTH
            and all(len(cell.text) < RULE_LENGTH for cell in row.filled[:-1])
            for row in rows
        )
    )


def _read_labelled(grid: Grid, maker: Maker) -> None:
    labels: dict[int, str] = {}
    for row in grid.rows:
        for cell in row.filled[:-1]:
            labels = {col: text for col, text in labels.items() if col < cell.col}
            labels[cell.col] = one_line(cell.text)
        names = list(labels.values())
        _add(
            grid,
            row,
            row.filled[-1],
            maker,
            component=names[0] if names else None,
            subject=" - ".join(names[1:]) or None,
            text=row.filled[-1].text,
        )
