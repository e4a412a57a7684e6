"""Typesets a plan as offices do: a word processor's file, then its PDF.

The Word file is written with python-docx; LibreOffice, which only `make samples`
needs, turns it into the PDF.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from samples.blocks import (
    Block,
    Contents,
    Grid,
    GridCell,
    Heading,
    PageBreak,
    Paragraph,
    Plan,
    Style,
)
from samples.conversions import placed
from samples.dresses import Dress, dress_table

CONTENTS_LEVELS = 2


def write_word(plan: Plan, path: Path, dress: Dress = Dress.RULED) -> None:
    """Write the plan as a Word file."""
    document = docx.Document()
    style = plan.style
    normal = document.styles["Normal"]
    normal.font.name = style.font
    normal.font.size = Pt(style.size)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), style.font)
    normal.paragraph_format.space_after = Pt(6)
    _set_page(document.sections[0], style.landscape, style)
    _running_lines(document.sections[0], style)
    headings = [b for b in plan.blocks if isinstance(b, Heading)]
    listed = [h for h in headings if h.level <= CONTENTS_LEVELS]
    for block in plan.blocks:
        _write_block(document, block, style, listed, dress)
    document.core_properties.title = plan.name
    document.core_properties.author = ""
    document.save(str(path))


def write_pdf(word: Path, folder: Path) -> Path:
    """Turn a Word file into a PDF of the same name in `folder`."""
    soffice = shutil.which("soffice")
    if soffice is None:
        raise FileNotFoundError("soffice is not on the PATH: install LibreOffice")
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                soffice,
                f"-env:UserInstallation=file://{profile}",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                str(folder),
                str(word),
            ],
            check=True,
            capture_output=True,
            timeout=180,
        )
    return folder / f"{word.stem}.pdf"


def _write_block(
    document: Document, block: Block, style: Style, listed: list[Heading], dress: Dress
) -> None:
    match block:
        case Heading():
            _write_heading(document, block, style, listed)
        case Paragraph():
            _write_paragraph(document, block)
        case Grid():
            _write_grid(document, block, style, dress)
        case PageBreak():
            _break_page(document, block, style)
        case Contents():
            _write_contents(document, block, style, listed)


def _write_heading(
    document: Document, heading: Heading, style: Style, listed: list[Heading]
) -> None:
    paragraph = document.add_heading(level=min(heading.level, 4))
    run = paragraph.add_run(heading.text)
    run.font.name = style.font
    run.font.size = Pt(style.heading_sizes[heading.level - 1])
    run.font.bold = True
    run.font.italic = False
    run.font.color.rgb = RGBColor.from_string(style.colour)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:asciiTheme"), "")
    paragraph.paragraph_format.space_before = Pt(12 if heading.level < 3 else 8)
    paragraph.paragraph_format.space_after = Pt(4)
    if style.centred_headings and heading.level < 3:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    position = next((n for n, item in enumerate(listed) if item is heading), None)
    if position is not None:
        _bookmark(paragraph, f"_Toc{position:05d}", position)


def _write_paragraph(document: Document, block: Paragraph) -> None:
    paragraph = document.add_paragraph(style="List Bullet" if block.bullet else None)
    run = paragraph.add_run(block.text)
    run.bold = block.bold
    run.italic = block.italic
    if block.size is not None:
        run.font.size = Pt(block.size)
        paragraph.paragraph_format.space_before = Pt(block.size * 2)
    if block.centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif not block.bullet:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def _write_grid(document: Document, grid: Grid, style: Style, dress: Dress) -> None:
    table = document.add_table(rows=len(grid.rows), cols=len(grid.widths))
    table.style = "Table Grid" if dress is Dress.RULED else "Normal Table"
    table.autofit = False
    section = document.sections[-1]
    space = _space(section)
    total = sum(grid.widths)
    widths = [Emu(int(space * width / total)) for width in grid.widths]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    places = [list(row.cells) for row in table.rows]
    for row, column_number, cell in placed(grid):
        first = places[row][column_number]
        if cell.rows > 1 or cell.cols > 1:
            first = first.merge(places[row + cell.rows - 1][column_number + cell.cols - 1])
        _fill(first, cell, style, plain=dress is not Dress.RULED)
    for row, cells_of_row in enumerate(places):
        for cell_place, width in zip(cells_of_row, widths, strict=True):
            cell_place.width = width
        if row < grid.header_rows:
            properties = table.rows[row]._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:tblHeader"))
    dress_table(table, dress, grid.header_rows)
    gap = document.add_paragraph()
    gap.paragraph_format.space_after = Pt(2)


def _fill(place: _Cell, cell: GridCell, style: Style, plain: bool) -> None:
    for number, line in enumerate(cell.text.split("\n")):
        paragraph = place.paragraphs[0] if number == 0 else place.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(1)
        paragraph.paragraph_format.space_before = Pt(1)
        if cell.centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(line)
        run.font.size = Pt(style.table_size)
        run.bold = cell.bold
        run.italic = cell.italic
        if cell.colour and not plain:
            run.font.color.rgb = RGBColor.from_string(cell.colour)
    if cell.fill and not plain:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:color"), "auto")
        shade.set(qn("w:fill"), cell.fill)
        place._tc.get_or_add_tcPr().append(shade)


def _write_contents(
    document: Document, block: Contents, style: Style, listed: list[Heading]
) -> None:
    title = document.add_paragraph()
    run = title.add_run(block.title)
    run.bold = True
    run.font.size = Pt(style.heading_sizes[0])
    for position, heading in enumerate(listed):
        line = document.add_paragraph()
        line.paragraph_format.left_indent = Cm(0.6 * (heading.level - 1))
        line.paragraph_format.space_after = Pt(2)
        line.paragraph_format.tab_stops.add_tab_stop(
            Emu(_space(document.sections[-1])), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
        )
        line.add_run(f"{heading.text}\t")
        _field(line.add_run(), f"PAGEREF _Toc{position:05d} \\h")


def _break_page(document: Document, block: PageBreak, style: Style) -> None:
    if block.landscape is None:
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        return
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _set_page(section, block.landscape, style)


def _set_page(section: Section, landscape: bool, style: Style) -> None:
    long_side, short_side = Cm(29.7), Cm(21.0)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width = long_side if landscape else short_side
    section.page_height = short_side if landscape else long_side
    section.left_margin = section.right_margin = Cm(style.margin)
    section.top_margin = section.bottom_margin = Cm(style.margin)
    section.header_distance = section.footer_distance = Cm(1.0)


def _space(section: Section) -> int:
    """The width between the margins, in EMU."""
    width = section.page_width or 0
    return width - (section.left_margin or 0) - (section.right_margin or 0)


def _running_lines(section: Section, style: Style) -> None:
    """The running header and footer; `{page}` and `{pages}` become fields."""
    if style.header:
        line = section.header.paragraphs[0]
        run = line.add_run(style.header)
        run.font.size = Pt(8)
        run.italic = True
    line = section.footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, _, rest = style.footer.partition("{page}")
    between, has_total, after = rest.partition("{pages}")
    line.add_run(before).font.size = Pt(8)
    _field(line.add_run(), "PAGE")
    line.add_run(between).font.size = Pt(8)
    if has_total:
        _field(line.add_run(), "NUMPAGES")
        line.add_run(after).font.size = Pt(8)


def _field(run: Run, instruction: str) -> None:
    """Turn `run` into a field, such as a page number."""
    for kind, text in (
        ("begin", ""),
        ("", instruction),
        ("separate", ""),
        ("value", "1"),
        ("end", ""),
    ):
        if kind == "value":
            run.add_text(text)
            continue
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.set(qn("xml:space"), "preserve")
            element.text = text
        run._element.append(element)
    run.font.size = run.font.size or Pt(9)


def _bookmark(paragraph: WordParagraph, name: str, number: int) -> None:
    for kind in ("bookmarkStart", "bookmarkEnd"):
        mark = OxmlElement(f"w:{kind}")
        mark.set(qn("w:id"), str(number))
        if kind == "bookmarkStart":
            mark.set(qn("w:name"), name)
            paragraph._element.insert(1, mark)
        else:
            paragraph._element.append(mark)
