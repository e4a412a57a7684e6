"""A list of projects under the areas and sub-areas that the document has."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from piao.normalizers.reader import Reader, one_line
from piao.normalizers.rows import Row, Rows
from piao.schema.records import Level

SAME_TITLE = 75.0
SAME_TITLE_IN_AREA = 60.0
"""Under a known area few titles compete: a likeness of most words is enough."""


def fits(section: Rows, reader: Reader) -> float:
    """Works with their sums and dates are no projects of the plan's tree."""
    placed = section.fields & {
        "objective.project_code", "objective.code", "objective.area", "objective.sub_area",
        "objective.strategic", "objective.strategic_area", "objective.description",
    }  # fmt: skip
    return 0.9 if "objective.project" in section.fields and placed else 0.0


def read(section: Rows, reader: Reader) -> None:
    title = section.column("objective.project")
    code = section.column("objective.project_code") or section.column("objective.code")
    if title is None:
        return
    area: str | None = None
    parent: str | None = None
    for row in section.rows:
        area_text = _text(section, row, "objective.area") or _text(
            section, row, "objective.strategic"
        )
        if area_text:
            area = parent = joined(area_text, reader, None)
        if sub_area := _text(section, row, "objective.sub_area"):
            parent = joined(sub_area, reader, area) or joined(sub_area, reader, None) or area
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


def _text(section: Rows, row: Row, field: str) -> str | None:
    column = section.column(field)
    text = row.text(column.index) if column else None
    return one_line(text) if text else None


def joined(title: str, reader: Reader, area: str | None) -> str | None:
    """The objective of the document with nearly this title, under `area` where given."""
    titles = {
        identity: objective.title.lower()
        for identity, objective in reader.builder.objectives.items()
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
