"""Historical volumes by year: one indicator a line, a baseline for each year."""

from __future__ import annotations

from piao.normalizers.reader import Reader, one_line
from piao.normalizers.rows import Column, Rows
from piao.schema.document import Cell
from piao.schema.records import Role


def _years(section: Rows, reader: Reader) -> list[Column]:
    """The columns of figures with a year before the plan's and no role but that of the past."""
    return [
        column
        for column in section.columns
        if column.match.year is not None
        and column.field in (None, "value.baseline")
        and (reader.year is None or column.match.year < reader.year)
    ]


def fits(section: Rows, reader: Reader) -> float:
    """Volumes are those of a unit or an objective; elsewhere figures by year are statistics."""
    if reader.context.unit is None and reader.context.objective is None:
        return 0.0
    years = _years(section, reader)
    others = section.columns_of("value.")
    labelled = section.fields & {"indicator.name"}
    return 0.75 if len(years) >= 3 and len(others) <= len(years) and not labelled else 0.0


def meanings(section: Rows, reader: Reader) -> dict[int, str]:
    years = _years(section, reader)
    labels = dict.fromkeys(range(years[0].index), "indicator.name")
    return {**labels, **{column.index: "value.baseline" for column in years}}


def read(section: Rows, reader: Reader) -> None:
    years = _years(section, reader)
    labels = range(years[0].index)
    group: dict[int, Cell] = {}
    for row in section.rows:
        cells = [cell for column in labels if (cell := row.cell(column))]
        for cell in cells:
            group = {col: known for col, known in group.items() if col < cell.col}
            group[cell.col] = cell
        if not cells or not any(row.cell(column.index) for column in years):
            continue
        name = " ".join(one_line(group[col].text) for col in sorted(group))
        indicator = reader.add_indicator(section.table, row, cells[-1], name=name, score=0.9)
        for column in years:
            figure = row.cell(column.index)
            if figure:
                reader.add_values(
                    section.table,
                    row,
                    figure,
                    indicator,
                    Role.BASELINE,
                    year=column.match.year,
                    score=0.9,
                )
