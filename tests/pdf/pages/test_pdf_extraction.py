"""PDF files to documents: cells, spans and text exactly as they stand on the page."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from piao.extractors import ExtractionSettings, Ocr
from piao.extractors.pdf import FORMAT, extract
from piao.schema.document import Document, Table, TextBlock
from piao.schema.errors import PasswordError, UnreadableFileError
from tests.pdf.pdf_files import PdfPage, pdf_file
from tests.table_views import ARCHIVE

FIXTURES = Path(__file__).parents[2] / "fixtures"

ARCHIVE_WITHOUT_TITLE = [(row - 1, *cell) for row, *cell in ARCHIVE[1:]]

Spanned = tuple[int, int, int, int, str]


def read(name: str, password: str | None = None) -> Document:
    path = FIXTURES / f"pdf-{name}.pdf"
    return extract(path, path.read_bytes(), password=password)


def spanned(table: Table) -> list[Spanned]:
    return [(c.row, c.col, c.row_span, c.col_span, c.text) for c in table.cells]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("merged-cells", ARCHIVE),
        ("rules-thin-rectangles", ARCHIVE),
        ("rules-dashed", ARCHIVE),
        ("rules-dotted", ARCHIVE),
        ("rules-doubled", ARCHIVE),
        ("rules-by-a-hair", ARCHIVE),
        ("table-in-a-form", ARCHIVE),
        ("outer-border-missing", ARCHIVE_WITHOUT_TITLE),
    ],
)
def test_ruled_table(name: str, expected: list[Spanned]) -> None:
    document = read(name)
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert spanned(table) == expected
    assert table.extractor == "ruled"
    assert not document.findings


def test_rotated_pages_read_as_displayed() -> None:
    document = read("rotated-pages")
    tables = list(document.tables)
    assert [spanned(table) for table in tables] == [ARCHIVE] * 4
    assert {table.bbox for table in tables} == {(60.0, 100.0, 400.0, 260.0)}
    assert {(round(page.width), round(page.height)) for page in document.pages} == {(595, 842)}


def test_cells_know_where_they_are() -> None:
    document = read("merged-cells")
    (table,) = document.tables
    places = {cell.text: (cell.page, cell.bbox) for cell in table.cells}
    assert places["60%"] == (1, (330.0, 120.0, 400.0, 260.0))
    assert places["Tempo"] == (1, (268.0, 200.0, 330.0, 260.0))
    assert table.table_id == f"{document.document_id}-t1"


def test_headings_written_bottom_up() -> None:
    (table,) = read("headings-bottom-up").tables
    assert [cell.text for cell in table.cells if cell.row == 0] == [
        "Numero",
        "Punteggio massimo",
        "Servizio",
    ]
    assert table.header_rows == 1


def test_words_at_cell_borders() -> None:
    touching, overflowing = read("words-that-touch").tables
    assert [cell.text for cell in touching.cells] == [
        "Peso",
        "Unità",
        "Fonte",
        "100",
        "200",
        "dati",
    ]
    assert [cell.text for cell in overflowing.cells if cell.row] == [
        "Amministrazione",
        "",
        "nessuna",
    ]


def test_table_over_pages_is_one() -> None:
    document = read("table-over-pages")
    _, whole, after, other = document.blocks
    assert isinstance(whole, Table)
    assert [(*cell, c.page) for c, cell in zip(whole.cells, spanned(whole), strict=True)] == [
        (0, 0, 1, 1, "Obiettivo", 1),
        (0, 1, 1, 1, "Indicatore", 1),
        (0, 2, 1, 1, "Peso", 1),
        (1, 0, 1, 1, "Mensa", 1),
        (1, 1, 1, 1, "Pasti serviti nell'anno: 900", 1),
        (1, 2, 1, 1, "40", 1),
        (2, 0, 3, 1, "Scuola", 1),
        (2, 1, 1, 1, "Ore di pre-scuola: 120", 1),
        (2, 2, 1, 1, "30", 1),
        (3, 1, 1, 1, "Domande accolte tra quelle presentate nei termini", 1),
        (3, 2, 1, 1, "30", 1),
        (4, 1, 1, 1, "Corse dello scuolabus: 400", 2),
        (4, 2, 1, 1, "10", 2),
    ]
    assert whole.header_rows == 1
    assert isinstance(after, TextBlock)
    assert isinstance(other, Table)
    assert other.pages == (3,)


def test_tables_that_follow_each_other_stay_two() -> None:
    first, second = read("two-tables-that-follow").tables
    assert (first.rows, first.pages, second.rows, second.pages) == (2, (1,), 2, (2,))


def test_text_around_tables() -> None:
    prose = (
        "Il presente documento raccoglie le attività che gli uffici svolgono nell'anno"
        " e le risorse che vi dedicano, come concordato."
    )
    section = [
        ("Quadro generale", 3),
        (prose, None),
        ("Ogni attività ha un responsabile e un termine.", None),
        (
            "- la prima voce di un elenco che per la sua lunghezza non può che andare"
            " a capo e finire qui",
            None,
        ),
        ("- la seconda voce", None),
    ]
    blocks = [block for block in read("text-around").blocks if isinstance(block, TextBlock)]
    assert [(block.text, block.level) for block in blocks] == [
        ("Piano delle attività 2031", 1),
        ("Premessa", 2),
        *section,
        ("Gli obiettivi", 2),
        *section,
    ]
    assert [(block.page, block.size, block.bold) for block in blocks[:3]] == [
        (1, 20.0, True),
        (2, 14.0, True),
        (2, 10.0, True),
    ]


def test_levels_of_the_outline() -> None:
    blocks = [b for b in read("titles-in-the-outline").blocks if isinstance(b, TextBlock)]
    assert [(block.text, block.level) for block in blocks if block.level] == [
        ("Parte prima", 1),
        ("Gli uffici", 2),
        ("Le sedi", 3),
    ]


def test_frames_underlines_and_boxes_make_no_cells() -> None:
    frame, table = read("frames-and-underlines").blocks
    assert isinstance(frame, TextBlock)
    assert isinstance(table, Table)
    assert frame.text == "Avviso in una cornice"
    assert [cell.text for cell in table.cells] == [
        "Fonte",
        "Nota",
        "www.esempio.invalid",
        "Vedi il riquadro",
    ]


def test_pages_without_text_are_named_and_the_others_read() -> None:
    path = FIXTURES / "pdf-pages-without-text.pdf"
    without_ocr = ExtractionSettings(ocr=Ocr.NEVER)
    document = extract(path, path.read_bytes(), settings=without_ocr)
    (finding,) = document.findings
    assert (finding.code, finding.page) == ("no_text_layer", 1)
    assert "1, 3" in finding.message
    assert [block.page for block in document.blocks if isinstance(block, TextBlock)] == [2]
    assert len(document.pages) == 3


def test_encrypted_file_opens_with_its_password() -> None:
    (table,) = read("encrypted", "segreto").tables
    assert spanned(table) == ARCHIVE


@pytest.mark.parametrize("password", [None, "sbagliata"])
def test_encrypted_file_without_its_password(password: str | None) -> None:
    with pytest.raises(PasswordError, match=r"pdf-encrypted\.pdf.*password"):
        read("encrypted", password)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"not a PDF at all", id="text"),
        pytest.param(b"%PDF-1.4\n", id="signature alone"),
        pytest.param((FIXTURES / "pdf-merged-cells.pdf").read_bytes()[:700], id="truncated"),
        pytest.param(
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
            b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
            id="no pages",
        ),
    ],
)
def test_unreadable_file(content: bytes) -> None:
    with pytest.raises(UnreadableFileError, match=r"piano\.pdf: .*\. .+"):
        extract(Path("piano.pdf"), content)


@pytest.mark.parametrize(
    ("content", "expected"),
    [(b"%PDF-1.7\n", 1), (b"\n\n%PDF-1.4\n", 1), (b"PK\x03\x04", 0), (b"testo", 0)],
)
def test_recognised_by_its_signature(content: bytes, expected: float) -> None:
    assert FORMAT.recognises(content) == expected


def test_same_content_same_document() -> None:
    assert read("merged-cells") == read("merged-cells")


def one_page(content: bytes, size: tuple[int, int] = (595, 842)) -> bytes:
    """A PDF of one page with such a content stream and the font Helvetica as /F."""
    width, height = size
    packed = zlib.compress(content)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 4 0 R/Resources"
        b"<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>" % (width, height),
        b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(packed), packed),
    ]
    body = b"%PDF-1.4\n"
    for number, text in enumerate(objects, start=1):
        body += b"%d 0 obj%b endobj\n" % (number, text)
    return body + b"trailer<</Root 1 0 R/Size 5>>\n%%EOF"


def test_characters_that_take_two_units_are_whole() -> None:
    """pdfium counts in UTF-16 units: an emoji is two of them; one alone is no character."""
    codes = b"1 begincodespacerange <00> <FF> endcodespacerange "
    codes += b"2 beginbfchar <41> <D83DDE00> <42> <D83D> endbfchar"
    stream = b"5 0 obj<</Length %d>>stream\n%b\nendstream endobj\n" % (len(codes), codes)
    content = one_page(b"BT /F 12 Tf 50 700 Td (xAx A B) Tj ET\n")
    content = content.replace(b"/Helvetica>>", b"/Helvetica/ToUnicode 5 0 R>>")
    content = content.replace(b"trailer", stream + b"trailer").replace(b"/Size 5", b"/Size 6")
    document = extract(Path("piano.pdf"), content)
    assert [block.text for block in document.blocks if isinstance(block, TextBlock)] == [
        "x\U0001f600x \U0001f600 \ufffd"
    ]


@pytest.mark.parametrize(
    ("height", "lines", "left"),
    [
        pytest.param(30, ("Ente - 1", "Ente - 2"), [], id="a footer that counts the pages"),
        pytest.param(
            30, ("Totale - 12", "Totale - 15"), ["Totale - 12"], id="a line that ends in a figure"
        ),
        pytest.param(30, ("Ente", "Ente"), ["Ente"], id="a footer that does not"),
        pytest.param(30, ("Nota A", "Nota B"), ["Nota A", "Nota B"], id="other words"),
        pytest.param(800, ("Scheda - 1", "Scheda - 2"), ["Scheda - 1"], id="a title"),
    ],
)
def test_running_lines_of_two_pages(height: int, lines: tuple[str, str], left: list[str]) -> None:
    pages = [
        PdfPage(b"BT /F 9 Tf 200 %d Td (%b) Tj ET" % (height, line.encode())) for line in lines
    ]
    document = extract(Path("two-pages.pdf"), pdf_file(pages))
    assert [block.text for block in document.blocks if isinstance(block, TextBlock)] == left
