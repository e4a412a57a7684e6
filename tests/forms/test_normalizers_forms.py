"""Forms of tables in real plans: stacked headings, steps inside, matrices, levels."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.sketches import Sketch, told

CASES: list[tuple[str, Sequence[Sketch], list[str]]] = [
    (
        "cards side by side: labels in the first column",
        [
            [
                "| **Obiettivo n. 1** | **Obiettivo n. 2**",
                "**Denominazione** | Archivio digitale | Mercato settimanale",
                "**Tipologia** | Sviluppo | Mantenimento",
                "**Peso** | 30 | 20",
                "**Indicatore 1** | Atti indicizzati | Proposta di delibera",
                "**Valore atteso 1** | 4.500 | entro il 30/06/2025",
                "**Indicatore 2** | Errori nel campione | ",
                "**Valore atteso 2** | non più del 2% | ",
                "**Personale coinvolto** | Rossi | Verdi",
            ],
        ],
        [
            "operational 1 Archivio digitale",
            "  weight: 30",
            "  - Atti indicizzati",
            "    target 2025 eq 4500",
            "  - Errori nel campione",
            "    target 2025 le 2",
            "operational 2 Mercato settimanale",
            "  weight: 20",
            "  - Proposta di delibera",
            "    target 2025 by 2025-06-30",
        ],
    ),
    (
        "a heading of two rows, the first reaching down",
        [
            [
                (
                    "**Area** | **Peso area** | **Cod.** | **Obiettivo** | "
                    "**Indicatore** | **Consuntivo** | < | **Valori attesi** | <"
                ),
                "^ | ^ | ^ | ^ | ^ | 2023 | 2024 | 2025 | 2026",
                (
                    "Controlli | 50% | N1 | Attuare i controlli | Ispezioni effettuate | "
                    "31 | 34 | 36 | 38"
                ),
            ],
        ],
        [
            "area Controlli",
            "  weight: 50",
            "  operational N1 Attuare i controlli",
            "    - Ispezioni effettuate",
            "      baseline 2023 eq 31",
            "      baseline 2024 eq 34",
            "      target 2025 eq 36",
            "      target 2026 eq 38",
        ],
    ),
    (
        "codes and names of each level under a heading each",
        [
            [
                (
                    "**Obiettivo strategico** | < | **Obiettivo operativo** | < | "
                    "**Indicatori** | **Risultato atteso**"
                ),
                "**N. ob.** | **Denominazione** | **N. ob.** | **Denominazione** | ^ | ^",
                (
                    "A.1 | Servizi agli studenti | A.1.1 | Orientamento in uscita | "
                    "Incontri con aziende | ≥ 4"
                ),
                "^ | ^ | A.1.2 | Banca dati dei tirocini | Elenco pubblicato | 30/06/2025",
            ],
        ],
        [
            "strategic A.1 Servizi agli studenti",
            "  operational A.1.1 Orientamento in uscita",
            "    - Incontri con aziende",
            "      target 2025 ge 4",
            "  operational A.1.2 Banca dati dei tirocini",
            "    - Elenco pubblicato",
            "      target 2025 by 2025-06-30",
        ],
    ),
    (
        "a table of steps inside of a table of indicators",
        [
            [
                "**Indicatore** | **Formula** | **Peso** | **Target 2025**",
                "**Obiettivo 1. Nuovo modello organizzativo (peso 40%)** | < | < | <",
                "Riduzione dei livelli gerarchici. | < | < | <",
                "Poli attivati | Decreti | 25 | 3",
                "**Fasi** | < | **Scadenza** | <",
                "Confronto con i sindacati | < | entro il 31/03/2025 | <",
                "**Obiettivo 2. Equilibrio finanziario (peso 60%)** | < | < | <",
                "Entrate proprie | Accertato | 15 | € 1.300.000",
                "**Fasi** | < | **Scadenza** | <",
                "Nuove tariffe | < | entro il 30/09/2025 | <",
            ],
        ],
        [
            "strategic 1 Nuovo modello organizzativo",
            "  weight: 40",
            "  description: Riduzione dei livelli gerarchici.",
            "  - Poli attivati",
            "    weight: 25",
            "    formula: Decreti",
            "    target 2025 eq 3",
            "  > Confronto con i sindacati",
            "    due_date: 2025-03-31",
            "strategic 2 Equilibrio finanziario",
            "  weight: 60",
            "  - Entrate proprie",
            "    weight: 15",
            "    formula: Accertato",
            "    target 2025 eq 1300000",
            "  > Nuove tariffe",
            "    due_date: 2025-09-30",
        ],
    ),
    (
        "a matrix prints known objectives again in other words",
        [
            [
                "**Cod.** | **Obiettivo** | **Indicatore** | **Target**",
                "IG.1 | Avanzamento degli interventi finanziati | Spesa | ≥ 90%",
                "IG.2 | Capacità di spesa delle risorse proprie | Impegni | ≥ 80%",
                "IG.3 | Tempi di pagamento dei debiti | Ritardo | ≤ 0 giorni",
            ],
            "# Matrice obiettivi e direzioni",
            [
                "**Cod.** | **Obiettivo (sintesi)** | **DAB** | **DT**",
                "IG.1 | Interventi | 10 | 30",
                "IG.2 | Spesa | 15 | 20",
                "IG.3 | Pagamenti | 20 | 10",
            ],
        ],
        [
            "operational IG.1 Avanzamento degli interventi finanziati",
            "  - Spesa",
            "    target 2025 ge 90",
            "operational IG.2 Capacità di spesa delle risorse proprie",
            "  - Impegni",
            "    target 2025 ge 80",
            "operational IG.3 Tempi di pagamento dei debiti",
            "  - Ritardo",
            "    target 2025 le 0",
        ],
    ),
    (
        "degrees of attainment: the whole is the target",
        [
            [
                "**Obiettivo** | **Indicatore** | **Grado di conseguimento** | < | <",
                "^ | ^ | **100%** | **80%** | **50%**",
                "Formare il personale | Ore pro capite | ≥ 40 ore | 32-39 ore | 24-31 ore",
            ],
        ],
        ["operational Formare il personale", "  - Ore pro capite", "    target 2025 ge 40"],
    ),
    (
        "a column says the level",
        [
            [
                "**Cod.** | **Obiettivo** | **Tipologia** | **Indicatore** | **Target**",
                "01 | Comuni montani | Strategico | Presìdi | 120",
                "02 | Bando per i presìdi | Operativo | Domande | 80",
            ],
        ],
        [
            "strategic 01 Comuni montani",
            "  - Presìdi",
            "    target 2025 eq 120",
            "operational 02 Bando per i presìdi",
            "  - Domande",
            "    target 2025 eq 80",
        ],
    ),
    (
        "indicators and their targets in one cell",
        [
            [
                "**Obiettivo** | **Indicatori e valori attesi** | **Scadenza**",
                (
                    "Carta dei servizi | - Approvazione in Giunta: entro il "
                    "30/09/2025//- Incontri svolti: 2 | 30/09/2025"
                ),
            ],
        ],
        [
            "operational Carta dei servizi",
            "  due_date: 2025-09-30",
            "  - Approvazione in Giunta",
            "    target 2025 by 2025-09-30",
            "  - Incontri svolti",
            "    target 2025 eq 2",
        ],
    ),
    (
        "the state that a plan starts from",
        [
            [
                ("**Obiettivo** | **Indicatore** | **Stato** | **Target (valore obiettivo)**"),
                "Firma digitale | Atti firmati | 60% | 95%",
            ],
        ],
        [
            "operational Firma digitale",
            "  - Atti firmati",
            "    baseline eq 60",
            "    target 2025 eq 95",
        ],
    ),
    (
        "points are weights where objectives are",
        [
            [
                "**N.** | **Obiettivo** | **Indicatore** | **Valore atteso** | **Punti**",
                "1 | **OBIETTIVI DI SALUTE** | < | < | 45",
                "1.1 | Tempi di attesa | Prestazioni nei tempi | ≥ 90% | 10",
            ],
        ],
        [
            "area 1 OBIETTIVI DI SALUTE",
            "  weight: 45",
            "  operational 1.1 Tempi di attesa",
            "    weight: 10",
            "    - Prestazioni nei tempi",
            "      weight: 10",
            "      target 2025 ge 90",
        ],
    ),
    (
        "codes as many as the indicators are theirs",
        [
            [
                "**Id.** | **Obiettivo strategico** | **Indicatore** | **Target 2025**",
                "P1 | Copertura vaccinale | Esavalente | > 95%",
                "P2 | ^ | Morbillo | ≥ 95%",
                "P3 | Screening | Adesione | ≥ 62%",
                "P4 | ^ | Estensione | ≥ 60%",
            ],
        ],
        [
            "strategic Copertura vaccinale",
            "  - P1 Esavalente",
            "    target 2025 gt 95",
            "  - P2 Morbillo",
            "    target 2025 ge 95",
            "strategic Screening",
            "  - P3 Adesione",
            "    target 2025 ge 62",
            "  - P4 Estensione",
            "    target 2025 ge 60",
        ],
    ),
]


@pytest.mark.parametrize(("_title", "sketches", "expected"), CASES, ids=[case[0] for case in CASES])
def test_forms(_title: str, sketches: Sequence[Sketch], expected: list[str]) -> None:
    assert told(*sketches) == expected
