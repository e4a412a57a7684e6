"""Tables that level rules alone part: spans, titles, headings and rows cut by the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from piao.extractors.pdf import extract
from piao.schema.document import Document, Table, TextBlock
from tests.table_views import spans, texts

FIXTURES = Path(__file__).parents[2] / "fixtures"


def read(name: str) -> Document:
    path = FIXTURES / f"pdf-level-rules-{name}.pdf"
    return extract(path, path.read_bytes())


def test_title_between_two_tables_is_in_neither() -> None:
    document = read("title-between-two-tables")
    assert [type(block) for block in document.blocks] == [Table, TextBlock, Table]
    first, second = document.tables
    title = "Solo per chi coordina altri"
    assert texts(first) == [
        ["Fattore", "Descrizione", "Peso"],
        ["Cura", "Tratta con rispetto gli utenti", "40%"],
        [title] * 3,
        ["Guida", "Assegna compiti chiari", "60%"],
    ]
    assert spans(first) == {title: (2, 0, 1, 3)}
    assert texts(second) == [
        ["Punti", "Giudizio", "Significato"],
        ["1-2", "Scarso", "Non si vede mai"],
        ["3-4", "Buono", "Si vede spesso"],
    ]
    assert [table.header_rows for table in document.tables] == [1, 1]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "headings-in-the-middle",
            [
                ["Fascia", "Minimo", "Massimo", "Quota"],
                ["A", "90", "100", "100%"],
                ["B", "75", "89", "80%"],
                ["C", "0", "74", "nessuna"],
            ],
        ),
        (
            "row-cut-by-the-page",
            [
                ["Fattore", "Descrizione", "Peso"],
                ["Guida del gruppo e dei suoi", "Assegna compiti", "30%"],
                ["Decisione", "Sceglie in tempo anche quando le notizie mancano", "25%"],
                ["Novità", "Propone e porta a termine cambiamenti", "45%"],
            ],
        ),
        (
            "lines-broken-by-the-author",
            [
                ["Servizio", "Indicatore", "Responsabile"],
                ["Scuola", "Almeno 140 alunni seguiti\nAlmeno 52.000 ore di aiuto", "Ufficio 3"],
                ["Sport", "Giorni di apertura", "Ufficio 5"],
            ],
        ),
    ],
)
def test_every_cell_stands_alone(name: str, expected: list[list[str]]) -> None:
    (table,) = read(name).tables
    assert texts(table) == expected
    assert spans(table) == {}
    assert (table.extractor, table.header_rows) == ("half-ruled", 1)


def test_merged_cells_beside_partial_rules() -> None:
    (table,) = read("merged-beside-partial-rules").tables
    assert texts(table) == [
        ["Area", "Peso", "Obiettivo", "Indicatore", "Atteso"],
        ["Servizi", "40%", "Ridurre le attese", "Giorni medi di attesa", "12"],
        ["Servizi", "40%", "Ridurre le attese", "Domande evase nel mese", "85%"],
        ["Servizi", "40%", "Aprire di più", "Ore di apertura dello sportello", "42"],
        ["Servizi", "40%", "Aprire di più", "Sedi aperte", "3"],
        ["Verde", "60%", "Curarlo", "Alberi", "350"],
    ]
    assert spans(table) == {
        "Servizi": (1, 0, 4, 1),
        "40%": (1, 1, 4, 1),
        "Ridurre le attese": (1, 2, 2, 1),
        "Aprire di più": (3, 2, 2, 1),
    }
