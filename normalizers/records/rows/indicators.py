"""The indicators of rows with their figures; a cell may list several, or steps with their days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from piao.normalizers.fields.columns.heading_search import read
from piao.normalizers.figures import (
    measure_and_figure,
    parse_deadline,
    parse_figures,
    split_measures,
)
from piao.normalizers.forms.pieces import Column, Row, Spot
from piao.normalizers.lexicon import Lexicon
from piao.normalizers.records.attributes import IndicatorTexts
from piao.normalizers.records.formulas import continued_fraction, fraction
from piao.normalizers.records.indicators import add_indicator
from piao.normalizers.records.rows.columns import RowColumns
from piao.normalizers.records.steps import Listed, add_step, dashed, listed
from piao.normalizers.records.values import add_values
from piao.normalizers.text.cleaning import one_line
from piao.schema.document import Cell
from piao.schema.records import Comparator, Role

_FIGURE = re.compile(r"(?:[<>≤≥=]\s?)?(?:€\s?-?\d[\d.,]*|-?\d[\d.,]*(?:\s?[%€])?)(?=\s|$)")
_FIGURES = re.compile(rf"(?:\s*{_FIGURE.pattern})+\s*")
"""Nothing but figures: under several headings, one for each of them."""
_AND = re.compile(r"\s+(?:e|ed|con)\s+|\s*[/+&,–-]\s*", re.IGNORECASE)


@dataclass(slots=True)
class RowIndicators:
    """The indicators of a grid; `last` are those of the row before, whose cell may go on."""

    columns: RowColumns
    last: list[str] = field(default_factory=list)

    def read(self, row: Row, objective: str | None) -> list[str]:
        """Record the indicators of a row: several where its name lists several measures."""
        columns = self.columns
        column = columns.get("indicator.name") or columns.get("indicator.description")
        cell = row.cell(column.index) if column else None
        valued = columns.grid.columns_of("value.")
        if cell is None and not any(row.cell(column.index) for column in valued):
            return []
        if cell is None or column is None:
            return self._measure_of_objective(row, objective)
        if cell.row < row.index and self._goes_on(row, valued):
            self._add_unit(row)
            return []
        texts = self._texts(row)
        if column.field == "indicator.description":
            texts["description"] = None
        target = columns.get("value.target")
        beside = row.cell(target.index) if target else None
        found = listed(cell.text, beside.text) if beside else None
        if found is not None and beside is not None:
            self.last = self._read_listed(row, (cell, beside), objective, texts, found)
            return self.last
        names = dashed(cell.text) or ([cell.text] if valued else split_measures(cell.text))
        self.last = []
        for printed in names:
            apart = not valued and _names_figures(column, columns.maker.lexicon)
            name, figure = measure_and_figure(printed) if apart else (printed, None)
            spot = replace(columns.spot(cell, row), text=name)
            self.last.append(self._add(spot, objective, texts, column.match.score))
            if not valued:
                add_values(
                    replace(spot, text=figure or printed), self.last[-1], Role.TARGET,
                    columns.scope, columns.maker,
                    year=column.match.year, within=figure is None, score=0.9,
                )  # fmt: skip
        if valued and len(names) > 1:
            self._report_unpaired(row, valued, len(names))
        else:
            self._read_values(row, self.last[-1], texts.get("unit"))
        return self.last

    def read_single(self, row: Row) -> bool:
        """Take a row of one cell: the lower half of a fraction, or nothing of a column."""
        columns, cell = self.columns, row.filled[0]
        builder = columns.maker.builder
        formula = columns.get("indicator.formula")
        if formula is not None and cell.col == formula.index and self.last:
            indicator = builder.indicators[self.last[-1]]
            joined = continued_fraction(indicator.formula, cell.text)
            if joined is not None:
                builder.amend_indicator(self.last[-1], formula=joined)
                return True
        names = ("indicator.name", "indicator.description", "objective.title", "action.description")
        named = {column.index for name in names if (column := columns.get(name))}
        return cell.col_span > 1 or cell.col not in named

    def _texts(self, row: Row) -> IndicatorTexts:
        text = self.columns.text
        formula = text(row, "indicator.formula")
        return IndicatorTexts(
            code=text(row, "indicator.code"),
            description=text(row, "indicator.description"),
            dimension=text(row, "indicator.dimension"),
            unit=text(row, "indicator.unit"),
            data_source=text(row, "indicator.data_source"),
            frequency=text(row, "indicator.frequency"),
            reference=text(row, "indicator.reference"),
            responsible=text(row, "indicator.responsible"),
            org_unit=text(row, "indicator.org_unit"),
            formula=fraction(formula) if formula else None,
        )

    def _add(
        self, spot: Spot, objective: str | None, texts: IndicatorTexts, score: float = 1.0
    ) -> str:
        columns = self.columns
        return add_indicator(
            spot, spot.text, columns.scope, columns.maker,
            objective_id=objective, score=score, **texts,
        )  # fmt: skip

    def _report_unpaired(self, row: Row, valued: Sequence[Column], count: int) -> None:
        """Say which figures belong to nobody knows which of several indicators in one cell."""
        raws = [cell.text for column in valued if (cell := row.cell(column.index))]
        if raws:
            self.columns.maker.builder.add_finding(
                "unpaired_figures",
                page=row.filled[0].page,
                table_id=self.columns.grid.table.table_id,
                row=row.index,
                count=count,
                raw=one_line(" | ".join(raws))[:120],
            )

    def _goes_on(self, row: Row, valued: Sequence[Column]) -> bool:
        """Whether a merged indicator has nothing new in this row: no figure of its own."""
        cells = [row.cell(column.index) for column in valued]
        return bool(self.last) and all(cell is None or cell.row < row.index for cell in cells)

    def _add_unit(self, row: Row) -> None:
        """One unit more of an indicator that is merged over the rows of several."""
        builder = self.columns.maker.builder
        unit = one_line(self.columns.text(row, "indicator.org_unit") or "")
        for indicator in self.last if unit else ():
            known = builder.indicators[indicator].org_unit
            if known is None or unit not in known.split(" / "):
                joined = f"{known} / {unit}" if known else unit
                builder.amend_indicator(indicator, org_unit=joined)

    def _read_listed(
        self,
        row: Row,
        cells: tuple[Cell, Cell],
        objective: str | None,
        texts: IndicatorTexts,
        found: Listed,
    ) -> list[str]:
        """Record a cell that lists its lines: steps with their days, or measures with figures.

        `cells` are the indicator's and that of its target.
        """
        columns, maker = self.columns, self.columns.maker
        spot, beside = (columns.spot(cell, row) for cell in cells)
        unit = texts.get("unit")
        dated = all(parse_deadline(text, year=maker.year) for _, text in found.lines)
        if not (dated and found.lead):
            added = []
            for name, text in found.lines:
                added.append(self._add(replace(spot, text=name), objective, texts))
                self._add_target(replace(beside, text=text), added[-1], unit)
            self._add_listed(row, cells, added, unit)
            return added
        indicator = self._add(replace(spot, text=found.lead), objective, texts)
        if found.lead_text is not None:
            self._add_target(replace(beside, text=found.lead_text), indicator, unit)
        scope = replace(columns.scope, objective=objective)
        for step, due in found.lines:
            add_step(replace(spot, text=step), scope, maker, due=due, score=0.9)
        return [indicator]

    def _add_listed(
        self, row: Row, cells: tuple[Cell, Cell], indicators: Sequence[str], unit: str | None
    ) -> None:
        """The lines of the other columns of figures, one for each of the indicators listed."""
        columns = self.columns
        for column in columns.grid.columns_of("value."):
            cell = row.cell(column.index)
            if cell is None or cell in cells or columns.maker.is_blank(cell.text):
                continue
            found = listed(cells[0].text, cell.text)
            if found is None or len(found.lines) != len(indicators):
                self._report_unpaired(row, [column], len(indicators))
                continue
            spot = columns.spot(cell, row)
            for indicator, (_, text) in zip(indicators, found.lines, strict=True):
                add_values(
                    replace(spot, text=text),
                    indicator,
                    Role((column.field or "").removeprefix("value.")),
                    columns.scope,
                    columns.maker,
                    year=column.match.year,
                    unit=unit or column.match.unit,
                    score=column.match.score,
                )

    def _add_target(self, spot: Spot, indicator: str, unit: str | None) -> None:
        match = self.columns.columns["value.target"].match
        add_values(
            spot, indicator, Role.TARGET, self.columns.scope, self.columns.maker,
            year=match.year, unit=unit or match.unit, score=match.score,
        )  # fmt: skip

    def _measure_of_objective(self, row: Row, objective: str | None) -> list[str]:
        """A figure beside an objective without an indicator's name: it measures the objective."""
        columns, builder = self.columns, self.columns.maker.builder
        title = builder.objectives[objective].title if objective else None
        cells = [cell for c in columns.grid.columns_of("value.") if (cell := row.cell(c.index))]
        if title is None or objective is None or not columns.levels:
            return []
        if all(self._is_prose(cell.text) for cell in cells):
            builder.fill_objective(objective, expected_outcome=one_line(cells[0].text))
            return []
        spot = replace(columns.spot(cells[0], row), text=title)
        self.last = [self._add(spot, objective, IndicatorTexts(), 0.7)]
        self._read_values(row, self.last[0], columns.text(row, "indicator.unit"))
        return self.last

    def _is_prose(self, text: str) -> bool:
        figures = parse_figures(text, year=self.columns.maker.year, change=True)
        return all(figure.comparator is Comparator.TEXT for figure in figures)

    def _read_values(self, row: Row, indicator: str, unit: str | None) -> None:
        columns = self.columns
        valued = columns.grid.columns_of("value.")
        for column in valued:
            cell = row.cell(column.index)
            if cell is not None and column.field is not None:
                under = [other for other in valued if row.cell(other.index) is cell]
                figures = _FIGURE.findall(cell.text) if _FIGURES.fullmatch(cell.text) else []
                if len(under) > 1 and len(figures) > 1 and len(figures) != len(under):
                    self._report_unpaired(row, [column], 1)
                    continue
                spot = columns.spot(cell, row)
                if len(under) > 1 and len(figures) > 1:
                    spot = replace(spot, text=figures[under.index(column)].strip())
                add_values(
                    spot,
                    indicator,
                    Role(column.field.removeprefix("value.")),
                    columns.scope,
                    columns.maker,
                    year=column.match.year,
                    unit=unit or column.match.unit,
                    score=column.match.score,
                )


def _names_figures(column: Column, lexicon: Lexicon) -> bool:
    """Whether a heading names the figures beside what is measured: 'Indicatori e valori attesi'."""
    parts = _AND.split(one_line(column.heading or ""))
    fields = [read(part, lexicon).fields for part in parts]
    return len(parts) > 1 and any(field.startswith("value.") for found in fields for field in found)
