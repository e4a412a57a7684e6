"""`piao tables --annotate`: what was found, drawn on the pages."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from piao.extractors import extract
from piao.normalizers import normalize
from piao.pipeline.display.annotation import (
    LABEL,
    OBJECTIVE,
    RESOLUTION,
    TABLE,
    VALUE,
    marks_of,
)
from tests.command_line import Run
from tests.pdf.pdf_files import PdfPage, pdf_file

SAMPLES = Path(__file__).parents[2] / "samples"


def test_marks_name_tables_labels_and_records() -> None:
    document = extract(SAMPLES / "asp_breve.pdf")
    marks = marks_of(document, normalize(document))
    assert list(marks) == [1]
    said = {(mark.colour, mark.text) for mark in marks[1]}
    assert (TABLE, "t1 ruled 0.98") in said
    assert (LABEL, "value.target (pattern)") in said
    assert (OBJECTIVE, "operational 1") in said
    assert (VALUE, "target 2025: ≥ 12 ore") in said
    for page in marks.values():
        for mark in page:
            x0, top, x1, bottom = mark.bbox
            assert 0 <= x0 <= x1 <= 596
            assert 0 <= top <= bottom <= 843


def test_a_pdf_has_the_pages_on_which_something_was_found(piao: Run, tmp_path: Path) -> None:
    ran = piao("tables", str(SAMPLES / "asp_breve.pdf"), "--annotate", "drawn.pdf")
    assert (ran.status, ran.out, ran.err) == (0, "", "1 page drawn\n")
    drawn = pypdfium2.PdfDocument(tmp_path / "drawn.pdf")
    assert len(drawn) == 1
    assert [round(side) for side in drawn[0].get_size()] == [596, 842]


def test_a_png_is_one_file_a_page(piao: Run, tmp_path: Path) -> None:
    ran = piao("tables", str(SAMPLES / "asp_breve.pdf"), "--annotate", "page.png")
    assert (ran.status, ran.err) == (0, "1 page drawn\n")
    assert sorted(path.name for path in tmp_path.glob("page*")) == ["page-1.png"]
    with Image.open(tmp_path / "page-1.png") as image:
        assert image.width == round(595.7 * RESOLUTION / 72)
        pixels = set(image.convert("RGB").getdata())
    assert {TABLE, LABEL, OBJECTIVE, VALUE} <= pixels


@pytest.mark.parametrize(
    ("file", "out", "message"),
    [
        ("provincia_peg.xlsx", "out.pdf", "--annotate draws on the pages of a PDF"),
        ("asp_breve.pdf", "out.jpg", "give a name that ends in .pdf or .png"),
        ("asp_breve.pdf", "no/where.pdf", "cannot be written"),
    ],
)
def test_annotate_refuses(piao: Run, file: str, out: str, message: str) -> None:
    ran = piao("tables", str(SAMPLES / file), "--annotate", out)
    assert ran.status in (1, 2)
    assert message in ran.err


def test_a_file_without_anything_is_said(piao: Run, tmp_path: Path) -> None:
    plain = tmp_path / "plain.pdf"
    plain.write_bytes(pdf_file([PdfPage(b"BT /F 12 Tf 60 700 Td (La sala apre alle nove.) Tj ET")]))
    ran = piao("tables", str(plain), "--annotate", "out.pdf")
    assert (ran.status, ran.err) == (0, f"{plain}: nothing found\n")
    assert not (tmp_path / "out.pdf").exists()
