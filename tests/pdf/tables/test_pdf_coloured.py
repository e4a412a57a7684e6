"""Tables between level rules whose headings, tiles and labels are colours."""

from __future__ import annotations

import pytest

from tests.pdf.drawn_pages import boxes, level, only_table, read, row, seen, show
from tests.table_views import spans, texts

XS = (44, 200, 340, 460)
BORDERS = (40, 196, 336, 456, 540)
ROWS = [
    ["Mensa", "Pasti serviti", "900", "Ufficio 3"],
    ["Scuola", "Ore di pre-scuola", "120", "Ufficio 5"],
    ["Verde", "Alberi a dimora", "60", "Ufficio 7"],
]
HEADING = ["Servizio", "Indicatore\ndi risultato", "Valore\natteso", "Ufficio"]
SECTION = "Servizi alla persona"


def rows_from(top: float) -> bytes:
    """Rows with a rule above and below each."""
    drawn = (row(XS, top - 20 * n - 13, *cells) for n, cells in enumerate(ROWS))
    return level(40, 540, (top - 20 * n for n in range(len(ROWS) + 1))) + b"".join(drawn)


def heading(top: float) -> bytes:
    """A heading of 40 points that wraps, so that none of its lines stands over the rows."""
    lines = ["", "Indicatore", "Valore", ""], ["", "di risultato", "atteso", ""]
    wrapped = b"".join(row(XS, top - 17 - 12 * n, *cells) for n, cells in enumerate(lines))
    return wrapped + row(XS, top - 23, "Servizio", "", "", "Ufficio")


@pytest.mark.parametrize(
    ("colour", "top", "expected"),
    [
        pytest.param(boxes(720, 680, 40, 540), 680, [HEADING, *ROWS], id="one band"),
        pytest.param(boxes(720, 680, *BORDERS, white=2), 680, [HEADING, *ROWS], id="white between"),
        pytest.param(
            boxes(720, 680, 40, 540) + boxes(680, 660, 40, 540) + show(44, 667, SECTION),
            660,
            [HEADING, [SECTION, "", "", ""], *ROWS],
            id="a band of one text below the heading",
        ),
    ],
)
def test_coloured_band_on_the_first_rule_is_the_heading(
    colour: bytes, top: float, expected: list[list[str]]
) -> None:
    table = only_table(read(colour + heading(720) + rows_from(top)))
    assert texts(table) == expected
    assert (spans(table), table.header_rows, table.extractor) == ({}, 1, "half-ruled")


@pytest.mark.parametrize(
    "colour",
    [
        pytest.param(boxes(720, 680, 40, 400), id="narrower than the rules"),
        pytest.param(boxes(730, 690, 40, 540), id="above the rule"),
        pytest.param(b"", id="none"),
    ],
)
def test_band_that_is_not_on_the_first_rule_adds_no_row(colour: bytes) -> None:
    table = only_table(read(colour + heading(720) + rows_from(680)))
    assert (texts(table), table.header_rows) == (ROWS, 0)


@pytest.mark.parametrize(
    ("first", "last", "below", "expected"),
    [
        pytest.param(
            336,
            540,
            ["", "", "2025", "2026"],
            {"Mensa": (0, 0, 2, 1), "Giorni": (0, 1, 2, 1), "Valori attesi": (0, 2, 1, 2)},
            id="at the right",
        ),
        pytest.param(
            196,
            456,
            ["", "2025", "2026", ""],
            {"Mensa": (0, 0, 2, 1), "Valori attesi": (0, 1, 1, 2), "Sede": (0, 3, 2, 1)},
            id="in the middle",
        ),
        pytest.param(
            40,
            336,
            ["2025", "2026", "", ""],
            {"Valori attesi": (0, 0, 1, 2), "Ore": (0, 2, 2, 1), "Sede": (0, 3, 2, 1)},
            id="at the left",
        ),
    ],
)
def test_heading_of_two_rows_in_stepped_boxes(
    first: int, last: int, below: list[str], expected: dict[str, tuple[int, int, int, int]]
) -> None:
    """The boxes of all columns are whole but two, which have one box over them."""
    start, end = BORDERS.index(first), BORDERS.index(last)
    colour = boxes(719, 700, first, last, white=2)
    colour += boxes(699, 680, *BORDERS[start : end + 1], white=2)
    words = show((first + last) / 2 - 30, 706, "Valori attesi") + row(XS, 686, *below)
    for column, text in enumerate(("Mensa", "Giorni", "Ore", "Sede")):
        if not start <= column < end:
            colour += boxes(719, 680, *BORDERS[column : column + 2], white=2)
            words += show(XS[column], 696, text)
    table = only_table(read(colour + words + rows_from(680)))
    assert spans(table) == expected
    assert (texts(table)[2:], table.header_rows) == (ROWS, 2)


FIVE = (44, 150, 250, 340, 440)
YEARS = [
    ["", "2025", "2026", "2027", ""],
    ["Mensa", "900", "950", "980", "Ufficio 3"],
    ["Scuola", "120", "130", "140", "Ufficio 5"],
    ["Verde", "60", "75", "80", "Ufficio 7"],
]


@pytest.mark.parametrize(
    ("tiles", "first", "expected"),
    [
        pytest.param(
            boxes(700, 680, 40, 146, 436, 540),
            ["Servizio", "Attesi", "Attesi", "Attesi", "Ufficio"],
            {"Attesi": (0, 1, 1, 3)},
            id="three tiles over five columns",
        ),
        pytest.param(
            boxes(700, 680, 40, 146, 246, 336, 436, 540),
            ["Servizio", "Attesi", "", "", "Ufficio"],
            {},
            id="a tile for each column",
        ),
        pytest.param(
            boxes(700, 680, 40, 146, 336) + boxes(700, 680, 436, 540),
            ["Servizio", "Attesi", "", "", "Ufficio"],
            {},
            id="tiles that leave a column white",
        ),
    ],
)
def test_tile_of_colour_over_columns_is_a_cell_over_them(
    tiles: bytes, first: list[str], expected: dict[str, tuple[int, int, int, int]]
) -> None:
    content = tiles + level(40, 540, (700 - 20 * n for n in range(6)))
    content += row(FIVE, 687, "Servizio", "Attesi", "", "", "Ufficio")
    content += b"".join(row(FIVE, 667 - 20 * n, *cells) for n, cells in enumerate(YEARS))
    table = only_table(read(content))
    assert texts(table) == [first, *YEARS]
    assert spans(table) == expected


@pytest.mark.parametrize(
    ("shade", "cells"),
    [
        pytest.param(boxes(684, 660, 40, 110), ["Settore", "Affari generali"], id="a label's"),
        pytest.param(boxes(678, 666, 43, 85), ["Settore Affari generali"], id="behind a word"),
        pytest.param(boxes(684, 660, 40, 130), ["Settore Affari generali"], id="ends in a word"),
        pytest.param(boxes(684, 660, 40, 400), ["Settore Affari generali"], id="of the whole row"),
    ],
)
def test_shade_parts_a_cell_where_it_ends_between_words(shade: bytes, cells: list[str]) -> None:
    content = shade + level(40, 400, (714, 684, 660, 636, 612, 588))
    content += b"40 714 m 40 588 l S\n400 714 m 400 588 l S\n"
    content += row((44, 114), 668, "Settore", "Affari generali")
    for y, text in ((695, "Scheda 3"), (644, "Missione 01"), (620, "Durata 2025"), (596, "Peso 4")):
        content += show(44, y, text)
    table = only_table(read(content))
    assert [cell.text for cell in table.cells if cell.row == 1] == cells
    assert (table.rows, table.columns) == (5, len(cells))


def test_band_of_colour_behind_prose_is_no_table() -> None:
    prose = boxes(720, 680, 40, 540) + show(44, 697, "Il piano vale tre anni.")
    assert seen(read(prose)) == ["Il piano vale tre anni."]
