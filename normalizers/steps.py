"""Steps towards an objective, read from the cells of a row."""

from __future__ import annotations

from piao.normalizers.figures import parse_deadline
from piao.normalizers.reader import Reader
from piao.normalizers.rows import Row, Rows
from piao.schema.document import Cell


def add_step(section: Rows, row: Row, step: Cell, objective: str | None, reader: Reader) -> None:
    """Record the action that `step` describes, with the deadline and scope of its row."""

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
