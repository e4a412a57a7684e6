"""Scanned pages, tables pasted as pictures, text layers that are no text, doubts, limits."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image as Picture

from piao.extractors import ExtractionSettings, Ocr, extract
from piao.extractors.pdf.model import Style, Word
from piao.extractors.pdf.scan.doubts import is_doubtful
from piao.extractors.pdf.scan.ocr import is_available
from piao.extractors.pdf.text.text_quality import is_nonsense
from piao.extractors.pdf.time_limit import PageTimeoutError, time_limit
from piao.schema.document import Document, Table, TextBlock
from tests.benchmarks.speed.bench_memory import peak, scanned_pages, text_pages
from tests.fixtures.make_picture_fixtures import SHEET, SMALL_SIGNS, scanned
from tests.needs import needs_ocr, needs_proc
from tests.pdf.pdf_files import Image, PdfPage, jpeg, pdf_file

FIXTURES = Path(__file__).parents[2] / "fixtures"
TEXT = b"BT /F 10 Tf 60 700 Td (Una riga di testo) Tj ET\n"
PLAIN = Style(10.0, False, 0)

CULTURE = [
    (0, 0, 1, 1, "Obiettivo"),
    (0, 1, 1, 1, "Indicatore"),
    (0, 2, 1, 1, "Valore 2024"),
    (0, 3, 1, 1, "Target 2025"),
    (1, 0, 1, 1, "Aprire la biblioteca\nanche il sabato"),
    (1, 1, 1, 1, "Sabati di apertura"),
    (1, 2, 1, 1, "4"),
    (1, 3, 1, 1, "≥ 40"),
    (2, 0, 2, 1, "Rispondere in tempo\nai cittadini: perché\nattendere è un costo"),
    (2, 1, 1, 1, "Giorni medi di attesa"),
    (2, 2, 1, 1, "12,5"),
    (2, 3, 1, 1, "≤ 8"),
    (3, 1, 1, 1, "Risposte entro il\ntermine di legge"),
    (3, 2, 1, 1, "85%"),
    (3, 3, 1, 1, "95%"),
]
AROUND = [
    "Gli obiettivi del settore sono nella tabella che segue.",
    "La tabella è aggiornata ogni sei mesi.",
]


def read(name: str, ocr: Ocr = Ocr.AUTO) -> Document:
    return extract(FIXTURES / f"pdf-{name}.pdf", settings=ExtractionSettings(ocr=ocr))


def written(tmp_path: Path, content: bytes, settings: ExtractionSettings | None = None) -> Document:
    path = tmp_path / "plan.pdf"
    path.write_bytes(content)
    return extract(path, settings=settings)


def picture_in(name: str) -> Picture.Image:
    """The only picture in a fixture, as it was pasted there."""
    with pypdfium2.PdfDocument(FIXTURES / f"pdf-{name}.pdf") as document:
        (image,) = document[0].get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])
        assert isinstance(image, pypdfium2.PdfImage)
        picture: Picture.Image = image.get_bitmap().to_pil().convert("L")
        return picture


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, TextBlock)]


def codes(document: Document) -> list[str]:
    return [finding.code for finding in document.findings]


def grey(width: int, height: int) -> Image:
    return jpeg(Picture.new("L", (width, height), 200))


@needs_ocr
@pytest.mark.parametrize(
    ("name", "around"),
    [
        ("scanned-askew", ["Settore Cultura"]),
        (
            "picture-in-a-page",
            [
                "Gli obiettivi del settore sono nella tabella che segue.",
                "Settore Cultura",
                "La tabella è aggiornata ogni sei mesi.",
            ],
        ),
    ],
)
def test_table_in_a_picture(name: str, around: list[str]) -> None:
    document = read(name)
    (table,) = document.tables
    assert [(c.row, c.col, c.row_span, c.col_span, c.text) for c in table.cells] == CULTURE
    assert [cell.text for cell in table.cells if cell.bold] == [text for *_, text in CULTURE[:4]]
    assert table.extractor == "ocr-ruled"
    assert 0.9 < table.confidence < 1
    assert table.header_rows == 1
    assert texts(document) == around
    assert codes(document) == ["read_by_ocr"]


@needs_ocr
@pytest.mark.parametrize(
    ("name", "extractor", "header_rows"),
    [
        ("grey-grid", "ocr-ruled", 0),  # too coarse to tell bold
        ("level-rules", "ocr-half-ruled", 1),
        ("no-rules", "ocr-borderless", 1),
    ],
)
def test_table_of_a_spreadsheet_pasted_as_a_picture(
    name: str, extractor: str, header_rows: int
) -> None:
    document = read(f"picture-of-a-sheet-{name}")
    (table,) = document.tables
    grid = [tuple(cell.text if cell else "" for cell in row) for row in table.grid()]
    assert grid == SHEET
    assert (table.extractor, table.header_rows) == (extractor, header_rows)
    assert texts(document) == AROUND


@needs_ocr
def test_a_chart_is_no_table() -> None:
    document = read("picture-of-a-chart")
    assert (list(document.tables), texts(document)) == ([], AROUND)
    assert codes(document) == ["picture_left"]


@needs_ocr
@pytest.mark.parametrize("degrees", [3, -3, 90, 180, 270, 88])
def test_a_scan_is_read_whichever_way_up_it_lies(degrees: int, tmp_path: Path) -> None:
    picture = picture_in("picture-in-a-page")
    turned = picture.rotate(degrees, Picture.Resampling.BICUBIC, expand=True, fillcolor=250)
    document = written(tmp_path, scanned(turned))
    (table,) = document.tables
    assert [(c.row, c.col, c.row_span, c.col_span, c.text) for c in table.cells] == CULTURE
    assert texts(document) == ["Settore Cultura"]


@needs_ocr
def test_headings_are_told_by_the_size_and_weight_of_their_ink() -> None:
    blocks = [block for block in read("scanned-headings").blocks if isinstance(block, TextBlock)]
    assert [(block.level, round(block.size or 0), block.bold, block.text) for block in blocks] == [
        (1, 16, True, "Piano della performance 2025"),
        (2, 13, True, "Gli obiettivi del Comune"),
        (
            None,
            10,
            False,
            "Il piano dice che cosa si farà nel corso dell'anno e con quali risorse; "
            "è pubblicato nel sito dell'ente.",
        ),
        (3, 10, True, "SETTORE AFFARI GENERALI"),
        (
            None,
            10,
            False,
            "Risponde dei servizi di sportello, del protocollo e della sede, "
            "ed è retto da un funzionario.",
        ),
    ]


@needs_ocr
def test_small_signs_are_not_lost() -> None:
    """A minus, dashes alone in a cell, and a letter that prolongs a short rule."""
    document = read("scanned-small-signs")
    (table,) = document.tables
    cells = [(c.row, c.col, c.row_span, c.col_span, c.text) for c in table.cells]
    assert cells == SMALL_SIGNS  # what was drawn


@needs_ocr
def test_text_that_cannot_be_made_out_is_read_as_a_picture() -> None:
    document = read("text-without-unicode-map")
    assert texts(document) == [
        "Il piano indica gli obiettivi di ogni settore.",
        "Il responsabile risponde dei risultati.",
    ]
    assert codes(document) == ["bad_text_layer", "read_by_ocr"]


@needs_ocr
def test_text_of_the_file_gives_way_to_the_picture_where_that_is_asked(tmp_path: Path) -> None:
    content = pdf_file([PdfPage(b"BT /F 12 Tf 30 40 Td (Una riga di testo) Tj ET", (200, 100))])
    document = written(tmp_path, content, ExtractionSettings(ocr=Ocr.ALWAYS))
    assert (texts(document), codes(document)) == (["Una riga di testo"], ["read_by_ocr"])


@pytest.mark.parametrize(
    ("name", "expected", "left"),
    [
        ("scanned-askew", ["no_text_layer"], 0),
        ("picture-in-a-page", ["picture_left"], 2),
        ("text-without-unicode-map", ["bad_text_layer", "no_text_layer"], 0),
    ],
)
def test_pictures_stay_unread_where_that_is_asked(
    name: str, expected: list[str], left: int
) -> None:
    document = read(name, Ocr.NEVER)
    assert codes(document) == expected
    assert len(document.blocks) == left
    for finding in document.findings:
        if finding.code == "no_text_layer":
            assert finding.message.endswith("pip install 'piao[ocr]'.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il responsabile del servizio presenta la relazione finale alla giunta comunale", False),
        ("12,5% 100 € 1.250.000,00 31/12/2025 ≥ 40 ≤ 8 95% 100% 12,5% 100 € 1.250,00", False),
        ("N. firma ______________________ data ________________ timbro ____________", False),
        ("PTPCT SMVP DUP PEG", False),
        ("6HJUHWHULD JHQHUDOH H DIIDUL OHJDOL GHO FRPXQH VHUYL]L DOOD SHUVRQD GHPRJUDILFL", True),
        ("".join(map(chr, range(0xE020, 0xE060))), True),
        ("\ufffd" * 30 + "abc", True),
        ("\x03\x04\x05\x06\x07" * 8, True),
    ],
)
def test_nonsense(text: str, expected: bool) -> None:
    words = [Word(token, 0, 0, 9, 9, PLAIN) for token in text.split(" ")]
    assert is_nonsense(words) is expected


@pytest.mark.parametrize(
    ("text", "certainties", "expected"),
    [
        ("≥", (0.99,), False),
        ("≥", (0.89,), True),
        ("≥", (0.9,), False),
        (">90%", (0.62, 0.99, 0.99, 0.99), True),
        ("2025", (0.99, 0.99, 0.99, 0.7), True),
        ("1OO%", (0.99, 0.8, 0.99, 0.99), True),
        ("Ore", (0.5, 0.99, 0.99), False),
        ("obiettivo", (0.4,) * 9, False),
        ("4", (), False),
    ],
)
def test_doubtful_word(text: str, certainties: tuple[float, ...], expected: bool) -> None:
    certain = certainties or (1.0,) * len(text)
    assert is_doubtful(Word(text, 0, 0, 9, 9, PLAIN, certainties=certain)) is expected


@needs_ocr
@pytest.mark.parametrize(
    ("target", "over", "read_as", "confidence"),
    [
        (b"> 40", b"0 g 110 29 6 0.9 re f", "≥ 40", 0.98),
        (b"> 40", b"0.8 g 110 29 4 0.9 re f", "> 40", 0.9),
        (b"3856", b"1 g 112 27 12 5 re f 0.85 g 118 33 15 7 re f", None, None),
    ],
    ids=["≥", "≥ of which the lower line has faded", "figures half covered"],
)
def test_what_is_read_without_certainty_is_a_finding_with_its_place(
    target: bytes, over: bytes, read_as: str | None, confidence: float | None, tmp_path: Path
) -> None:
    rules = b"".join(b"20 %d 160 0.8 re f " % y for y in (20, 50, 80)) + b"".join(
        b"%d 20 0.8 60 re f " % x for x in (20, 100, 180)
    )
    words = (
        b"BT /F 12 Tf 30 60 Td (Valore) Tj 80 0 Td (Meta) Tj -80 -30 Td (Tempo) Tj "
        b"80 0 Td (%b) Tj ET %b" % (target, over)
    )
    pages = [PdfPage(TEXT), PdfPage(rules + words, (200, 100))]
    document = written(tmp_path, pdf_file(pages), ExtractionSettings(ocr=Ocr.ALWAYS))
    (table,) = document.tables
    last = table.cells[-1]
    assert (table.extractor, last.row, last.col) == ("ocr-ruled", 1, 1)
    if read_as:
        assert last.text == read_as
        assert table.confidence == pytest.approx(confidence, abs=0.02)
    doubts = [finding for finding in document.findings if finding.code == "doubtful_ocr"]
    expected = [] if read_as == "≥ 40" else [(2, table.table_id, 1, last.bbox)]
    assert [(d.page, d.table_id, d.row, d.bbox) for d in doubts] == expected
    assert all(doubt.message.endswith(f"di pagina 2: '{last.text}'.") for doubt in doubts)


def test_an_image_too_large_to_unpack_is_a_finding(tmp_path: Path) -> None:
    bomb = Image(40_000, 40_000, b"", b"/FlateDecode")
    drawn = b"300 0 0 300 100 100 cm /I0 Do"
    content = pdf_file([PdfPage(drawn, images=[bomb]), PdfPage(TEXT)])
    document = written(tmp_path, content)
    assert texts(document) == ["Una riga di testo"]
    expected = "unread_picture" if is_available() else "no_text_layer"
    assert [(f.code, f.page) for f in document.findings] == [(expected, 1)]


@needs_ocr
def test_a_huge_page_is_rendered_within_bounds(tmp_path: Path) -> None:
    drawn = b"9000 0 0 9000 2000 2000 cm /I0 Do"
    content = pdf_file([PdfPage(drawn, (14_400, 14_400), [grey(40, 40)]), PdfPage(TEXT)])
    document = written(tmp_path, content)
    assert texts(document) == ["Una riga di testo"]
    assert [(f.code, f.page) for f in document.findings] == [("no_text_in_pictures", 1)]


def test_a_page_that_takes_too_long_is_a_finding(tmp_path: Path) -> None:
    line = b"(" + b"a b c d e f g h i l m n " * 100 + b") Tj 0 -9 Td "
    slow = PdfPage(b"BT /F 1 Tf 10 800 Td " + line * 24 + b"ET")
    document = written(
        tmp_path, pdf_file([slow, PdfPage(b"")]), ExtractionSettings(page_seconds=0.001)
    )
    first = document.findings[0]
    assert (first.code, first.page) == ("page_too_slow", 1)
    assert first.message == "La pagina 1 richiede più di 0.001 secondi: non è stata letta."
    assert [page.number for page in document.pages] == [1, 2]


@needs_proc
@pytest.mark.parametrize(
    ("content", "pages", "cells", "most"),
    [
        pytest.param(lambda: text_pages(300), 300, 24_000, 120_000, id="text"),
        pytest.param(
            lambda: scanned_pages(2, part=0.55), 2, 18, 450_000, marks=needs_ocr, id="scanned"
        ),
    ],
)
def test_pages_are_released_as_they_are_done(
    content: Callable[[], bytes], pages: int, cells: int, most: int, tmp_path: Path
) -> None:
    *found, kilobytes = peak(content(), tmp_path)
    assert found == [pages, cells]
    assert kilobytes < most


def test_a_loop_without_end_is_stopped() -> None:
    def endless() -> None:
        while True:
            pass

    with pytest.raises(PageTimeoutError), time_limit(0.01):
        endless()
    with time_limit(60), pytest.raises(PageTimeoutError), time_limit(0.01):
        endless()
    with pytest.raises(PageTimeoutError), time_limit(0.01), time_limit(60):
        endless()


def test_each_thread_has_a_limit_of_its_own() -> None:
    def endless() -> bool:
        try:
            with time_limit(0.01):
                while True:
                    pass
        except PageTimeoutError:
            return True

    with time_limit(60), ThreadPoolExecutor(3) as pool:
        assert list(pool.map(lambda _: endless(), range(3))) == [True] * 3


@pytest.mark.parametrize("seconds", [0, -1, float("nan"), float("inf")])
def test_a_time_limit_that_is_none_is_refused(seconds: float) -> None:
    with pytest.raises(ValueError, match="page_seconds must be a positive number"):
        ExtractionSettings(page_seconds=seconds)


def test_ordinary_text_beside_small_pictures_needs_no_ocr(tmp_path: Path) -> None:
    logo = b"q 60 0 0 60 60 740 cm /I0 Do Q "
    document = written(tmp_path, pdf_file([PdfPage(logo + TEXT, images=[grey(8, 8)])]))
    assert (texts(document), codes(document)) == (["Una riga di testo"], [])
    assert not list(document.tables)
    assert all(not isinstance(block, Table) for block in document.blocks)
