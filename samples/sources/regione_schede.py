"""A region: one card per objective in the words of the model plan, indicators inside the card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samples.blocks import GridCell, Plan, Style
from samples.expected_records import OPEN, TEXT, Expected, Figure, by, date, eq, ge, le

ENTITY = "Regione Esperia"
HEADINGS = (
    "Come misuriamo il raggiungimento (indicatore)",
    "Unità di misura",
    "Metodo di calcolo",
    "Da dove partiamo (baseline 2024)",
    "Traguardo atteso 2025",
    "Traguardo atteso 2026",
    "Traguardo atteso 2027",
    "Dove sono verificabili i dati (fonte)",
)
WIDTHS = (19, 10, 19, 10, 10, 10, 10, 14)


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator; values as printed with their reading, baseline first, then three years."""

    name: str
    unit: str
    formula: str
    values: tuple[tuple[str, Figure | None], ...]
    source: str


@dataclass(frozen=True, slots=True)
class Card:
    """One objective; `strategic` cards are the parents of the operational ones after them."""

    strategic: bool
    code: str
    title: str
    description: str
    unit: str
    responsible: str
    stakeholders: str
    due_raw: str
    due: str
    weight: int
    lines: Sequence[Line]


def _share(*figures: int) -> tuple[tuple[str, Figure | None], ...]:
    """Four percentages, printed bare: the unit has a column of its own."""
    return tuple((str(figure), eq(figure, "%")) for figure in figures)


CARDS = (
    Card(
        True,
        "OS1",
        "Avvicinare le cure alle persone che vivono lontano dagli ospedali",
        "Case della comunità e telemedicina per ridurre gli spostamenti dei malati cronici dei "
        "comuni interni.",
        "Dipartimento Salute",
        "Direttore del Dipartimento Salute",
        "Cittadini dei comuni interni, medici di famiglia",
        "31/12/2027",
        "2027-12-31",
        40,
        (
            Line(
                "Comuni interni serviti da una casa della comunità",
                "%",
                "comuni serviti / comuni interni",
                _share(35, 50, 65, 80),
                "Sistema informativo sanitario",
            ),
        ),
    ),
    Card(
        False,
        "OO1.1",
        "Attivare il telemonitoraggio dei pazienti con scompenso cardiaco",
        "Consegna di apparecchi per la misura a domicilio e lettura quotidiana dei dati da parte "
        "di un infermiere.",
        "Servizio Assistenza territoriale",
        "Dirigente del Servizio Assistenza territoriale",
        "Pazienti cronici e loro famiglie",
        "30/09/2026",
        "2026-09-30",
        60,
        (
            Line(
                "Pazienti seguiti a distanza",
                "Numero",
                "conteggio dei pazienti attivi al 31 dicembre",
                (
                    ("240", eq(240, OPEN)),
                    ("≥ 600", ge(600, OPEN)),
                    ("≥ 900", ge(900, OPEN)),
                    ("≥ 1.200", ge(1200, OPEN)),
                ),
                "Piattaforma regionale di telemedicina",
            ),
            Line(
                "Tempo di risposta agli allarmi",
                "Ore",
                "media delle ore fra allarme e chiamata",
                (
                    ("n.d.", None),
                    ("≤ 12", le(12, "ore")),
                    ("≤ 8", le(8, "ore")),
                    ("≤ 6", le(6, "ore")),
                ),
                "Piattaforma regionale di telemedicina",
            ),
        ),
    ),
    Card(
        False,
        "OO1.2",
        "Pubblicare un solo elenco delle prestazioni prenotabili",
        "Oggi ogni azienda sanitaria chiama le stesse visite con nomi propri. Si adotta un elenco "
        "unico, leggibile da chi prenota.",
        "Servizio Sistemi informativi sanitari",
        "Dirigente del Servizio Sistemi informativi sanitari",
        "Cittadini, farmacie, medici",
        "30/06/2025",
        "2025-06-30",
        40,
        (
            Line(
                "Elenco unico pubblicato",
                "Sì/No",
                "atto di approvazione",
                (
                    ("No", Figure("yes_no")),
                    ("Sì", Figure("yes_no")),
                    ("-", None),
                    ("-", None),
                ),
                "Bollettino regionale",
            ),
        ),
    ),
    Card(
        True,
        "OS2",
        "Spendere bene e in tempo i fondi europei",
        "Bandi scritti con le associazioni dei comuni, controlli sul rischio effettivo, pagamenti "
        "entro i termini.",
        "Dipartimento Programmazione",
        "Direttore del Dipartimento Programmazione",
        "Comuni, imprese, Commissione europea",
        "31/12/2027",
        "2027-12-31",
        35,
        (
            Line(
                "Spesa certificata",
                "Euro",
                "importi certificati nell'anno",
                (
                    ("48.500.000", eq(48500000, "EUR")),
                    ("≥ 75.000.000", ge(75000000, "EUR")),
                    ("≥ 110.000.000", ge(110000000, "EUR")),
                    ("≥ 140.000.000", ge(140000000, "EUR")),
                ),
                "Sistema nazionale di monitoraggio",
            ),
            Line(
                "Errore medio nei controlli",
                "%",
                "importi irregolari / importi controllati",
                (
                    ("2,4", eq("2.4", "%")),
                    ("≤ 2", le(2, "%")),
                    ("≤ 1,5", le("1.5", "%")),
                    ("≤ 1,5", le("1.5", "%")),
                ),
                "Relazione dell'Autorità di audit",
            ),
        ),
    ),
    Card(
        False,
        "OO2.1",
        "Ridurre il tempo fra domanda e pagamento del contributo",
        "Controlli amministrativi svolti su banche dati e non più su documenti chiesti al "
        "beneficiario.",
        "Servizio Gestione dei fondi",
        "Dirigente del Servizio Gestione dei fondi",
        "Imprese e comuni beneficiari",
        "31 dicembre 2026",
        "2026-12-31",
        50,
        (
            Line(
                "Giorni fra domanda completa e pagamento",
                "Giorni",
                "media dei giorni",
                (
                    ("118", eq(118, "giorni")),
                    ("≤ 90", le(90, "giorni")),
                    ("≤ 80", le(80, "giorni")),
                    ("≤ 80", le(80, "giorni")),
                ),
                "Gestionale dei bandi",
            ),
        ),
    ),
    Card(
        False,
        "OO2.2",
        "Rispetto dei tempi di pagamento delle fatture commerciali",
        "Obiettivo assegnato a tutti i dirigenti con centri di spesa, ai sensi dell'art. 4-bis del "
        "D.L. 13/2023.",
        "Tutte le strutture con centri di spesa",
        "Dirigenti titolari di centri di spesa",
        "Fornitori della Regione",
        "31/12/2025",
        "2025-12-31",
        50,
        (
            Line(
                "Indicatore di ritardo annuale",
                "Giorni",
                "giorni di ritardo ponderati per importo",
                (
                    ("-3", eq(-3, "giorni")),
                    ("≤ 0", le(0, "giorni")),
                    ("≤ 0", le(0, "giorni")),
                    ("≤ 0", le(0, "giorni")),
                ),
                "Piattaforma dei crediti commerciali",
            ),
        ),
    ),
    Card(
        True,
        "OS3",
        "Una Regione che si capisce",
        "Atti scritti in modo chiaro, servizi in rete provati prima con chi li userà.",
        "Segreteria generale",
        "Segretario generale",
        "Cittadini e imprese",
        "31/12/2026",
        "2026-12-31",
        25,
        (
            Line(
                "Giudizio degli utenti sui servizi in rete",
                "Punteggio 1-5",
                "media delle risposte",
                (
                    ("3,1", eq("3.1", OPEN)),
                    ("≥ 3,5", ge("3.5", OPEN)),
                    ("≥ 3,8", ge("3.8", OPEN)),
                    ("≥ 4", ge(4, OPEN)),
                ),
                "Questionario annuale",
            ),
            Line(
                "Manuale di scrittura degli atti",
                "Data",
                "data di adozione",
                (
                    ("-", None),
                    ("entro il 30/11/2025", by("2025-11-30")),
                    ("aggiornamento", TEXT),
                    ("aggiornamento", TEXT),
                ),
                "Sito istituzionale",
            ),
        ),
    ),
)


def build() -> Plan:
    """The plan and its truth."""
    expected = Expected(
        entity_name=ENTITY,
        kind="piao",
        title="Piano integrato di attività e organizzazione 2025-2027",
        year=2025,
        period=(2025, 2027),
    )
    style = Style(
        font="DejaVu Sans",
        size=9.5,
        table_size=8.5,
        colour="4B2E83",
        header_fill="4B2E83",
        header_colour="FFFFFF",
        band_fill="E6E0F0",
        landscape=True,
        margin=1.8,
        header="Regione Esperia | PIAO 2025-2027 | Sezione 2.2 Performance",
        footer="{page} / {pages}",
        heading_sizes=(14, 12, 11, 10),
    )
    plan = Plan("regione_schede", style, expected)
    plan.cover(
        ENTITY,
        "Piano integrato di attività e organizzazione 2025-2027",
        "Sezione 2 - Valore pubblico, performance e anticorruzione",
        "Sottosezione 2.2 - Schede obiettivo",
    )
    plan.new_page()
    plan.heading("Come leggere le schede")
    plan.text(
        "Ogni scheda risponde alle stesse domande: che cosa prevediamo di fare, chi ne risponde, a "
        "chi è rivolto, entro quando, come misuriamo il risultato, da dove partiamo e dove "
        "vogliamo arrivare. Le schede degli obiettivi operativi seguono quella dell'obiettivo "
        "strategico da cui dipendono."
    )
    parent: str | None = None
    for number, card in enumerate(CARDS):
        if number:
            plan.new_page()
        key = _write_card(plan, card, None if card.strategic else parent)
        parent = key if card.strategic else parent
    return plan


def _write_card(plan: Plan, card: Card, parent: str | None) -> str:
    level = "strategic" if card.strategic else "operational"
    title = f"SCHEDA OBIETTIVO {'STRATEGICO' if card.strategic else 'OPERATIVO'}"
    key = plan.expected.objective(
        level,
        card.title,
        parent=parent,
        code=card.code,
        description=card.description,
        org_unit=card.unit,
        responsible=card.responsible,
        stakeholders=card.stakeholders,
        due_date=date(card.due),
        weight=card.weight,
    )
    answers = (
        ("Codice obiettivo", card.code),
        ("Cosa prevediamo di fare (obiettivo)", card.title),
        ("Descrizione", card.description),
        ("Struttura", card.unit),
        ("Chi risponderà dell'obiettivo", card.responsible),
        ("A chi è rivolto (stakeholder)", card.stakeholders),
        ("Entro quando intendiamo raggiungere l'obiettivo", card.due_raw),
        ("Peso", f"{card.weight}%"),
    )
    rows: list[tuple[str | GridCell, ...]] = [(plan.header_cell(title, cols=8),)]
    rows += [(plan.band_cell(label, cols=2), GridCell(text, cols=6)) for label, text in answers]
    rows.append(tuple(plan.band_cell(text) for text in HEADINGS))
    for line in card.lines:
        shown = [raw for raw, _ in line.values]
        rows.append((line.name, line.unit, line.formula, *shown, line.source))
        indicator = plan.expected.indicator(
            key, line.name, unit=line.unit, formula=line.formula, data_source=line.source
        )
        for year, (raw, figure) in zip((2024, 2025, 2026, 2027), line.values, strict=True):
            if figure is not None:
                role = "baseline" if year == 2024 else "target"
                plan.expected.value(indicator, raw, figure, role, year=year)
    plan.grid(rows, WIDTHS, header_rows=0)
    return key
