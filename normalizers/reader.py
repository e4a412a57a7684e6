"""Reads one document: keeps the context and turns headings and rows into records."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from piao.normalizers.builder import Place, RecordBuilder, place_of
from piao.normalizers.cleaning import strip_footnote
from piao.normalizers.context import Candidate, Context
from piao.normalizers.figures import (
    find_figures,
    measures_change,
    parse_figures,
    parse_tolerance,
    tolerance_beside,
)
from piao.normalizers.heading_lines import HeadingLine, numbered, read_line
from piao.normalizers.lexicon import Lexicon
from piao.normalizers.rows import Row
from piao.schema.document import Cell, Table
from piao.schema.records import BBox, Comparator, Level, Role

OBJECTIVE_LEVELS = {
    "objective": Level.OPERATIONAL,
    "strategic_objective": Level.STRATEGIC,
    "area": Level.AREA,
    "project": Level.PROJECT,
}
CANDIDATE_LENGTH = 250
SAME_TITLE = 70.0
_SHARE_NAME = re.compile(r"^%|\((?:in )?%\)|^percentuale\b", re.IGNORECASE)
_OUTLINE = re.compile(
    r"(?P<number>\d{1,2}(\.\d{1,2})+|\d{1,2}(?=[.)]))[.)]?\s+(?=[^\W\d_]{2})(?P<name>.+)", re.DOTALL
)


def one_line(text: str) -> str:
    """The text of a name or title: no line breaks."""
    return " ".join(text.split())


def outline_number(name: str) -> tuple[str | None, str]:
    """The number printed before an indicator's name: '1. Incidenza' is ('1', 'Incidenza')."""
    match = _OUTLINE.match(name)
    return (match["number"], match["name"]) if match else (None, name)


def unit_in_name(name: str) -> str | None:
    """The unit that an indicator's name prints: 'Pratiche concluse (%)' is in '%'."""
    return "%" if _SHARE_NAME.search(name) else None


@dataclass(slots=True)
class Reader:
    """What the layouts work with; `year` is the year of the plan."""

    builder: RecordBuilder
    lexicon: Lexicon
    year: int | None
    context: Context = field(default_factory=Context)

    def read_heading(
        self, text: str, *, styled: bool, page: int | None = None, bbox: BBox | None = None
    ) -> None:
        """Take a line between tables into account; objectives that it names are recorded."""
        lines = read_line(one_line(text), self.lexicon, styled=styled)
        context = self.context
        if not lines and context.announced and styled:
            title = strip_footnote(one_line(text))
            lines = (HeadingLine(context.announced, text, title, context.announced_code),)
        for line in lines:
            if line.kind in OBJECTIVE_LEVELS:
                self._enter_objective(line, page, bbox)
            else:
                context.enter(line)
        if (
            not lines
            and len(text) <= CANDIDATE_LENGTH
            and not text.rstrip().endswith((".", ";", ","))
        ):
            code, title = numbered(one_line(text))
            if styled or code:
                context.candidate = Candidate(text, code, strip_footnote(title), page, bbox)

    def _enter_objective(self, line: HeadingLine, page: int | None, bbox: BBox | None) -> None:
        context = self.context
        level = OBJECTIVE_LEVELS[line.kind]
        context.enter(line)
        parent = context.strategic if level is not Level.STRATEGIC else None
        identity = self.builder.add_objective(
            level,
            parent_id=parent,
            code=line.code,
            title=line.title,
            page=page,
            bbox=bbox,
            confidence=0.97,
            **self.inherited(),
        )
        self.enter_objective(identity, level)

    def enter_objective(self, identity: str, level: Level) -> None:
        """Make an objective the one that what follows belongs to."""
        self.context.objective = identity
        self.context.measured = False
        self.context.candidate = None
        if level is Level.STRATEGIC:
            self.context.strategic = identity

    def inherited(self) -> dict[str, Any]:
        """The attributes of an objective that the headings above it give."""
        context = self.context
        return {
            "org_unit": context.unit,
            "responsible": context.responsible,
            "mission": context.mission,
            "programme": context.programme,
            "strategic_area": context.strategic_area,
            "year": context.year or self.year,
        }

    def objective_of_candidate(self) -> str | None:
        """The objective that the heading just above names, recorded now; None without one."""
        candidate = self.context.candidate
        if candidate is None:
            return None
        known = self.find_objective(candidate.code, candidate.title)
        place = Place(
            page=candidate.page,
            table_id=None,
            row=None,
            column=None,
            bbox=candidate.bbox,
            confidence=0.9,
        )
        if known is None:
            known = self.builder.add_objective(
                Level.STRATEGIC,
                code=candidate.code,
                title=candidate.title,
                **self.inherited(),
                **place,
            )
        else:
            self.builder.amend_objective(known, title=candidate.title, **place)
        self.enter_objective(known, Level.STRATEGIC)
        return known

    def find_objective(self, code: str | None, title: str) -> str | None:
        """An objective of a list above that has this number and nearly this title."""
        for identity, objective in self.builder.objectives.items():
            numbered_alike = code is not None and objective.code == code
            known = objective.title or ""
            if numbered_alike and fuzz.token_set_ratio(known, title) >= SAME_TITLE:
                return identity
        return None

    def add_objective(
        self,
        table: Table,
        row: Row,
        cell: Cell,
        level: Level,
        score: float = 1.0,
        **attributes: Any,
    ) -> str:
        """Record an objective read from a row; gives its id."""
        return self.builder.add_objective(
            level, **attributes, **place_of(table, cell, row.index, score)
        )

    def add_indicator(
        self, table: Table, row: Row, cell: Cell, *, score: float = 1.0, **attributes: Any
    ) -> str:
        """Record an indicator read from a row; gives its id. `name` loses its footnote mark."""
        code, name = outline_number(attributes.pop("name"))
        attributes["code"] = attributes.get("code") or code
        return self.builder.add_indicator(
            name=strip_footnote(name),
            org_unit=self.context.unit,
            **attributes,
            **place_of(table, cell, row.index, score),
        )

    def add_action(
        self, table: Table, row: Row, cell: Cell, *, score: float = 1.0, **attributes: Any
    ) -> None:
        """Record an action read from a row."""
        self.builder.add_action(**attributes, **place_of(table, cell, row.index, score))

    def add_unit(
        self, table: Table, row: Row, cell: Cell, *, score: float = 1.0, **attributes: Any
    ) -> None:
        """Record an organisational unit read from a row."""
        self.builder.add_unit(**attributes, **place_of(table, cell, row.index, score))

    def add_criterion(
        self, table: Table, row: Row, cell: Cell, *, score: float = 0.9, **attributes: Any
    ) -> None:
        """Record a criterion read from a row or cell."""
        self.builder.add_criterion(**attributes, **place_of(table, cell, row.index, score))

    def add_values(
        self,
        table: Table,
        row: Row,
        cell: Cell,
        indicator_id: str,
        role: Role,
        *,
        text: str | None = None,
        year: int | None = None,
        unit: str | None = None,
        score: float = 1.0,
        within: bool = False,
    ) -> None:
        """Record the figures of a cell (or of `text`, a part of it).

        `within` says that the text is a sentence that may hold a figure, not a
        figure of its own; `year` and `unit` are those of the column. A tolerance
        printed beside a target is a value of its own, and so is the level that it starts from.
        """
        raw = cell.text if text is None else text
        if self.lexicon.is_blank(raw):
            return
        year = year or (self.context.year or self.year if role is not Role.BASELINE else None)
        name = self.builder.indicators[indicator_id].name or ""
        if unit is None and not within:
            unit = unit_in_name(name)
        beside = tolerance_beside(raw) if role is Role.TARGET else None
        printed, tolerance = beside or (raw, None)
        if role is Role.TOLERANCE:
            figures = parse_tolerance(raw, unit=unit)
        elif within:
            figures = find_figures(printed, year=year, unit=unit)
        else:
            change = role is Role.DEVIATION or measures_change(name, raw)
            figures = parse_figures(printed, year=year, unit=unit, change=change)
        for figure in figures:
            self.builder.add_value(
                indicator_id=indicator_id,
                year=figure.year or year,
                role=role,
                raw=raw,
                comparator=figure.comparator,
                value=figure.value,
                value_max=figure.value_max,
                unit=figure.unit,
                due_date=figure.due_date,
                **place_of(table, cell, row.index, score * figure.confidence),
            )
            if figure.doubt:
                self._doubt(figure.doubt, raw, table, row, cell)
            if figure.origin is not None and role is Role.TARGET:
                self.builder.add_value(
                    indicator_id=indicator_id,
                    role=Role.BASELINE,
                    raw=raw,
                    comparator=Comparator.EQ,
                    value=figure.origin,
                    unit=figure.unit,
                    **place_of(table, cell, row.index, score * figure.confidence),
                )
        if tolerance:
            self.add_values(
                *(table, row, cell, indicator_id, Role.TOLERANCE),
                text=tolerance,
                year=year,
                unit=figures[0].unit if figures else unit,
                score=score,
            )

    def _doubt(self, doubt: tuple[str, str], raw: str, table: Table, row: Row, cell: Cell) -> None:
        code, reason = doubt
        self.builder.add_finding(
            code,
            page=cell.page,
            table_id=table.table_id,
            row=row.index,
            column=cell.col,
            raw=raw,
            reason=reason,
        )
