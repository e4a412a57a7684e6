"""Blocks of real plans: grouped labels, titles in several cells, rows between others."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.sketches import Sketch, told

CASES: list[tuple[str, Sequence[Sketch], list[str]]] = [
    (
        "a first column that groups the labels of a card",
        [
            "## SCHEDA OBIETTIVO N. 1",
            [
                "**OBIETTIVO** | Titolo | Riorganizzare lo sportello",
                "^ | Finalità | Ridurre i tempi di conclusione delle pratiche.",
                "**RESPONSABILITÀ** | Settore | Settore I – Servizi alla città",
                "^ | Responsabile | dott.ssa Gottarelli",
                "**PESO** | 20 | <",
            ],
            [
                "**Indicatore** | **Target 2025**",
                "Pratiche concluse | ≥ 95%",
            ],
        ],
        [
            "operational 1 Riorganizzare lo sportello",
            "  weight: 20",
            "  org_unit: Settore I – Servizi alla città",
            "  responsible: dott.ssa Gottarelli",
            "  description: Ridurre i tempi di conclusione delle pratiche.",
            "  - Pratiche concluse",
            "    target 2025 ge 95",
        ],
    ),
    (
        "a title with its code, label and figure in cells of their own",
        [
            [
                "T1 | Mantenere la rete di scolo | Peso | 40%",
                ("Descrizione | Sfalci ed espurghi prima della stagione delle piene. | < | <"),
                "**N.** | **Indicatore** | **Valore 2024** | **Atteso 2025**",
                "1 | Canali sfalciati | 1.165 | 1.200",
                "**Fase** | **Attività** | < | **Scadenza**",
                "1ª | Approvazione del programma | < | 28/02/2025",
                "2ª | Primo ciclo di sfalcio | < | 30/06/2025",
            ],
        ],
        [
            "operational T1 Mantenere la rete di scolo",
            "  weight: 40",
            "  description: Sfalci ed espurghi prima della stagione delle piene.",
            "  - Canali sfalciati",
            "    baseline 2024 eq 1165",
            "    target 2025 eq 1200",
            "  > Approvazione del programma",
            "    due_date: 2025-02-28",
            "  > Primo ciclo di sfalcio",
            "    due_date: 2025-06-30",
        ],
    ),
    (
        "a numbered row with a weight under the heading is an area",
        [
            [
                (
                    "**Obiettivo strategico** | **Cod. ind.** | **Indicatore** | "
                    "**Target 2025** | **Fonte**"
                ),
                "**1 PREVENZIONE COLLETTIVA** | < | < | < | **Peso 30%**",
                (
                    "Aumentare l'adesione agli screening | 1.1 | Estensione dello "
                    "screening | 95% | Gestionale"
                ),
                "**2 ASSISTENZA TERRITORIALE** | < | < | < | **Peso 70%**",
                "Attivare le Case della Comunità | 2.1 | Case attive | 2 | Relazione",
            ],
        ],
        [
            "area 1 PREVENZIONE COLLETTIVA",
            "  weight: 30",
            "  strategic Aumentare l'adesione agli screening",
            "    - 1.1 Estensione dello screening",
            "      data_source: Gestionale",
            "      target 2025 eq 95",
            "area 2 ASSISTENZA TERRITORIALE",
            "  weight: 70",
            "  strategic Attivare le Case della Comunità",
            "    - 2.1 Case attive",
            "      data_source: Relazione",
            "      target 2025 eq 2",
        ],
    ),
    (
        "a row that sums up at its right end",
        [
            [
                (
                    "**Indicatore** | **Peso %** | **Valore atteso 2024** | **Valore "
                    "realizzato 2024**"
                ),
                "**Obiettivo 1.1 – Servizi digitali (peso 40%)** | < | < | <",
                "Servizi attivati | 50 | ≥ 20 | 22",
                " | | Grado di raggiungimento dell'obiettivo | 97,5%",
                "**Obiettivo 1.2 – Formazione (peso 60%)** | < | < | <",
                "Ore medie | 60 | ≥ 24 | 26,5",
            ],
        ],
        [
            "operational 1.1 Servizi digitali",
            "  weight: 40",
            "  - Servizi attivati",
            "    weight: 50",
            "    target 2024 ge 20",
            "    baseline 2024 eq 22",
            "operational 1.2 Formazione",
            "  weight: 60",
            "  - Ore medie",
            "    weight: 60",
            "    target 2024 ge 24",
            "    baseline 2024 eq 26.5",
        ],
    ),
    (
        "actions that own indicators, with their days",
        [
            [
                (
                    "**Obiettivo gestionale** | **Azione** | **Tempi** | **Indicatore** "
                    "| **Risultato atteso 2025**"
                ),
                "Ampliare i servizi | Telecardiologia | giugno 2025 | Referti | ≥ 300",
                "^ | ^ | ^ | Sedi attive | 2",
                "^ | Campagna di misurazione | ottobre 2025 | Giornate | 12",
            ],
        ],
        [
            "strategic Ampliare i servizi",
            "  operational Telecardiologia",
            "    due_date: 2025-06-30",
            "    - Referti",
            "      target 2025 ge 300",
            "    - Sedi attive",
            "      target 2025 eq 2",
            "  operational Campagna di misurazione",
            "    due_date: 2025-10-31",
            "    - Giornate",
            "      target 2025 eq 12",
        ],
    ),
]


@pytest.mark.parametrize(("_title", "sketches", "expected"), CASES, ids=[case[0] for case in CASES])
def test_blocks(_title: str, sketches: Sequence[Sketch], expected: list[str]) -> None:
    assert told(*sketches) == expected
