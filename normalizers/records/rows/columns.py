"""The columns of rows of objectives, indicators and steps: whose each of them is."""

from __future__ import annotations

from dataclasses import dataclass, field

from piao.normalizers.fields.columns.heading_search import read as read_heading
from piao.normalizers.forms.pieces import Column, Grid, Row, Spot
from piao.normalizers.records.maker import Maker
from piao.normalizers.records.rows.levels import LEVELS
from piao.normalizers.records.scope import Scope
from piao.schema.document import Cell

GROUPING_TEXTS = frozenset({"org_unit", "responsible", "mission", "programme", "strategic_area"})
MERGED_TEXTS = frozenset({"indicator.responsible", "indicator.dimension", "objective.responsible"})
"""Fields whose blank cell is the lower part of a merged one."""


@dataclass(slots=True)
class RowColumns:
    """A grid whose rows are read: `columns` by field, `levels` those that name objectives.

    `merged` are the texts in force of columns whose blank cells go on from above.
    """

    grid: Grid
    scope: Scope
    maker: Maker
    columns: dict[str, Column] = field(default_factory=dict)
    levels: list[str] = field(default_factory=list)
    merged: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.columns = {c.field: c for c in reversed(self.grid.columns) if c.field}
        self._group_under_unit()
        self._give_responsible_to_indicators()
        self._give_units()
        self._raise_actions()
        self._raise_descriptions()
        self._take_as_of_objectives()
        self.levels = [name for name in LEVELS if name in self.columns]

    def get(self, name: str) -> Column | None:
        """The column of a field."""
        return self.columns.get(name)

    def cell(self, row: Row, name: str) -> Cell | None:
        """The cell of a row in the column of a field, None where blank."""
        column = self.columns.get(name)
        return row.cell(column.index) if column else None

    def spot(self, cell: Cell, row: Row) -> Spot:
        """Where a cell was read, for a row that it covers."""
        return Spot.of_cell(cell, self.grid.table, row.index)

    def text(self, row: Row, name: str) -> str | None:
        """The text of a row for a field; of grouping columns the one in force."""
        column = self.columns.get(name)
        text = row.text(column.index) if column else None
        if text is not None and self.maker.is_blank(text):
            text = None
        if name in MERGED_TEXTS or self.leads(name):
            text = self.merged[name] = text or self.merged.get(name) or ""
        return text or None

    def leads(self, name: str) -> bool:
        """Whether the column of a field groups the rows.

        So do a description left of the indicators' names, and a unit or mission left of the
        objectives' titles.
        """
        if name == "indicator.description":
            owner = self.columns.get("indicator.name")
        elif name.removeprefix("objective.") in GROUPING_TEXTS and self.levels:
            owner = self.columns[self.levels[-1]]
        else:
            return False
        column = self.columns.get(name)
        return owner is not None and column is not None and column.index < owner.index

    def begin_objective(self) -> None:
        """Forget what held for the rows of the objective before."""
        self.merged = {
            kept: text
            for kept, text in self.merged.items()
            if kept.startswith("objective.") and self.leads(kept)
        }

    def _move(self, name: str, to: str) -> None:
        self.columns.setdefault(to, self.columns[name])
        del self.columns[name]

    def _take_as_of_objectives(self) -> None:
        """In rows of objectives a unit is theirs, and so is a day where there are no steps."""
        if not self.columns.keys() & LEVELS.keys():
            return
        if "unit.name" in self.columns:
            self._move("unit.name", "objective.org_unit")
        if "action.due_date" in self.columns and "action.description" not in self.columns:
            self._move("action.due_date", "objective.due_date")

    def _group_under_unit(self) -> None:
        """In the rows of one unit a column 'Area' before the objectives is no other unit."""
        title, column = self.columns.get("objective.title"), self.columns.get("objective.org_unit")
        if self.scope.unit is None or title is None or column is None:
            return
        meant = read_heading(column.heading or "", self.maker.lexicon).fields
        if column.index < title.index and "objective.area" in meant:
            self._move("objective.org_unit", "objective.strategic_area")

    def _give_responsible_to_indicators(self) -> None:
        """A column of responsibles to the right of the indicators' names is theirs."""
        name, column = self.columns.get("indicator.name"), self.columns.get("objective.responsible")
        if name and column and column.index > name.index:
            self._move("objective.responsible", "indicator.responsible")

    def _give_units(self) -> None:
        """Units to the right of the indicators, several an objective, are the indicators'.

        To the right of steps without an objective of their own they answer for the steps.
        """
        name, column = self.columns.get("indicator.name"), self.columns.get("objective.org_unit")
        step = self.columns.get("action.description")
        if column is None:
            return
        if step and not name and (self.scope.unit is not None or not self.grid.fields & {*LEVELS}):
            if column.index > step.index:
                self._move("objective.org_unit", "action.responsible")
        elif name and column.index > name.index and self._has_several(column):
            self._move("objective.org_unit", "indicator.org_unit")

    def _has_several(self, column: Column) -> bool:
        """Whether an objective has several texts in a column."""
        title = self.columns.get("objective.title") or self.columns.get("objective.strategic")
        texts: dict[str | None, set[str]] = {}
        for row in self.grid.rows:
            owner = row.text(title.index) if title else None
            if text := row.text(column.index):
                texts.setdefault(owner, set()).add(text)
        return any(len(some) > 1 for some in texts.values())

    def _raise_descriptions(self) -> None:
        """Several descriptions of objectives under one above them title these, one each."""
        described = self.columns.get("objective.description")
        levels = {"objective.title", "objective.strategic"} & self.columns.keys()
        if described is None or levels != {"objective.strategic"}:
            return
        if "indicator.name" in self.columns and self._has_several(described):
            self._move("objective.description", "objective.title")

    def _raise_actions(self) -> None:
        """A column 'azione' that owns indicators is the level of objectives below the others."""
        action, name = self.columns.get("action.description"), self.columns.get("indicator.name")
        if action is None or name is None:
            return
        if "value.target" not in self.columns:
            return
        if "objective.title" in self.columns:
            if "objective.strategic" in self.columns:
                return
            self._move("objective.title", "objective.strategic")
        self._move("action.description", "objective.title")
