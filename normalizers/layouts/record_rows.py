"""Rows of objectives and indicators under headings that say what each column holds.

The most usual layout: 'obiettivo strategico / obiettivo operativo / indicatore /
baseline / target / peso / responsabile', or only some of these below an objective's
heading. A merged or blank objective cell holds for the rows below; a numbered row of
one cell is a group of indicators.
"""

from __future__ import annotations

from piao.normalizers.cleaning import fold, strip_footnote
from piao.normalizers.figures import parse_deadline, parse_figures, parse_percentage, split_measures
from piao.normalizers.formulas import continued_fraction, fraction
from piao.normalizers.heading_lines import numbered, read_line
from piao.normalizers.levels import LEVELS, coded_level
from piao.normalizers.reader import Reader, one_line
from piao.normalizers.row_totals import Measured, give_responsible, spread_weights
from piao.normalizers.rows import Column, Row, Rows
from piao.normalizers.steps import add_step
from piao.schema.document import Cell
from piao.schema.records import Comparator, Level, Role

OBJECTIVE_TEXTS = (
    "description", "org_unit", "responsible", "mission", "programme",
    "strategic_area", "stakeholders", "expected_outcome", "reference",
)  # fmt: skip
GROUPING_TEXTS = frozenset({"org_unit", "responsible", "mission", "programme", "strategic_area"})
INDICATOR_TEXTS = (
    "code", "description", "dimension", "unit", "data_source",
    "frequency", "reference", "responsible",
)  # fmt: skip
MERGED_TEXTS = frozenset({"indicator.responsible", "indicator.dimension", "objective.responsible"})
"""Fields whose blank cell is the lower part of a merged one."""


def fits(section: Rows, reader: Reader) -> float:
    """Descriptions or formulas alone make no indicators: a glossary has them too."""
    fields = section.fields
    named = fields & {"indicator.name", *LEVELS}
    described = fields & {"indicator.description", "indicator.formula"}
    judged = section.columns_of("value.") or fields & {"indicator.weight", "objective.weight"}
    if named or (described and (judged or reader.context.objective)):
        return 0.6 if len(fields) >= 2 else 0.0
    return 0.0


def read(section: Rows, reader: Reader) -> None:
    _RowsReading(section, reader).read()


class _RowsReading:
    """The state of reading one section: the objectives in force and the weights seen."""

    def __init__(self, section: Rows, reader: Reader) -> None:
        self.section, self.reader = section, reader
        self.columns = {
            column.field: column for column in reversed(section.columns) if column.field
        }
        self._give_responsible_to_indicators()
        self.levels = [field for field in LEVELS if field in self.columns]
        self.coded = coded_level(section, self.levels)
        self.owner = reader.context.objective
        self.root = reader.context.strategic or self._strategic_owner()
        self.open: dict[str, tuple[Cell, str]] = {}
        self.merged: dict[str, str] = {}
        self.org_unit: str | None = None
        self.measured: list[Measured] = []
        self.last_indicator: str | None = None
        self.group: str | None = None

    def _give_responsible_to_indicators(self) -> None:
        """A column of responsibles to the right of the indicators' names is theirs."""
        name, column = self.columns.get("indicator.name"), self.columns.get("objective.responsible")
        if name and column and column.index > name.index:
            self.columns.setdefault("indicator.responsible", column)
            del self.columns["objective.responsible"]

    def _strategic_owner(self) -> str | None:
        """The objective titled above, where the rows name the objectives under it."""
        if self.owner is None or not self.levels:
            return None
        level = self.reader.builder.objectives[self.owner].level
        return self.owner if level in (Level.STRATEGIC, Level.AREA) else None

    def read(self) -> None:
        for row in self.section.rows:
            if not row.own or self._is_total(row):
                continue
            if len(row.filled) == 1 and self._read_single(row):
                continue
            objective = self._read_objectives(row)
            indicators = self._read_indicators(row, objective)
            self.measured.append(Measured(row, objective, indicators))
            self._read_step(row, objective)
        builder = self.reader.builder
        if "indicator.weight" in self.columns:
            spread_weights(self.measured, self.columns["indicator.weight"].index, builder)
        if self.levels:
            give_responsible(self.measured, self.reader.context.responsible, builder)
        if self.last_indicator is not None and not self.levels and self.owner is not None:
            self.reader.context.measured = True

    def _read_step(self, row: Row, objective: str | None) -> None:
        """Record the step that begins in the row; a merged cell is one step."""
        column = self.columns.get("action.description")
        cell = row.cell(column.index) if column else None
        if cell is not None and cell.row == row.index and objective is not None:
            add_step(self.section, row, cell, objective, self.reader)

    def _is_total(self, row: Row) -> bool:
        """A row that begins with 'totale', or has little else."""
        totals = [cell for cell in row.own if self.reader.lexicon.is_total(cell.text)]
        return bool(totals) and len(row.own) > 1 and (totals[0] is row.own[0] or len(row.own) <= 3)

    def _read_single(self, row: Row) -> bool:
        """A row of one cell: a group, a heading, or the lower half of a fraction."""
        cell = row.filled[0]
        text = one_line(cell.text)
        formula = self.columns.get("indicator.formula")
        if formula is not None and cell.col == formula.index and self.last_indicator:
            indicator = self.reader.builder.indicators[self.last_indicator]
            joined = continued_fraction(indicator.formula, cell.text)
            if joined is not None:
                self.reader.builder.amend_indicator(self.last_indicator, formula=joined)
                return True
        styled = cell.bold or cell.col_span == self.section.table.columns
        if read_line(text, self.reader.lexicon, styled=styled):
            self.reader.read_heading(cell.text, styled=styled, page=cell.page, bbox=cell.bbox)
            self.owner, self.root = self.reader.context.objective, self.reader.context.strategic
            return True
        code, title = numbered(text)
        if code is not None and "indicator.name" in self.columns and not self.levels:
            self.group = self.reader.add_objective(
                self.section.table,
                row,
                cell,
                Level.AREA,
                0.95,
                code=code,
                title=strip_footnote(title),
                year=self.reader.year,
            )
            return True
        return cell.col_span > 1 or cell.col not in self._named_columns()

    def _named_columns(self) -> set[int]:
        names = ("indicator.name", "indicator.description", "objective.title")
        return {self.columns[name].index for name in names if name in self.columns}

    def _text(self, row: Row, field: str) -> str | None:
        column = self.columns.get(field)
        text = row.text(column.index) if column else None
        if text is not None and self.reader.lexicon.is_blank(text):
            text = None
        if field in MERGED_TEXTS or self._leads(field):
            text = self.merged[field] = text or self.merged.get(field) or ""
        return text or None

    def _leads(self, field: str) -> bool:
        """Whether the column groups the rows: a description left of the indicators' names,
        the unit or mission left of the objectives' titles."""
        if field == "indicator.description":
            name = self.columns.get("indicator.name")
        elif field.removeprefix("objective.") in GROUPING_TEXTS and self.levels:
            name = self.columns[self.levels[-1]]
        else:
            return False
        return name is not None and field in self.columns and self.columns[field].index < name.index

    def _read_objectives(self, row: Row) -> str | None:
        """Record the objectives that begin in the row; gives the one its indicators belong to."""
        parent = self.root
        for field in self.levels:
            column = self.columns[field]
            cell = row.cell(column.index)
            known = self.open.get(field)
            if cell is not None and (
                known is None
                or self._is_new(cell, known[0])
                or (field == self.levels[-1] and self._is_of_another_unit(row, cell, known[0]))
            ):
                self.open[field] = (cell, self._add_objective(row, cell, field, column, parent))
                for lower in self.levels[self.levels.index(field) + 1 :]:
                    self.open.pop(lower, None)
                self.merged = {
                    name: text
                    for name, text in self.merged.items()
                    if name.startswith("objective.") and self._leads(name)
                }
            if field in self.open:
                parent = self.open[field][1]
        if self.open:
            return parent
        return self.group or self.owner

    @staticmethod
    def _is_new(cell: Cell, known: Cell) -> bool:
        """Not the same merged cell, nor its text printed again."""
        return cell is not known and one_line(cell.text) != one_line(known.text)

    def _is_of_another_unit(self, row: Row, cell: Cell, known: Cell) -> bool:
        """Whether a title printed again is that of the next unit: an objective of its own."""
        if cell is known:
            return False
        unit = self._text(row, "objective.org_unit")
        if unit is None or self.org_unit is None:
            return False
        return fold(unit) != fold(self.org_unit)

    def _add_objective(
        self, row: Row, cell: Cell, field: str, column: Column, parent: str | None
    ) -> str:
        attributes = dict(self.reader.inherited())
        deepest = field == self.levels[-1]
        code, title = numbered(one_line(cell.text))
        lines = read_line(one_line(cell.text), self.reader.lexicon, styled=False)
        if lines and lines[0].title and lines[0].kind.endswith("objective"):
            code, title = lines[0].code, lines[0].title
        if field == self.coded:
            code = self._text(row, "objective.code") or code
        if deepest:
            self.org_unit = self._text(row, "objective.org_unit")
            due = self._text(row, "objective.due_date")
            weight = self._text(row, "objective.weight")
            for name in OBJECTIVE_TEXTS:
                attributes[name] = self._text(row, f"objective.{name}") or attributes.get(name)
            attributes["due_date"] = parse_deadline(due, year=self.reader.year) if due else None
            attributes["weight"] = parse_percentage(weight) if weight else None
        attributes["year"] = column.match.year or attributes["year"]
        if own_weight := self._text(row, f"{field}_weight"):
            attributes["weight"] = parse_percentage(own_weight)
        return self.reader.add_objective(
            self.section.table,
            row,
            cell,
            LEVELS[field],
            column.match.score,
            parent_id=parent,
            code=code,
            title=strip_footnote(title),
            **attributes,
        )

    def _read_indicators(self, row: Row, objective: str | None) -> list[str]:
        """Record the indicators of a row: several where its name lists several measures."""
        name_column = self.columns.get("indicator.name") or self.columns.get(
            "indicator.description"
        )
        cell = row.cell(name_column.index) if name_column else None
        valued = self.section.columns_of("value.")
        if cell is None and not any(row.cell(column.index) for column in valued):
            return []
        if cell is None or name_column is None:
            return self._indicator_of_objective(row, objective)
        whole = not valued
        names = split_measures(cell.text) if whole else [cell.text]
        formula = self._text(row, "indicator.formula")
        texts = {name: self._text(row, f"indicator.{name}") for name in INDICATOR_TEXTS}
        if name_column.field == "indicator.description":
            texts["description"] = None
        added = []
        for name in names:
            indicator = self.reader.add_indicator(
                self.section.table,
                row,
                cell,
                score=name_column.match.score,
                name=one_line(name),
                objective_id=objective,
                formula=fraction(formula) if formula else None,
                **texts,
            )
            if whole:
                self.reader.add_values(
                    self.section.table, row, cell, indicator, Role.TARGET,
                    text=name, year=name_column.match.year, within=True, score=0.9,
                )  # fmt: skip
            added.append(indicator)
        self.last_indicator = added[-1]
        self._read_values(row, added[-1], texts["unit"])
        return added

    def _indicator_of_objective(self, row: Row, objective: str | None) -> list[str]:
        """A figure beside an objective without an indicator's name: it measures the objective."""
        title = self.reader.builder.objectives[objective].title if objective else None
        cells = [cell for c in self.section.columns_of("value.") if (cell := row.cell(c.index))]
        if title is None or objective is None or not self.levels:
            return []
        if all(self._is_prose(cell.text) for cell in cells):
            outcome = one_line(cells[0].text)
            self.reader.builder.fill_objective(objective, expected_outcome=outcome)
            return []
        indicator = self.reader.add_indicator(
            self.section.table, row, cells[0], score=0.7, name=title, objective_id=objective
        )
        self._read_values(row, indicator, self._text(row, "indicator.unit"))
        self.last_indicator = indicator
        return [indicator]

    def _is_prose(self, text: str) -> bool:
        figures = parse_figures(text, year=self.reader.year, change=True)
        return all(figure.comparator is Comparator.TEXT for figure in figures)

    def _read_values(self, row: Row, indicator: str, unit: str | None) -> None:
        for column in self.section.columns_of("value."):
            cell = row.cell(column.index)
            if cell is not None and column.field is not None:
                self.reader.add_values(
                    self.section.table,
                    row,
                    cell,
                    indicator,
                    Role(column.field.removeprefix("value.")),
                    year=column.match.year,
                    unit=unit or column.match.unit,
                    score=column.match.score,
                )
