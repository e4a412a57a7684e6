"""A table of units or cost centres: a row each, the responsible where it is printed."""

from __future__ import annotations

from dataclasses import replace

from piao.normalizers.forms.alignment import shape
from piao.normalizers.forms.pieces import Column, Grid, Spot
from piao.normalizers.records.maker import Maker, Outcome, place_of
from piao.normalizers.records.scope import Scope
from piao.normalizers.text.cleaning import one_line

_OTHERS = ("indicator.", "value.", "action.", "criterion.")


def _columns(grid: Grid) -> dict[str, Column]:
    """The columns by their field; an office's column is its name, where a table of units has it."""
    columns = {column.field: column for column in reversed(grid.columns) if column.field}
    for field, unit_field in (
        ("objective.org_unit", "unit.name"),
        ("objective.responsible", "unit.responsible"),
    ):
        given, taken = columns.get(field), columns.get(unit_field)
        if given is not None and (taken is None or given.index < taken.index):
            columns[unit_field] = replace(given)
    name, code = columns.get("unit.name"), columns.get("objective.code")
    if name and code and code.index < name.index:
        columns.setdefault("unit.code", code)
    return columns


def names_offices(grid: Grid, scope: Scope, maker: Maker) -> bool:
    """Whether a table says who heads each office: also where a part is about staff."""
    return fits(grid, scope, maker) > 0 and "unit.responsible" in _columns(grid)


def fits(grid: Grid, scope: Scope, maker: Maker) -> float:
    """Units are named with a code or a responsible, and with nothing of objectives."""
    if any(grid.columns_of(prefix) for prefix in _OTHERS):
        return 0.0
    columns = _columns(grid)
    named = "unit.name" in columns
    if not named or grid.fields & {"objective.title", "objective.strategic", "objective.area"}:
        return 0.0
    unknown = [column for column in grid.columns if column.field is None and column.heading]
    if "unit.code" in columns or ("unit.name" in grid.fields and not unknown):
        return 0.65
    worded = [column for column in unknown if not _is_of_figures(column, grid)]
    return 0.6 if "unit.responsible" in columns and len(worded) <= 1 else 0.0


def _is_of_figures(column: Column, grid: Grid) -> bool:
    """Whether a column counts: the rows, or the people of each office."""
    texts = [text for text in grid.texts(column.index) if text]
    return bool(texts) and all(shape(text) in ("figure", "outline", "code") for text in texts)


def read(grid: Grid, scope: Scope, maker: Maker) -> Outcome:
    """Record the units; a responsible merged over rows holds for each."""
    columns = _columns(grid)
    responsible: str | None = None
    for row in grid.rows:
        name = row.cell(columns["unit.name"].index)
        if name is None or maker.lexicon.is_total(name.text):
            continue
        code = row.text(columns["unit.code"].index) if "unit.code" in columns else None
        if "unit.responsible" in columns:
            responsible = row.text(columns["unit.responsible"].index) or responsible
        maker.builder.add_unit(
            name=one_line(name.text),
            code=None if maker.is_blank(code) else code,
            responsible=responsible,
            **place_of(Spot.of_cell(name, grid.table, row.index)),
        )
    return Outcome.READ
