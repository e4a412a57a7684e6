"""Damaged files that pdfium refuses or finds empty are read by pdfplumber, and it is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from piao.extractors.pdf import extract
from piao.schema.document import Document, Table, TextBlock
from piao.schema.errors import UnreadableFileError
from tests.pdf.pdf_files import PdfPage, pdf_file

TEXT = PdfPage(b"BT /F 10 Tf 60 700 Td (Una riga di testo) Tj ET\n")
GRID = PdfPage(
    b"".join(b"60 %d 300 0.5 re f " % (700 - 30 * row) for row in range(4))
    + b"".join(b"%d 610 0.5 90 re f " % x for x in (60, 160, 260, 360))
    + b"".join(
        b"BT /F 9 Tf %d %d Td (R%dC%d) Tj ET " % (65 + 100 * col, 680 - 30 * row, row, col)
        for row in range(3)
        for col in range(3)
    )
)


def read(content: bytes) -> Document:
    return extract(Path("plan.pdf"), content)


@pytest.mark.parametrize(
    ("damage", "pages"),
    [
        pytest.param((b"/Root 1 0 R", b"/Root 1    "), "1, 2", id="no-root"),
        pytest.param((b"/Pages 2 0 R", b"/P     2 0 R"), "1, 2", id="no-pages"),
        pytest.param((b"842]/Contents 3", b"8    Contents 3"), "1", id="no-size-of-a-page"),
    ],
)
def test_what_pdfium_cannot_read(damage: tuple[bytes, bytes], pages: str) -> None:
    content = pdf_file([TEXT, TEXT])
    assert content.count(damage[0]) == 1
    document = read(content.replace(*damage))
    texts = [block.text for block in document.blocks if isinstance(block, TextBlock)]
    assert "Una riga di testo" in texts
    (finding,) = [f for f in document.findings if f.code == "second_reader"]
    assert finding.message == (
        f"Le pagine {pages} sono danneggiate: le ha lette un secondo lettore (pdfplumber), senza "
        "immagini. Controllarle, o scaricare di nuovo il file."
    )


def test_tables_of_a_damaged_file() -> None:
    document = read(pdf_file([GRID]).replace(b"/Root 1 0 R", b"/Root 1    "))
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert [cell.text for cell in table.cells] == [
        f"R{row}C{col}" for row in range(3) for col in range(3)
    ]


def test_what_stands_before_the_file_is_left_out() -> None:
    whole = pdf_file([TEXT])
    download = b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n"
    assert [b.text for b in read(download + whole).blocks if isinstance(b, TextBlock)] == [
        "Una riga di testo"
    ]
    assert not [f for f in read(download + whole).findings if f.code == "second_reader"]


def test_a_file_that_neither_reads_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="damaged or incomplete"):
        read(pdf_file([TEXT])[:60])


def test_a_blank_page_is_blank() -> None:
    assert not read(pdf_file([PdfPage(b""), TEXT])).findings
