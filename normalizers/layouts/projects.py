"""A list of projects under the areas and sub-areas that the document has."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from piao.normalizers.reader import Reader, one_line
from piao.normalizers.rows import Rows
from piao.schema.records import Level

SAME_TITLE = 75.0
PARENT_COLUMNS = ("objective.sub_area", "objective.area", "objective.strategic")


def fits(section: Rows, reader: Reader) -> float:
    return 0.9 if "objective.project" in section.fields else 0.0


def read(section: Rows, reader: Reader) -> None:
    title = section.column("objective.project")
    code = section.column("objective.project_code") or section.column("objective.code")
    if title is None:
        return
    parent: str | None = None
    for row in section.rows:
        for field in reversed(PARENT_COLUMNS):
            column = section.column(field)
            text = row.text(column.index) if column else None
            if text:
                parent = joined(one_line(text), reader) or parent
        cell = row.cell(title.index)
        if cell is not None:
            reader.add_objective(
                section.table,
                row,
                cell,
                Level.PROJECT,
                title.match.score,
                parent_id=parent,
                title=one_line(cell.text),
                code=one_line(row.text(code.index) or "") or None if code else None,
                year=reader.year,
            )


def joined(title: str, reader: Reader) -> str | None:
    """The objective of the document that has nearly this title."""
    titles = {
        identity: objective.title.lower()
        for identity, objective in reader.builder.objectives.items()
        if objective.title and objective.level is not Level.PROJECT
    }
    best = process.extractOne(
        title.lower(), titles, scorer=fuzz.token_sort_ratio, score_cutoff=SAME_TITLE
    )
    return best[2] if best else None
