"""A small care home: two pages, half of them legal prose, one table."""

from __future__ import annotations

from samples.blocks import GridCell, Plan, Style
from samples.expected_records import Expected, Figure, by, ge, le

ENTITY = 'Azienda Pubblica di Servizi alla Persona "Casa del Tiglio" di Rivafiorita'
TITLE = "PIANO DELLA PERFORMANCE 2025"

OBJECTIVES: tuple[tuple[str, str, str, Figure, int], ...] = (
    (
        "Rispetto dei tempi di pagamento delle fatture",
        "Indicatore di ritardo annuale risultante dalla piattaforma dei crediti commerciali",
        "≤ 0 giorni",
        le(0, "giorni"),
        30,
    ),
    (
        "Carta dei servizi aggiornata con gli ospiti e le famiglie",
        "Approvazione del nuovo testo",
        "entro il 30/09/2025",
        by("2025-09-30"),
        20,
    ),
    (
        "Ospiti meno soli",
        "Ore settimanali di animazione nei nuclei",
        "almeno 12 ore",
        ge(12, "ore"),
        25,
    ),
    (
        "Personale formato sulla movimentazione sicura",
        "Operatori che hanno concluso il corso sul totale degli operatori",
        "non inferiore al 90%",
        ge(90, "%"),
        15,
    ),
    (
        "Riduzione dei consumi energetici",
        "Energia elettrica consumata rispetto al 2024",
        "inferiore al 95%",
        Figure("lt", 95, unit="%"),
        10,
    ),
)


def build() -> Plan:
    """The plan and its truth."""
    expected = Expected(entity_name=ENTITY, kind="performance_plan", title=TITLE, year=2025)
    style = Style(
        font="Nimbus Roman",
        size=13,
        table_size=11,
        header_fill="EEEEEE",
        margin=2.5,
        footer="{page}",
        heading_sizes=(15, 13, 12, 12),
        centred_headings=True,
    )
    plan = Plan("asp_breve", style, expected)
    plan.heading(ENTITY)
    plan.heading(TITLE)
    plan.text(
        "Allegato alla deliberazione del Consiglio di amministrazione n. 4 del 28 gennaio 2025"
    )
    plan.heading("IL CONSIGLIO DI AMMINISTRAZIONE", 2)
    plan.text(
        "Visto il decreto legislativo 27 ottobre 2009, n. 150, e in particolare gli articoli 5 e "
        "10, che chiedono alle amministrazioni di programmare obiettivi misurabili e di rendere "
        "conto dei risultati;",
        "visto l'art. 6 del decreto-legge 9 giugno 2021, n. 80, che raccoglie in un solo piano gli "
        "strumenti di programmazione, con modalità semplificate per chi ha meno di cinquanta "
        "dipendenti;",
        "dato atto che l'Azienda al 31 dicembre 2024 contava 38 dipendenti e 64 ospiti, e che il "
        "bilancio preventivo 2025 pareggia in 2.418.000,00 euro;",
        "richiamato il Sistema di misurazione e valutazione approvato con deliberazione n. 21 del "
        "18 dicembre 2023, in base al quale il punteggio è pieno se il valore raggiunto è almeno "
        "pari al 95% di quello atteso;",
        "sentiti il Direttore e le rappresentanze dei lavoratori nell'incontro del 15 gennaio "
        "2025;",
        "delibera di assegnare al Direttore e ai coordinatori dei nuclei gli obiettivi che "
        "seguono.",
    )
    plan.heading("OBIETTIVI ASSEGNATI PER IL 2025", 2)
    rows = []
    for number, (title, name, target, figure, weight) in enumerate(OBJECTIVES, 1):
        rows.append((str(number), title, name, target, GridCell(f"{weight}%", centred=True)))
        objective = plan.expected.objective("operational", title, code=str(number), weight=weight)
        indicator = plan.expected.indicator(objective, name, weight=weight, unstated=("unit",))
        plan.expected.value(indicator, target, figure)
    plan.table(
        ("N.", "Obiettivo", "Indicatore", "Valore atteso 2025", "Peso"), rows, (7, 33, 34, 16, 10)
    )
    plan.text(
        "Il Nucleo di valutazione verifica i risultati entro il 31 marzo 2026. Il presente piano è "
        "pubblicato nella sezione Amministrazione trasparente per cinque anni.",
        "La spesa per i premi, pari al massimo a 21.500,00 euro, trova copertura nel conto "
        "economico preventivo.",
    )
    plan.text("Il Segretario del Consiglio", "Il Presidente del Consiglio di amministrazione")
    return plan
