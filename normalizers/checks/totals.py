"""Total lines that differ from the sum of their lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from piao.normalizers.checks.plan import Alarm, Plan, short
from piao.normalizers.checks.weights import adds_up
from piao.normalizers.figures import parse_number
from piao.schema.document import Cell, Table
from piao.schema.records import Provenance


@dataclass(slots=True)
class Lines:
    """The figures of one column above a total: since the last one, all, and the totals."""

    since: list[Decimal]
    all: list[Decimal]
    totals: list[Decimal]

    @property
    def added(self) -> list[Decimal]:
        """What a total here should add up: the lines since the last one, else all lines."""
        return self.since or self.all


def total_lines(plan: Plan) -> Iterator[Alarm]:
    """Totals of weights and of amounts; a total of shares or of averages is no sum."""
    weights: dict[str | None, set[int]] = {}
    for column in plan.records.heading_map:
        if (column.field or "").endswith(("weight", "_weight")):
            weights.setdefault(column.table_id, set()).add(column.column)
    for table in plan.document.tables:
        if any(_is_total(cell, plan) for cell in table.cells):
            yield from _of_table(table, weights.get(table.table_id, set()), plan)


def _of_table(table: Table, weights: set[int], plan: Plan) -> Iterator[Alarm]:
    grid = table.grid()
    totals = {cell.row: cell for cell in table.cells if _is_total(cell, plan)}
    for column in range(table.columns):
        lines = Lines([], [], [])
        for row in range(table.rows):
            cell = grid[row][column]
            begins = cell is not None and cell.row == row and cell.col == column
            figure = _figure(cell, weight=column in weights) if cell and begins else None
            if row not in totals:
                if figure is not None:
                    lines.since.append(figure)
                    lines.all.append(figure)
                elif cell is not None and cell.text and begins and lines.all:
                    lines = Lines([], [], [])
                continue
            if cell is None or figure is None:
                continue
            if not _is_sum(figure, lines, weight=column in weights):
                place = Provenance(
                    page=cell.page, table_id=table.table_id, row=row, column=column, bbox=cell.bbox
                )
                details = {
                    "line": short(totals[row].text),
                    "printed": figure,
                    "total": sum(lines.added, Decimal(0)),
                }
                yield Alarm("total_mismatch", place, details=details)
            lines.totals.append(figure)
            lines.since = []


def _is_total(cell: Cell, plan: Plan) -> bool:
    first = cell.text[:1].casefold() in ("t", "s")  # few cells need the whole look
    return first and len(cell.text) < 60 and plan.lexicon.is_total(cell.text)


def _figure(cell: Cell, *, weight: bool) -> Decimal | None:
    if len(cell.text) > 30 or ("%" in cell.text and not weight):
        return None
    return parse_number(cell.text)


def _is_sum(total: Decimal, lines: Lines, *, weight: bool) -> bool:
    """Whether the total is that of its lines, of all lines or of the totals above it."""
    sums: list[Sequence[Decimal]] = [lines.since, lines.all, lines.totals]
    if any(group and adds_up(group, total) for group in sums):
        return True
    added = lines.added
    if len(added) < 2:
        return True
    return not weight and min(added) <= total <= max(added)


CHECKS = (total_lines,)
