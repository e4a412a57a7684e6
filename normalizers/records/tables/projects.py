"""A list of projects under the areas and sub-areas that the document has."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from piao.normalizers.forms.pieces import Grid, Row, Spot
from piao.normalizers.records.maker import Maker, Outcome, place_of
from piao.normalizers.records.scope import Scope
from piao.normalizers.text.cleaning import one_line
from piao.schema.records import Level

SAME_TITLE = 75.0
SAME_TITLE_IN_AREA = 60.0
"""Under a known area few titles compete: a likeness of most words is enough."""
_PLACES = frozenset(
    {"objective.project_code", "objective.code", "objective.area", "objective.sub_area",
     "objective.strategic", "objective.strategic_area", "objective.description"}
)  # fmt: skip


def fits(grid: Grid, scope: Scope, maker: Maker) -> float:
    """Works with their sums and dates are no projects of the plan's tree."""
    return 0.9 if "objective.project" in grid.fields and grid.fields & _PLACES else 0.0


def read(grid: Grid, scope: Scope, maker: Maker) -> Outcome:
    title = grid.column("objective.project")
    code = grid.column("objective.project_code") or grid.column("objective.code")
    if title is None:
        return Outcome.UNREAD
    area: str | None = None
    parent: str | None = scope.objective
    for row in grid.rows:
        area_text = _text(grid, row, "objective.area") or _text(grid, row, "objective.strategic")
        if area_text:
            area = parent = joined(area_text, maker, None)
        if sub_area := _text(grid, row, "objective.sub_area"):
            parent = joined(sub_area, maker, area) or joined(sub_area, maker, None) or area
        cell = row.cell(title.index)
        if cell is not None:
            maker.builder.add_objective(
                Level.PROJECT,
                parent_id=parent,
                title=one_line(cell.text),
                code=one_line(row.text(code.index) or "") or None if code else None,
                year=maker.year,
                **place_of(Spot.of_cell(cell, grid.table, row.index), title.match.score),
            )
    return Outcome.READ


def _text(grid: Grid, row: Row, field: str) -> str | None:
    column = grid.column(field)
    text = row.text(column.index) if column else None
    return one_line(text) if text else None


def joined(title: str, maker: Maker, area: str | None) -> str | None:
    """The objective of the document with nearly this title, under `area` where given."""
    titles = {
        identity: objective.title.lower()
        for identity, objective in maker.builder.objectives.items()
        if objective.title
        and objective.level is not Level.PROJECT
        and (area is None or objective.parent_id == area)
    }
    scorer, cutoff = (
        (fuzz.token_sort_ratio, SAME_TITLE)
        if area is None
        else (fuzz.token_set_ratio, SAME_TITLE_IN_AREA)
    )
    best = process.extractOne(title.lower(), titles, scorer=scorer, score_cutoff=cutoff)
    return best[2] if best else None
