"""Cells that a text conversion moved go back under their headings."""

from __future__ import annotations

import pytest

from piao.normalizers.forms.alignment import realign, shape, shifted
from piao.normalizers.forms.pieces import Row
from piao.schema.document import Cell
from tests.sketches import told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, "blank"),
        ("", "blank"),
        ("40%", "percentage"),
        ("1.2", "outline"),
        ("1.200,50", "figure"),
        ("€ 300", "figure"),
        ("NOPE24_5", "code"),
        ("entro giugno 2025", "deadline"),
        ("Riparare le strade", "text"),
    ],
)
def test_shape(text: str | None, expected: str) -> None:
    assert shape(text) == expected


def row(index: int, *texts: str) -> Row:
    cells = tuple(Cell(index, col, text) if text else None for col, text in enumerate(texts))
    return Row(index, cells)


def texts(row: Row) -> list[str]:
    return [row.text(column) or "" for column in range(len(row.cells))]


def test_a_row_moves_to_where_others_have_the_same_pattern() -> None:
    rows = [
        row(1, "Salute", "30%", "Tempo medio", "≤ 25"),
        row(2, "", "", "Giorni di attesa", "12"),
        row(3, "", "", "Pratiche chiuse", "40"),
        row(4, "", "", "Reclami", "5"),
        row(5, "Domande evase", "75", "", ""),
    ]
    assert texts(realign(rows)[4]) == ["", "", "Domande evase", "75"]


def test_few_rows_stay_where_they_are() -> None:
    rows = [row(1, "Salute", "30%"), row(2, "Tempo", "")]
    assert realign(rows) == rows


@pytest.mark.parametrize(
    ("by", "expected"),
    [(1, ["", "a", "b"]), (2, None), (-1, None), (0, ["a", "b", ""])],
)
def test_no_text_falls_out(by: int, expected: list[str] | None) -> None:
    cells = shifted(row(0, "a", "b", "").cells, by)
    assert (texts(Row(0, cells)) if cells else None) == expected


def test_a_shifted_indicator_is_read_where_it_belongs() -> None:
    table = [
        "**Obiettivo** | **Indicatore** | **Valore atteso** | **Peso**",
        "Riparare le strade | Buche chiuse | 90 | 40%",
        " | Segnali posati | 120 | 20%",
        "Curare il verde | Alberi piantati | 60 | 30%",
        " | Parchi aperti | 15 | 10%",
        "Aiuole rifatte | 8 | 10% | ",
    ]
    assert told(table)[-3:] == ["  - Aiuole rifatte", "    weight: 10", "    target 2025 eq 8"]
