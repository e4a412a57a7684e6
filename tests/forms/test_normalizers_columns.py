"""What columns and cells of real plans tell: outlines, margins, several things in one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.sketches import Sketch, told

CASES: list[tuple[str, Sequence[Sketch], list[str]]] = [
    (
        "an outline: a tree of codes row by row",
        [
            [
                (
                    "**Codice** | **Liv.** | **Descrizione** | **Valore 2024** | "
                    "**Target 2025** | **Peso %** | **Struttura**"
                ),
                "1 | VP | Strade sicure | | | | ",
                "1.1 | OS | Programmare la manutenzione | | | 60 | Direzione Viabilità",
                "1.1.1 | OO | Rilievo delle pavimentazioni | | | 50 | Servizio Strade",
                "1.1.1.a | IND | Chilometri rilevati | 180 | 420 | | ",
                "1.1.1.b | IND | Quota classificata | 22% | ≥ 50% | | ",
            ],
        ],
        [
            "area 1 Strade sicure",
            "  strategic 1.1 Programmare la manutenzione",
            "    weight: 60",
            "    org_unit: Direzione Viabilità",
            "    operational 1.1.1 Rilievo delle pavimentazioni",
            "      weight: 50",
            "      org_unit: Servizio Strade",
            "      - 1.1.1.a Chilometri rilevati",
            "        baseline 2024 eq 180",
            "        target 2025 eq 420",
            "      - 1.1.1.b Quota classificata",
            "        baseline 2024 eq 22",
            "        target 2025 ge 50",
        ],
    ),
    (
        "the second row of each record tells of the first",
        [
            [
                ("**N.** | **Obiettivo** | **Misura** | **Atteso** | **Entro** | **Addetto**"),
                ("1 | Domicilio digitale | Iscritti con PEC | ≥ 99% | 31/12/2025 | P. Ginestroni"),
                "^ | Verifica trimestrale delle caselle non attive. | < | < | < | <",
                ("2 | Tesserino digitale | Tesserini rilasciati | 350 | 30/11/2025 | L. Cammarota"),
                "^ | Il servizio è rivolto ai nuovi iscritti. | < | < | < | <",
            ],
        ],
        [
            "operational 1 Domicilio digitale",
            "  responsible: P. Ginestroni",
            "  description: Verifica trimestrale delle caselle non attive.",
            "  due_date: 2025-12-31",
            "  - Iscritti con PEC",
            "    responsible: P. Ginestroni",
            "    target 2025 ge 99",
            "operational 2 Tesserino digitale",
            "  responsible: L. Cammarota",
            "  description: Il servizio è rivolto ai nuovi iscritti.",
            "  due_date: 2025-11-30",
            "  - Tesserini rilasciati",
            "    responsible: L. Cammarota",
            "    target 2025 eq 350",
        ],
    ),
    (
        "tables under one heading are read alike",
        [
            [
                "**N.** | **Obiettivo** | **Misura** | **Atteso**",
                "1 | Domicilio digitale | Iscritti con PEC | ≥ 99%",
                "2 | Tesserino digitale | Tesserini | 350",
                "3 | Archivio | Faldoni | 20",
            ],
            [
                "**N.** | **Obiettivo** | **Misura** | **Atteso**",
                "4 | Quote annuali | Quote incassate | ≥ 96%",
            ],
        ],
        [
            "operational 1 Domicilio digitale",
            "  - Iscritti con PEC",
            "    target 2025 ge 99",
            "operational 2 Tesserino digitale",
            "  - Tesserini",
            "    target 2025 eq 350",
            "operational 3 Archivio",
            "  - Faldoni",
            "    target 2025 eq 20",
            "operational 4 Quote annuali",
            "  - Quote incassate",
            "    target 2025 ge 96",
        ],
    ),
    (
        "a heading in the margin heads the cells on its right",
        [
            [
                "**Indicatori** | | **previsto 2025** | **previsto 2026**",
                " | Mezzi sostituiti | 4 | 3",
                " | Opere ispezionate | ≥ 60 | ≥ 45",
            ],
        ],
        [
            "- Mezzi sostituiti",
            "  target 2025 eq 4",
            "  target 2026 eq 3",
            "- Opere ispezionate",
            "  target 2025 ge 60",
            "  target 2026 ge 45",
        ],
    ),
    (
        "several figures in one cell over several years",
        [
            [
                "**Obiettivo** | **Indicatore** | **Target 2025** | **Target 2026**",
                "Vendere immobili | Entrata | € 450.000 € 300.000 | <",
                "Vendere terreni | Entrata | € 1 € 2 € 3 | <",
                "Vendere mezzi | Entrata | ≥ 90% | <",
            ],
        ],
        [
            "operational Vendere immobili",
            "  - Entrata",
            "    target 2025 eq 450000",
            "    target 2026 eq 300000",
            "operational Vendere terreni",
            "  - Entrata",
            "operational Vendere mezzi",
            "  - Entrata",
            "    target 2025 ge 90",
            "    target 2026 ge 90",
        ],
    ),
    (
        "the title and its office in one cell",
        [
            [
                (
                    "**Obiettivo operativo e ufficio** | **Peso** | **Indicatore** | "
                    "**Target nel triennio**"
                ),
                (
                    "A.1//Aprire la biblioteca//(Segreteria) | 15% | Ore di apertura | "
                    "2025: 28//2026: ≥ 30"
                ),
            ],
        ],
        [
            "operational A.1 Aprire la biblioteca",
            "  weight: 15",
            "  org_unit: Segreteria",
            "  - Ore di apertura",
            "    target 2025 eq 28",
            "    target 2026 ge 30",
        ],
    ),
    (
        "a column of notes is no deadline",
        [
            [
                "**Obiettivo** | **Indicatore** | **Target 2025** | **Note**",
                "Sportello | Pratiche | 80% | 24/06/2025",
                "Archivio | Faldoni | 100 | 21/06/2025",
            ],
        ],
        [
            "operational Sportello",
            "  - Pratiche",
            "    target 2025 eq 80",
            "operational Archivio",
            "  - Faldoni",
            "    target 2025 eq 100",
        ],
    ),
    (
        "results line by line as the targets",
        [
            [
                "**Obiettivo** | **Indicatore** | **Target 2025** | **Consuntivo 2025**",
                "Borse | 1) Numero offerte//2) Numero borse | 1) 10//2) 20 | 1) 34//2) 12",
            ],
        ],
        [
            "operational Borse",
            "  - Numero offerte",
            "    target 2025 eq 10",
            "    actual 2025 eq 34",
            "  - Numero borse",
            "    target 2025 eq 20",
            "    actual 2025 eq 12",
        ],
    ),
    (
        "descriptions under one strategic objective title those below it",
        [
            [
                (
                    "**Obiettivo strategico** | **Descrizione obiettivo** | "
                    "**Indicatore** | **Target 2025** | **Peso obiettivo**"
                ),
                "Ricerca d'impatto | Qualità degli articoli | Articoli | 430 | 5",
                "^ | Raccolta di fondi | Ricavi | 9 | 10",
            ],
        ],
        [
            "strategic Ricerca d'impatto",
            "  operational Qualità degli articoli",
            "    weight: 5",
            "    - Articoli",
            "      target 2025 eq 430",
            "  operational Raccolta di fondi",
            "    weight: 10",
            "    - Ricavi",
            "      target 2025 eq 9",
        ],
    ),
    (
        "volumes with the budget beside",
        [
            "# Dipartimento Chirurgico",
            [
                ("**Attività** | **Consuntivo 2023** | **Consuntivo 2024** | **Budget 2025**"),
                "Ricoveri ordinari | 5.214 | 5.098 | 5.150",
                "Day surgery | 2.870 | 3.012 | 3.200",
            ],
        ],
        [
            "- Ricoveri ordinari",
            "  baseline 2023 eq 5214",
            "  baseline 2024 eq 5098",
            "  target 2025 eq 5150",
            "- Day surgery",
            "  baseline 2023 eq 2870",
            "  baseline 2024 eq 3012",
            "  target 2025 eq 3200",
        ],
    ),
    (
        "two targets of a year, told apart by name",
        [
            [
                "**Obiettivo** | **Indicatore** | **Target 2025** | **Target rimodulato 2025**",
                "Pagare prima | Giorni di ritardo | 10 | 5",
                "Rispondere prima | Giorni di attesa | 30 | 20",
            ],
        ],
        [
            "operational Pagare prima",
            "  - Giorni di ritardo",
            "    target 2025 eq 10",
            "    target 2025 eq 5",
            "operational Rispondere prima",
            "  - Giorni di attesa",
            "    target 2025 eq 30",
            "    target 2025 eq 20",
        ],
    ),
]


@pytest.mark.parametrize(("_title", "sketches", "expected"), CASES, ids=[case[0] for case in CASES])
def test_columns(_title: str, sketches: Sequence[Sketch], expected: list[str]) -> None:
    assert told(*sketches) == expected
