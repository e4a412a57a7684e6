"""Tables over page breaks: which are one, and their cells, spans and text exactly."""

from __future__ import annotations

from pathlib import Path

import pytest

from piao.extractors.pdf import extract
from piao.schema.document import Document, Table, TextBlock
from tests.table_views import spans, texts

FIXTURES = Path(__file__).parents[2] / "fixtures"

HEADING = ["Obiettivo", "Indicatore", "Peso"]
FIRST = [["Mensa", "Pasti serviti: 900", "40"], ["Scuola", "Ore di pre-scuola: 120", "30"]]
SECOND = [["Verde", "Alberi messi a dimora: 60", "20"], ["Strade", "Buche chiuse: 310", "10"]]


def read(name: str) -> Document:
    path = FIXTURES / f"pdf-break-{name}.pdf"
    return extract(path, path.read_bytes())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("heading-not-repeated", [HEADING, *FIRST, *SECOND]),
        ("one-row-left", [HEADING, *FIRST, SECOND[0]]),
        ("one-row-left-under-the-heading", [HEADING, *FIRST, SECOND[0]]),
        ("segue-in-the-heading", [HEADING, *FIRST, *SECOND]),
        ("segue-in-a-line-above", [HEADING, *FIRST, *SECOND]),
        ("continua-in-a-line-below", [HEADING, *FIRST, *SECOND]),
        ("segue-below-and-above", [HEADING, *FIRST, *SECOND]),
        ("columns-drift", [HEADING, *FIRST, *SECOND]),
        ("landscape-on-portrait", [HEADING, *FIRST, *SECOND]),
        (
            "row-cut",
            [
                HEADING,
                FIRST[0],
                ["Scuola", "Domande accolte tra quelle che le famiglie presentano", "30"],
                *SECOND,
            ],
        ),
    ],
)
def test_table_over_a_break_is_one(name: str, expected: list[list[str]]) -> None:
    document = read(name)
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert texts(table) == expected
    assert spans(table) == {}
    assert (table.extractor, table.header_rows, table.pages) == ("ruled", 1, (1, 2))
    assert not document.findings


def test_title_repeated_with_segue() -> None:
    (table,) = read("segue-in-the-title").blocks
    assert isinstance(table, Table)
    title = "Obiettivi dei servizi"
    assert texts(table) == [[title] * 3, HEADING, *FIRST, *SECOND]
    assert spans(table) == {title: (0, 0, 1, 3)}
    assert table.header_rows == 2


def test_cells_merged_over_the_break_at_both_ends_of_the_row() -> None:
    (table,) = read("cell-merged").blocks
    assert isinstance(table, Table)
    assert texts(table) == [
        HEADING,
        ["Scuola", "Ore di pre-scuola: 120", "60"],
        ["Scuola", "Pasti serviti: 900", "60"],
        ["Scuola", "Corse dello scuolabus: 400", "60"],
        ["Scuola", "Gite: 12", "60"],
        ["Verde", "Alberi messi a dimora: 60", "40"],
    ]
    assert spans(table) == {"Scuola": (1, 0, 4, 1), "60": (1, 2, 4, 1)}


def test_merged_cell_whose_text_goes_on_over_the_break() -> None:
    (table,) = read("cell-merged-with-text-on-both-pages").blocks
    assert isinstance(table, Table)
    merged = "Accogliere ogni bambino che le famiglie affidano alla scuola"
    assert texts(table) == [
        HEADING,
        [merged, "Ore di pre-scuola: 120", "20"],
        [merged, "Pasti serviti: 900", "30"],
        [merged, "Corse dello scuolabus: 400", "25"],
        [merged, "Gite: 12", "25"],
    ]
    assert spans(table) == {merged: (1, 0, 4, 1)}


def test_row_over_three_pages_is_one() -> None:
    (table,) = read("row-cut-twice").blocks
    assert isinstance(table, Table)
    cut = (
        "Domande accolte tra quelle che le famiglie presentano nei termini e che la"
        " commissione esamina"
    )
    assert texts(table) == [HEADING, FIRST[0], ["Scuola", cut, "30"], *SECOND]
    assert spans(table) == {}


@pytest.mark.parametrize(
    ("name", "extractor"), [("level-rules", "half-ruled"), ("no-rules", "borderless")]
)
def test_tables_without_upright_rules_over_a_break(name: str, extractor: str) -> None:
    first, other = read(name).blocks
    assert isinstance(first, Table)
    assert isinstance(other, Table)
    rows = [*FIRST, *SECOND, ["Sport", "Iscritti: 75", "15"]]
    assert texts(first) == [HEADING, *rows, *rows[::-1]]
    assert texts(other) == [
        ["Sede", "Giorni", "Ore", "Posti"],
        ["Porto", "5", "36", "80"],
        ["Colle", "3", "18", "40"],
        ["Lago", "4", "24", "55"],
    ]
    assert spans(first) | spans(other) == {}
    assert [(t.extractor, t.header_rows, t.pages) for t in (first, other)] == [
        (extractor, 1, (1, 2)),
        (extractor, 1, (3,)),
    ]


@pytest.mark.parametrize(
    ("name", "extractor", "header_rows", "more"),
    [
        ("level-rules-one-row-left", "half-ruled", 1, []),
        ("no-rules-one-row-left", "borderless", 1, []),
        ("no-rules-heading-not-repeated", "borderless", 1, [*FIRST, *SECOND]),
    ],
)
def test_orphan_rows_without_upright_rules(
    name: str, extractor: str, header_rows: int, more: list[list[str]]
) -> None:
    (table,) = read(name).blocks
    assert isinstance(table, Table)
    assert texts(table) == [HEADING, *FIRST, *SECOND, ["Sport", "Iscritti: 75", "15"], *more]
    assert spans(table) == {}
    assert (table.extractor, table.header_rows) == (extractor, header_rows)
    assert [cell.page for cell in table.cells if cell.text == "Sport"] == [2]


def test_row_cut_without_rules() -> None:
    (table,) = read("no-rules-row-cut").blocks
    assert isinstance(table, Table)
    assert texts(table) == [
        HEADING,
        *FIRST,
        SECOND[0],
        ["Strade", "Buche chiuse: 310, con altri comuni", "10"],
        ["Sport", "Iscritti: 75", "15"],
        *FIRST,
        *SECOND,
    ]
    assert (table.extractor, table.header_rows, table.pages) == ("borderless", 1, (1, 2))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("section-after", ["2. Le risorse", "Gli uffici hanno 45 addetti."]),
        ("letterhead-after", ["Comune di Borgofinto Allegato B"]),
    ],
)
def test_lines_after_a_table_without_rules_stay_text(name: str, expected: list[str]) -> None:
    table, *blocks = read(f"no-rules-{name}").blocks
    assert isinstance(table, Table)
    assert (texts(table), table.pages) == ([HEADING, *FIRST, *SECOND], (1,))
    assert [block.text for block in blocks if isinstance(block, TextBlock)] == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "another-table",
            [
                [HEADING, *FIRST],
                [["Azione", "Ufficio", "Mese"], ["Gara per i pasti", "Ufficio 3", "5"]],
            ],
        ),
        (
            "next-form",
            [
                [["Obiettivo 1"] * 3, ["Fase", "Prodotto", "Peso"], *FIRST],
                [["Obiettivo 2"] * 3, ["Fase", "Prodotto", "Peso"], *SECOND],
            ],
        ),
    ],
)
def test_tables_that_merely_follow_stay_apart(name: str, expected: list[list[list[str]]]) -> None:
    tables = list(read(name).tables)
    assert [texts(table) for table in tables] == expected
    assert [table.pages for table in tables] == [(1,), (2,)]


def test_table_over_ten_pages_is_one() -> None:
    (table,) = read("ten-pages").blocks
    assert isinstance(table, Table)
    assert texts(table) == [
        HEADING,
        *([f"Servizio {n}", f"Pratiche concluse: {n * 10}", str(n)] for n in range(1, 41)),
    ]
    assert table.pages == tuple(range(1, 11))
    assert [cell.page for cell in table.cells if cell.col == 0] == [
        1,
        *(1 + row // 4 for row in range(40)),
    ]
