"""A central directorate's KPI sheet as a PDF converter gives it: Markdown, rows shifted left."""

from __future__ import annotations

from samples.blocks import GridCell, Plan, Style
from samples.expected_records import REFERENCE, Expected, eq, ge
from samples.kpi_sheet import Area, Kpi, SubArea, write_sheet

ENTITY = "Istituto Nazionale Mutualità Artigiana"
TITLE = "Obiettivi di performance organizzativa per l'anno 2025"
UNIT = "DC Prestazioni e inclusione"
LIST = "Obiettivi 2025 - Allegato 2 Elenco progetti"
PROJECTS_KPI = Kpi("Progetti", LIST, "100", eq(100))

AREAS: tuple[Area, ...] = (
    (
        "Valore Sociale",
        15,
        (
            SubArea("Attenzione all'ambiente", 40, (PROJECTS_KPI,)),
            SubArea("Sostegno alle famiglie fragili", 60, (PROJECTS_KPI,)),
        ),
    ),
    (
        "Valore Istituzionale",
        35,
        (
            SubArea(
                "Servizi tempestivi e ben giudicati",
                60,
                (
                    Kpi("Indice di smaltimento", "Obiettivi 2025 - Pag. 9", "1,012", eq("1.012")),
                    Kpi("Produttività", "Obiettivi 2025 - Pag. 11", "47,30", eq("47.3")),
                    Kpi("Giudizio degli utenti", "Obiettivi 2025 - Pag. 14", "3,55", eq("3.55")),
                    PROJECTS_KPI,
                ),
            ),
            SubArea("Legalità e trasparenza", 40, (PROJECTS_KPI,)),
        ),
    ),
    (
        "Valore Economico",
        30,
        (
            SubArea(
                "Gestione economica",
                70,
                (
                    Kpi(
                        "Recupero di prestazioni - Accertamenti",
                        "Obiettivi 2025 - Pag. 17",
                        "12.480.000 €",
                        eq(12480000, "EUR"),
                    ),
                    Kpi(
                        "Recupero di prestazioni - Incassi",
                        "Obiettivi 2025 - Pag. 17",
                        "9.115.300 €",
                        eq(9115300, "EUR"),
                    ),
                ),
            ),
            SubArea(
                "Previsione della spesa",
                30,
                (
                    Kpi(
                        "Indicatore di gestione della spesa",
                        "Obiettivi 2025 - Pag. 19",
                        "SMVP - Par. 4.2",
                        REFERENCE,
                    ),
                ),
            ),
        ),
    ),
    (
        "Valore Organizzativo",
        20,
        (
            SubArea(
                "Persone e competenze",
                100,
                (
                    Kpi(
                        "Ore di formazione per addetto", "PIAO - Pag. 52", "≥ 40 ore", ge(40, "ore")
                    ),
                    Kpi("Accordi di lavoro agile", "PIAO - Pag. 55", "≥ 55%", ge(55, "%")),
                    PROJECTS_KPI,
                ),
            ),
        ),
    ),
)

AMOUNTS = (
    ("OBIETTIVI 2025", 21595300),
    ("Accertato", 12480000),
    ("Prestazioni non dovute - accertamento", 12480000),
    ("Incassi", 9115300),
    ("Prestazioni non dovute - incasso", 8890300),
    ("Azioni di rivalsa", 225000),
)

PROJECTS = (
    ("Valore Sociale", "Attenzione all'Ambiente", "PR25_DCPI_1.1", "Sedi senza plastica"),
    ("", "Sostegno alle famiglie fragili", "PR25_DCPI_2.1", "Domanda unica per il sussidio"),
    ("", "", "PR25_DCPI_2.2", "Mediatori agli sportelli delle grandi città"),
    (
        "Valore Istituzionale",
        "Servizi tempestivi e ben giudicati",
        "PR25_DCPI_3.1",
        "Visita a casa",
    ),
    ("", "Legalità e Trasparenza", "PR24_DCPI_M.03_77", "Registro pubblico degli incontri"),
    (
        "Valore Organizzativo",
        "Persone e competenze",
        "PR25_DCPI_4.1",
        "Scuola interna dei liquidatori",
    ),
)


def build() -> Plan:
    """The sheet and its truth."""
    expected = Expected(entity_name=ENTITY, kind="objectives", title=TITLE, year=2025)
    plan = Plan("mutualita_kpi", Style(), expected, formats=("md",))
    plan.text(ENTITY)
    keys = write_sheet(plan, TITLE, UNIT, AREAS)
    plan.text(
        "SMVP: Deliberazione n. 14 del 3 dicembre 2024",
        "PIAO: Deliberazione n. 2 del 30 gennaio 2025",
    )
    rows = []
    for name, amount in AMOUNTS:
        raw = f"{amount:,} €".replace(",", ".")
        rows.append((GridCell(name, bold=name.isupper()), raw))
        indicator = expected.indicator(None, name, unstated=("unit",))
        expected.value(indicator, raw, eq(amount, "EUR"))
    plan.table(("Efficacia nel recupero delle prestazioni", "Totale"), rows, (70, 30))
    plan.text("Allegato 2: Elenco progetti")
    plan.table(
        ("AMBITO VALORIALE", "SOTTOAMBITO", "ID PROGETTO", "TITOLO PROGETTO"),
        PROJECTS,
        (1, 1, 1, 1),
    )
    parent = ""
    for _, sub_area, code, title in PROJECTS:
        parent = keys[sub_area.lower()] if sub_area else parent
        expected.objective("project", title, code=code, parent=parent, unstated=("org_unit",))
    return plan
