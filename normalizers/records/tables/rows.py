"""Rows of objectives, indicators and steps, whichever of them the columns name.

What no column gives (the objective, its unit) comes from the sections around. A merged or
blank objective cell holds for the rows below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from piao.normalizers.figures import parse_deadline
from piao.normalizers.forms.pieces import Column, Grid, Row
from piao.normalizers.records.maker import Maker, Outcome
from piao.normalizers.records.rows.columns import RowColumns
from piao.normalizers.records.rows.indicators import RowIndicators
from piao.normalizers.records.rows.levels import LEVELS
from piao.normalizers.records.rows.objectives import RowObjectives
from piao.normalizers.records.rows.registers import latest_rows
from piao.normalizers.records.rows.totals import Measured, give_responsible, spread_weights
from piao.normalizers.records.scope import Scope
from piao.normalizers.records.steps import (
    add_step,
    end_of_month,
    last_marked,
    months_of,
    printed_deadline,
)
from piao.schema.document import Cell


def fits(grid: Grid, scope: Scope, maker: Maker) -> float:
    """Descriptions or formulas alone make no indicators: a glossary has them too."""
    fields = grid.fields
    if months_of(grid) and scope.objective:
        return 0.9
    if "action.description" in fields and "indicator.name" not in fields:
        owned = fields & {*LEVELS} or scope.objective or scope.strategic
        return 0.85 if owned else 0.0
    named_fields = fields & {"indicator.name", *LEVELS}
    described = fields & {"indicator.description", "indicator.formula"}
    judged = grid.columns_of("value.") or fields & {"indicator.weight", "objective.weight"}
    if named_fields or (described and (judged or scope.objective)):
        return 0.6 if len(fields) >= 2 else 0.0
    return 0.0


def meanings(grid: Grid, scope: Scope, maker: Maker) -> dict[int, str] | None:
    months = months_of(grid)
    return {month.index: "action.due_date" for month in months} if months else None


def read(grid: Grid, scope: Scope, maker: Maker) -> Outcome:
    columns = RowColumns(grid, scope, maker)
    return _Rows(columns, RowObjectives(columns), RowIndicators(columns)).read()


@dataclass(slots=True)
class _Rows:
    """The reading of one grid, row by row."""

    columns: RowColumns
    objectives: RowObjectives
    indicators: RowIndicators
    measured: list[Measured] = field(default_factory=list)
    recorded: bool = False

    def read(self) -> Outcome:
        columns, builder = self.columns, self.columns.maker.builder
        for row in latest_rows(columns.grid, columns.maker):
            if not row.own or self._is_total(row) or self._is_no_record(row):
                continue
            objective = self.objectives.read(row)
            indicators = self.indicators.read(row, objective)
            self.measured.append(Measured(row, objective, indicators))
            self._read_step(row, objective)
            self.recorded = self.recorded or bool(indicators) or objective is not None
        if weight := columns.get("indicator.weight"):
            spread_weights(self.measured, weight.index, builder)
        self.objectives.link()
        self._give_day_of_objective()
        if columns.levels:
            give_responsible(self.measured, columns.scope.responsible, builder)
        return Outcome.READ if self.recorded else Outcome.UNREAD

    def _give_day_of_objective(self) -> None:
        """One day in a column of days, beside no steps, is that of the objective around."""
        columns, objective = self.columns, self.columns.scope.objective
        column = columns.get("action.due_date")
        if objective is None or column is None or columns.get("action.description"):
            return
        days = {text for row in columns.grid.rows if (text := row.text(column.index))}
        if len(days) == 1 and not columns.levels:
            due = parse_deadline(days.pop(), year=columns.maker.year)
            columns.maker.builder.fill_objective(objective, due_date=due)

    def _is_total(self, row: Row) -> bool:
        """A row that begins with 'totale', or has little else."""
        lexicon = self.columns.maker.lexicon
        totals = [cell for cell in row.own if lexicon.is_total(cell.text)]
        return bool(totals) and len(row.own) > 1 and (totals[0] is row.own[0] or len(row.own) <= 3)

    def _is_no_record(self, row: Row) -> bool:
        """A row that goes on from another or groups the rows below it."""
        if len(row.filled) == 1 and self.indicators.read_single(row):
            return True
        if (cell := self._spanning(row)) is not None:
            if self._tells_of_row_above(row):
                self.objectives.describe(cell)
            else:
                self.objectives.read_spanning_group(row, cell)
            return True
        return self.objectives.read_group(row)

    def _spanning(self, row: Row) -> Cell | None:
        """The cell that covers objective and indicator: it names a group of rows, not both."""
        columns = self.columns
        measured = columns.cell(row, "indicator.name")
        owners = [columns.cell(row, level) for level in columns.levels]
        return measured if any(owner is measured for owner in owners) else None

    def _tells_of_row_above(self, row: Row) -> bool:
        """Whether a row of one text is the second of a record, and heads no group.

        Its number is that of the row above, or every row of several cells has such a text below.
        """
        code = self.columns.cell(row, "objective.code")
        if code is not None and code.row < row.index:
            return True
        rows = [other for other in self.columns.grid.rows if other.own]
        spanning = [self._spanning(other) is not None for other in rows]
        return len(rows) > 2 and spanning == [place % 2 == 1 for place in range(len(rows))]

    def _read_step(self, row: Row, objective: str | None) -> None:
        """Record the step that begins in the row; a merged cell is one step."""
        columns, maker = self.columns, self.columns.maker
        months = months_of(columns.grid)
        column = columns.get("action.description")
        cell = row.cell(column.index) if column else _label_of(row, months)
        if cell is None or cell.row != row.index or objective is None:
            return
        marked = last_marked(row, months) if months else None
        if months and marked is None and column is None:
            return
        year = columns.scope.year or maker.year
        due = columns.text(row, "action.due_date") or columns.text(row, "objective.due_date")
        due_date = None
        if marked is not None:  # a day of that month in the text says more than its mark
            printed = printed_deadline(cell.text, year)
            said = printed is not None and printed.month == marked + 1
            due = None if said else months[marked].heading
            due_date = end_of_month(year, marked) if year and not said else None
        add_step(
            columns.spot(cell, row),
            replace(columns.scope, objective=objective),
            maker,
            due=due,
            due_date=due_date,
            action_scope=columns.text(row, "action.scope"),
            responsible=columns.text(row, "action.responsible")
            or columns.text(row, "objective.responsible"),
            outcome=columns.text(row, "action.outcome"),
            score=column.match.score if column else 0.9,
        )
        self.recorded = True


def _label_of(row: Row, months: Sequence[Column]) -> Cell | None:
    """The longest text before the months."""
    labels = [cell for cell in row.filled if months and cell.col < months[0].index]
    return max(labels, key=lambda cell: len(cell.text), default=None)
