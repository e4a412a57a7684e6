"""A table of organisational units or cost centres, with those who answer for them."""

from __future__ import annotations

from piao.normalizers.reader import Reader, one_line
from piao.normalizers.rows import Rows


def fits(section: Rows, reader: Reader) -> float:
    """A list of offices with their telephones or their posts is no table of units."""
    fields = section.fields
    if "unit.name" not in fields or fields & {"indicator.name", "value.target"}:
        return 0.0
    known = all(column.field for column in section.columns if column.heading)
    return 0.8 if "unit.code" in fields or known else 0.0


def read(section: Rows, reader: Reader) -> None:
    """A blank under a responsible is the lower part of a merged cell: the name holds there."""
    columns = {column.field: column.index for column in section.columns if column.field}
    _name_the_section(reader)
    responsible: str | None = None
    for row in section.rows:
        name = row.cell(columns["unit.name"])
        if name is None or reader.lexicon.is_total(name.text):
            continue
        code = row.text(columns["unit.code"]) if "unit.code" in columns else None
        if "unit.responsible" in columns:
            responsible = row.text(columns["unit.responsible"]) or responsible
        reader.add_unit(
            section.table,
            row,
            name,
            name=one_line(name.text),
            code=None if code is None or reader.lexicon.is_blank(code) else code,
            responsible=responsible,
        )


def _name_the_section(reader: Reader) -> None:
    """The heading right above a table of units names the unit that they belong to."""
    context = reader.context
    if context.candidate is not None and context.candidate.code is None and context.unit is None:
        context.unit = context.candidate.title
