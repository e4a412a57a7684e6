"""Documents sketched in a few lines, and their records told in as few."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from piao.normalizers import normalize
from piao.schema.document import Block, Cell, Document, Table, TextBlock
from piao.schema.records import Action, Criterion, Indicator, Objective, Records, Value

Sketch = str | Sequence[str]
ATTRIBUTES = {
    Objective: (
        "weight", "org_unit", "responsible", "description", "due_date", "mission", "programme",
        "strategic_area", "stakeholders", "expected_outcome", "reference",
    ),
    Indicator: (
        "weight", "responsible", "description", "dimension", "formula", "unit", "data_source",
    ),
    Action: ("due_date", "scope", "outcome"),
    Criterion: ("weight", "scale_min", "scale_max", "text"),
}  # fmt: skip
"""What is told of a record beside its code and name, where it is there."""


def sketched(*sketches: Sketch, year: int | None = 2025) -> Document:
    """A document in the notation of `tests.outlines`: texts are strings, tables lists of rows.

    The rows of a table are cells between `|`, `//` breaks a line in them; a first row of
    nothing but `**bold**` cells is a heading. The plan's title, with its `year`, comes first.
    """
    blocks: list[Block] = [TextBlock(f"Piano della performance {year or ''}".strip(), bold=True)]
    for number, sketch in enumerate(sketches):
        blocks.append(_text(sketch) if isinstance(sketch, str) else _table(sketch, f"t{number}"))
    return Document("piano.docx", "0" * 64, "docx", tuple(blocks))


def _text(sketch: str) -> TextBlock:
    marks, _, text = sketch.partition(" ")
    if set(marks) == {"#"}:
        return TextBlock(text, bold=True, level=len(marks))
    return TextBlock(sketch.strip("*"), bold=sketch.startswith("**"))


def _table(sketch: Sequence[str], table_id: str) -> Table:
    rows = [[text.strip() for text in line.split("|")] for line in sketch]
    width = max(map(len, rows))
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    for row, texts in enumerate(rows):
        for col, text in enumerate(texts):
            left, above = owners.get((row, col - 1)), owners.get((row - 1, col))
            taken = {"<": left, "^": above}.get(text)
            owners[row, col] = taken or (row, col)
    cells = []
    for row, col in sorted(set(owners.values())):
        places = [place for place, owner in owners.items() if owner == (row, col)]
        text = rows[row][col]
        cells.append(
            Cell(
                row,
                col,
                text.strip("*").replace("//", "\n"),
                row_span=max(r for r, _ in places) - row + 1,
                col_span=max(c for _, c in places) - col + 1,
                bold=text.startswith("**"),
            )
        )
    headed = len(rows[0]) > 1 and all(text == "<" or text.startswith("**") for text in rows[0])
    return Table(table_id, tuple(cells), len(rows), width, "docx", header_rows=int(headed))


def told(*sketches: Sketch, year: int | None = 2025) -> list[str]:
    """The records of a sketched document, one a line, each under what it belongs to."""
    return list(lines_of(normalize(sketched(*sketches, year=year))))


def lines_of(records: Records) -> Iterator[str]:
    """Objectives with their indicators and steps, then what belongs to none.

    A line each, and one for each attribute, further in than what it belongs to.
    """
    yield from _below(None, records, "")
    for unit in records.units:
        yield _joined("unit", unit.code, unit.name, unit.responsible and f"[{unit.responsible}]")
    for criterion in records.criteria:
        subject = criterion.subject and f"/ {criterion.subject}"
        yield _joined("criterion", criterion.component, subject)
        yield from _attributes(criterion, "")


def _below(objective_id: str | None, records: Records, indent: str) -> Iterator[str]:
    for indicator in records.indicators:
        if indicator.objective_id == objective_id:
            yield indent + _joined("-", indicator.code, indicator.name)
            yield from _attributes(indicator, indent)
            for value in records.values:
                if value.indicator_id == indicator.indicator_id:
                    yield f"{indent}  {_value(value)}"
    for action in records.actions:
        if action.objective_id == objective_id:
            yield indent + _joined(">", action.description)
            yield from _attributes(action, indent)
    for objective in records.objectives:
        if objective.parent_id == objective_id:
            yield indent + _joined(str(objective.level), objective.code, objective.title)
            yield from _attributes(objective, indent)
            yield from _below(objective.objective_id, records, indent + "  ")


def _value(value: Value) -> str:
    figure = None if value.value is None else f"{value.value:f}"
    upper = None if value.value_max is None else f"to {value.value_max:f}"
    due = value.due_date and value.due_date.isoformat()
    return _joined(str(value.role), value.year, str(value.comparator), figure, upper, due)


def _attributes(record: Objective | Indicator | Action | Criterion, indent: str) -> Iterator[str]:
    for name in ATTRIBUTES[type(record)]:
        if (value := getattr(record, name)) is not None:
            yield f"{indent}  {name}: {value}"


def _joined(*parts: object) -> str:
    return " ".join(str(part) for part in parts if part)
