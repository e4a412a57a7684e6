"""A national institute: the hierarchical KPI sheet, amounts, spending rules, projects."""

from __future__ import annotations

from samples.blocks import GridCell, Plan, Style
from samples.expected_records import OPEN, REFERENCE, Expected, Figure, eq, ge, le
from samples.kpi_sheet import Area, Kpi, SubArea, write_sheet

ENTITY = "Istituto Nazionale Tutele del Lavoro"
TITLE = "Obiettivi di performance organizzativa per l'anno 2025"
UNIT = "Direzione regionale Esperia - Direttore regionale"
PROJECT_REFERENCE = "Obiettivi 2025 - Allegato 3 Elenco progetti"


PROJECTS_KPI = Kpi("Progetti", PROJECT_REFERENCE, "100", eq(100))
PANEL = "Cruscotto 2025 - Pag. 12 e segg."
PANEL_TARGET = "Scostamento 0 rispetto al budget del Cruscotto 2025"


def _panel(name: str, first: bool = False) -> Kpi:
    """A KPI of the panel: one reference and one target for all of them."""
    return Kpi(name, PANEL, PANEL_TARGET, Figure(OPEN), merged=not first)


AREAS: tuple[Area, ...] = (
    (
        "Valore sociale",
        10,
        (
            SubArea("Impatto ambientale", 50, (PROJECTS_KPI,)),
            SubArea("Riduzione delle disuguaglianze territoriali", 50, (PROJECTS_KPI,)),
        ),
    ),
    (
        "Valore istituzionale",
        30,
        (
            SubArea(
                "Risultati per il cittadino e ascolto degli utenti - produttività e qualità dei "
                "servizi",
                70,
                (
                    Kpi("Indice di smaltimento", "Obiettivi 2025 - Pag. 18", "1,005", eq("1.005")),
                    Kpi(
                        "Indicatore di produttività",
                        "Obiettivi 2025 - Pag. 20",
                        "54,20",
                        eq("54.2"),
                    ),
                    Kpi(
                        "Giudizio degli utenti agli sportelli",
                        "Obiettivi 2025 - Pag. 23",
                        "3,60",
                        eq("3.6"),
                    ),
                    Kpi(
                        "Indagine sulla reputazione dell'Istituto",
                        "Obiettivi 2025 - Pag. 24",
                        "3,45",
                        eq("3.45"),
                    ),
                    PROJECTS_KPI,
                ),
            ),
            SubArea(
                "Rispetto delle norme, trasparenza e legalità",
                30,
                (
                    Kpi(
                        "Controlli sulle autocertificazioni (numero di campioni)",
                        "Obiettivi 2025 - Pag. 27",
                        "26",
                        eq(26),
                    ),
                    Kpi(
                        "Indice di verifica interna",
                        "Obiettivi 2025 - Pag. 30 e segg.",
                        "100",
                        eq(100),
                    ),
                ),
            ),
        ),
    ),
    (
        "Valore economico",
        30,
        (
            SubArea(
                "Capacità di gestione economica e contabile",
                50,
                (
                    Kpi(
                        "Indice di economicità",
                        "Obiettivi 2025 - Allegato 1 Pag. 3",
                        "1,18",
                        eq("1.18"),
                    ),
                    Kpi("Costo per pratica definita", "", "168,75", eq("168.75")),
                    Kpi(
                        "Chiusura del conto sospesi 2040",
                        "Obiettivi 2025 - Pag. 33",
                        "SMVP - Par. 5.4.2",
                        REFERENCE,
                    ),
                    Kpi(
                        "Indicatore di ritardo annuale dei pagamenti",
                        "Obiettivi 2025 - Pag. 34",
                        "0",
                        eq(0),
                    ),
                    Kpi(
                        "Efficacia della riscossione - Accertamenti",
                        "Obiettivi 2025 - Allegato 1 Pag. 5-8",
                        "64.310.500 €",
                        eq(64310500, "EUR"),
                    ),
                    Kpi(
                        "Efficacia della riscossione - Incassi",
                        "Obiettivi 2025 - Allegato 1 Pag. 5-8",
                        "118.245.000 €",
                        eq(118245000, "EUR"),
                        merged=True,
                    ),
                ),
            ),
            SubArea(
                "Pianificazione e controllo",
                20,
                (
                    Kpi(
                        "Indice dei fabbisogni standard",
                        "Obiettivi 2025 - Pag. 36",
                        "101,20",
                        eq("101.2"),
                    ),
                    Kpi(
                        "Gestione della spesa - Fabbisogni",
                        "Obiettivi 2025 - Pag. 38",
                        "SMVP - Par. 5.4.2",
                        REFERENCE,
                    ),
                ),
            ),
            SubArea(
                "Controllo delle prestazioni e riduzione del contenzioso",
                30,
                (
                    Kpi(
                        "Ricorsi amministrativi giacenti (giorni medi)",
                        "Obiettivi 2025 - Pag. 41",
                        "≤ 28 giorni",
                        le(28, "giorni"),
                    ),
                    Kpi(
                        "Ricorsi amministrativi in valore assoluto (dato nazionale)",
                        "Obiettivi 2025 - Pag. 42",
                        "79.850",
                        eq(79850),
                    ),
                    Kpi(
                        "Sentenze favorevoli",
                        "Obiettivi 2025 - Pag. 43",
                        "≥ 68,5%",
                        ge("68.5", "%"),
                    ),
                ),
            ),
        ),
    ),
    (
        "Valore organizzativo*",
        30,
        (
            SubArea("Digitalizzazione dei servizi pubblici", 40, (PROJECTS_KPI,)),
            SubArea(
                "Semplificazione dei processi interni",
                60,
                (
                    _panel("Percentuale di revisioni definite sul carico di lavoro", first=True),
                    _panel("Percentuale di primi accertamenti definiti sul carico di lavoro"),
                    _panel("Verbali sanitari esaminati entro 30 giorni"),
                    _panel("Pareri resi sulle prestazioni assistenziali"),
                    _panel("Domande accolte in prima istanza sul totale"),
                    _panel("Costituzioni in giudizio entro 5 giorni dalla prima udienza"),
                    _panel("Conto assicurativo dei dipendenti privati"),
                    _panel("Conto assicurativo dei dipendenti pubblici: posizioni sistemate"),
                    _panel(
                        "Rateazioni senza versamenti negli ultimi tre mesi sul totale delle "
                        "rateazioni in corso"
                    ),
                    PROJECTS_KPI,
                ),
            ),
        ),
    ),
)

AMOUNTS = (
    ("OBIETTIVI 2025", 182555500, True),
    ("Accertato", 64310500, True),
    ("Contributi - Accertamenti", 41200000, True),
    ("Accertamenti da vigilanza in azienda", 22700000, False),
    ("Accertamenti da controlli documentali", 14250000, False),
    ("Accertamenti da denunce tardive", 4250000, False),
    ("Prestazioni - Accertamenti", 23110500, True),
    ("Accertamento di prestazioni non dovute", 22960500, False),
    ("Minori prestazioni da vigilanza", 150000, False),
    ("Incassi", 118245000, True),
    ("Contributi - Incassi", 97812000, True),
    ("Incassi da vigilanza", 6345000, False),
    ("Incassi da regolarizzazioni", 91467000, False),
    ("Prestazioni - Incassi", 20433000, True),
    ("Incassi da prestazioni non dovute", 19120750, False),
    ("Interessi legali (-)", 312250, False),
    ("Incassi da azioni di rivalsa", 1624500, False),
)

SPENDING = (
    (
        "Gestione della spesa",
        "Fabbisogni economici",
        (
            (
                "I-II-III previsione",
                "La spesa effettiva di ciascun capitolo non deve superare di oltre il 4% quella "
                "prevista. Chi prevede di superarla chiede per tempo la variazione.",
            ),
            (
                "IV previsione",
                "A fine anno lo scostamento, in più o in meno, resta entro il 4% per ciascun "
                "capitolo: anche chi spende molto meno del previsto ha previsto male.",
            ),
        ),
    ),
    (
        "Gestione della spesa",
        "Conto sospesi 2040",
        (
            (
                "Tutte le previsioni",
                "Il saldo non supera il 5% delle spese di funzionamento alla prima previsione, il "
                "4% alla seconda, il 3% alla terza; alla quarta è zero.",
            ),
        ),
    ),
)

PROJECTS = (
    (
        "Valore Sociale",
        "Impatto Ambientale",
        ("PRE25_DRE_01", "Bilancio di sostenibilità delle sedi"),
    ),
    (
        "Valore Sociale",
        "Riduzione delle disuguaglianze territoriali",
        ("PRE25_DRE_02", "Sportello itinerante nei comuni montani"),
        ("PRE25_DCSV_07.1", "Pagamenti più rapidi agli invalidi civili"),
    ),
    (
        "Valore Istituzionale",
        "Risultati per i cittadini e ascolto dell'utente - produttività e qualità dei servizi",
        ("PES2024_DCSV_M.02_M.05_118", "Domanda precompilata per l'indennità di disoccupazione"),
        ("PES2024_DCSV_M.11_121", "Prenotazione unica delle visite mediche"),
        ("PES2025_DCSV_M.04_203", "Assistenza in chat agli utenti dei patronati"),
    ),
    (
        "Valore Organizzativo",
        "Digitalizzazione dei Servizi Pubblici",
        ("PES2025_DCTI_M.14_230", "Nuova procedura per il congedo parentale"),
    ),
    (
        "Valore Organizzativo",
        "Semplificazione dei processi interni",
        ("PRE25_DRE_03", "Un solo archivio per le sedi provinciali"),
        ("PES2025_DCTI_M.15_233", "Firma digitale per tutti gli atti interni"),
    ),
)


def build() -> Plan:
    """The plan and its truth."""
    expected = Expected(entity_name=ENTITY, kind="objectives", title=TITLE, year=2025)
    style = Style(
        font="Liberation Sans",
        size=10,
        table_size=11,
        colour="003366",
        header_fill="003366",
        header_colour="FFFFFF",
        band_fill="DCE6F1",
        landscape=True,
        margin=1.5,
        header=ENTITY,
        footer="{page}/{pages}",
    )
    plan = Plan("istituto_kpi", style, expected)
    areas = write_sheet(plan, TITLE, UNIT, AREAS)
    plan.text(
        "* Per i dati che esistono solo a livello nazionale vale il risultato dell'Istituto.",
        "SMVP: Deliberazione del Consiglio di amministrazione n. 41 del 12 dicembre 2024",
        "Cruscotto 2025: Determinazione del Direttore generale n. 7 del 20 gennaio 2025",
    )
    _amounts(plan)
    _spending(plan)
    _projects(plan, areas)
    return plan


def _amounts(plan: Plan) -> None:
    plan.new_page()
    plan.heading("Allegato 2", 2)
    rows = []
    for name, amount, bold in AMOUNTS:
        raw = f"{amount:,} €".replace(",", ".")
        rows.append((GridCell(name, bold=bold), GridCell(raw, bold=bold)))
        indicator = plan.expected.indicator(None, name, unstated=("unit",))
        plan.expected.value(indicator, raw, eq(amount, "EUR"))
    plan.table(("Indicatore di efficacia della riscossione", "Totale"), rows, (75, 25))


def _spending(plan: Plan) -> None:
    rows: list[tuple[str | GridCell, ...]] = []
    total = sum(len(rules) for _, _, rules in SPENDING)
    for component, subject, rules in SPENDING:
        for number, (period, text) in enumerate(rules):
            first = () if rows else (plan.band_cell(f"Indicatore di {component}", rows=total),)
            second = (GridCell(subject, rows=len(rules)),) if number == 0 else ()
            rows.append((*first, *second, period, text))
            plan.expected.criterion(
                component=f"Indicatore di {component}",
                text=text,
                unstated=("subject", "weight", "scale_min", "scale_max"),
            )
    plan.grid(rows, (16, 16, 16, 52), header_rows=0)


def _projects(plan: Plan, sub_areas: dict[str, str]) -> None:
    plan.new_page()
    plan.heading("Allegato 3: Elenco progetti", 2)
    known = {
        "risultati per i cittadini e ascolto dell'utente - produttività e qualità dei servizi": (
            "risultati per il cittadino e ascolto degli utenti - produttività e qualità dei servizi"
        )
    }
    rows: list[tuple[str | GridCell, ...]] = []
    previous = ""
    for area, sub_area, *projects in PROJECTS:
        height = sum(len(entry) - 2 for entry in PROJECTS if entry[0] == area)
        first = (GridCell(area, rows=height),) if area != previous else ()
        previous = area
        parent = sub_areas[known.get(sub_area.lower(), sub_area.lower())]
        for number, (code, title) in enumerate(projects):
            second = (GridCell(sub_area, rows=len(projects)),) if number == 0 else ()
            rows.append((*first, *second, code, title))
            first = ()
            plan.expected.objective(
                "project", title, code=code, parent=parent, unstated=("org_unit",)
            )
    plan.table(
        ("AMBITO VALORIALE", "SOTTOAMBITO", "ID PROGETTO", "TITOLO PROGETTO"),
        rows,
        (16, 30, 22, 32),
    )
