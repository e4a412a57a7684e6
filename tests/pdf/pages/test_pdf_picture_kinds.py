"""Which pictures may hold a table, by a cheap look at their ink."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageDraw

pytest.importorskip("cv2", reason="the extra ocr is not installed")
from piao.extractors.pdf.scan.picture_kinds import may_hold_table
from piao.extractors.pdf.scan.picture_rules import Picture

FIXTURES = Path(__file__).parents[2] / "fixtures"
WIDE, HIGH = 900, 420
TARGETS = [
    ("Servizio", "Indicatore", "Target"),
    ("Biblioteca", "Prestiti", "12.000"),
    ("Museo civico", "Visitatori", "850"),
    ("Tributi", "Rimborsi", "30 giorni"),
]
YEARS = ("2019", "2020", "2021", "2022", "2023")


def _picture(draw_it: Iterator[tuple[float, float, str]], bars: int = 0) -> Picture:
    image = Image.new("L", (WIDE, HIGH), 255)
    draw = ImageDraw.Draw(image)
    for bar in range(bars):
        draw.rectangle((200, 40 + 50 * bar, 240 + 95 * bar, 70 + 50 * bar), fill=150)
    for x, y, text in draw_it:
        draw.text((x, y), text, fill=0, font_size=22)
    return np.asarray(image, np.uint8)


def _table() -> Iterator[tuple[float, float, str]]:
    for row, texts in enumerate(TARGETS):
        for column, text in enumerate(texts):
            yield 40 + 280 * column, 40 + 70 * row, text


def _bar_chart() -> Iterator[tuple[float, float, str]]:
    for row in range(6):
        yield 40, 40 + 50 * row, f"Settore{row}"
        yield 250 + 95 * row, 40 + 50 * row, f"{row + 1},5%"


def _line_chart() -> Iterator[tuple[float, float, str]]:
    for row in range(5):
        yield 40, 40 + 50 * row, f"{1000 - 100 * row}"
    for column, year in enumerate(YEARS):
        yield 140 + 130 * column, 340, year


def _prose() -> Iterator[tuple[float, float, str]]:
    for row in range(8):
        yield 40, 20 + 45 * row, "La biblioteca resta aperta anche la sera nei mesi estivi"


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        (_picture(_table()), True),
        (_picture(_bar_chart(), bars=6), False),
        (_picture(_line_chart()), False),
        (_picture(_prose()), False),
        (np.full((HIGH, WIDE), 255, np.uint8), False),
    ],
    ids=["table", "bar-chart", "line-chart", "prose", "blank"],
)
def test_rows_of_texts_in_columns_may_be_a_table(picture: Picture, expected: bool) -> None:
    assert may_hold_table(picture) is expected


def test_a_photograph_holds_none() -> None:
    noise = np.random.default_rng(7).normal(128, 60, (HIGH, WIDE)).clip(0, 255)
    assert may_hold_table(noise.astype(np.uint8)) is False


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("pdf-picture-in-a-page", True),
        ("pdf-picture-of-a-sheet-grey-grid", True),
        ("pdf-picture-of-a-sheet-level-rules", True),
        ("pdf-picture-of-a-sheet-no-rules", True),
        ("pdf-picture-of-a-chart", False),
    ],
)
def test_pictures_of_pages(name: str, expected: bool) -> None:
    page = pypdfium2.PdfDocument(FIXTURES / f"{name}.pdf")[0]
    (picture,) = (item for item in page.get_objects() if isinstance(item, pypdfium2.PdfImage))
    left, bottom, right, top = picture.get_bounds()
    scale = 200 / 72
    rendered = page.render(scale=scale, grayscale=True).to_numpy()
    if rendered.ndim == 3:
        rendered = rendered[:, :, 0]
    height = page.get_height()
    rows = slice(round((height - top) * scale), round((height - bottom) * scale))
    columns = slice(round(left * scale), round(right * scale))
    assert may_hold_table(np.ascontiguousarray(rendered[rows, columns])) is expected
