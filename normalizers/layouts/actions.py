"""Steps: 'obiettivo / modalità di attuazione / tempi'.

Each filled first cell is an operational objective, child of the objective titled
above; each row is an action of it.
"""

from __future__ import annotations

from piao.normalizers.figures import parse_deadline
from piao.normalizers.reader import Reader, one_line
from piao.normalizers.rows import Row, Rows
from piao.schema.document import Cell
from piao.schema.records import Level


def fits(section: Rows, reader: Reader) -> float:
    fields = section.fields
    if "action.description" not in fields or "indicator.name" in fields:
        return 0.0
    return 0.85


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
            _add_action(section, row, step, objective, reader)


def _add_action(section: Rows, row: Row, step: Cell, objective: str | None, reader: Reader) -> None:
    def text(field: str) -> str | None:
        column = section.column(field)
        found = row.text(column.index) if column else None
        return None if found is None or reader.lexicon.is_blank(found) else found

    due = text("action.due_date") or text("objective.due_date")
    scope = text("action.scope")
    reader.add_action(
        section.table,
        row,
        step,
        objective_id=objective,
        description=step.text,
        scope=normalise_scope(scope) if scope else None,
        due_raw=due,
        due_date=parse_deadline(due, year=reader.context.year or reader.year) if due else None,
        responsible=text("action.responsible") or text("objective.responsible"),
        outcome=text("action.outcome"),
    )


def normalise_scope(text: str) -> str | None:
    """I, E or I/E; conversions read a capital i as l or ı."""
    letters = [letter for letter in text.upper().replace("L", "I") if letter in "IE"]
    return "/".join(sorted(set(letters), reverse=True)) or None
