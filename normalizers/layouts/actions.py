"""Steps: 'obiettivo / modalità di attuazione / tempi'.

Each filled first cell is an operational objective, child of the objective titled
above; each row is an action of it.
"""

from __future__ import annotations

from piao.normalizers.reader import Reader, one_line
from piao.normalizers.rows import Rows
from piao.normalizers.steps import add_step
from piao.schema.document import Cell
from piao.schema.records import Level


def fits(section: Rows, reader: Reader) -> float:
    fields = section.fields
    if "action.description" not in fields or "indicator.name" in fields:
        return 0.0
    context = reader.context
    owned = "objective.title" in fields or context.objective or context.strategic
    return 0.85 if owned or (context.candidate and context.candidate.code) else 0.0


def read(section: Rows, reader: Reader) -> None:
    columns = {column.field: column for column in section.columns if column.field}
    candidate = reader.context.candidate
    if candidate is not None and (candidate.code or reader.context.objective is None):
        reader.objective_of_candidate()
    parent = reader.context.objective or reader.context.strategic
    title_column = columns.get("objective.title")
    objective = parent
    begun: Cell | None = None
    for row in section.rows:
        title = row.cell(title_column.index) if title_column else None
        if title is not None and title is not begun:
            begun = title
            objective = reader.add_objective(
                section.table,
                row,
                title,
                Level.OPERATIONAL,
                title_column.match.score if title_column else 1.0,
                parent_id=parent,
                title=one_line(title.text),
                year=(title_column.match.year if title_column else None) or reader.year,
            )
        step = row.cell(columns["action.description"].index)
        if step is not None:
            add_step(section, row, step, objective, reader)
