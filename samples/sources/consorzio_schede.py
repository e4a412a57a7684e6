"""A social services consortium: numbered objective cards with actions (I/E) and results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samples.blocks import Plan, Style
from samples.expected_records import OPEN, YES_NO, Expected, Figure, by, eq, ge, le
from samples.layouts import Step, label_table, step_table

ENTITY = "Consorzio Intercomunale dei Servizi Sociali Alta Valmora"
STEP_HEADINGS = ("Obiettivo 2025", "Modalità di attuazione", "I/E", "Tempi", "Consuntivo")
RESULT_HEADINGS = (
    "Indicatore",
    "Descrizione",
    "Unità misura",
    "Valore atteso (2025) (a)",
    "Valore consuntivo (2025) (b)",
    "Scostamento (c=b-a)",
)

Result = tuple[str, str, str, str, Figure]


@dataclass(frozen=True, slots=True)
class Card:
    """One numbered objective; results are name, description, unit, target, its reading."""

    title: str
    reference: str
    org_unit: str
    responsible: str
    purpose: str
    targets: Sequence[tuple[str, Sequence[Step]]]
    results: Sequence[Result]
    reference_label: str = "Riferimento DUP"
    purpose_in_table: bool = False


CARDS = (
    Card(
        "Carta dei servizi unica per tutti i distretti",
        "Missione 12 – Programma 7 – Obiettivo strategico 1 – Obiettivo operativo 2",
        "Direzione / Area Minori / Area Anziani e non autosufficienza",
        "Direttore / Responsabili di Area",
        "Le carte dei servizi dei tre distretti sono nate in anni diversi e oggi descrivono le "
        "stesse prestazioni con parole e tempi non uguali. Si vuole arrivare a un solo testo, "
        "leggibile anche da chi non conosce il linguaggio degli uffici.",
        (
            (
                "Raccolta delle prestazioni",
                (
                    Step(
                        "Schede di rilevazione compilate da ciascun distretto",
                        "Entro marzo 2025",
                        "2025-03-31",
                        "I",
                    ),
                ),
            ),
            (
                "Testo della carta",
                (
                    Step(
                        "Stesura della bozza e lettura con le associazioni degli utenti",
                        "Entro settembre 2025",
                        "2025-09-30",
                        "I/E",
                    ),
                    Step(
                        "Approvazione in Consiglio di Amministrazione e stampa",
                        "Entro dicembre 2025",
                        "2025-12-31",
                        "E",
                    ),
                ),
            ),
        ),
        (
            ("Schede raccolte", "Raccolta delle prestazioni", "N.", "3", eq(3, OPEN)),
            (
                "Verbale degli incontri con le associazioni",
                "Testo della carta: bozza condivisa",
                "TEMPO",
                "Entro settembre 2025",
                by("2025-09-30"),
            ),
            ("Delibera di approvazione", "Testo della carta", "N.", "SI/NO", YES_NO),
        ),
    ),
    Card(
        "Tempi certi per l'assistenza domiciliare",
        "Missione 12 – Programma 3 – Obiettivo strategico 2 – Obiettivo operativo 1",
        "Area Anziani e non autosufficienza",
        "Responsabile Area Anziani",
        "Fra la domanda e il primo accesso a casa passano in media sei settimane. L'obiettivo "
        "è dimezzare l'attesa anticipando la visita dell'assistente sociale.",
        (
            (
                "Revisione del percorso di accesso",
                (
                    Step(
                        "Analisi delle domande del biennio precedente",
                        "Entro aprile 2025",
                        "2025-04-30",
                        "I",
                    ),
                    Step(
                        "Nuovo modulo unico di domanda, anche in rete",
                        "Entro giugno 2025",
                        "2025-06-30",
                        "I/E",
                    ),
                ),
            ),
            (
                "Agenda condivisa delle visite",
                (
                    Step(
                        "Attivazione dell'agenda con i medici di famiglia",
                        "Entro il 15/10/2025",
                        "2025-10-15",
                        "I/E",
                    ),
                ),
            ),
        ),
        (
            (
                "Giorni medi fra domanda e primo accesso",
                "Rilevazione sul gestionale delle cartelle",
                "gg.",
                "<= 21",
                le(21, "giorni"),
            ),
            (
                "Domande presentate con il modulo in rete",
                "Quota sul totale delle domande",
                "%",
                ">= 40%",
                ge(40, "%"),
            ),
        ),
    ),
    Card(
        "Misure di prevenzione della corruzione e trasparenza",
        "Missione 1 – Programma 2 – Obiettivo strategico 3",
        "Direzione / Area Amministrativa e Contabile",
        "Direttore",
        "Il programma annuale delle misure viene ridotto a quelle che il Consorzio può davvero "
        "verificare, con una scadenza e un ufficio per ciascuna.",
        (
            (
                "Programma delle misure",
                (
                    Step(
                        "Approvazione della sottosezione Rischi corruttivi e trasparenza",
                        "Entro gennaio 2025",
                        "2025-01-31",
                        "-",
                    ),
                ),
            ),
            (
                "Verifica della sezione Amministrazione trasparente",
                (
                    Step(
                        "Controllo a campione di venti pagine ogni trimestre",
                        "Entro dicembre 2025",
                        "2025-12-31",
                        "I",
                    ),
                ),
            ),
        ),
        (
            ("Provvedimento di approvazione", "Programma delle misure", "TEMPO", "SI/NO", YES_NO),
            ("Pagine controllate", "Verifica della sezione", "N.", "80", eq(80, OPEN)),
        ),
        "Programma",
    ),
    Card(
        "Sportello di ascolto per i familiari che assistono",
        "Missione 12 – Programma 5 – Obiettivo strategico 2",
        "Area Anziani e non autosufficienza / Area Disabilità",
        "Responsabile Area Disabilità",
        "Chi assiste un familiare non sa a chi rivolgersi nei momenti di crisi: lo sportello "
        "risponde per telefono tre mattine la settimana e fissa gli appuntamenti.",
        (
            (
                "Avvio dello sportello",
                (
                    Step(
                        "Formazione degli operatori del centralino",
                        "Entro ottobre 2025",
                        "2025-10-31",
                        "I/E",
                    ),
                    Step("Definizione di orari e turni", "Entro ottobre 2025", "2025-10-31", "I"),
                ),
            ),
            (
                "Incontri di sollievo",
                (
                    Step(
                        "Calendario degli incontri nei distretti",
                        "Entro giugno 2026",
                        "2026-06-30",
                        "E",
                    ),
                ),
            ),
        ),
        (
            ("Chiamate registrate", "Avvio dello sportello", "N.", ">= 150", ge(150, OPEN)),
            (
                "Soddisfazione dei familiari",
                "Questionario alla fine dell'anno (scala da 1 a 5)",
                "Punteggio",
                ">= 3,5",
                ge("3.5", OPEN),
            ),
        ),
        purpose_in_table=True,
    ),
    Card(
        "Fascicolo digitale della persona",
        "Missione 1 – Programma 8 – Obiettivo strategico 4",
        "Direzione",
        "Direttore",
        "Le cartelle di carta restano negli uffici dei distretti. Con il fascicolo digitale ogni "
        "operatore abilitato vede la storia della persona e gli aiuti già concessi.",
        (
            (
                "Caricamento delle cartelle attive",
                (
                    Step(
                        "Inserimento delle cartelle aperte negli ultimi due anni",
                        "Entro dicembre 2025",
                        "2025-12-31",
                        "I",
                    ),
                ),
            ),
        ),
        (
            (
                "Cartelle inserite",
                "Caricamento delle cartelle attive",
                "%",
                "100% cartelle",
                eq(100, "%"),
            ),
        ),
        purpose_in_table=True,
    ),
)


def build() -> Plan:
    """The plan and its truth."""
    expected = Expected(
        entity_name=ENTITY,
        kind="performance_plan",
        title="PIANO DELLA PERFORMANCE 2025-2027",
        year=2025,
        period=(2025, 2027),
    )
    style = Style(
        font="Liberation Serif",
        size=11,
        table_size=10,
        colour="1F4E79",
        header_fill="DEEAF6",
        band_fill="EDF3FA",
        header=f"{ENTITY} – Piano della performance 2025-2027",
        footer="Pag. {page}",
    )
    plan = Plan("consorzio_schede", style, expected)
    plan.cover("PIANO DELLA PERFORMANCE 2025-2027", ENTITY, "Obiettivi dell'anno 2025")
    plan.heading("Le strategie e gli obiettivi 2025")
    plan.text(
        "Questa parte del piano raccoglie gli obiettivi che l'Assemblea dei Comuni ha ritenuto "
        "più urgenti. Per ognuno sono indicati chi ne risponde, i passi da compiere e il modo in "
        "cui a fine anno si vedrà se è stato raggiunto.",
        "L'elenco che segue li riassume; le schede sono nelle pagine successive.",
    )
    numbered = [(str(number), card.title) for number, card in enumerate(CARDS, 1)]
    plan.table(("", "Obiettivi 2025"), numbered, (8, 92))
    for number, card in enumerate(CARDS, 1):
        _print_card(plan, number, card)
    return plan


def _print_card(plan: Plan, number: int, card: Card) -> None:
    plan.heading(f"{number}. {card.title}", 2)
    objective = plan.expected.objective(
        "strategic",
        card.title,
        code=str(number),
        org_unit=card.org_unit,
        responsible=card.responsible,
        reference=card.reference if card.reference_label != "Programma" else None,
        programme=card.reference if card.reference_label == "Programma" else None,
        description=card.purpose if card.purpose_in_table else None,
        unstated=() if card.purpose_in_table else ("description",),
    )
    rows = [
        (card.reference_label, card.reference),
        ("Unità organizzativa", card.org_unit),
        ("Responsabile", card.responsible),
    ]
    if card.purpose_in_table:
        rows.append(("Finalità 2025", card.purpose))
    label_table(plan, rows)
    if not card.purpose_in_table:
        plan.heading("Finalità 2025", 4)
        plan.text(card.purpose)
    step_table(plan, objective, card.targets, STEP_HEADINGS)
    for name, description, unit, target, figure in card.results:
        indicator = plan.expected.indicator(objective, name, description=description, unit=unit)
        plan.expected.value(indicator, target, figure)
    printed = [(*row[:4], "", "") for row in card.results]
    plan.table(RESULT_HEADINGS, printed, (22, 24, 12, 14, 14, 14))
