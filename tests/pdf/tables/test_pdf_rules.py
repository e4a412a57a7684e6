"""Ruled tables as they are really drawn: colours, nested boxes, headings of several rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from piao.extractors.pdf import extract
from piao.schema.document import Cell, Document, Table, TextBlock
from tests.pdf.pdf_files import PdfPage, pdf_file
from tests.table_views import ARCHIVE

FIXTURES = Path(__file__).parents[2] / "fixtures"

Spanned = tuple[int, int, int, int, str]

PLAN = [
    ["Obiettivo", "Indicatore", "Peso"],
    ["Mensa", "Pasti serviti: 900", "40"],
    ["Scuola", "Ore di pre-scuola: 120", "60"],
]


def read(name: str) -> Document:
    path = FIXTURES / f"pdf-ruled-{name}.pdf"
    return extract(path, path.read_bytes())


def spanned(table: Table) -> list[Spanned]:
    return [(c.row, c.col, c.row_span, c.col_span, c.text) for c in table.cells]


def unspanned(rows: list[list[str]], first_row: int = 0) -> list[Spanned]:
    """The cells of rows in which none is merged."""
    return [
        (row, col, 1, 1, text)
        for row, texts in enumerate(rows, first_row)
        for col, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("name", "expected", "header_rows"),
    [
        ("white-on-colour", ARCHIVE, 0),
        ("gaps-between-coloured-cells", ARCHIVE, 0),
        ("coloured-cells-that-touch", ARCHIVE, 0),
        ("heading-and-rows-coloured", unspanned(PLAN), 1),
        ("of-many-looks", unspanned(PLAN), 1),
        (
            "heading-of-three-rows",
            [
                (0, 0, 3, 1, "Servizio"),
                (0, 1, 1, 4, "Valori"),
                (1, 1, 1, 2, "Anno 2031"),
                (1, 3, 1, 2, "Anno 2032"),
                *((2, col, 1, 1, text) for col, text in enumerate(("I", "II", "I", "II"), 1)),
                *unspanned([["Mensa", "10", "20", "30", "40"]], 3),
                *unspanned([["Scuola", "11", "21", "31", "41"]], 4),
            ],
            3,
        ),
        (
            "turned-headings",
            [
                (0, 0, 2, 1, ""),
                (0, 1, 2, 1, "Ufficio"),
                (0, 2, 1, 3, "Punti"),
                (1, 2, 1, 1, "Qualità"),
                (1, 3, 1, 1, "Tempi"),
                (1, 4, 1, 1, "Costi"),
                (2, 0, 2, 1, "Servizi interni"),
                *((2, col, 1, 1, text) for col, text in enumerate(("Anagrafe", "1", "2", "3"), 1)),
                *((3, col, 1, 1, text) for col, text in enumerate(("Tributi", "4", "5", "6"), 1)),
            ],
            2,
        ),
    ],
)
def test_ruled_table(name: str, expected: list[Spanned], header_rows: int) -> None:
    document = read(name)
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert spanned(table) == expected
    assert (table.extractor, table.confidence, table.header_rows) == ("ruled", 0.98, header_rows)
    assert not document.findings


def test_table_in_a_frame_with_a_title_and_a_note() -> None:
    title, table, note = read("in-a-frame").blocks
    assert isinstance(title, TextBlock)
    assert isinstance(table, Table)
    assert isinstance(note, TextBlock)
    assert (title.text, note.text) == (
        "Servizi alla persona",
        "I pesi valgono per tutto il settore.",
    )
    assert spanned(table) == unspanned(PLAN)


def test_table_in_a_compartment_of_a_frame() -> None:
    title, table = read("in-a-compartment").blocks
    assert isinstance(title, TextBlock)
    assert isinstance(table, Table)
    assert title.text == "Servizi alla persona"
    assert spanned(table) == unspanned(PLAN)


def test_table_in_a_cell_is_a_table_of_its_own() -> None:
    outer, inner = read("in-a-cell").blocks
    assert isinstance(outer, Table)
    assert isinstance(inner, Table)
    assert spanned(outer) == unspanned([["Voce", "Contenuto"], ["Fasi", ""], ["Note", "nessuna"]])
    assert spanned(inner) == unspanned([["Fase", "Mese"], ["Gara", "3"], ["Avvio", "9"]])


def test_table_with_a_table_in_its_last_cell_goes_on_over_the_page() -> None:
    outer, inner = read("in-a-cell-and-over-the-page").blocks
    assert isinstance(outer, Table)
    assert isinstance(inner, Table)
    assert spanned(outer) == unspanned(
        [["Voce", "Contenuto"], ["Note", "nessuna"], ["Fasi", ""], ["Sedi", "Due: centro e porto"]]
    )
    assert (outer.pages, inner.pages) == ((1, 2), (1,))
    assert spanned(inner) == unspanned([["Fase", "Mese"], ["Gara", "3"], ["Avvio", "9"]])


def test_tables_side_by_side_are_two() -> None:
    assert [spanned(table) for table in read("side-by-side").tables] == [
        unspanned([["Sede", "Ore"], ["Centro", "30"]]),
        unspanned([["Anno", "Voto"], ["2031", "8"]]),
    ]


def test_shaded_labels_are_cells_where_no_rule_parts_them(tmp_path: Path) -> None:
    """A card of level rules alone: its labels are shaded, its row of labels is over its texts."""
    shades = [(40, 700, 150, 714), (150, 700, 280, 714), (280, 700, 400, 714)]
    shades += [(40, 660, 110, 684), (220, 660, 280, 684), (40, 636, 110, 660)]
    content = b"0.8 g " + b"".join(
        b"%d %d %d %d re f\n" % (x0, y0, x1 - x0, y1 - y0) for x0, y0, x1, y1 in shades
    )
    content += b"0 g " + b"".join(
        b"40 %d m 400 %d l S\n" % (y, y) for y in (714, 684, 660, 636, 612)
    )
    content += b"40 714 m 40 612 l S\n400 714 m 400 612 l S\n"
    for x, y, text in (
        (44, 703, b"CODICE"), (154, 703, b"PESO"), (284, 703, b"DURATA"),
        (44, 688, b"S1.01"), (154, 688, b"40"), (284, 688, b"2025"),
        (44, 668, b"Settore"), (114, 668, b"Affari generali"), (224, 668, b"Dirigente"),
        (284, 668, b"Dott. Rossi"), (44, 644, b"Missione"), (114, 644, b"01 Servizi"),
        (44, 620, b"Il sistema documentale va rinnovato."),
    ):  # fmt: skip
        content += b"BT /F 9 Tf %d %d Td (%b) Tj ET\n" % (x, y, text)
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf_file([PdfPage(content)]))
    (table,) = extract(path, path.read_bytes()).tables
    assert [[cell.text for cell in row] for row in distinct(table)] == [
        ["CODICE", "PESO", "DURATA"],
        ["S1.01", "40", "2025"],
        ["Settore", "Affari generali", "Dirigente", "Dott. Rossi"],
        ["Missione", "01 Servizi"],
        ["Il sistema documentale va rinnovato."],
    ]


def distinct(table: Table) -> list[list[Cell]]:
    """The cells with text of each row."""
    rows: list[list[Cell]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        if cell.text:
            rows[cell.row].append(cell)
    return rows
