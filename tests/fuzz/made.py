"""Files made to do one thing that once stopped the reader, or that no plan does."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.fuzz.sized import docx_of, ods_of, xlsx_of
from tests.pdf.pdf_files import PdfPage, pdf_file

BILLION = 2_000_000_000


def _cells(*texts: str) -> str:
    return "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)


def _box(inner: str) -> str:
    return f"<w:p><w:r><w:txbxContent>{inner}</w:txbxContent></w:r></w:p>"


def boxes_in_boxes() -> bytes:
    """Text boxes in each other: read once, not once for each that they are in."""
    inner = "<w:p><w:r><w:t>Obiettivo</w:t></w:r></w:p>"
    for _ in range(40):
        inner = _box(inner)
    return docx_of(inner)


def word_without_end() -> bytes:
    """A paragraph with a text of half a million letters."""
    return docx_of(f"<w:p><w:r><w:t>{'pagamento' * 50_000}</w:t></w:r></w:p>")


def labels_without_end() -> bytes:
    """A paragraph of nothing but labels."""
    return docx_of(f"<w:p><w:r><w:t>{'Peso: ' * 30_000}</w:t></w:r></w:p>")


def spans_without_end() -> bytes:
    """Cells that span more columns than there are."""
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="2147483647"/></w:tcPr><w:p/></w:tc>'
    return docx_of(f"<w:tbl><w:tr>{cell * 50}</w:tr></w:tbl>")


def counted_blanks() -> bytes:
    """A cell of two thousand million blanks, written as their number."""
    cell = f'<table:table-cell office:value-type="string"><text:p>a<text:s text:c="{BILLION}"/>b'
    return ods_of(f"<table:table-row>{cell}</text:p></table:table-cell></table:table-row>")


def repeated_values() -> bytes:
    """A value without a text, repeated beyond the end of any sheet."""
    cell = f'<table:table-cell office:value-type="float" office:value="1" {{}}="{BILLION}"/>'
    cells = cell.format("table:number-columns-repeated")
    return ods_of(
        f'<table:table-row table:number-rows-repeated="1000000">{cells}</table:table-row>'
    )


def beyond_the_last_column() -> bytes:
    return xlsx_of(f'<row r="1">{_cells("a")}<c r="ZZZZZZZ1"><v>1</v></c></row>')


def beyond_the_last_row() -> bytes:
    return xlsx_of('<row r="4294967295"><c r="A4294967295"><v>1</v></c></row>')


def row_of_no_number() -> bytes:
    return xlsx_of(f'<row r="{"9" * 30}">{_cells("a", "b")}</row>')


def sheet_without_end() -> bytes:
    """More rows than any plan has."""
    return xlsx_of(f"<row>{_cells('a', 'b')}</row>" * 120_000)


def half_a_character() -> bytes:
    """A PDF whose outline has a title that ends within a character."""
    outline = b"<</Type/Outlines/First 4 0 R/Last 4 0 R/Count 1>>"
    title = b"<</Title<FEFF0041D83D>/Parent 3 0 R/Dest[0/Fit]>>"
    page = PdfPage(b"BT /F 10 Tf 60 700 Td (Piano) Tj ET")
    return pdf_file([page], more=[outline, title], catalog=b"/Outlines 3 0 R")


def million_pages() -> bytes:
    """A PDF that says it has a million pages."""
    content = pdf_file([PdfPage(b"BT /F 10 Tf 60 700 Td (Piano) Tj ET")])
    return content.replace(b"/Count 1", b"/Count 1000000", 1)


def rows_without_end_of_text() -> bytes:
    return b"Obiettivo;Peso\n" + b"Tempi;1\n" * 60_000


def rows_without_end_of_a_page() -> bytes:
    return b"<html><table>" + b"<tr><td>a" * 60_000


def lines_without_end() -> bytes:
    return b"| a | b |\n" * 210_000


def text_without_end() -> bytes:
    return b"Si riducono i tempi. " * 1_000_000


MADE: Mapping[str, Callable[[], bytes]] = {
    "half_a_character.pdf": half_a_character,
    "million_pages.pdf": million_pages,
    "boxes_in_boxes.docx": boxes_in_boxes,
    "word_without_end.docx": word_without_end,
    "labels_without_end.docx": labels_without_end,
    "spans_without_end.docx": spans_without_end,
    "counted_blanks.ods": counted_blanks,
    "repeated_values.ods": repeated_values,
    "beyond_the_last_column.xlsx": beyond_the_last_column,
    "beyond_the_last_row.xlsx": beyond_the_last_row,
    "row_of_no_number.xlsx": row_of_no_number,
    "sheet_without_end.xlsx": sheet_without_end,
    "rows_without_end.csv": rows_without_end_of_text,
    "rows_without_end.html": rows_without_end_of_a_page,
    "lines_without_end.md": lines_without_end,
    "text_without_end.txt": text_without_end,
}
"""Files by name."""
