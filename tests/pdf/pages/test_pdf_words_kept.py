"""Every painted word of a page ends in one block or running line; unpainted ones do not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest

from piao.extractors import ExtractionSettings, Ocr, extract
from piao.extractors.pdf.accounting import left_behind
from piao.extractors.pdf.model import FoundTable, Style, Word
from piao.schema.document import Cell, Document, Table, TextBlock
from tests.pdf.pdf_files import PdfPage, pdf_file

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared"
BOLD = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>"
PLAN = (
    ("Missione", "Programma", "Obiettivo", "Servizio"),
    ("01 Servizi", "02 Segreteria", "Pubblicare gli atti", "Segreteria"),
    ("03 Ordine", "01 Polizia", "Controllare il mercato", "Polizia"),
)
XS, YS = (40, 150, 260, 400, 520), (760, 730, 700, 670)
NO_OCR = ExtractionSettings(ocr=Ocr.NEVER)
NOT_AS_SEEN = frozenset(
    {
        "pdf-cell-backgrounds", "pdf-drawn-twice", "pdf-encrypted", "pdf-no-rules-banded-rows",
        "pdf-text-fake-bold", "pdf-text-hidden-layer", "pdf-text-invisible-words",
        "pdf-text-invisible-words-over-a-background", "pdf-text-ligatures",
        "pdf-text-shifted-alphabet",
    }
)  # fmt: skip
"""Fixtures whose file has more text than its reader sees: drawn twice, hidden, not decoded."""
UNDECODED = re.compile(r"\(cid:\d+\)")


def show(x: float, y: float, text: str, font: bytes = b"/F") -> bytes:
    return b"BT %b 10 Tf %.1f %.1f Td (%b) Tj ET\n" % (font, x, y, text.encode("cp1252"))


def rule(x0: float, y0: float, x1: float, y1: float) -> bytes:
    return b"%.1f %.1f m %.1f %.1f l S\n" % (x0, y0, x1, y1)


def row(y: float, texts: tuple[str, ...]) -> bytes:
    return b"".join(show(x + 4, y - 18, text) for x, text in zip(XS, texts, strict=False))


def write(path: Path, *pages: bytes) -> Document:
    path.write_bytes(pdf_file([PdfPage(page) for page in pages]))
    return extract(path, settings=NO_OCR)


def grid(table: Table) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in cells] for cells in table.grid()]


def test_a_row_whose_bottom_rule_is_broken_is_whole(tmp_path: Path) -> None:
    """The rule under the last row ends before the last two columns, as word processors leave it."""
    content = b"".join(rule(x, YS[0], x, YS[-1]) for x in XS)
    content += b"".join(rule(XS[0], y, XS[-1], y) for y in YS[:-1])
    content += rule(XS[0], YS[-1], XS[2], YS[-1])
    content += b"".join(row(y, texts) for y, texts in zip(YS, PLAN, strict=False))
    (table,) = write(tmp_path / "plan.pdf", content).tables
    assert grid(table) == [list(texts) for texts in PLAN]


def test_a_row_left_at_the_head_of_a_page_without_level_rules_goes_on(tmp_path: Path) -> None:
    first = b"".join(rule(x, 100, x, 60) for x in XS)
    first += b"".join(rule(XS[0], y, XS[-1], y) for y in (100, 80, 60))
    first += row(98, PLAN[0]) + row(78, PLAN[1])
    second = b"".join(rule(x, 790, x, 765) for x in XS) + row(788, PLAN[2])
    second += show(40, 700, "Gli obiettivi sono riportati nell'allegato.")
    document = write(tmp_path / "plan.pdf", first, second)
    (table,) = document.tables
    assert grid(table) == [list(texts) for texts in PLAN]


def test_clipped_text_is_not_read(tmp_path: Path) -> None:
    seen = b"q 30 690 300 30 re W n " + show(40, 700, "Peso 40") + b"Q\n"
    hidden = b"q 30 690 300 30 re W n " + show(40, 600, "Peso 60") + b"Q\n"
    document = write(tmp_path / "plan.pdf", seen + hidden)
    assert [block.text for block in document.blocks if isinstance(block, TextBlock)] == ["Peso 40"]


def test_a_space_that_kerning_hides_parts_capitals(tmp_path: Path) -> None:
    kerned = b"BT /F 12 Tf 40 700 Td [(DOTT.SSA)55( )112(ADA VERZELETTI)]TJ ET"
    document = write(tmp_path / "plan.pdf", kerned)
    assert [b.text for b in document.blocks if isinstance(b, TextBlock)] == [
        "DOTT.SSA ADA VERZELETTI"
    ]


def test_short_lines_below_each_other_are_not_one_paragraph(tmp_path: Path) -> None:
    prose = show(
        40,
        760,
        "Il piano assegna a ogni responsabile gli obiettivi della sua gestione e le risorse. Ne",
    )
    lines = (
        "3 - SERVIZIO TECNICO E DELLE MANUTENZIONI",
        "RESPONSABILE: GEOM. F. ROSSI",
        "OBIETTIVI:",
    )
    content = prose + b"".join(show(40, 700 - 14 * n, text) for n, text in enumerate(lines))
    document = write(tmp_path / "plan.pdf", content)
    texts = [block.text for block in document.blocks if isinstance(block, TextBlock)]
    assert texts[1:] == list(lines)


def test_the_bold_first_words_of_a_cell_are_its_lead(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    content = b"".join(rule(40, y, 400, y) for y in (760, 740, 700))
    content += b"".join(rule(x, 760, x, 700) for x in (40, 400))
    content += show(44, 746, "OBIETTIVO N. 3", b"/B")
    content += show(44, 726, "Strade sicure.", b"/B") + show(120, 726, "Posa della segnaletica.")
    fonts = b"/Font<</F 3 0 R/B 4 0 R>>"
    page = PdfPage(content, resources=fonts)
    helvetica = BOLD.replace(b"-Bold", b"")
    path.write_bytes(pdf_file([page], more=[helvetica, BOLD]))
    (table,) = extract(path, settings=NO_OCR).tables
    assert [(cell.text, cell.bold, cell.lead) for cell in table.cells] == [
        ("OBIETTIVO N. 3", True, ""),
        ("Strade sicure. Posa della segnaletica.", False, "Strade sicure."),
    ]


def test_words_that_no_cell_took_are_told() -> None:
    style = Style(10.0, False, 0)
    words = [Word(text, x, 10, x + 20, 20, style) for text, x in (("uno", 10), ("due", 60))]
    cells = (Cell(0, 0, "uno", bbox=(0.0, 0.0, 50.0, 30.0)),)
    found = FoundTable(Table("", cells, 1, 1, "ruled"), (0.0, 0.0, 100.0, 30.0), (0.0, 100.0))
    assert left_behind(words, [], [found]) == [words[1]]
    assert left_behind(words, [words[1]], [found]) == []


def documents() -> list[Path]:
    found = [*(ROOT / "samples").glob("*.pdf"), *(ROOT / "tests" / "fixtures").glob("*.pdf")]
    found += (SHARED / "plans").rglob("*.pdf")
    return sorted(path for path in found if path.stem not in NOT_AS_SEEN)


def letters(text: str) -> Counter[str]:
    text = UNDECODED.sub("", text).casefold()
    return Counter(character for character in text if character.isalnum())


def printed(document: Document) -> Iterator[str]:
    """The texts of all blocks and of what belongs to the pages."""
    for block in document.blocks:
        yield from [block.text] if isinstance(block, TextBlock) else (c.text for c in block.cells)
    yield from (part.text for part in document.artifacts)


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_no_word_of_a_document_is_lost(path: Path) -> None:
    """By the letters that another reader counts: one in 500 may be decoded otherwise."""
    document = extract(path, settings=NO_OCR)
    assert [f.message for f in document.findings if f.code == "text_outside_cells"] == []
    expected: Counter[str] = Counter()
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            expected += letters("".join(character["text"] for character in page.chars))
            page.close()
    read = letters("".join(printed(document)))
    assert (expected - read).total() <= expected.total() / 500
    assert (read - expected).total() <= expected.total() / 500
