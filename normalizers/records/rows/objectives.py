"""The objectives that rows name, level by level; merged cells hold for the rows below."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from piao.extractors.shared.lines import begins_list_item
from piao.normalizers.fields.announcements import announce
from piao.normalizers.fields.columns.heading_search import names_beside
from piao.normalizers.fields.kinds import OBJECTIVES, printed_level
from piao.normalizers.fields.labels import titled
from piao.normalizers.figures import parse_deadline
from piao.normalizers.forms.pieces import Column, Row
from piao.normalizers.records.attributes import OBJECTIVE_TEXTS, ObjectiveSaid
from piao.normalizers.records.maker import named, place_of, weight_of
from piao.normalizers.records.rows.columns import RowColumns
from piao.normalizers.records.rows.levels import LEVEL_OF, LEVELS, coded_level
from piao.normalizers.text.cleaning import fold, one_line
from piao.schema.document import Cell
from piao.schema.records import Level

_IN_BRACKETS = re.compile(r"(?P<title>.+?)\s*\((?P<inner>[^()]+)\)")
_WORD = re.compile(r"[^\W\d_]{3,}")
SHORTEST_DESCRIPTION = 20
"""Letters behind bold words that are less are of the title: a place, an office in brackets."""


@dataclass(slots=True)
class RowObjectives:
    """The objectives of a grid: `open` those in force by level, with the cell that names them.

    `groups` are areas by the number that the rows below count on from, `group` the one that
    a row over all columns named last, `known` the objectives recorded so far by level,
    owner, title and unit. `parents` are the codes of parents that rows print.
    """

    columns: RowColumns
    open: dict[str, tuple[Cell, str]] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    known: dict[tuple[str | None, ...], str] = field(default_factory=dict)
    group: str | None = None
    parents: dict[str, str] = field(default_factory=dict)
    org_unit: str | None = None
    coded: str | None = None

    def __post_init__(self) -> None:
        columns = self.columns
        self.coded = coded_level(columns.columns, columns.grid.rows, columns.levels)

    def read(self, row: Row) -> str | None:
        """Record the objectives that begin in the row; gives the one its indicators belong to."""
        columns = self.columns
        parent = self._group_of(row) or self.group or self._root
        for name in columns.levels:
            column = columns.columns[name]
            cell = row.cell(column.index)
            if cell is not None and self._begins(name, cell, row):
                self.open[name] = (cell, self._objective(row, cell, name, column, parent))
                for lower in columns.levels[columns.levels.index(name) + 1 :]:
                    self.open.pop(lower, None)
                columns.begin_objective()
            if name in self.open:
                parent = self.open[name][1]
        return parent if self.open else columns.scope.objective

    def link(self) -> None:
        """Put each objective under the one whose code its row prints as that of its parent."""
        builder = self.columns.maker.builder
        recorded = set(self.known.values())
        codes = {
            known.code: identity
            for identity, known in builder.objectives.items()
            if identity in recorded and known.code
        }
        for identity, code in self.parents.items():
            parent = codes.get(code)
            if parent is not None and parent != identity:
                builder.amend_objective(identity, parent_id=parent)

    def read_group(self, row: Row) -> bool:
        """Record a row with a number and a title, and no indicator, that the rows below count on.

        '1 | Esiti e appropriatezza | | 40' over '1.1', '1.2' is the area that these are in.
        """
        columns = self.columns
        code, name = columns.text(row, "objective.code"), columns.get("indicator.name")
        if code is None or name is None or row.cell(name.index) or not columns.levels:
            return False
        column = columns.columns[columns.levels[-1]]
        cell = row.cell(column.index)
        if cell is None or cell.row != row.index or not self._is_counted_on(row, code):
            return False
        identity = self._add(row, cell, columns.levels[-1], column, self._root)
        weight = columns.text(row, "objective.weight") or columns.text(row, "indicator.weight")
        builder = columns.maker.builder
        builder.amend_objective(identity, level=Level.AREA, weight=weight_of(weight))
        self.groups[code.rstrip(".")] = identity
        self.open.clear()
        return True

    def read_spanning_group(self, row: Row, cell: Cell) -> None:
        """Record the area that a cell over objectives and indicators names, with its weight.

        Without a number or a weight it is a line among the rows, and no area.
        """
        columns = self.columns
        fields = ("objective.weight", "indicator.weight")
        beside = (columns.cell(row, name) for name in fields)
        weight = next((other.text for other in beside if other not in (None, cell)), None)
        code = named(cell.text)[0] or self._code_of(row)
        self.open.clear()
        if code is None and weight is None:
            self.group = None
            return
        level = columns.levels[-1]
        identity = self._add(row, cell, level, columns.columns[level], self._root)
        builder = columns.maker.builder
        builder.amend_objective(identity, level=Level.AREA, code=code, weight=weight_of(weight))
        self.group = identity

    def describe(self, cell: Cell) -> None:
        """Give the objective in force a text that stands below its row, over all columns."""
        lowest = self.open.get(self.columns.levels[-1])
        if lowest is not None:
            self.columns.maker.builder.fill_objective(lowest[1], description=cell.text)

    @property
    def _root(self) -> str | None:
        """The objective around the grid that those named in its rows belong to."""
        columns, scope = self.columns, self.columns.scope
        if not columns.levels:
            return None
        if scope.objective is not None:
            level = columns.maker.builder.objectives[scope.objective].level
            steps_only = "indicator.name" not in columns.columns
            if level in (Level.STRATEGIC, Level.AREA) or steps_only:
                return scope.objective
        return scope.strategic

    def _is_counted_on(self, row: Row, code: str) -> bool:
        """Whether the code of the next row with one goes on from this row's."""
        rows = [other for other in self.columns.grid.rows if other.index > row.index]
        codes = (self._code_of(other) for other in rows)
        following = next((text for text in codes if text), None)
        return following is not None and following.startswith(f"{code.rstrip('.')}.")

    def _code_of(self, row: Row) -> str | None:
        cell = self.columns.cell(row, "objective.code")
        return cell.text if cell else None

    def _group_of(self, row: Row) -> str | None:
        """The group whose number the row's code goes on from."""
        code = self._code_of(row) or ""
        owners = (owner for own, owner in self.groups.items() if code.startswith(f"{own}."))
        return next(owners, None)

    def _begins(self, name: str, cell: Cell, row: Row) -> bool:
        """Whether a cell names another objective than the one in force on its level."""
        if self.columns.maker.is_blank(cell.text):
            return False
        if name not in self.open:
            return True
        known = self.open[name][0]
        if cell is known:
            return False
        if one_line(cell.text) != one_line(known.text):
            return True
        return name == self.columns.levels[-1] and self._is_of_another_unit(row)

    def _is_of_another_unit(self, row: Row) -> bool:
        """Whether a title printed again is that of the next unit: an objective of its own."""
        unit = self.columns.text(row, "objective.org_unit")
        return unit is not None and self.org_unit is not None and fold(unit) != fold(self.org_unit)

    def _objective(
        self, row: Row, cell: Cell, name: str, column: Column, parent: str | None
    ) -> str:
        """The objective of a cell; printed again under one unit it is the same."""
        lowest = name == self.columns.levels[-1]
        unit = self.columns.text(row, "objective.org_unit") if lowest else None
        key = (name, parent, fold(cell.text), fold(unit) if unit else None)
        if key not in self.known:
            self.known[key] = self._add(row, cell, name, column, parent)
            if lowest and (code := self.columns.text(row, "objective.parent")):
                self.parents[self.known[key]] = code
        elif lowest:
            self.org_unit = unit
        return self.known[key]

    def _add(self, row: Row, cell: Cell, name: str, column: Column, parent: str | None) -> str:
        columns, maker = self.columns, self.columns.maker
        given = columns.scope.inherited(maker.year)
        said, below = self._parted(cell)
        code, title = named(said)
        lines = announce(one_line(said), maker.lexicon, styled=False)
        if lines and lines[0].title and lines[0].kind in OBJECTIVES:
            code, title = lines[0].code, lines[0].title
        if name == self.coded:
            code = columns.text(row, "objective.code") or code
        code = columns.text(row, f"{name}_code") or code
        title, beside = self._without_office(title, column)
        title, weight = titled(title)
        given["parent_id"], given["code"], given["title"] = parent, code, title
        given["weight"] = weight_of(weight)
        lowest = name == columns.levels[-1]
        if lowest:
            self._give_own_attributes(row, given)
        given.update(beside)
        if below and not given.get("description"):
            given["description"] = below
        given["year"] = column.match.year or given["year"]
        if own_weight := columns.text(row, f"{name}_weight"):
            given["weight"] = weight_of(own_weight)
        printed = printed_level(columns.text(row, "objective.level")) if lowest else None
        if name == "objective.title" and printed_level(column.heading) is None:
            printed = printed or columns.scope.level
        return maker.builder.add_objective(
            LEVEL_OF[printed] if printed else LEVELS[name],
            **given,
            **place_of(columns.spot(cell, row), column.match.score),
        )

    def _parted(self, cell: Cell) -> tuple[str, str]:
        """The bold line that a cell begins with and the text below, where this describes it."""
        worded = len(_WORD.findall(cell.lead)) > 1
        whole_line = worded and cell.text.startswith(f"{cell.lead}\n")
        below = cell.text[len(cell.lead) :].strip() if cell.lead else ""
        described = "objective.description" in self.columns.columns
        whole = not whole_line or described or begins_list_item(below)
        if whole or len(below) < SHORTEST_DESCRIPTION or below[:1].islower():
            return cell.text, ""
        return cell.lead, one_line(below)

    def _without_office(self, title: str, column: Column) -> tuple[str, ObjectiveSaid]:
        """A title without the office or person in brackets that its heading says is there."""
        beside = names_beside(column.heading or "", self.columns.maker.lexicon)
        match = _IN_BRACKETS.fullmatch(one_line(title))
        if match and "objective.org_unit" in beside:
            return match["title"], {"org_unit": match["inner"]}
        if match and "objective.responsible" in beside:
            return match["title"], {"responsible": match["inner"]}
        return title, {}

    def _give_own_attributes(self, row: Row, given: ObjectiveSaid) -> None:
        """What the row prints of the objective of the lowest level."""
        columns = self.columns
        self.org_unit = columns.text(row, "objective.org_unit")
        for name in OBJECTIVE_TEXTS:
            given[name] = columns.text(row, f"objective.{name}") or given.get(name)
        due = columns.text(row, "objective.due_date")
        given["due_date"] = parse_deadline(due, year=columns.maker.year) if due else None
        weight = columns.text(row, "objective.weight")
        given["weight"] = weight_of(weight) if weight else given["weight"]
