"""How surely each table of the fixtures was found, and by which step."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from piao.extractors import ExtractionSettings, Ocr
from piao.extractors.pdf import extract
from tests.pdf.pdf_files import PdfPage, pdf_file

FIXTURES = Path(__file__).parents[2] / "fixtures"
SURE = 0.75


@cache
def found() -> dict[tuple[str, float], list[str]]:
    """The fixtures that have a table of each step and confidence."""
    of_each: dict[tuple[str, float], list[str]] = defaultdict(list)
    for path in sorted(FIXTURES.glob("pdf-*.pdf")):
        password = "segreto" if path.stem == "pdf-encrypted" else None
        without_ocr = ExtractionSettings(ocr=Ocr.NEVER)
        document = extract(path, path.read_bytes(), password=password, settings=without_ocr)
        for table in document.tables:
            of_each[table.extractor, table.confidence].append(path.stem.removeprefix("pdf-"))
    return of_each


def test_rules_make_sure_and_white_alone_less_so() -> None:
    """Least and most of each step; what is ruled on every side is never in doubt."""
    by_step: dict[str, list[float]] = defaultdict(list)
    for step, confidence in found():
        by_step[step].append(confidence)
    assert {step: (min(all_of), max(all_of)) for step, all_of in by_step.items()} == {
        "ruled": (0.98, 0.98),
        "half-ruled": (0.9, 0.95),
        "borderless": (0.6, 0.95),
        "borderless+camelot-network": (0.67, 0.67),
        "camelot-network": (0.6, 0.6),
        "ocr-borderless": (0.71, 0.71),
    }


def test_in_doubt_are_close_rows_and_what_another_program_saw() -> None:
    doubtful = {
        (confidence, name)
        for (_, confidence), names in found().items()
        for name in names
        if confidence < SURE
    }
    assert sorted(doubtful) == [
        (0.6, "no-rules-headings-in-the-middle"),
        (0.6, "opinion-rows-far-apart"),
        (0.6, "opinion-rows-far-apart-off-the-corner"),
        (0.67, "no-rules-close-rows"),
        (0.67, "opinion-words-without-heading"),
        (0.69, "no-rules-cards-and-tables"),
        (0.71, "scanned-askew-with-text"),
        (0.71, "text-scan-with-text"),
    ]


# Rules over a grid of three columns and three rows; a box is a table's when rules close it.
LEVEL = {y: [(60, 360)] for y in (700, 670, 640, 610)}
UPRIGHT = {x: [(610, 700)] for x in (60, 160, 260, 360)}


@pytest.mark.parametrize(
    ("level", "upright", "expected"),
    [
        pytest.param(LEVEL, UPRIGHT, 0.98, id="every box"),
        pytest.param(
            {**LEVEL, 610: [(60, 260)]},
            {**UPRIGHT, 360: [(640, 700)]},
            0.94,
            id="without the last box of the last row",
        ),
    ],
)
def test_a_grid_with_a_corner_missing_is_less_sure(
    level: dict[int, list[tuple[int, int]]],
    upright: dict[int, list[tuple[int, int]]],
    expected: float,
    tmp_path: Path,
) -> None:
    rules = [(x0, y, x1, y) for y, parts in level.items() for x0, x1 in parts]
    rules += [(x, y0, x, y1) for x, parts in upright.items() for y0, y1 in parts]
    drawn = b"".join(b"%d %d m %d %d l S\n" % rule for rule in rules)
    drawn += b"".join(
        b"BT /F 9 Tf %d %d Td (Voce %d) Tj ET\n" % (65 + 100 * col, 680 - 30 * row, 3 * row + col)
        for row in range(3)
        for col in range(3)
        if (row, col) != (2, 2)
    )
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf_file([PdfPage(drawn)]))
    (table,) = extract(path, path.read_bytes()).tables
    assert (table.extractor, table.confidence) == ("ruled", expected)
