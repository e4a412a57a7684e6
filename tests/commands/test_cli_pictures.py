"""Documents whose pages are pictures, through the commands: with the extra `ocr` and without."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command_line import Run
from tests.needs import needs_ocr

FIXTURES = Path(__file__).parents[1] / "fixtures"
WITHOUT_OCR = (
    "import sys; sys.modules['rapidocr'] = None; from piao.pipeline.cli import main; main()"
)


@pytest.mark.parametrize(
    ("name", "mode", "code"),
    [
        ("scanned-askew", "auto", "no_text_layer"),
        ("scanned-askew", "always", "no_text_layer"),
        ("picture-in-a-page", "auto", "picture_left"),
    ],
)
def test_without_the_extra_a_finding_says_how_to_get_it(
    name: str, mode: str, code: str, piao: Run, tmp_path: Path
) -> None:
    scan = FIXTURES / f"pdf-{name}.pdf"
    command = [sys.executable, "-c", WITHOUT_OCR, "ingest", str(scan), "--ocr", mode]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (0, "")
    assert "no records" in ran.stderr
    findings = json.loads(piao("findings", "--json").out)
    (found,) = [finding for finding in findings if finding["code"] == code]
    assert found["page"] == 1
    assert "pip install 'piao[ocr]'" in found["message"]


@needs_ocr
@pytest.mark.parametrize(
    ("name", "mode", "extractors", "said"),
    [
        ("scanned-askew", "auto", ["ocr-ruled"], "nota: Immagini lette"),
        ("scanned-askew", "never", [], "errore: Nessun testo leggibile alle pagine 1"),
        ("picture-in-a-page", "auto", ["ocr-ruled"], "nota: Immagini lette"),
        ("picture-in-a-page", "never", [], "nota: Immagini fra il testo alle pagine 1 non lette"),
        ("merged-cells", "auto", ["ruled"], ""),
        ("merged-cells", "always", ["ocr-ruled"], "nota: Immagini lette"),
    ],
)
def test_pictures_are_read_as_asked(
    name: str, mode: str, extractors: list[str], said: str, piao: Run
) -> None:
    ran = piao(
        "tables", FIXTURES / f"pdf-{name}.pdf", "--format", "json", "--ocr", mode, "--lang", "it"
    )
    assert ran.status == 0
    assert ran.err.startswith(said)
    tables = json.loads(ran.out)
    assert [table["extractor"] for table in tables] == extractors


def test_another_mode_than_these_is_refused(piao: Run) -> None:
    ran = piao("tables", FIXTURES / "pdf-scanned-askew.pdf", "--ocr", "perhaps")
    assert (ran.status, ran.out) == (2, "")
    assert all(mode in ran.err for mode in ("auto", "never", "always"))
