"""Tables without rules on every side: cells, spans and text; and pages without tables."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest

from piao.extractors.pdf import extract
from piao.schema.document import Document, Table, TextBlock

FIXTURES = Path(__file__).parents[2] / "fixtures"

COURSES = [
    ["Servizio", "Indicatore", "Peso", "Valore atteso"],
    ["Biblioteca civica", "Prestiti nell'anno tra adulti e ragazzi", "30%", "1.200"],
    ["Museo", "Visitatori", "20%", "850"],
    ["Archivio storico", "Richieste evase entro dieci giorni dalla domanda", "50%", "95"],
]
FIRST_LINES = [
    ["Servizio", "Indicatore", "Peso", "Valore"],
    ["Biblioteca", "Prestiti nell'anno tra adulti", "30%", "1.200"],
    ["Museo", "Visitatori", "20%", "850"],
    ["Archivio storico", "Richieste evase entro dieci", "50%", "95"],
]


def read(name: str) -> Document:
    path = FIXTURES / f"pdf-{name}.pdf"
    return extract(path, path.read_bytes())


def texts(table: Table) -> list[list[str]]:
    return [[" ".join(cell.text.split()) if cell else "" for cell in row] for row in table.grid()]


@pytest.mark.parametrize(
    ("name", "extractor", "confidence", "expected"),
    [
        ("horizontal-rules-only", "half-ruled", 0.9, COURSES),
        ("no-rules", "borderless", 0.95, COURSES),
        ("cell-backgrounds", "ruled", 0.98, COURSES),
        ("rules-in-the-heading-only", "ruled", 0.98, FIRST_LINES),
    ],
)
def test_table_between_prose(
    name: str, extractor: str, confidence: float, expected: list[list[str]]
) -> None:
    document = read(name)
    (table,) = document.tables
    assert texts(table) == expected
    assert {(cell.row_span, cell.col_span) for cell in table.cells} == {(1, 1)}
    found = (table.extractor, table.confidence, table.header_rows)
    assert found == (extractor, confidence, 1)
    assert [type(block) for block in document.blocks] == [TextBlock, Table]


def test_each_table_of_a_page_is_found_in_its_way() -> None:
    document = read("three-kinds-on-a-page")
    tables = list(document.tables)
    assert [table.extractor for table in tables] == ["ruled", "half-ruled", "borderless"]
    assert [texts(table) for table in tables] == [COURSES] * 3
    assert [table.header_rows for table in tables] == [1] * 3
    assert [table.confidence for table in tables] == [0.98, 0.9, 0.95]
    between = [block.text for block in document.blocks if isinstance(block, TextBlock)]
    assert between[1:] == [
        "La seconda tabella ha soltanto righe orizzontali.",
        "La terza non ha alcuna riga.",
    ]


def test_white_parts_two_tables_without_rules() -> None:
    first, second = read("no-rules-two-tables").tables
    assert texts(first) == COURSES
    assert texts(second) == [
        ["Ufficio o sportello", "Giorni di apertura", "Ore", "Addetti"],
        ["Anagrafe", "lunedì e giovedì", "8", "3"],
    ]
    assert [(t.extractor, t.header_rows) for t in (first, second)] == [("borderless", 1)] * 2


@pytest.mark.parametrize(
    ("name", "extractor"),
    [
        ("rules-around-the-heading", "half-ruled"),
        ("no-rules-heading-of-two-rows", "borderless"),
    ],
)
def test_heading_over_columns(name: str, extractor: str) -> None:
    (table,) = read(name).tables
    heading = [(c.row, c.col, c.col_span, c.text) for c in table.cells if c.row < 2]
    assert heading == [
        (0, 1, 2, "Anno 2030"),
        (0, 3, 2, "Anno 2031"),
        (1, 0, 1, "Sede"),
        (1, 1, 1, "Corsi"),
        (1, 2, 1, "Iscritti"),
        (1, 3, 1, "Corsi"),
        (1, 4, 1, "Iscritti"),
    ]
    assert texts(table)[2:] == [
        ["Centro", "12", "240", "14", "260"],
        ["Porto vecchio", "3", "41", "4", "58"],
        ["Collina", "7", "96", "7", "91"],
        ["Totale", "22", "377", "25", "409"],
    ]
    assert {(cell.row_span, cell.col_span) for cell in table.cells if cell.row} == {(1, 1)}
    assert (table.extractor, table.header_rows) == (extractor, 2)


def test_prose_lists_letterheads_and_signatures_are_no_tables() -> None:
    assert list(read("no-tables").tables) == []


def test_prose_in_columns_is_read_column_by_column() -> None:
    document = read("no-table-prose-in-columns")
    story = ("Nel corso dell'anno gli uffici", "moduli e la segnaletica delle sedi.")
    other = ("Le sedi decentrate resteranno aperte", "portare con sé la prima volta.")
    third = ("I moduli sono stati riscritti", "quella della carta e della stampa.")
    assert [
        (block.page, " ".join(block.text.split()[:5]), " ".join(block.text.split()[-6:]))
        for block in document.blocks
        if isinstance(block, TextBlock)
    ] == [
        (1, "Gli sportelli", "Gli sportelli"),
        (1, *story),
        (1, "Le sedi", "Le sedi"),
        (1, *other),
        (1, *other),
        (1, *story),
        (2, *story),
        (2, *other),
        (2, *third),
    ]
    assert (list(document.tables), document.findings) == ([], ())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "letterhead",
            {
                "Comune di Borgofinto Piazza della Fontana 1, 00000 Borgofinto Provincia di"
                " Fantasia Tel. 000 123456 - Fax 000 123457",
                "Prot. n. 1234/2031 Borgofinto, 3 maggio 2031",
                "SEDE",
            },
        ),
        ("contents", {"INDICE DEGLI ALLEGATI"}),
        ("lists", {"a) 12 sedi", "d) 8 mezzi", "• le sedi", "– Porto", "– estivo"}),
        (
            "signatures",
            {
                "Il segretario Il sindaco",
                "Ada Morselli Livia Dorati Tullio Orsini",
                "Letto, confermato e sottoscritto.",
            },
        ),
    ],
)
def test_text_in_columns_that_is_no_table(name: str, expected: set[str]) -> None:
    document = read(f"no-table-{name}")
    assert expected <= {block.text for block in document.blocks if isinstance(block, TextBlock)}
    assert list(document.tables) == []
    assert not document.findings


def test_turned_pages_read_as_their_reader_turns_them() -> None:
    document = read("landscape-on-portrait")
    assert {(round(page.width), round(page.height)) for page in document.pages} == {(842, 595)}
    tables = list(document.tables)
    assert [table.extractor for table in tables] == ["ruled", "borderless"] * 2
    assert [texts(table) for table in tables] == [COURSES] * 4
    assert [table.pages for table in tables] == [(1,), (2,), (3,), (4,)]


@pytest.mark.parametrize("angle", [90, 180, 270])
@pytest.mark.parametrize(
    "name",
    [
        "horizontal-rules-only",
        "no-rules",
        "no-rules-heading-of-two-rows",
        "rules-in-the-heading-only",
        "rules-around-the-heading",
        "cell-backgrounds",
        "merged-cells",
        "rules-dashed",
        "level-rules-merged-beside-partial-rules",
        "ruled-in-a-cell",
        "break-row-cut",
        "break-no-rules",
        "landscape-on-portrait",
    ],
)
def test_rotated_pages_have_the_same_tables(name: str, angle: int) -> None:
    path = FIXTURES / f"pdf-{name}.pdf"
    content = io.BytesIO()
    with pypdfium2.PdfDocument(path) as file:
        for page in file:
            page.set_rotation((page.get_rotation() + angle) % 360)
        file.save(content)
    expected, found = (
        [
            (table.extractor, table.header_rows, [(c.row, c.col, c.text) for c in table.cells])
            for table in document.tables
        ]
        for document in (read(name), extract(path, content.getvalue()))
    )
    assert found == expected


@pytest.mark.parametrize(
    ("name", "extractor"),
    [
        ("up-over-level-rules", "half-ruled"),
        ("up-without-rules", "borderless"),
        ("down-over-level-rules", "half-ruled"),
        ("down-without-rules", "borderless"),
    ],
)
def test_turned_headings_head_their_columns(name: str, extractor: str) -> None:
    (table,) = read(f"turned-{name}").blocks
    assert isinstance(table, Table)
    assert texts(table) == [
        ["Servizio", "Qualità", "Tempi", "Costi"],
        ["Anagrafe", "12", "30", "5"],
        ["Tributi", "8", "25", "3"],
        ["Scuola", "20", "44", "9"],
        ["Sport", "4", "16", "2"],
    ]
    assert {(cell.row_span, cell.col_span) for cell in table.cells} == {(1, 1)}
    assert (table.extractor, table.header_rows) == (extractor, 1)


def test_text_drawn_twice_is_read_once() -> None:
    document = read("drawn-twice")
    assert [block.text for block in document.blocks if isinstance(block, TextBlock)] == [
        "Titolo fatto grasso",
        "e la sua seconda riga",
    ]
    (table,) = document.tables
    assert texts(table) == COURSES
