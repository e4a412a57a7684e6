"""What tables wear: where their rules and colours are, how their cells are set."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tc
from docx.shared import Pt
from docx.table import Table, _Cell
from lxml.etree import _Element

_DARK, _LIGHT = "BFBFBF", "EDEDED"


class Dress(StrEnum):
    """Which rules the tables have, which colours, and how their cells are set.

    `HORIZONTAL`: a level rule above and below every row. `HEADING`: rules above and below
    the heading and at the end alone. `BOX`: around the table. `BANDED`: the heading and
    every other row coloured. The others have neither: `CENTRED` sets each cell in the
    middle of its height, `LOOSE` has as much white between paragraphs as between rows,
    `PLAIN` no bold type, `TIGHT` no white between rows; `PLAIN_LEFT`, `PLAIN_CENTRED` and
    `PLAIN_TIGHT` have no bold type either and headings at the left, cells in the middle of
    their height, no white between rows.
    """

    RULED = "ruled"
    HORIZONTAL = "horizontal"
    HEADING = "heading"
    BOX = "box"
    BANDED = "banded"
    NONE = "none"
    CENTRED = "centred"
    LOOSE = "loose"
    PLAIN = "plain"
    TIGHT = "tight"
    PLAIN_LEFT = "plain-left"
    PLAIN_CENTRED = "plain-centred"
    PLAIN_TIGHT = "plain-tight"


_WHITE = {Dress.LOOSE: Pt(4), Dress.TIGHT: Pt(0), Dress.PLAIN_TIGHT: Pt(0)}
_CENTRED = {Dress.CENTRED, Dress.PLAIN_CENTRED}
_PLAIN = {Dress.PLAIN, Dress.PLAIN_LEFT, Dress.PLAIN_CENTRED, Dress.PLAIN_TIGHT}


def dress_table(table: Table, dress: Dress, header_rows: int) -> None:
    """Put a filled table into a dress; one that is ruled or has no rules has it already."""
    rows = [row._tr.tc_lst for row in table.rows]
    match dress:
        case Dress.HORIZONTAL:
            _rule(table, ("top", "bottom", "insideH"))
        case Dress.HEADING:
            _rule(table, ("top", "bottom"))
            for cell in rows[header_rows - 1] if header_rows else ():
                _rule_below(cell)
        case Dress.BOX:
            _rule(table, ("top", "bottom", "left", "right"))
        case Dress.BANDED:
            for number, cells in enumerate(rows):
                if number < header_rows or (number - header_rows) % 2 == 0:
                    _shade(cells, _DARK if number < header_rows else _LIGHT)
        case Dress.RULED | Dress.NONE:
            pass
        case _:
            for row in rows:
                for cell in row:
                    _set_cell(_Cell(cell, table), dress)


def _set_cell(cell: _Cell, dress: Dress) -> None:
    if dress in _CENTRED:
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for paragraph in cell.paragraphs:
        if dress in _WHITE:
            paragraph.paragraph_format.space_before = _WHITE[dress]
            paragraph.paragraph_format.space_after = _WHITE[dress]
        if dress is Dress.PLAIN_LEFT:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        if dress in _PLAIN:
            for run in paragraph.runs:
                run.bold = None


def _rule(table: Table, sides: Iterable[str]) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in sides:
        borders.append(_border(side))
    table._element.tblPr.append(borders)


def _rule_below(cell: CT_Tc) -> None:
    borders = OxmlElement("w:tcBorders")
    borders.append(_border("bottom"))
    cell.get_or_add_tcPr().append(borders)


def _border(side: str) -> _Element:
    rule = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "000000")):
        rule.set(qn(f"w:{name}"), value)
    return rule


def _shade(cells: Iterable[CT_Tc], fill: str) -> None:
    for cell in cells:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
            shade.set(qn(f"w:{name}"), value)
        cell.get_or_add_tcPr().append(shade)
