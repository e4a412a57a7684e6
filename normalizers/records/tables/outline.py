"""A tree printed row by row: codes that count on from each other, figures in the last rows only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from piao.normalizers.figures import parse_deadline
from piao.normalizers.forms.pieces import Column, Grid, Row, Spot
from piao.normalizers.records.attributes import OBJECTIVE_TEXTS, IndicatorTexts
from piao.normalizers.records.indicators import add_indicator
from piao.normalizers.records.maker import Maker, Outcome, place_of, weight_of
from piao.normalizers.records.rows.levels import LEVELS
from piao.normalizers.records.scope import Scope
from piao.normalizers.records.values import add_values
from piao.normalizers.text.cleaning import one_line
from piao.schema.records import Level, Role

_FEWEST = 4
_MOSTLY = 0.6
_LONGEST_CODE = 100
_NAMES = frozenset({"indicator.name", "indicator.description", "objective.description", *LEVELS})


def fits(grid: Grid, scope: Scope, maker: Maker) -> float:
    """One column names all rows, most codes count on from another's, none of these has figures."""
    outline = _outline(grid, scope, maker)
    if outline is None or not grid.columns_of("value."):
        return 0.0
    codes = list(outline.rows)
    counted = [owner for code in codes if (owner := outline.owner(code))]
    named = sum(bool(row.text(outline.name.index)) for row in grid.rows)
    if len(codes) < max(_FEWEST, named) or len(counted) < _MOSTLY * len(codes):
        return 0.0
    deep = any(outline.owner(owner) for owner in counted)
    plain = all(bool(outline.figures(code)) is (code not in counted) for code in codes)
    return 0.95 if deep and plain else 0.0


def read(grid: Grid, scope: Scope, maker: Maker) -> Outcome:
    outline = _outline(grid, scope, maker)
    if outline is None:
        return Outcome.UNREAD
    objectives: dict[str, str] = {}
    for code in outline.rows:
        owner = objectives.get(outline.owner(code) or "", scope.objective)
        if outline.figures(code):
            outline.add_indicator(code, owner)
        else:
            objectives[code] = outline.add_objective(code, owner)
    return Outcome.READ


def _outline(grid: Grid, scope: Scope, maker: Maker) -> _Outline | None:
    """The rows by their codes, where one column names them and one has codes."""
    names = [column for column in grid.columns if column.field in _NAMES]
    codes = [column for column in grid.columns if (column.field or "").endswith("code")]
    if len(names) != 1 or len(codes) != 1:
        return None
    texts = {one_line(row.text(codes[0].index) or ""): row for row in grid.rows}
    rows = {code: row for code, row in texts.items() if row.cell(names[0].index)}
    return _Outline(grid, scope, maker, names[0], rows)


@dataclass(frozen=True, slots=True)
class _Outline:
    """The rows of a grid by their codes; `name` is the column of their titles."""

    grid: Grid
    scope: Scope
    maker: Maker
    name: Column
    rows: Mapping[str, Row]

    def owner(self, code: str) -> str | None:
        """The longest of the codes that this one goes on from: '1.1' of '1.1.a'."""
        ends = range(min(len(code) - 1, _LONGEST_CODE), 0, -1)
        owners = (code[:end] for end in ends if not code[end].isalnum() and code[:end] in self.rows)
        return next(owners, None)

    def figures(self, code: str) -> list[Column]:
        """The value columns in which the row has something."""
        return [
            column
            for column in self.grid.columns_of("value.")
            if (text := self.rows[code].text(column.index)) and not self.maker.is_blank(text)
        ]

    def add_objective(self, code: str, parent: str | None) -> str:
        """Record a row without figures."""
        texts, spot = self._texts(code), self._spot(code, self.name)
        said = self.scope.inherited(self.maker.year)
        said["parent_id"], said["code"], said["title"] = parent, code, one_line(spot.text)
        for field in OBJECTIVE_TEXTS:
            if field in texts:
                said[field] = texts[field]
        said["weight"] = weight_of(texts.get("weight"))
        if due := texts.get("due_date"):
            said["due_date"] = parse_deadline(due, year=self.maker.year)
        place = place_of(spot, self.name.match.score)
        return self.maker.builder.add_objective(self._level(code), **said, **place)

    def add_indicator(self, code: str, owner: str | None) -> None:
        """Record a row with figures."""
        texts, spot, builder = self._texts(code), self._spot(code, self.name), self.maker.builder
        own = IndicatorTexts(
            code=code,
            unit=texts.get("unit"),
            formula=texts.get("formula"),
            data_source=texts.get("data_source"),
            responsible=texts.get("responsible"),
            org_unit=texts.get("org_unit"),
        )
        score = self.name.match.score
        indicator = add_indicator(
            spot, spot.text, self.scope, self.maker, objective_id=owner, score=score, **own
        )
        builder.amend_indicator(indicator, weight=weight_of(texts.get("weight")))
        for column in self.figures(code):
            add_values(
                self._spot(code, column),
                indicator,
                Role((column.field or "").removeprefix("value.")),
                self.scope,
                self.maker,
                year=column.match.year,
                unit=texts.get("unit") or column.match.unit,
                score=column.match.score,
            )

    def _level(self, code: str) -> Level:
        """Operational over indicators, strategic over these, areas above."""
        inner = {
            self._level(own)
            for own in self.rows
            if self.owner(own) == code and not self.figures(own)
        }
        if not inner:
            return Level.OPERATIONAL
        return Level.STRATEGIC if inner == {Level.OPERATIONAL} else Level.AREA

    def _texts(self, code: str) -> dict[str, str]:
        """What the row says of itself, by the field's own name: 'weight', 'org_unit', 'unit'."""
        return {
            column.field.rpartition(".")[2]: one_line(text)
            for column in self.grid.columns
            if column.field
            and column is not self.name
            and (text := self.rows[code].text(column.index))
            and not self.maker.is_blank(text)
        }

    def _spot(self, code: str, column: Column) -> Spot:
        row = self.rows[code]
        cell = row.cell(column.index)
        return Spot.of_cell(cell, self.grid.table, row.index) if cell else Spot("")
