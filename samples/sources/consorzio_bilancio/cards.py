"""The strategic objectives: two key-value tables, steps with bare months, results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samples.blocks import Plan
from samples.expected_records import OPEN, Figure, eq, ge
from samples.layouts import Step, label_table, step_table

STEP_HEADINGS = ("Obiettivo 2025", "Modalità di attuazione", "Tempi", "Consuntivo")
RESULT_HEADINGS = (
    "Indicatore",
    "Descrizione",
    "Unità misura",
    "Valore attuale (2024) (a)",
    "Valore atteso (2025) (b)",
    "Valore consuntivo (2025) (c)",
    "Scostamento (d=c-b)",
)

Result = tuple[str, str, str, str, Figure | None, str, Figure]


@dataclass(frozen=True, slots=True)
class Card:
    """One strategic objective. Results: name, description, unit, present and expected value."""

    title: str
    area: str
    org_unit: str
    responsible: str
    final_stakeholders: str
    intermediate_stakeholders: str
    services: str
    risk: str
    outcome: str
    targets: Sequence[tuple[str, Sequence[Step]]]
    results: Sequence[Result]


CARDS = (
    Card(
        "Una tariffa sola per tutti i comuni",
        "Funzioni generali e funzioni sociali",
        "Direzione\nArea Amministrativa\nArea Territoriale",
        "Direttore, Responsabili delle Aree coinvolte",
        "Comuni consorziati",
        "Assemblea consortile",
        "TUTTI",
        "Quote diverse per abitante a parità di servizi ricevuti",
        "Quota unica per i servizi di base e listino dei servizi aggiuntivi",
        (
            (
                "Proposta di nuova ripartizione delle quote fra i comuni, con il supporto alla "
                "commissione nominata dall'Assemblea",
                (
                    Step("Raccolta dei dati di costo e di utenza", "febbraio", "2025-02-28"),
                    Step("Simulazioni per fascia di popolazione", "giugno", "2025-06-30"),
                    Step("Assistenza alle sedute della commissione", "Annuale", "2025-12-31"),
                    Step("Relazione conclusiva", "Dicembre", "2025-12-31"),
                ),
            ),
        ),
        (
            (
                "Relazioni consegnate",
                "Mostra se la proposta tecnica è arrivata alla commissione",
                "N.",
                "--",
                None,
                "1",
                eq(1, OPEN),
            ),
            (
                "Schede di simulazione",
                "Mostra quante ipotesi sono state confrontate",
                "N.",
                "--",
                None,
                "4",
                eq(4, OPEN),
            ),
            (
                "Comuni che hanno inviato i dati",
                "Mostra la partecipazione dei comuni",
                "%",
                "60%",
                eq(60, "%"),
                "100%",
                eq(100, "%"),
            ),
        ),
    ),
    Card(
        "Controllo di qualità sui servizi affidati",
        "Funzioni sociali",
        "Area Integrazione Socio Sanitaria\nArea Educativa",
        "Responsabile Area Educativa",
        "Cittadini e amministrazioni comunali",
        "Gestori dei servizi",
        "Domiciliarità, Comunità alloggio, Educativa territoriale",
        "Controlli fatti in modo diverso da servizio a servizio",
        "Regole comuni per verificare i servizi affidati a terzi",
        (
            (
                "Introdurre visite di verifica con una scheda uguale per tutti i servizi",
                (
                    Step("Stesura della scheda con i gestori", "aprile", "2025-04-30"),
                    Step("Visite nei servizi", "novembre", "2025-11-30"),
                ),
            ),
        ),
        (
            (
                "% di servizi visitati",
                "Mostra quanta parte dei servizi affidati è stata verificata",
                "%",
                "---",
                None,
                ">=50%",
                ge(50, "%"),
            ),
        ),
    ),
    Card(
        "Lavoro agile dopo la sperimentazione",
        "Funzioni generali",
        "Area Amministrativa",
        "Direttore",
        "Cittadini",
        "Personale e organizzazioni sindacali",
        "Segreteria, Personale, Ragioneria",
        "Servizi al pubblico garantiti anche quando si lavora da casa",
        "Organizzazione degli uffici per risultati e non per presenza",
        (
            (
                "Regolamento del lavoro agile e nuovo orario degli sportelli",
                (
                    Step(
                        "Elenco delle attività che si possono fare da casa",
                        "marzo",
                        "2025-03-31",
                    ),
                    Step("Confronto con i sindacati", "maggio", "2025-05-31"),
                    Step("Regolamento", "settembre", "2025-09-30"),
                ),
            ),
            (
                "Dotazione informatica",
                (Step("Acquisto di portatili e collegamenti sicuri", "luglio", "2025-07-31"),),
            ),
        ),
        (
            (
                "Regolamento approvato",
                "Mostra l'esistenza della deliberazione",
                "N.",
                "0",
                eq(0, OPEN),
                "1",
                eq(1, OPEN),
            ),
            (
                "% di dipendenti in lavoro agile",
                "Mostra quanti dipendenti hanno un accordo individuale",
                "%",
                "22%",
                eq(22, "%"),
                ">=30% dei dipendenti che lo chiedono",
                ge(30, "%"),
            ),
        ),
    ),
)


def write(plan: Plan) -> None:
    """Write the cards."""
    plan.heading("2. LA PERFORMANCE STRATEGICA")
    for number, card in enumerate(CARDS, 1):
        _write_card(plan, number, card)


def _write_card(plan: Plan, number: int, card: Card) -> None:
    plan.heading(f"Obiettivo strategico n. {number}: {card.title}", 2)
    objective = plan.expected.objective(
        "strategic",
        card.title,
        code=str(number),
        strategic_area=card.area,
        org_unit=card.org_unit,
        responsible=card.responsible,
        stakeholders=f"{card.final_stakeholders}\n{card.intermediate_stakeholders}",
        expected_outcome=card.outcome,
    )
    first = (
        ("Area strategica", card.area),
        ("Unità organizzativa", card.org_unit),
        ("Responsabile", card.responsible),
    )
    second = (
        ("Stakeholder finali", card.final_stakeholders),
        ("Stakeholder intermedi", card.intermediate_stakeholders),
        ("Servizi PEG coinvolti", card.services),
        ("Criticità da presidiare", card.risk),
        ("Impatto atteso", card.outcome),
    )
    label_table(plan, first)
    label_table(plan, second)
    step_table(plan, objective, card.targets, STEP_HEADINGS)
    plan.heading("Indicatori di risultato", 4)
    for name, description, unit, before, was, target, due in card.results:
        indicator = plan.expected.indicator(objective, name, description=description, unit=unit)
        if was is not None:
            plan.expected.value(indicator, before, was, "baseline", year=2024)
        plan.expected.value(indicator, target, due, year=2025)
    printed = [(*row[:4], row[5], "", "") for row in card.results]
    plan.table(RESULT_HEADINGS, printed, (20, 26, 10, 11, 11, 11, 11))
    plan.text("Report al 31/12/")
