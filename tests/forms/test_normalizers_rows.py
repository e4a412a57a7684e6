"""Rows of objectives and indicators under their headings."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from piao.normalizers import normalize
from tests.sketches import Sketch, sketched, told

CASES: list[tuple[str, Sequence[Sketch], list[str]]] = [
    (
        "triennial and annual objectives in one table",
        [
            [
                (
                    "**Codice** | **Obiettivo specifico triennale** | **Obiettivo "
                    "annuale** | **Indicatore** | **Baseline 2024** | **Target 2025** | "
                    "**Target 2026**"
                ),
                "A1 | Semplificare | Aprire lo sportello | Domande in rete | 62% | 75% | 85%",
                "A2 | ^ | Rivedere i moduli | Moduli | 0 | 12 | 20",
            ]
        ],
        [
            "strategic Semplificare",
            "  operational A1 Aprire lo sportello",
            "    - Domande in rete",
            "      baseline 2024 eq 62",
            "      target 2025 eq 75",
            "      target 2026 eq 85",
            "  operational A2 Rivedere i moduli",
            "    - Moduli",
            "      baseline 2024 eq 0",
            "      target 2025 eq 12",
            "      target 2026 eq 20",
        ],
    ),
    (
        "a merged weight is the objective's, a weight a row the indicator's",
        [
            [
                "**Obiettivo** | **Indicatore** | **Target** | **Peso**",
                "Attivare i pagamenti | Servizi attivi | 8 | 30",
                "^ | Incassi | ≥ 60% | ^",
                "Rifare il sito | Pagine | 10 | 20",
                "^ | Visite | 500 | 50",
                "Totale | | | 100",
            ]
        ],
        [
            "operational Attivare i pagamenti",
            "  weight: 30",
            "  - Servizi attivi",
            "    target 2025 eq 8",
            "  - Incassi",
            "    target 2025 ge 60",
            "operational Rifare il sito",
            "  weight: 70",
            "  - Pagine",
            "    weight: 20",
            "    target 2025 eq 10",
            "  - Visite",
            "    weight: 50",
            "    target 2025 eq 500",
        ],
    ),
    (
        "a title printed again under the next unit is that unit's, under the same one it is not",
        [
            [
                "**Unità organizzativa** | **Obiettivo** | **Indicatore** | **Target**",
                "Settore A | Tempi di pagamento | Ritardo medio | 0 giorni",
                "SETTORE A | Tempi di pagamento | Debito scaduto | 0 euro",
                "Settore B | Tempi di pagamento | Ritardo medio | 0 giorni",
            ]
        ],
        [
            "operational Tempi di pagamento",
            "  org_unit: Settore A",
            "  - Ritardo medio",
            "    target 2025 eq 0",
            "  - Debito scaduto",
            "    target 2025 eq 0",
            "operational Tempi di pagamento",
            "  org_unit: Settore B",
            "  - Ritardo medio",
            "    target 2025 eq 0",
        ],
    ),
    (
        "weights of two levels",
        [
            [
                (
                    "**Obiettivo strategico** | **Peso ob. strategico** | **Obiettivo "
                    "operativo** | **Peso ob. operativo** | **Indicatore** | **Target**"
                ),
                "1 - Strade sicure | 60% | 1.1 - Riparare prima | 70% | Giorni | 8",
                "^ | ^ | 1.2 - Rispondere prima | 30% | Giorni di risposta | 5",
            ]
        ],
        [
            "strategic 1 Strade sicure",
            "  weight: 60",
            "  operational 1.1 Riparare prima",
            "    weight: 70",
            "    - Giorni",
            "      target 2025 eq 8",
            "  operational 1.2 Rispondere prima",
            "    weight: 30",
            "    - Giorni di risposta",
            "      target 2025 eq 5",
        ],
    ),
    (
        "one person who answers for all indicators answers for the objective",
        [
            [
                "**Obiettivo** | **Indicatore** | **Target** | **Responsabile**",
                "Curare i sentieri | Km | 35 | Melis",
                "^ | Cartelli | 20 | Melis",
                "Pagare i danni | Giorni | 60 | Loi",
                "^ | Pratiche | 40 | Riva",
            ]
        ],
        [
            "operational Curare i sentieri",
            "  responsible: Melis",
            "  - Km",
            "    responsible: Melis",
            "    target 2025 eq 35",
            "  - Cartelli",
            "    responsible: Melis",
            "    target 2025 eq 20",
            "operational Pagare i danni",
            "  - Giorni",
            "    responsible: Loi",
            "    target 2025 eq 60",
            "  - Pratiche",
            "    responsible: Riva",
            "    target 2025 eq 40",
        ],
    ),
    (
        "steps beside indicators",
        [
            [
                "**Obiettivo** | **Azioni** | **Indicatore** | **Target**",
                "Orientare | Incontri con le scuole | Scuole | 50",
                "^ | ^ | Abbandoni | 13%",
            ]
        ],
        [
            "strategic Orientare",
            "  operational Incontri con le scuole",
            "    - Scuole",
            "      target 2025 eq 50",
            "    - Abbandoni",
            "      target 2025 eq 13",
        ],
    ),
    (
        "codes under the objective's name, names under descriptions",
        [
            [
                "**Obiettivo operativo** | **Descrizione** | **Indicatore** | **Target**",
                "OO 1.1 | Digitalizzare le domande | Domande | 95%",
                "OO 1.2 | Ridurre le code | Minuti | 12",
            ]
        ],
        [
            "operational OO 1.1 Digitalizzare le domande",
            "  - Domande",
            "    target 2025 eq 95",
            "operational OO 1.2 Ridurre le code",
            "  - Minuti",
            "    target 2025 eq 12",
        ],
    ),
    (
        "outcomes without figures are no targets",
        [
            [
                "**Cod.** | **Obiettivo strategico** | **Risultati attesi**",
                "S1 | Monitorare l'aria | Copertura del territorio",
                "S2 | Aprire i dati | Dati per tutti",
            ]
        ],
        [
            "strategic S1 Monitorare l'aria",
            "  expected_outcome: Copertura del territorio",
            "strategic S2 Aprire i dati",
            "  expected_outcome: Dati per tutti",
        ],
    ),
    (
        "an objective that measures itself",
        [["**Obiettivo** | **Valore atteso 2025**", "Ridurre i ritardi di pagamento | ≤ 0 giorni"]],
        [
            "operational Ridurre i ritardi di pagamento",
            "  - Ridurre i ritardi di pagamento",
            "    target 2025 le 0",
        ],
    ),
    (
        "units as rows of the whole width",
        [
            [
                "**N.** | **Obiettivo operativo** | **Indicatore** | **Target**",
                "Servizio Tecnico | < | < | <",
                "1 | Curare i sentieri | Km | 35",
                "Servizio Affari generali | < | < | <",
                "2 | Pagare i danni | Giorni | 60",
            ]
        ],
        [
            "operational 1 Curare i sentieri",
            "  org_unit: Servizio Tecnico",
            "  - Km",
            "    target 2025 eq 35",
            "operational 2 Pagare i danni",
            "  org_unit: Servizio Affari generali",
            "  - Giorni",
            "    target 2025 eq 60",
        ],
    ),
    (
        "areas under a unit group its objectives",
        [
            "# U.O.C. Medicina interna",
            [
                "**Area** | **Obiettivo** | **Indicatore** | **Valore atteso** | **Range**",
                "Appropriatezza | Evitare ricoveri ripetuti | Ricoveri | ≤ 5% | 5% - 7%",
                "^ | Contenere la degenza | Giorni | ≤ 8,5 | 8,5 - 9,5",
            ],
        ],
        [
            "operational Evitare ricoveri ripetuti",
            "  org_unit: U.O.C. Medicina interna",
            "  strategic_area: Appropriatezza",
            "  - Ricoveri",
            "    target 2025 le 5",
            "operational Contenere la degenza",
            "  org_unit: U.O.C. Medicina interna",
            "  strategic_area: Appropriatezza",
            "  - Giorni",
            "    target 2025 le 8.5",
        ],
    ),
    (
        "a change is a target without a figure, of a variation it is the level",
        [
            [
                "**Obiettivo** | **Indicatore** | **Valore attuale** | **Target 2025**",
                "Stampare meno | Consumo di carta | 40 | -10%",
                "^ | Variazione della spesa | 2% | -10%",
                "Costruire | Alloggi | 80-90% | da 10 a 12",
            ]
        ],
        [
            "operational Stampare meno",
            "  - Consumo di carta",
            "    baseline eq 40",
            "    target 2025 text",
            "  - Variazione della spesa",
            "    baseline eq 2",
            "    target 2025 eq -10",
            "operational Costruire",
            "  - Alloggi",
            "    baseline between 80 to 90",
            "    target 2025 between 10 to 12",
        ],
    ),
    (
        "a target that says where it starts from",
        [
            [
                "**Obiettivo** | **Indicatore** | **Target 2025**",
                "Riciclare | Raccolta differenziata | dal 70% all'80%",
                "^ | Giorni fra i ritiri | ridurre da 10 a 7 giorni",
                "^ | Isole | da 10 a 12",
            ]
        ],
        [
            "operational Riciclare",
            "  - Raccolta differenziata",
            "    target 2025 eq 80",
            "    baseline eq 70",
            "  - Giorni fra i ritiri",
            "    target 2025 eq 7",
            "    baseline eq 10",
            "  - Isole",
            "    target 2025 between 10 to 12",
        ],
    ),
    (
        "a tolerance beside its target is a value of its own",
        [
            [
                "**Obiettivo** | **Indicatore** | **Target 2025**",
                "Pagare | Fatture pagate in tempo | 100%±5",
                "^ | Giorni medi | 30 (tolleranza 10%)",
            ]
        ],
        [
            "operational Pagare",
            "  - Fatture pagate in tempo",
            "    target 2025 eq 100",
            "    tolerance 2025 between -5 to 5",
            "  - Giorni medi",
            "    target 2025 eq 30",
            "    tolerance 2025 eq 10",
        ],
    ),
    (
        "target, result and deviation; no weight in the degree",
        [
            [
                (
                    "**Obiettivo** | **Indicatore** | **Target 2025** | **Consuntivo "
                    "2025** | **Scostamento** | **Grado di raggiungimento**"
                ),
                "Asfaltare | Km | 25 | 27 | +8% | 100%",
                "Sorvegliare | Ponti | 40 | - | | 90%",
            ]
        ],
        [
            "operational Asfaltare",
            "  - Km",
            "    target 2025 eq 25",
            "    actual 2025 eq 27",
            "    deviation 2025 eq 8",
            "operational Sorvegliare",
            "  - Ponti",
            "    target 2025 eq 40",
        ],
    ),
    (
        "stacked headings, the result of an earlier year",
        [
            [
                "**Obiettivo** | **Indicatore** | **2024** | **2025** | <",
                "^ | ^ | **Consuntivo** | **Target** | **Consuntivo**",
                "1. Erogare i contributi | Giorni | 75 | 60 | 58",
            ]
        ],
        [
            "operational 1 Erogare i contributi",
            "  - Giorni",
            "    baseline 2024 eq 75",
            "    target 2025 eq 60",
            "    actual 2025 eq 58",
        ],
    ),
    (
        "the lowest heading says what the upper does not",
        [
            [
                "**Obiettivo** | **Indicatore** | **Tempo medio (giorni)** | <",
                "^ | ^ | **Valore 2024** | **Target 2025**",
                "Riparare prima | Giorni | 12 | 8",
            ]
        ],
        [
            "operational Riparare prima",
            "  - Giorni",
            "    baseline 2024 eq 12",
            "    target 2025 eq 8",
        ],
    ),
    (
        "kinds of indicators by their words",
        [
            "## Obiettivo 1: Misurare",
            [
                (
                    "**Indicatore** | **Tipo** | **Unità di misura** | **Valore di "
                    "partenza** | **Target 2025**"
                ),
                "Stazioni | Output | Numero | 112 | 130",
                "Dati validati | Efficacia | % | 88 | 92",
            ],
        ],
        [
            "operational 1 Misurare",
            "  - Stazioni",
            "    dimension: Output",
            "    unit: Numero",
            "    baseline eq 112",
            "    target 2025 eq 130",
            "  - Dati validati",
            "    dimension: Efficacia",
            "    unit: %",
            "    baseline eq 88",
            "    target 2025 eq 92",
        ],
    ),
    (
        "years alone",
        [
            "## Obiettivo 1: Accogliere",
            ["**Indicatore** | **2024** | **2025** | **2026**", "Posti | 80 | 90 | 100"],
        ],
        [
            "operational 1 Accogliere",
            "  - Posti",
            "    baseline 2024 eq 80",
            "    target 2025 eq 90",
            "    target 2026 eq 100",
        ],
    ),
    (
        "a group of indicators",
        [["**Indicatore** | **Target 2025**", "3 Spese di personale | <", "3.1 Incidenza | 22%"]],
        ["area 3 Spese di personale", "  - 3.1 Incidenza", "    target 2025 eq 22"],
    ),
    (
        "the second half of a table continues the first",
        [
            "## Obiettivo 1: Accogliere",
            ["**Indicatore** | **Target 2025**", "Posti | 90"],
            ["Domande | 75%"],
        ],
        [
            "operational 1 Accogliere",
            "  - Posti",
            "    target 2025 eq 90",
            "  - Domande",
            "    target 2025 eq 75",
        ],
    ),
]


@pytest.mark.parametrize(("_title", "sketches", "expected"), CASES, ids=[case[0] for case in CASES])
def test_rows(_title: str, sketches: Sequence[Sketch], expected: list[str]) -> None:
    assert told(*sketches) == expected


def test_a_bare_figure_has_the_unit_of_the_other_years() -> None:
    table = [
        "**Obiettivo** | **Indicatore** | **Target 2025** | **Target 2026**",
        "Aprire prima | Attesa media | 12 giorni | 10",
        "Crescere | Iscritti | 200 persone | 220",
    ]
    records = normalize(sketched(table))
    assert [value.unit for value in records.values] == ["giorni", "giorni", "persone", None]
