"""Text layers that are not what they seem: what is read is what a reader of the page sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from piao.extractors import ExtractionSettings, Ocr
from piao.extractors.pdf import extract
from piao.schema.document import Document, Table, TextBlock
from tests.needs import needs_ocr

FIXTURES = Path(__file__).parents[2] / "fixtures"

PLAN = [
    ["Obiettivo", "Indicatore", "Peso"],
    ["Mensa", "Pasti serviti", "40"],
    ["Scuola", "Ore di pre-scuola", "60"],
]


def read(name: str) -> Document:
    path = FIXTURES / f"pdf-text-{name}.pdf"
    return extract(path, path.read_bytes(), settings=ExtractionSettings(ocr=Ocr.NEVER))


def cells(table: Table) -> list[list[str]]:
    """The texts of a table in which no cell is merged."""
    assert {(cell.row_span, cell.col_span) for cell in table.cells} == {(1, 1)}
    return [[cell.text if cell else "" for cell in row] for row in table.grid()]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, TextBlock)]


def codes(document: Document) -> list[str]:
    return [finding.code for finding in document.findings]


@pytest.mark.parametrize(
    ("name", "around", "rows", "findings"),
    [
        ("invisible-words", [], PLAN, []),
        ("invisible-words-over-a-background", [], PLAN, []),
        ("hidden-layer", [], PLAN, []),
        (
            "ligatures",
            [],
            [
                ["Ufficio", "Efficacia e profilo", "Riflusso"],
                ["Affidamento", "Verifica delle tariffe", "40"],
                ["Obiettivo", "Con\ufffdne", "60"],
            ],
            ["unmapped_characters"],
        ),
        (
            "letter-spaced",
            ["OBIETTIVI DI GESTIONE", "INDICATORI", "RISULTATI"],
            [
                ["PESO", "VALORE ATTESO", "A B C D E"],
                ["Mensa", "SCUOLA", "X X X X"],
                ["L'AREA", "a b c d e f", "1 2 3 4"],
            ],
            [],
        ),
        (
            "fake-bold",
            ["Atto 11 del 1100", "Annotazioni", "Aggiunte", "Obiettivo 11"],
            PLAN,
            [],
        ),
        (
            "hyphens",
            [
                "Le linee chiamate e le pratiche seguono il criterio tecnico e il controllo di"
                " gestione; il piano economico-finanziario vale per il triennio 2025-2027.",
                "La raccolta differenziata e il servizio post-vendita sono del settore.",
            ],
            [
                [
                    "Monitoraggio delle attività previste",
                    "Rapporto chiamate-pratiche evase informaticamente",
                    "Raccolta differenziata e post-vendita",
                ]
            ],
            [],
        ),
    ],
)
def test_text_is_read_as_seen(
    name: str, around: list[str], rows: list[list[str]], findings: list[str]
) -> None:
    document = read(name)
    (table,) = document.tables
    assert cells(table) == rows
    assert (table.extractor, table.confidence) == ("ruled", 0.98)
    assert texts(document) == around
    assert codes(document) == findings


def test_invisible_text_of_a_scan_is_its_text_but_not_as_sure() -> None:
    document = read("scan-with-text")
    (table,) = document.tables
    assert cells(table) == PLAN
    assert (table.extractor, table.confidence) == ("ocr-borderless", 0.71)
    assert texts(document) == ["Prot. 112", "Obiettivi dei servizi"]
    assert codes(document) == ["text_of_a_scan"]


def test_text_that_its_map_scrambles_is_a_picture() -> None:
    document = read("shifted-alphabet")
    assert document.blocks == ()
    assert codes(document) == ["bad_text_layer", "no_text_layer"]


@needs_ocr
def test_rules_of_a_scan_part_the_text_that_was_recognised_in_it() -> None:
    path = FIXTURES / "pdf-scanned-askew-with-text.pdf"
    document = extract(path, path.read_bytes())
    (table,) = document.tables
    assert [(c.row, c.col, c.row_span, c.col_span, c.text) for c in table.cells] == [
        (0, 0, 1, 1, "Obiettivo"),
        (0, 1, 1, 1, "Indicatore"),
        (0, 2, 1, 1, "Valore 2024"),
        (0, 3, 1, 1, "Target 2025"),
        (1, 0, 1, 1, "Aprire la biblioteca\nanche il sabato"),
        (1, 1, 1, 1, "Sabati di apertura"),
        (1, 2, 1, 1, "4"),
        (1, 3, 1, 1, "> 40"),
        (2, 0, 2, 1, "Rispondere in tempo\nai cittadini: perché\nattendere è un costo"),
        (2, 1, 1, 1, "Giorni medi di attesa"),
        (2, 2, 1, 1, "12,5"),
        (2, 3, 1, 1, "< 8"),
        (3, 1, 1, 1, "Risposte entro il\ntermine di legge"),
        (3, 2, 1, 1, "85%"),
        (3, 3, 1, 1, "95%"),
    ]
    assert (table.extractor, table.confidence) == ("ocr-ruled", 0.88)
    assert texts(document) == ["Settore Cultura"]
    assert codes(document) == ["text_of_a_scan"]
