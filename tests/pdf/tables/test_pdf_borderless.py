"""Tables whose rows and columns nothing but white shows: cells, spans and text."""

from __future__ import annotations

from pathlib import Path

import pytest

from piao.extractors.pdf import extract
from piao.schema.document import Document, Table

FIXTURES = Path(__file__).parents[2] / "fixtures"


def read(name: str) -> Document:
    path = FIXTURES / f"pdf-no-rules-{name}.pdf"
    return extract(path, path.read_bytes())


def rows(table: Table) -> list[list[str]]:
    """The texts of the cells that begin in each row; spans over 1 as text@rows×columns."""
    found: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        is_simple = cell.row_span == cell.col_span == 1
        span = "" if is_simple else f"@{cell.row_span}×{cell.col_span}"
        found[cell.row].append(f"{cell.col} {cell.text}{span}")
    return found


MERGED = [
    ["0 Obiettivo", "1 Indicatore", "2 Fonte", "3 Valore"],
    [
        "0 Ridurre i tempi di\nattesa agli sportelli\nnelle sedi decentrate@3×1",
        "1 Attesa media in minuti",
        "2 Registro delle code@3×1",
        "3 12",
    ],
    ["1 Reclami", "3 30"],
    ["1 Sportelli aperti", "3 9"],
    [
        "0 Aprire l'archivio",
        "1 Richieste evase entro dieci giorni dalla domanda",
        "2 Protocollo",
        "3 95%",
    ],
    ["1 Visite guidate", "2 Agenda", "3 24"],
]
PARAGRAPHS = [
    ["0 Servizio", "1 Calcolo", "2 Unità", "3 Valore"],
    [
        "0 Pagamento delle\nfatture",
        "1 Fatture pagate entro\ntrenta giorni\n--------------------\nFatture ricevute",
        "2 %",
        "3 98",
    ],
    ["0 Nidi", "1 Bambini accolti\n--------------------\nDomande ricevute", "2 %", "3 75"],
    [
        "0 Formazione del personale",
        "1 Ore di corso\n--------------------\nDipendenti",
        "2 n.",
        "3 16",
    ],
]
SECTIONS = [
    ["0 Tipologia di indicatore@1×2", "2 Definizione", "3 Valore"],
    ["0 1 Rigidità@1×2"],
    ["0 1.1", "1 Spesa rigida", "2 Personale e mutui sulle\nentrate correnti", "3 16,4"],
    ["0 2 Entrate@1×2"],
    ["0 2.1", "1 Entrate proprie", "2 Tributi e tariffe", "3 42,0"],
    ["0 2.2", "1 Incassi", "2 Incassi sugli\naccertamenti", "3 84,1"],
    ["0 3 Spese@1×2"],
]
CENTRED = [
    ["0 Obiettivo", "1 Indicatore", "2 Peso", "3 Valore atteso"],
    [
        "0 Ridurre i tempi di\nattesa agli sportelli@3×1",
        "1 Domande chiuse entro\ntrenta giorni",
        "2 60%@3×1",
        "3 90%",
    ],
    ["1 Reclami", "3 30"],
    ["1 Giorni fra la domanda dell'utente e il primo\ncolloquio", "3 12"],
    ["0 Aprire il museo@2×1", "1 Visite guidate", "2 40%@2×1", "3 24"],
    ["1 Laboratori per le\nscuole", "3 8"],
]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("merged-cells", MERGED),
        ("paragraphs-in-cells", PARAGRAPHS),
        ("sections-and-codes", SECTIONS),
        ("centred-cells", CENTRED),
    ],
)
def test_rows_by_the_distance_of_lines(name: str, expected: list[list[str]]) -> None:
    document = read(name)
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert rows(table) == expected
    assert (table.extractor, table.header_rows) == ("borderless", 1)


def test_headings_that_are_centred_or_known_need_not_be_bold() -> None:
    heading = ["0 Dimensione di performance", "1 Denominazione", "2 Formula", "3 Standard"]
    several, one = read("headings-in-the-middle").tables
    assert rows(several) == [
        heading,
        ["0 Qualità", "1 Gradimento di chi si rivolge allo sportello", "2 Voto", "3 buono"],
        ["0 Efficienza", "1 Posti disponibili nei\nnidi", "2 Posti", "3 260 posti"],
    ]
    assert rows(one) == [
        heading,
        ["0 Tempestività", "1 Registrazione dei documenti", "2 Giorni", "3 1 giorno"],
    ]
    assert (several.header_rows, one.header_rows) == (1, 1)


def test_cards_and_tables_of_which_nothing_is_bold() -> None:
    tables = list(read("cards-and-tables").tables)
    for number, office in enumerate(("Area Minori e famiglie, sede di via Roma", "Area Anziani")):
        card, indicators = tables[2 * number : 2 * number + 2]
        assert rows(card) == [
            ["0 Riferimento", f"1 Missione 12, Programma {number + 1}"],
            ["0 Unità organizzativa", f"1 {office}"],
            ["0 Responsabile", "1 Responsabile di Area"],
        ]
        heading, *body = rows(indicators)
        assert heading == ["0 Tipologia di indicatore@1×2", "2 Definizione", "3 Valore"]
        assert body == [
            row
            for section in (1, 2, 3)
            for row in (
                [f"0 {section} Sezione degli indicatori@1×2"],
                [
                    f"0 {section}.{number + 1}",
                    "1 Entrate proprie",
                    "2 Tributi e tariffe sul\ntotale delle entrate",
                    f"3 {section}4,{number + 1} %",
                ],
            )
        ]
    assert len(tables) == 4


def test_rows_no_further_apart_than_lines() -> None:
    texts, coded = read("close-rows").tables
    assert rows(texts) == [
        ["0 Descrizione", "1 Risultato", "2 Responsabile"],
        [
            "0 Ambiente di lavoro libero da discriminazioni",
            "1 Corso sul linguaggio rispettoso frequentato da tutti",
            "2 Settore Personale",
        ],
        ["0 Lavoro agile ordinato", "1 Accordi rinnovati entro giugno", "2 Direttore"],
        [
            "0 Pari opportunità nelle\nselezioni",
            "1 Un terzo dei componenti di ciascun genere",
            "2 Settore Personale",
        ],
    ]
    assert rows(coded) == [
        ["0 Codice", "1 Definizione", "2 Valore"],
        ["0 1.1", "1 Competenza dei titoli 1 e 2 Spesa di personale", "2 16,4"],
        ["0 1.2", "1 Media degli accertamenti", "2 95,3"],
        ["0 1.3", "1 Cassa dei trasferimenti\n– quota rinviata", "2 80,2"],
    ]


PLAIN = {
    "headings-at-the-left": [
        [
            "0 Indicatore@1×2",
            "2 Definizione",
            "3 Valore in ciascuno degli esercizi del bilancio di previsione (in punti"
            " percentuali)@1×3",
        ],
        ["3 2025", "4 2026", "5 2027"],
        ["0 1 Rigidità del bilancio@1×2"],
        [
            "0 1.1",
            "1 Spese che non si possono rinviare",
            "2 Ripiano del disavanzo e redditi da lavoro",
            "3 16,4",
            "4 16,2",
            "5 16,1",
        ],
        ["0 2 Entrate correnti@1×2"],
        [
            "0 2.1",
            "1 Attendibilità delle previsioni",
            "2 Media degli accertamenti",
            "3 95,3",
            "4 97,0",
            "5 97,1",
        ],
        [
            "0 2.2",
            "1 Entrate proprie",
            "2 Media degli incassi\ndel triennio",
            "3 84,1",
            "4 -",
            "5 -",
        ],
    ],
    "list-below-a-card": [
        ["0 Codice obiettivo", "1 OS1"],
        ["0 Cosa prevediamo", "1 Avvicinare le cure alle persone che vivono lontano@1×3"],
        [
            "0 Descrizione",
            "1 Case della comunità e visite a distanza nei comuni interni@1×4",
        ],
        ["0 Struttura", "1 Dipartimento Salute, Servizio Assistenza territoriale@1×3"],
        ["0 Peso", "1 40%"],
        ["0 Indicatore", "1 Calcolo", "2 Partenza (2024)", "3 2025", "4 2026", "5 2027"],
        ["0 Comuni serviti", "1 Conteggio", "2 35", "3 50", "4 65", "5 80"],
        ["0 Visite svolte\na distanza", "1 Conteggio", "2 240", "3 600", "4 900", "5 990"],
    ],
    "centred-cells": [
        ["0 Cod.", "1 Obiettivo", "2 Indicatore", "3 Valore atteso"],
        [
            "0 1@2×1",
            "1 Sentieri percorribili@2×1",
            "2 Chilometri di sentieri\nrinnovati",
            "3 60 km",
        ],
        ["2 Ispezioni", "3 2"],
        ["0 2", "1 Fauna protetta", "2 Censimento dei rapaci", "3 1"],
        ["0 Visitatori e comunità@1×2"],
        ["0 Cod.", "1 Obiettivo", "2 Indicatore", "3 Valore atteso"],
        ["0 3", "1 Le scuole nel parco", "2 Alunni alle giornate di educazione", "3 140"],
        ["0 4", "1 Biglietti in rete", "2 Quota dei biglietti", "3 30%"],
    ],
}


@pytest.mark.parametrize("name", PLAIN)
def test_tables_of_which_nothing_is_bold(name: str) -> None:
    (table,) = read(f"plain-{name}").tables
    assert rows(table) == PLAIN[name]


def test_close_rows_of_one_line() -> None:
    (table,) = read("close-rows-of-one-line").tables
    assert rows(table) == [
        ["0 Ambito", "1 Settore", "2 Peso", "3 Indicatore", "4 Fonte", "5 Valore"],
        ["0 Cittadini", "1 Servizi", "2 60%", "3 Sportelli"],
        ["3 Reclami accolti", "4 Protocollo", "5 12"],
        ["3 Giorni di attesa", "4 Registro degli accessi", "5 5"],
        ["2 40%", "3 Biblioteca e museo"],
        ["3 Visite guidate", "4 Agenda", "5 24"],
        ["3 Prestiti", "4 Catalogo delle biblioteche", "5 9.500"],
        ["0 Bilancio", "1 Finanze", "2 100%", "3 Spesa"],
        ["3 Indice di economicità", "4 Rendiconto", "5 1,18"],
        ["3 Ritardo dei pagamenti", "4 Piattaforma", "5 0"],
        ["3 Costo medio di una pratica definita", "4 Controllo", "5 168,75"],
    ]


SERVICES = [
    ["0 Servizio", "1 Indicatore", "2 Peso"],
    ["0 Biblioteca\ncivica", "1 Prestiti nell'anno tra\nadulti e ragazzi", "2 30%"],
    ["0 Museo", "1 Visitatori", "2 20%"],
    ["0 Archivio", "1 Richieste evase entro dieci\ngiorni dalla domanda", "2 40%"],
    ["0 Teatro", "1 Spettacoli", "2 10%"],
]


@pytest.mark.parametrize(
    ("name", "extractor"), [("banded-rows", "borderless"), ("between-the-rows", "half-ruled")]
)
def test_rows_between_few_rules_or_colours(name: str, extractor: str) -> None:
    (table,) = read(name).tables
    assert rows(table) == SERVICES
    assert (table.extractor, table.header_rows) == (extractor, 1)
