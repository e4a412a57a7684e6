"""Cards: labels with the text beside them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.sketches import Sketch, told

CASES: list[tuple[str, Sequence[Sketch], list[str]]] = [
    (
        "a card begins its objective",
        [
            [
                "Obiettivo | Ridurre le assenze",
                "Descrizione | Rivedere i turni",
                "Responsabile | Dott. Galli",
                "Peso | 50%",
                "Indicatore | Tasso di assenza",
                "Formula di calcolo | Ore di assenza / Ore dovute",
                "Valore di partenza (2024) | 9%",
                "Valore atteso 2025 | ≤ 8%",
                "Risultato al 31/12/2025 | ",
            ]
        ],
        [
            "operational Ridurre le assenze",
            "  weight: 50",
            "  responsible: Dott. Galli",
            "  description: Rivedere i turni",
            "  - Tasso di assenza",
            "    formula: Ore di assenza / Ore dovute",
            "    baseline 2024 eq 9",
            "    target 2025 le 8",
        ],
    ),
    (
        "the label holds the code",
        [
            [
                "Obiettivo n. 4 | Valorizzare gli immobili",
                "Responsabile | Dott.ssa Sarti",
                "Indicatore | Immobili locati",
                "Target 2025 | 12",
            ]
        ],
        [
            "operational 4 Valorizzare gli immobili",
            "  responsible: Dott.ssa Sarti",
            "  - Immobili locati",
            "    target 2025 eq 12",
        ],
    ),
    (
        "the kind of an objective is its level",
        [
            "## Scheda obiettivo",
            ["Titolo | Rilanciare la biblioteca", "Tipologia | Strategico", "Peso | 40%"],
            "## Scheda obiettivo",
            ["Titolo | Aprire la sera", "Tipologia | Gestionale", "Peso | 60%"],
        ],
        [
            "strategic Rilanciare la biblioteca",
            "  weight: 40",
            "operational Aprire la sera",
            "  weight: 60",
        ],
    ),
    (
        "another kind of an indicator is its dimension",
        [
            "## Scheda obiettivo",
            ["Titolo | Aprire la sera", "Tipologia | Strutturale", "Peso | 60%"],
            "## Scheda indicatore",
            ["Titolo | Sere aperte", "Tipologia | Efficacia", "Target 2025 | 40"],
        ],
        [
            "operational Aprire la sera",
            "  weight: 60",
            "  - Sere aperte",
            "    dimension: Efficacia",
            "    target 2025 eq 40",
        ],
    ),
    (
        "two labels a row",
        [
            [
                "Obiettivo | Curare il verde | Anno | 2025",
                "Responsabile | Arch. Sole | Peso | 30%",
                "Indicatore 1 | Alberi piantati | Target | 150",
                "Indicatore 2 | Segnalazioni evase | Target | 90%",
            ]
        ],
        [
            "operational Curare il verde",
            "  weight: 30",
            "  responsible: Arch. Sole",
            "  - Alberi piantati",
            "    target 2025 eq 150",
            "  - Segnalazioni evase",
            "    target 2025 eq 90",
        ],
    ),
    (
        "an unknown label beside a known one",
        [
            [
                "Obiettivo | Curare il verde | < | <",
                "**Tipologia** | mantenimento | **Peso** | 40%",
                "Responsabile | Arch. Sole | Anno | 2025",
            ]
        ],
        ["operational Curare il verde", "  weight: 40", "  responsible: Arch. Sole"],
    ),
    (
        "actions of a card",
        [
            [
                "Obiettivo 1 | Sostenere la genitorialità",
                "Azioni | Aprire una sala",
                "Destinatari | Personale",
                "Indicatore | Sale aperte",
                "Target 2025 | 1",
            ]
        ],
        [
            "strategic 1 Sostenere la genitorialità",
            "  stakeholders: Personale",
            "  - Sale aperte",
            "    target 2025 eq 1",
            "  > Aprire una sala",
        ],
    ),
    (
        "a card with the table of its indicators",
        [
            [
                "Obiettivo strategico | Elettrificare i porti | <",
                "Missione | 13 - Mobilità | <",
                "Indicatore | Target 2025 | Target 2026",
                "Banchine pronte | 4 | 7",
            ]
        ],
        [
            "strategic Elettrificare i porti",
            "  mission: 13 - Mobilità",
            "  - Banchine pronte",
            "    target 2025 eq 4",
            "    target 2026 eq 7",
        ],
    ),
    (
        "a card under a numbered heading",
        [
            "## 2. Accogliere meglio",
            [
                "Unità organizzativa | Area Anziani",
                "Responsabile | Grandi",
                "Stakeholder finale | Ospiti",
            ],
        ],
        [
            "strategic 2 Accogliere meglio",
            "  org_unit: Area Anziani",
            "  responsible: Grandi",
            "  stakeholders: Ospiti",
        ],
    ),
    (
        "the registry of the administration is no objective",
        [
            [
                "Denominazione | Comune di Prova",
                "Indirizzo | Piazza Grande 1",
                "Sindaco | Avv. Marini",
                "Abitanti | 8.412",
            ]
        ],
        [],
    ),
]


@pytest.mark.parametrize(("_title", "sketches", "expected"), CASES, ids=[case[0] for case in CASES])
def test_cards(_title: str, sketches: Sequence[Sketch], expected: list[str]) -> None:
    assert told(*sketches) == expected
