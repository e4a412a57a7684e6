"""Hostile pages: each is a finding, takes bounded memory, and the next page is read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from piao.extractors import ExtractionSettings, Ocr
from piao.extractors.pdf import extract
from piao.extractors.pdf.file.file_objects import FileObjects
from piao.extractors.pdf.file.unpacking import UnsafePackingError, unpacked
from piao.extractors.pdf.file.weights import PageWeights
from piao.schema.document import TextBlock
from tests.benchmarks.speed.bench_memory import peak
from tests.needs import needs_ocr, needs_proc
from tests.pdf.hostile_pdfs import HOSTILE, LINE, NEXT
from tests.pdf.pdf_files import PdfPage, pdf_file

FIXTURES = Path(__file__).parents[2] / "fixtures"
WITHOUT_OCR = ExtractionSettings(ocr=Ocr.NEVER)
HEAVY = "La pagina 1 non si può leggere: si espande a oltre 30 MB."
CUT = "La pagina 1 ha troppi segni o tracciati: è stata letta solo in parte."
NO_SIZE = "La pagina 1 non ha una misura: è stata letta come se fosse di formato Letter."


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        ("a million paths", "page_too_complex", CUT),
        ("a path of a million segments", "page_too_complex", CUT),
        ("100,000 characters", "page_too_complex", CUT),
        ("blanks packed a thousandfold", "unreadable_page", HEAVY),
        ("packed twice", "unreadable_page", HEAVY),
        ("the same content again and again", "unreadable_page", HEAVY),
        ("a form that draws itself", "unreadable_page", HEAVY),
        ("forms in forms", "unreadable_page", HEAVY),
        ("a form drawn a million times", "unreadable_page", HEAVY),
        ("glyphs that draw forms", "unreadable_page", HEAVY),
        ("no size", "page_without_size", NO_SIZE),
        ("no width", "page_without_size", NO_SIZE),
        (
            "a box of a kilometre",
            "unreadable_page",
            "La pagina 1 non si può leggere: misura 3000000 x 3000000 punti.",
        ),
    ],
)
def test_hostile_page_is_a_finding_and_the_next_is_read(name: str, code: str, message: str) -> None:
    document = extract(Path("piano.pdf"), HOSTILE[name](), settings=WITHOUT_OCR)
    (finding,) = document.findings
    assert (finding.code, finding.page, finding.message) == (code, 1, message)
    *first, last = [block for block in document.blocks if isinstance(block, TextBlock)]
    assert (last.text, last.page) == (NEXT, 2)
    assert bool(first) is (code != "unreadable_page")
    assert [page.number for page in document.pages] == [1, 2]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("graph paper", LINE),
        ("characters in one place", "a"),
        ("thousands of images", LINE),
    ],
)
def test_page_that_only_looks_hostile_is_read_whole(name: str, text: str) -> None:
    document = extract(Path("piano.pdf"), HOSTILE[name](), settings=WITHOUT_OCR)
    blocks = [block.text for block in document.blocks if isinstance(block, TextBlock)]
    assert (blocks, document.findings) == ([text, NEXT], ())


@needs_ocr
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("an image bomb", "un'immagine di 40000 x 40000 punti è troppo grande"),
        ("large images over each other", "le immagini della pagina sono troppe o troppo grandi"),
        ("a pattern of dust", "un motivo di riempimento è troppo fitto"),
    ],
)
def test_picture_that_would_take_too_long_is_a_finding(name: str, reason: str) -> None:
    document = extract(Path("piano.pdf"), HOSTILE[name]())
    (finding,) = document.findings
    assert (finding.code, finding.page) == ("unread_picture", 1)
    assert finding.message == f"Un'immagine di pagina 1 non è stata letta: {reason}."
    assert [block.page for block in document.blocks if isinstance(block, TextBlock)] == [2]


@needs_proc
@pytest.mark.parametrize("name", ["forms in forms", "packed twice"])
def test_hostile_page_takes_bounded_memory(name: str, tmp_path: Path) -> None:
    pages, cells, kilobytes = peak(HOSTILE[name](), tmp_path)
    assert (pages, cells) == (2, 0)
    assert kilobytes < 500_000


def test_what_pdfminer_thinks_of_a_damaged_file_is_not_printed(
    capfd: pytest.CaptureFixture[str],
) -> None:
    content = HOSTILE["forms in forms"]().replace(b"/MediaBox", b"/Mediabox")
    program = "import sys; from pathlib import Path; from piao.extractors.pdf import extract"
    program += "; extract(Path('piano.pdf'), sys.stdin.buffer.read())"
    subprocess.run([sys.executable, "-c", program], input=content, check=True)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("password", ["segreto", None])
def test_weight_of_an_encrypted_file(password: str | None) -> None:
    """What cannot be weighed is too heavy."""
    content = (FIXTURES / "pdf-encrypted.pdf").read_bytes()
    weights = PageWeights(FileObjects(content, password))
    assert weights.is_too_heavy(1) is (password is None)


def test_forms_in_forms_that_are_light_are_read() -> None:
    inner = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<>>/Length 7>>stream\n"
    outer = inner.replace(b"<<>>", b"<</XObject<</X 3 0 R>>>>")
    forms = [inner + b"0 0 m S\nendstream", outer + b"/X Do  \nendstream"]
    text = b"BT /F 10 Tf 60 700 Td (Una riga di testo) Tj ET /Y Do"
    content = pdf_file([PdfPage(text)], more=forms)
    content = content.replace(b"/XObject<<>>", b"/XObject<</Y 4 0 R>>")
    document = extract(Path("piano.pdf"), content)
    assert [block.text for block in document.blocks if isinstance(block, TextBlock)] == [LINE]
    assert document.findings == ()


@pytest.mark.parametrize(
    ("packed", "filters", "expected"),
    [
        (b"0 0 m S", [], b"0 0 m S"),
        (b"30203020206D2053>", ["ASCIIHexDecode"], b"0 0  m S"),
        (b"<~87cURD]~>", ["ASCII85Decode"], b"Hello"),
        (bytes.fromhex("800b6050220c0c8501"), ["LZWDecode"], b"-----A---B"),
        (b"\xf9a\x02bcd\x80", ["RunLengthDecode"], b"aaaaaaaabcd"),
        (b"damaged", ["FlateDecode"], b""),
    ],
)
def test_unpacked(packed: bytes, filters: list[str], expected: bytes) -> None:
    assert unpacked(packed, filters, 1_000_000) == expected


@pytest.mark.parametrize(
    ("packed", "filters", "whole"),
    [
        (b"", ["DCTDecode"], False),
        (b"damaged", ["FlateDecode"], True),
        (b"\x80", ["RunLengthDecode"], True),
        (bytes(10_000), ["RunLengthDecode"], False),
    ],
)
def test_packing_that_is_not_safe_to_follow(packed: bytes, filters: list[str], whole: bool) -> None:
    with pytest.raises(UnsafePackingError):
        unpacked(packed, filters, 1_000_000, whole=whole)
