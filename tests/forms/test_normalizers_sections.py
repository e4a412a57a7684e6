"""Forms of whole sections: headings over tables, lines and sentences."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.sketches import Sketch, told

CASES: list[tuple[str, Sequence[Sketch], list[str]]] = [
    (
        "title rows with labels beside the title",
        [
            "# Area A – Ricerca (peso complessivo: 35)",
            [
                "**Indicatore** | **Valore atteso 2025** | **Peso**",
                "**A1 – Pubblicare di più** | Struttura: Direzione scientifica | Peso: 20",
                "Pubblicazioni | ≥ 640 | 12",
                "Citazioni | 110 | 8",
            ],
        ],
        [
            "area A Ricerca",
            "  weight: 35",
            "  operational A1 Pubblicare di più",
            "    weight: 20",
            "    org_unit: Direzione scientifica",
            "    - Pubblicazioni",
            "      weight: 12",
            "      target 2025 ge 640",
            "    - Citazioni",
            "      weight: 8",
            "      target 2025 eq 110",
        ],
    ),
    (
        "the heading says which level the objectives have",
        [
            "# Obiettivi strategici del Segretario generale",
            [
                "**Cod.** | **Obiettivo** | **Indicatore** | **Target**",
                ("SG.1 | Nuovo piano triennale | Proposta al comitato | entro il 31/10/2025"),
            ],
            "# Obiettivi operativi delle Direzioni",
            [
                "**Cod.** | **Obiettivo** | **Indicatore** | **Target**",
                "OD.1 | Nuovo regolamento | Adozione | entro il 30/06/2025",
            ],
        ],
        [
            "strategic SG.1 Nuovo piano triennale",
            "  - Proposta al comitato",
            "    target 2025 by 2025-10-31",
            "operational OD.1 Nuovo regolamento",
            "  - Adozione",
            "    target 2025 by 2025-06-30",
        ],
    ),
    (
        "a card says the level, and names the one above",
        [
            [
                "**Codice** | STR-01 | **Tipologia** | Strategico",
                "**Titolo obiettivo** | Contrastare lo spopolamento | **Peso (%)** | 60",
            ],
            [
                "**Codice** | OP-01 | **Tipologia** | Operativo",
                (
                    "**Titolo obiettivo** | Bando per i presìdi | **Obiettivo strategico "
                    "di riferimento** | STR-01 Contrastare lo spopolamento"
                ),
            ],
        ],
        [
            "strategic STR-01 Contrastare lo spopolamento",
            "  weight: 60",
            "  operational OP-01 Bando per i presìdi",
        ],
    ),
    (
        "a code says what it heads",
        [
            "## Area strategica 1 – Natura (peso 40%)",
            "### OB.1.1 – Monitoraggio del camoscio",
            "Responsabile: dott. Tarquini – Peso: 20",
            "Tempi",
            "a) conteggio estivo entro il 31 luglio 2025;",
            "b) relazione entro il 20 dicembre 2025.",
            "Indicatori di risultato",
            "– almeno 24 giornate di rilevamento;",
        ],
        [
            "area 1 Natura",
            "  weight: 40",
            "  operational OB.1.1 Monitoraggio del camoscio",
            "    weight: 20",
            "    responsible: dott. Tarquini",
            "    - almeno 24 giornate di rilevamento",
            "      target 2025 ge 24",
            "    > conteggio estivo entro il 31 luglio 2025",
            "      due_date: 2025-07-31",
            "    > relazione entro il 20 dicembre 2025.",
            "      due_date: 2025-12-20",
        ],
    ),
    (
        "offices and who heads them in plain lines",
        [
            "UOC Geriatria – Direttore: prof. Malaguti",
            "1. Prevenzione delle cadute (punti 30)",
            "Indicatore: cadute per 1.000 giornate; valore atteso: < 2,5.",
            "UOC Ortopedia – Direttore: dott. Bertacchi",
            "1. Utilizzo delle sale (punti 70)",
            "Indicatori:",
            "a) ingresso in sala entro le 8.30; valore atteso: 85%;",
            "b) sedute soppresse; valore atteso: ≤ 4.",
        ],
        [
            "operational 1 Prevenzione delle cadute",
            "  weight: 30",
            "  org_unit: UOC Geriatria",
            "  responsible: prof. Malaguti",
            "  - cadute per 1.000 giornate",
            "    target 2025 lt 2.5",
            "operational 1 Utilizzo delle sale",
            "  weight: 70",
            "  org_unit: UOC Ortopedia",
            "  responsible: dott. Bertacchi",
            "  - ingresso in sala entro le 8.30",
            "    target 2025 eq 85",
            "  - sedute soppresse",
            "    target 2025 le 4",
        ],
    ),
    (
        "objectives told in sentences",
        [
            "## Servizio tributi",
            (
                "Obiettivo n. 1 – Recupero dell'evasione. Prosegue la verifica delle "
                "posizioni. L'indicatore è l'importo degli accertamenti emessi, per il "
                "quale si attende un valore di almeno 25.000 euro. Peso: 40%."
            ),
            (
                "Obiettivo n. 2 – Strade rurali. Il risultato è misurato dai chilometri "
                "di strade puliti; il target è di 30 km nel 2025, 35 km nel 2026. "
                "All'obiettivo è attribuito un peso del 60%."
            ),
        ],
        [
            "operational 1 Recupero dell'evasione",
            "  weight: 40",
            "  org_unit: Servizio tributi",
            "  description: Prosegue la verifica delle posizioni.",
            "  - importo degli accertamenti emessi",
            "    target 2025 ge 25000",
            "operational 2 Strade rurali",
            "  weight: 60",
            "  org_unit: Servizio tributi",
            "  - chilometri di strade puliti",
            "    target 2025 eq 30",
            "    target 2026 eq 35",
        ],
    ),
    (
        "labels parted by strokes",
        [
            "## OBIETTIVO N. 1 – Servizi in rete",
            "Responsabile: dott. Pieraccini | Peso: 60 | Comuni: tutti",
            [
                "**Indicatore** | **Atteso 2025**",
                "Servizi migrati | 14",
            ],
        ],
        [
            "operational 1 Servizi in rete",
            "  weight: 60",
            "  responsible: dott. Pieraccini",
            "  - Servizi migrati",
            "    target 2025 eq 14",
        ],
    ),
    (
        "rows of who answers inside an objective",
        [
            "## SCHEDA OBIETTIVO N. 1 – Archivio digitale",
            [
                "**SETTORE** | **RESPONSABILE**",
                "SETTORE I – AFFARI GENERALI | dott.ssa Collareta",
            ],
            [
                "**MISSIONE** | **PROGRAMMA** | **PESO**",
                "01 Servizi istituzionali | 07 Stato civile | 35",
            ],
            [
                "**Indicatore** | **Atteso 2025**",
                "Registri indicizzati | ≥ 85%",
            ],
        ],
        [
            "operational 1 Archivio digitale",
            "  weight: 35",
            "  org_unit: SETTORE I – AFFARI GENERALI",
            "  responsible: dott.ssa Collareta",
            "  mission: 01 Servizi istituzionali",
            "  programme: 07 Stato civile",
            "  - Registri indicizzati",
            "    target 2025 ge 85",
        ],
    ),
    (
        "missions over the offices of a sector",
        [
            "# SETTORE I – AMMINISTRATIVO",
            "Responsabile: dott.ssa Lodesani",
            "**MISSIONE 01: SERVIZI ISTITUZIONALI",
            "**SERVIZIO BILANCIO",
            "**01.01 Tempestività dei pagamenti",
            "- Invio dell'elenco delle fatture ai responsabili;",
            "- Allineamento dei dati entro il 30 giugno 2025.",
            "Indicatore: Ritardo annuale – Valore atteso: ≤ 0 giorni",
            "**MISSIONE 04: ENTRATE",
            "**SERVIZIO TRIBUTI",
            "**01.02 Recupero dell'evasione",
            "- Avvisi emessi entro il 30 settembre 2025;",
            "Indicatore: Avvisi emessi – Valore atteso: almeno 350",
        ],
        [
            "operational 01.01 Tempestività dei pagamenti",
            "  org_unit: SERVIZIO BILANCIO",
            "  responsible: dott.ssa Lodesani",
            "  mission: MISSIONE 01: SERVIZI ISTITUZIONALI",
            "  - Ritardo annuale",
            "    target 2025 le 0",
            "  > Invio dell'elenco delle fatture ai responsabili",
            "  > Allineamento dei dati entro il 30 giugno 2025.",
            "    due_date: 2025-06-30",
            "operational 01.02 Recupero dell'evasione",
            "  org_unit: SERVIZIO TRIBUTI",
            "  responsible: dott.ssa Lodesani",
            "  mission: MISSIONE 04: ENTRATE",
            "  - Avvisi emessi",
            "    target 2025 ge 350",
            "  > Avvisi emessi entro il 30 settembre 2025",
            "    due_date: 2025-09-30",
        ],
    ),
    (
        "units of another administration",
        [
            "# Azienda Sanitaria di Valle Bruna",
            [
                "**Cod.** | **Obiettivo** | **Indicatore** | **Target**",
                "VB.1 | Punto nascita | Accreditamento | entro il 30/09/2025",
            ],
            "# Azienda Ospedaliera di Capovalle",
            [
                "**Cod.** | **Obiettivo** | **Indicatore** | **Target**",
                "AO.1 | Chirurgia robotica | Interventi | 120",
            ],
        ],
        [
            "operational VB.1 Punto nascita",
            "  org_unit: Azienda Sanitaria di Valle Bruna",
            "  - Accreditamento",
            "    target 2025 by 2025-09-30",
            "operational AO.1 Chirurgia robotica",
            "  org_unit: Azienda Ospedaliera di Capovalle",
        ],
    ),
    (
        "the name of a table of staff ends with it",
        [
            "# Dotazione di personale",
            [
                "**Area** | **Posti**",
                "Funzionari | 9",
            ],
            "## SCHEDA OBIETTIVO N. 1 – Archivio digitale",
            [
                "**Indicatore** | **Atteso 2025**",
                "Registri indicizzati | ≥ 85%",
            ],
        ],
        ["operational 1 Archivio digitale", "  - Registri indicizzati", "    target 2025 ge 85"],
    ),
    (
        "a bold numbered title over text, with labels beside it",
        [
            "# 1. AREA TECNICA",
            [
                "**1) Messa in sicurezza del versante** | Peso: 40%//Scadenza: 15/12/2025",
                ("Fasi//– Progetto esecutivo//– Aggiudicazione | Termine//31/03/2025//30/06/2025"),
                "Indicatore di risultato | Valore atteso",
                "Avanzamento dei lavori | ≥ 80%",
            ],
        ],
        [
            "operational 1 Messa in sicurezza del versante",
            "  weight: 40",
            "  org_unit: AREA TECNICA",
            "  due_date: 2025-12-15",
            "  - Avanzamento dei lavori",
            "    target 2025 ge 80",
            "  > Progetto esecutivo",
            "    due_date: 2025-03-31",
            "  > Aggiudicazione",
            "    due_date: 2025-06-30",
        ],
    ),
    (
        "what names the unit is of the unit",
        [
            "# Settore Viabilità e Trasporti",
            "## Progetto 3.1 – Catasto delle strade",
            [
                "**Indicatore** | **Target 2025**",
                "Chilometri rilevati | 250",
            ],
            "### Indicatori di attività del Settore Viabilità e Trasporti",
            [
                "**Indicatore** | **Target 2025**",
                "Concessioni rilasciate | 480",
            ],
        ],
        [
            "- Concessioni rilasciate",
            "  target 2025 eq 480",
            "project 3.1 Catasto delle strade",
            "  org_unit: Settore Viabilità e Trasporti",
            "  - Chilometri rilevati",
            "    target 2025 eq 250",
        ],
    ),
    (
        "a weighed title that begins a paragraph",
        [
            "# Segretario comunale",
            (
                "1. Coordinamento dei responsabili (punti 30). Il Segretario convoca la "
                "conferenza. Indicatore: almeno 10 riunioni nell'anno."
            ),
            (
                "2. Controllo degli atti (punti 70). Il controllo riguarda gli atti del "
                "trimestre. Indicatore: percentuale di atti non inferiore al 10%."
            ),
        ],
        [
            "operational 1 Coordinamento dei responsabili",
            "  weight: 30",
            "  description: Il Segretario convoca la conferenza.",
            "  - almeno 10 riunioni nell'anno",
            "    target 2025 ge 10",
            "operational 2 Controllo degli atti",
            "  weight: 70",
            "  description: Il controllo riguarda gli atti del trimestre.",
            "  - percentuale di atti non inferiore al 10%",
            "    target 2025 ge 10",
        ],
    ),
    (
        "a section of performance and other things",
        [
            "# Sezione 2 – Performance e anticorruzione",
            "## 2.2 Obiettivi",
            [
                "**Obiettivo** | **Indicatore** | **Target 2025**",
                "Sportello | Pratiche | 80%",
            ],
            "## 2.3 Rischi corruttivi",
            [
                "**Obiettivo** | **Indicatore** | **Target 2025**",
                "Rotazione | Uffici | 2",
            ],
        ],
        ["operational Sportello", "  - Pratiche", "    target 2025 eq 80"],
    ),
    (
        "indicators with the code of an objective are its own",
        [
            "## DESCRIZIONE OBIETTIVI",
            "### 01.01 Rendicontazione finanziaria",
            "Relazione al conto entro il 30 aprile 2025.",
            "### 01.02 Gestione del personale",
            "Elaborazione degli stipendi entro il 27 gennaio 2025.",
            [
                "**Codice** | **Indicatore** | **Target 2025**",
                "01.01 | Termini di legge | 100%",
                "01.02 | Errori nelle buste paga | < 1%",
            ],
        ],
        [
            "operational 01.01 Rendicontazione finanziaria",
            "  description: Relazione al conto entro il 30 aprile 2025.",
            "  - 01.01 Termini di legge",
            "    target 2025 eq 100",
            "operational 01.02 Gestione del personale",
            "  description: Elaborazione degli stipendi entro il 27 gennaio 2025.",
            "  - 01.02 Errori nelle buste paga",
            "    target 2025 lt 1",
        ],
    ),
    (
        "figures in one line, each behind its label",
        [
            "# Obiettivo operativo A.2 Recuperare i pascoli",
            "**Indicatori",
            "1) Ettari recuperati",
            "Valore 2024: 34 Target 2025: 45 Target 2026: ≥ 60%",
            "Fonte: Verbali",
        ],
        [
            "operational A.2 Recuperare i pascoli",
            "  - Ettari recuperati",
            "    data_source: Verbali",
            "    baseline 2024 eq 34",
            "    target 2025 eq 45",
            "    target 2026 ge 60",
        ],
    ),
    (
        "listed indicators, each with its target behind a colon",
        [
            "# Obiettivo 1.2 – Sostegno alla domiciliarità",
            "Indicatori di risultato:",
            "- numero di utenti seguiti: non meno di 32;",
            "- avvio del servizio: entro il 30 aprile 2025;",
        ],
        [
            "operational 1.2 Sostegno alla domiciliarità",
            "  - numero di utenti seguiti",
            "    target 2025 ge 32",
            "  - avvio del servizio",
            "    target 2025 by 2025-04-30",
        ],
    ),
]


@pytest.mark.parametrize(("_title", "sketches", "expected"), CASES, ids=[case[0] for case in CASES])
def test_sections(_title: str, sketches: Sequence[Sketch], expected: list[str]) -> None:
    assert told(*sketches) == expected
