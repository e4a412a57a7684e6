"""What headings and labelled lines say of the tables below them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.sketches import Sketch, told

CASES: list[tuple[str, Sequence[Sketch], list[str]]] = [
    (
        "a heading of a group of objectives ends the mission and the strategic objective",
        [
            "# Servizio Tecnico",
            "**MISSIONE 12 Diritti sociali – PROGRAMMA 7: Servizi sociali**",
            "**OBIETTIVO STRATEGICO: NUOVI SERVIZI**",
            "**OBIETTIVO: APPARTAMENTI PER UTENZE FRAGILI**",
            ["**Indicatore** | **Target 2025** | **Peso**", "Appartamenti | 4 | 20%"],
            "**ATTIVITA' STRAORDINARIE:**",
            "**OBIETTIVO: PERCORSO CICLABILE**",
            ["**Indicatore** | **Target 2025**", "Km tracciati | 12"],
        ],
        [
            "strategic NUOVI SERVIZI",
            "  org_unit: Servizio Tecnico",
            "  mission: MISSIONE 12 Diritti sociali",
            "  programme: PROGRAMMA 7: Servizi sociali",
            "  operational APPARTAMENTI PER UTENZE FRAGILI",
            "    weight: 20",
            "    org_unit: Servizio Tecnico",
            "    mission: MISSIONE 12 Diritti sociali",
            "    programme: PROGRAMMA 7: Servizi sociali",
            "    - Appartamenti",
            "      weight: 20",
            "      target 2025 eq 4",
            "operational PERCORSO CICLABILE",
            "  org_unit: Servizio Tecnico",
            "  - Km tracciati",
            "    target 2025 eq 12",
        ],
    ),
    (
        "unit and its responsible hold for all its objectives",
        [
            "# Servizio Tecnico",
            "Responsabile: Ing. Rossi",
            "## Obiettivo n. 1: Curare le strade",
            "Peso: 40%",
            [
                "**Indicatore** | **Target 2025** | **Peso**",
                "Buche riparate | ≥ 90% | 60",
                "Km asfaltati | 12 | 40",
            ],
            "## Obiettivo n. 2: Curare i parchi",
            ["**Fase** | **Scadenza**", "Potatura | 31/03/2025"],
        ],
        [
            "operational 1 Curare le strade",
            "  weight: 40",
            "  org_unit: Servizio Tecnico",
            "  responsible: Ing. Rossi",
            "  - Buche riparate",
            "    weight: 60",
            "    target 2025 ge 90",
            "  - Km asfaltati",
            "    weight: 40",
            "    target 2025 eq 12",
            "operational 2 Curare i parchi",
            "  org_unit: Servizio Tecnico",
            "  responsible: Ing. Rossi",
            "  > Potatura",
            "    due_date: 2025-03-31",
        ],
    ),
    (
        "a higher heading ends the objective",
        [
            "# Parte prima",
            "## Obiettivo 1: Pulire i canali",
            ["**Indicatore** | **Target 2025**", "Km puliti | 120"],
            "# Parte seconda",
            ["**Indicatore** | **Target 2025**", "Spese generali | 17%"],
        ],
        [
            "- Spese generali",
            "  target 2025 eq 17",
            "operational 1 Pulire i canali",
            "  - Km puliti",
            "    target 2025 eq 120",
        ],
    ),
    (
        "a higher heading ends the strategic area",
        [
            "# Valore pubblico",
            "## Area strategica 1 - Didattica",
            [
                "**Obiettivo strategico** | **Indicatore** | **Target 2025**",
                "Orientare | Scuole | 50",
            ],
            "# Performance",
            [
                "**Obiettivo operativo** | **Indicatore** | **Target 2025**",
                "Snellire | Giorni | 12",
            ],
        ],
        [
            "strategic Orientare",
            "  strategic_area: Area strategica 1 - Didattica",
            "  - Scuole",
            "    target 2025 eq 50",
            "operational Snellire",
            "  - Giorni",
            "    target 2025 eq 12",
        ],
    ),
    (
        "mission and programme in one line",
        [
            "**SERVIZIO BILANCIO**",
            "**MISSIONE 01: Servizi generali - PROGRAMMA 03: Gestione economica**",
            "**OBIETTIVO: PAGARE PRIMA**",
            ["**Indicatore** | **Valore atteso**", "Ritardo medio | ≤ 0 giorni"],
        ],
        [
            "operational PAGARE PRIMA",
            "  org_unit: SERVIZIO BILANCIO",
            "  mission: MISSIONE 01: Servizi generali",
            "  programme: PROGRAMMA 03: Gestione economica",
            "  - Ritardo medio",
            "    target 2025 le 0",
        ],
    ),
    (
        "codes of letters and numbers",
        [
            "## OS 1 – Conoscere i fiumi",
            "### OO 1.1 – Completare la rete",
            ["**Indicatore** | **Target 2025**", "Stazioni | 130"],
            "### OO 1.2 – Aprire i dati",
            ["**Indicatore** | **Target 2025**", "Serie | 35"],
        ],
        [
            "strategic OS 1 Conoscere i fiumi",
            "  operational OO 1.1 Completare la rete",
            "    - Stazioni",
            "      target 2025 eq 130",
            "  operational OO 1.2 Aprire i dati",
            "    - Serie",
            "      target 2025 eq 35",
        ],
    ),
    (
        "words in small letters are no code",
        [
            "# Servizio Fiumi",
            "os 1 – osservazioni varie",
            ["**Indicatore** | **Target 2025**", "Stazioni | 130"],
        ],
        ["- Stazioni", "  target 2025 eq 130"],
    ),
    (
        "an announcement makes the next heading a title",
        [
            "**Obiettivo operativo del dirigente anno 2025**",
            "**Rifare il portale**",
            ["**Indicatore** | **Target**", "Portale in linea | entro giugno"],
        ],
        ["operational Rifare il portale", "  - Portale in linea", "    target 2025 by 2025-06-30"],
    ),
    (
        "labelled lines fill the objective",
        [
            "## Obiettivo 3 – Aprire la biblioteca",
            "Descrizione: Trasferire le raccolte.",
            "Stakeholder: lettori",
            "Scadenza obiettivo: 30/09/2025",
            ["**Indicatore** | **Target**", "Sale aperte | 2"],
        ],
        [
            "operational 3 Aprire la biblioteca",
            "  description: Trasferire le raccolte.",
            "  due_date: 2025-09-30",
            "  stakeholders: lettori",
            "  - Sale aperte",
            "    target 2025 eq 2",
        ],
    ),
    (
        "a purpose printed under its label",
        [
            "## Obiettivo 3 – Aprire la biblioteca",
            "Finalità 2025",
            "Trasferire le raccolte nella nuova sede senza chiudere al pubblico.",
            ["**Indicatore** | **Target**", "Sale aperte | 2"],
        ],
        [
            "operational 3 Aprire la biblioteca",
            ("  description: Trasferire le raccolte nella nuova sede senza chiudere al pubblico."),
            "  - Sale aperte",
            "    target 2025 eq 2",
        ],
    ),
    (
        "running text names no objective",
        [
            "Obiettivo del piano è migliorare la qualità dei servizi resi ai cittadini.",
            "Il dirigente verifica gli obiettivi due volte l'anno.",
            ["**Corso** | **Ore**", "Privacy | 4"],
        ],
        [],
    ),
]


@pytest.mark.parametrize(("_title", "sketches", "expected"), CASES, ids=[case[0] for case in CASES])
def test_context(_title: str, sketches: Sequence[Sketch], expected: list[str]) -> None:
    assert told(*sketches) == expected
