"""Tables of other things than objectives, and tables of nothing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.sketches import Sketch, told

CASES: list[tuple[str, Sequence[Sketch], list[str]]] = [
    (
        "units with codes",
        [
            [
                "**Codice** | **Denominazione centro di responsabilità** | **Responsabile**",
                "CDR 01 | Segreteria | Riva",
                "CDR 02 | Bilancio | Sarti",
            ]
        ],
        ["unit CDR 01 Segreteria [Riva]", "unit CDR 02 Bilancio [Sarti]"],
    ),
    (
        "offices with telephones are no units",
        [
            [
                "**Area** | **Dirigente** | **Telefono** | **E-mail**",
                "Area Tecnica | Lupi | 055 111333 | tec@prova.example",
            ]
        ],
        [],
    ),
    (
        "posts are no units",
        [
            [
                "**Area** | **Profilo professionale** | **Posti coperti**",
                "Istruttori | Amministrativo | 8",
                "Totale | | 8",
            ]
        ],
        [],
    ),
    (
        "a calendar without an objective has no steps",
        [
            "# Calendario del ciclo",
            ["**Fase** | **Soggetto** | **Termine**", "Monitoraggio | Nucleo | 31 luglio"],
        ],
        [],
    ),
    (
        "steps of objectives",
        [
            "## 1. Servizi vicini",
            [
                "**Obiettivo** | **Modalità di attuazione** | **I/E** | **Tempi**",
                "Aprire lo sportello | Scelta dei locali | I | marzo",
                "^ | Avvio | E | annuale",
                "Formare gli addetti | Corsi | I/E | entro il primo semestre 2025",
            ],
        ],
        [
            "strategic 1 Servizi vicini",
            "  operational Aprire lo sportello",
            "    > Scelta dei locali",
            "      due_date: 2025-03-31",
            "      scope: I",
            "    > Avvio",
            "      due_date: 2025-12-31",
            "      scope: E",
            "  operational Formare gli addetti",
            "    > Corsi",
            "      due_date: 2025-06-30",
            "      scope: I/E",
        ],
    ),
    (
        "a chart of months: the last month that is marked",
        [
            "## Obiettivo 1: Rifare i segnali",
            [
                (
                    "**N.** | **Fase** | **G** | **F** | **M** | **A** | **M** | **G** | "
                    "**L** | **A** | **S** | **O** | **N** | **D**"
                ),
                "1 | Censimento | X | X |  |  |  |  |  |  |  |  |  | ",
                "2 | Posa | | | | | X | X |  |  |  |  |  | ",
            ],
        ],
        [
            "operational 1 Rifare i segnali",
            "  > Censimento",
            "    due_date: 2025-02-28",
            "  > Posa",
            "    due_date: 2025-06-30",
        ],
    ),
    (
        "a chart of months: what its mark leaves to the words",
        [
            "## Obiettivo 1: Riordinare l'archivio",
            [
                (
                    "**N.** | **Fase** | **G** | **F** | **M** | **A** | **M** | **G** | "
                    "**L** | **A** | **S** | **O** | **N** | **D**"
                ),
                "1 | Spoglio dei registri dal 1951 al 1988 | | X | X |  |  |  |  |  |  |  |  | ",
                "2 | Elenco entro il 15/06/2025 | | | | | X | X |  |  |  |  |  | ",
                "3 | Atti dal 10/01/2025 al 31/01/2025 | | | X |  |  |  |  |  |  |  |  | ",
            ],
        ],
        [
            "operational 1 Riordinare l'archivio",
            "  > Spoglio dei registri dal 1951 al 1988",
            "    due_date: 2025-03-31",
            "  > Elenco entro il 15/06/2025",
            "    due_date: 2025-06-15",
            "  > Atti dal 10/01/2025 al 31/01/2025",
            "    due_date: 2025-03-31",
        ],
    ),
    (
        "steps that speak of years",
        [
            "## Obiettivo 1: Riordinare l'archivio",
            [
                "**Fase** | **Peso**",
                "Spoglio dei registri dal 1951 al 1988 | 40",
                "Prestiti degli anni 2010 - 2015 | 30",
                "Apertura al pubblico dal 2025 al 2026 | 30",
            ],
        ],
        [
            "operational 1 Riordinare l'archivio",
            "  > Spoglio dei registri dal 1951 al 1988",
            "  > Prestiti degli anni 2010 - 2015",
            "  > Apertura al pubblico dal 2025 al 2026",
            "    due_date: 2026-12-31",
        ],
    ),
    (
        "amounts",
        [["**Entrate accertate** | **Importo**", "Contributi | € 1.200,50", "Rendite | € 300,00"]],
        ["- Contributi", "  target 2025 eq 1200.50", "- Rendite", "  target 2025 eq 300.00"],
    ),
    (
        "volumes of a unit",
        [
            "# Servizio Anagrafe",
            ["**Attività** | **2022** | **2023** | **2024**", "Carte rilasciate | 980 | 965 | 950"],
        ],
        [
            "- Carte rilasciate",
            "  baseline 2022 eq 980",
            "  baseline 2023 eq 965",
            "  baseline 2024 eq 950",
        ],
    ),
    (
        "figures by year of no unit are statistics",
        [["**Fascia di età** | **2022** | **2023** | **2024**", "0-14 | 980 | 965 | 950"]],
        [],
    ),
    (
        "a glossary",
        [
            [
                "**Termine** | **Significato**",
                "Outcome | Effetto di una politica",
                "Baseline | Valore di partenza",
            ]
        ],
        [],
    ),
    (
        "risks",
        [
            [
                (
                    "**Processo** | **Attività** | **Evento rischioso** | **Misure** | "
                    "**Responsabile**"
                ),
                "Affidamenti | Scelta | Frazionamento | Controlli | Dirigente",
            ]
        ],
        [],
    ),
    (
        "bodies that no column makes objectives",
        [
            [
                (
                    "**Denominazione** | **Quota %** | **Attività svolta** | **Risultato "
                    "di esercizio**"
                ),
                "Acque spa | 12% | Acquedotto | € 98.000,00",
            ]
        ],
        [],
    ),
    (
        "stakeholders",
        [["**Stakeholder** | **Interesse** | **Influenza**", "Cittadini | Alto | Medio"]],
        [],
    ),
    (
        "courses",
        [
            [
                "**Area tematica** | **Titolo del corso** | **Destinatari** | **Ore**",
                "Digitale | Fogli di calcolo | Tutti | 12",
            ]
        ],
        [],
    ),
    (
        "works with their sums",
        [
            [
                "**Intervento** | **Importo** | **Inizio** | **Fine**",
                "Ponte | € 90.000,00 | 01/05/2025 | 31/08/2025",
            ]
        ],
        [],
    ),
    (
        "projects under the sub-areas of a sheet",
        [
            [
                ("**Ambito** | **Contributo** | **Sotto-ambito** | **KPI** | **Valore obiettivo**"),
                "Salute | 40% | 30% | Servizi | ",
                "^ | ^ | ^ | Tempo medio | ≤ 25 giorni",
            ],
            [
                "**Ambito** | **Sotto-ambito** | **ID progetto** | **Progetto**",
                "Salute | Servizi | P_1 | Nuovo portale",
            ],
        ],
        [
            "area Salute",
            "  weight: 40",
            "  area Servizi",
            "    weight: 30",
            "    - Tempo medio",
            "      target 2025 le 25",
            "    project P_1 Nuovo portale",
        ],
    ),
    (
        "components and weights",
        [["**Componente** | **Peso**", "Obiettivi | 60%", "Comportamenti | 40%", "Totale | 100%"]],
        ["criterion Obiettivi", "  weight: 60", "criterion Comportamenti", "  weight: 40"],
    ),
    (
        "weights by category of staff",
        [
            [
                "**Ambito di valutazione** | **Dirigenti** | **Dipendenti**",
                "Obiettivi | 60 | 20",
                "Comportamenti | 40 | 80",
            ]
        ],
        [
            "criterion Obiettivi / Dirigenti",
            "  weight: 60",
            "criterion Obiettivi / Dipendenti",
            "  weight: 20",
            "criterion Comportamenti / Dirigenti",
            "  weight: 40",
            "criterion Comportamenti / Dipendenti",
            "  weight: 80",
        ],
    ),
    (
        "shares of men and women are no criteria",
        [
            [
                "**Qualifica** | **Uomini** | **Donne**",
                "Dirigenti | 60% | 40%",
                "Funzionari | 45% | 55%",
            ]
        ],
        [],
    ),
    (
        "scales in one column",
        [
            [
                "**Punteggio** | **Giudizio** | **Descrizione**",
                "1-2 | Insufficiente | Assente",
                "3 | Buono | Costante",
            ]
        ],
        [
            "criterion / Insufficiente",
            "  scale_min: 1",
            "  scale_max: 2",
            "  text: Assente",
            "criterion / Buono",
            "  scale_min: 3",
            "  text: Costante",
        ],
    ),
    (
        "rules in a grid",
        [
            [
                (
                    "Se indicatore 1 ≤ 5% e indicatore 2 > 90% allora valutazione 10 | Se "
                    "indicatore 1 > 5% allora valutazione 5"
                )
            ]
        ],
        [
            "criterion",
            "  text: Se indicatore 1 ≤ 5% e indicatore 2 > 90% allora valutazione 10",
            "criterion",
            "  text: Se indicatore 1 > 5% allora valutazione 5",
        ],
    ),
]


@pytest.mark.parametrize(("_title", "sketches", "expected"), CASES, ids=[case[0] for case in CASES])
def test_layouts(_title: str, sketches: Sequence[Sketch], expected: list[str]) -> None:
    assert told(*sketches) == expected
