"""A municipality's SMVP: weights by category of staff, rating scales, tolerance rules."""

from __future__ import annotations

from decimal import Decimal

from samples.blocks import GridCell, Plan, Style
from samples.expected_records import Expected

ENTITY = "Comune di Lagoventoso"
TITLE = "SISTEMA DI MISURAZIONE E VALUTAZIONE DELLA PERFORMANCE"

CATEGORIES = ("Segretario e Dirigenti", "Elevate Qualificazioni", "Funzionari", "Altro personale")
WEIGHTS = (
    ("Performance organizzativa di ente", (20, 15, 10, 5)),
    ("Performance dell'unità diretta o di appartenenza", (35, 35, 25, 25)),
    ("Obiettivi individuali o di gruppo", (20, 20, 25, 20)),
    ("Competenze e comportamenti", (20, 25, 40, 50)),
    ("Valutazione dei collaboratori, con giudizi differenziati", (5, 5, None, None)),
)

BEHAVIOURS: tuple[tuple[str, tuple[tuple[str, str, int], ...]], ...] = (
    (
        "Scheda A - Dirigenti",
        (
            (
                "Guida del gruppo",
                "Assegna compiti chiari, ne verifica l'esito, valorizza chi lavora bene",
                30,
            ),
            (
                "Capacità di decidere",
                "Sceglie nei tempi utili anche quando le informazioni sono incomplete",
                25,
            ),
            (
                "Collaborazione fra settori",
                "Mette a disposizione persone e dati quando un altro settore ne ha bisogno",
                25,
            ),
            (
                "Innovazione",
                "Propone e porta a termine cambiamenti che i cittadini possono vedere",
                20,
            ),
        ),
    ),
    (
        "Scheda B - Elevate Qualificazioni e Funzionari",
        (
            (
                "Organizzazione del lavoro",
                "Programma le attività dell'ufficio e rispetta le scadenze",
                35,
            ),
            ("Competenza tecnica", "Conosce le norme della materia e si tiene aggiornato", 35),
            (
                "Rapporto con gli utenti",
                "Ascolta, spiega con parole semplici, risponde nei tempi",
                30,
            ),
        ),
    ),
    (
        "Scheda C - Altro personale",
        (
            (
                "Affidabilità",
                "Porta a termine ciò che gli è affidato senza bisogno di solleciti",
                40,
            ),
            ("Cura del servizio", "Tratta con rispetto gli utenti, i colleghi e i beni comuni", 35),
            (
                "Disponibilità ad apprendere",
                "Frequenta i corsi e mette in pratica quanto imparato",
                25,
            ),
        ),
    ),
)

SCALE = (
    (
        1,
        2,
        "Inadeguato",
        "Il comportamento atteso non si è visto o ha creato difficoltà al servizio",
    ),
    (3, 4, "Da migliorare", "Il comportamento si è visto qualche volta, su richiesta"),
    (5, 6, "Adeguato", "Il comportamento si è visto di norma"),
    (7, 8, "Buono", "Il comportamento è costante e di aiuto agli altri"),
    (9, 10, "Eccellente", "Il comportamento è di esempio per tutta l'amministrazione"),
)

BANDS = (
    ("Fascia A", 90, 100, "100%"),
    ("Fascia B", 75, 89, "85%"),
    ("Fascia C", 60, 74, "60%"),
    ("Fascia D", 0, 59, "nessun premio"),
)

TOLERANCES = (
    ("Scostamento fino al 5% del valore atteso", "Punteggio pieno"),
    ("Scostamento oltre il 5% e fino al 20%", "Punteggio ridotto in proporzione"),
    ("Scostamento oltre il 20%", "Nessun punteggio"),
    (
        "Scadenza superata di non più di 10 giorni per cause non dipendenti dall'ufficio",
        "Punteggio pieno",
    ),
)

GRID = (
    (
        "Se il ritardo medio dei pagamenti ≤ 0 giorni e il debito residuo ≤ 5% allora 10 punti",
        "Se il ritardo medio dei pagamenti ≤ 0 giorni e il debito residuo > 5% allora 8 punti",
    ),
    (
        "Se il ritardo medio dei pagamenti > 0 giorni e il debito residuo ≤ 5% allora 4 punti",
        "Se il ritardo medio dei pagamenti > 0 giorni e il debito residuo > 5% allora 0 punti",
    ),
)


def build() -> Plan:
    """The plan and its truth."""
    expected = Expected(entity_name=ENTITY, kind="smvp", title=TITLE, year=2025)
    style = Style(
        font="P052",
        size=11.5,
        table_size=10.5,
        colour="2E5E3E",
        header_fill="CFE3D4",
        band_fill="EAF3EC",
        margin=2.3,
        header="Comune di Lagoventoso - SMVP 2025",
        footer="- {page} -",
        heading_sizes=(16, 13.5, 12, 11.5),
    )
    plan = Plan("comune_smvp", style, expected)
    plan.cover(ENTITY, TITLE, "Aggiornamento per l'anno 2025")
    plan.contents("Sommario")
    _purpose(plan)
    _weights(plan)
    _behaviours(plan)
    _scale(plan)
    _tolerances(plan)
    _bands(plan)
    return plan


def _purpose(plan: Plan) -> None:
    plan.heading("1. A che cosa serve il Sistema")
    plan.text(
        "Il Sistema stabilisce prima dell'inizio dell'anno che cosa verrà guardato, da chi e con "
        "quale peso. Chi è valutato deve poter prevedere l'effetto del proprio lavoro sul "
        "giudizio; chi valuta deve poterlo motivare con fatti.",
        "La valutazione riguarda l'ente, le sue unità organizzative e le persone. Il Nucleo di "
        "valutazione verifica ogni anno che il Sistema sia stato applicato e ne propone le "
        "correzioni.",
    )
    plan.heading("1.1 Le fasi dell'anno", 2)
    plan.bullets(
        "assegnazione degli obiettivi, entro trenta giorni dall'approvazione del bilancio;",
        "colloquio intermedio, di norma nel mese di luglio;",
        "raccolta dei risultati, nel mese di gennaio dell'anno seguente;",
        "colloquio finale e consegna della scheda.",
    )


def _weights(plan: Plan) -> None:
    plan.heading("2. Le componenti della valutazione")
    plan.text("La tabella dice quanto pesa ogni componente per ciascuna categoria di personale.")
    rows: list[tuple[str | GridCell, ...]] = []
    for component, weights in WEIGHTS:
        shown = [f"{weight}%" if weight is not None else "-" for weight in weights]
        rows.append((component, *(GridCell(text, centred=True) for text in shown)))
        for category, weight in zip(CATEGORIES, weights, strict=True):
            if weight is not None:
                plan.expected.criterion(
                    component=component, subject=category, weight=weight, unstated=("text",)
                )
    totals = (GridCell("100%", bold=True, centred=True) for _ in CATEGORIES)
    plan.table(
        ("Componente", *CATEGORIES),
        [*rows, (plan.band_cell("Totale"), *totals)],
        (36, 16, 16, 16, 16),
    )


def _behaviours(plan: Plan) -> None:
    plan.heading("3. Le competenze e i comportamenti")
    for title, factors in BEHAVIOURS:
        plan.heading(title, 2)
        plan.table(
            ("Fattore di valutazione", "Descrizione", "Peso"),
            [(name, text, GridCell(f"{weight}%", centred=True)) for name, text, weight in factors],
            (28, 58, 14),
        )
        for name, text, weight in factors:
            plan.expected.criterion(component=name, text=text, weight=weight, unstated=("subject",))


def _scale(plan: Plan) -> None:
    plan.heading("4. La scala dei giudizi")
    plan.text("Ogni fattore riceve un punteggio da 1 a 10, secondo la scala che segue.")
    plan.table(
        ("Punteggio", "Giudizio", "Significato"),
        [(f"{low} - {high}", name, text) for low, high, name, text in SCALE],
        (16, 24, 60),
    )
    for low, high, judgement, text in SCALE:
        plan.expected.criterion(
            subject=judgement,
            scale_min=low,
            scale_max=high,
            text=text,
            unstated=("component", "weight"),
        )


def _tolerances(plan: Plan) -> None:
    plan.heading("5. Quando il risultato si discosta dal valore atteso")
    plan.table(("Scostamento", "Effetto sul punteggio"), TOLERANCES, (62, 38))
    open_fields = ("component", "subject", "weight", "scale_min", "scale_max")
    for rule, effect in TOLERANCES:
        plan.expected.criterion(
            subject=rule, text=effect, unstated=("component", "weight", "scale_min", "scale_max")
        )
    plan.heading("5.1 L'obiettivo sui tempi di pagamento", 2)
    plan.text("Per questo obiettivo, comune a tutti i dirigenti, i punti si assegnano così.")
    plan.grid(GRID, (50, 50), header_rows=0)
    for rule in (text for row in GRID for text in row):
        plan.expected.criterion(text=rule, unstated=open_fields)


def _bands(plan: Plan) -> None:
    plan.heading("6. Le fasce e il premio")
    plan.table(
        ("Fascia", "Punteggio minimo", "Punteggio massimo", "Quota del premio"),
        [(name, str(low), str(high), share) for name, low, high, share in BANDS],
        (30, 22, 22, 26),
    )
    for name, low, high, _ in BANDS:
        plan.expected.criterion(
            component=name,
            scale_min=Decimal(low),
            scale_max=Decimal(high),
            unstated=("subject", "weight", "text"),
        )
