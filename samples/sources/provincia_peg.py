"""A province: a workbook, one sheet a sector and one left blank."""

from __future__ import annotations

from samples.blocks import GridCell, Plan, Style
from samples.expected_records import OPEN, Expected, Figure, by, eq, ge, le

ENTITY = "Provincia di Selvamora"
TITLE = "Piano esecutivo di gestione 2025"
HEADINGS = (
    "Codice",
    "Obiettivo",
    "Centro di responsabilità",
    "Indicatore",
    "Unità di misura",
    "Consuntivo 2023",
    "Consuntivo 2024",
    "Target 2025",
    "Peso %",
)
Shown = tuple[str, Figure | None]
Line = tuple[str, str, Shown, Shown, Shown, int]
NONE: Shown = ("", None)

SECTORS: tuple[tuple[str, tuple[tuple[str, str, str, tuple[Line, ...]], ...]], ...] = (
    (
        "Viabilità",
        (
            (
                "VI.01",
                "Strade provinciali percorribili tutto l'anno",
                "Servizio Viabilità",
                (
                    (
                        "Chilometri riasfaltati",
                        "km",
                        ("18", eq(18, OPEN)),
                        ("22", eq(22, OPEN)),
                        ("30", eq(30, OPEN)),
                        25,
                    ),
                    (
                        "Giorni di chiusura per neve",
                        "giorni",
                        ("9", eq(9, "giorni")),
                        ("6", eq(6, "giorni")),
                        ("<= 5", le(5, "giorni")),
                        25,
                    ),
                ),
            ),
            (
                "VI.02",
                "Ponti sotto controllo",
                "Ufficio Ponti",
                (
                    (
                        "Ponti ispezionati sul totale",
                        "%",
                        ("45%", eq(45, "%")),
                        ("62%", eq(62, "%")),
                        (">= 80%", ge(80, "%")),
                        30,
                    ),
                    (
                        "Piano di monitoraggio approvato",
                        "data",
                        NONE,
                        NONE,
                        ("entro 30/09/2025", by("2025-09-30")),
                        20,
                    ),
                ),
            ),
        ),
    ),
    (
        "Scuole",
        (
            (
                "SC.01",
                "Istituti superiori accoglienti",
                "Servizio Edilizia scolastica",
                (
                    (
                        "Segnalazioni risolte entro 15 giorni",
                        "%",
                        ("58%", eq(58, "%")),
                        ("64%", eq(64, "%")),
                        ("75%", eq(75, "%")),
                        40,
                    ),
                    (
                        "Aule con rete veloce",
                        "numero",
                        ("120", eq(120, OPEN)),
                        ("164", eq(164, OPEN)),
                        ("210", eq(210, OPEN)),
                        30,
                    ),
                ),
            ),
            (
                "SC.02",
                "Rispetto dei tempi di pagamento",
                "Servizio Edilizia scolastica",
                (
                    (
                        "Indicatore di ritardo annuale",
                        "giorni",
                        ("2", eq(2, "giorni")),
                        ("-1", eq(-1, "giorni")),
                        ("<= 0", le(0, "giorni")),
                        30,
                    ),
                ),
            ),
        ),
    ),
)


def build() -> Plan:
    """The workbook's content and its truth."""
    expected = Expected(entity_name=ENTITY, kind="objectives", title=TITLE, year=2025)
    plan = Plan("provincia_peg", Style(), expected, formats=("xlsx",))
    for sector, objectives in SECTORS:
        plan.new_page()
        plan.heading(sector)
        plan.text(ENTITY, TITLE)
        rows: list[tuple[str | GridCell, ...]] = []
        for code, title, unit, lines in objectives:
            rows += _objective(plan, (code, title, unit), lines)
        plan.table(HEADINGS, rows, (8, 26, 22, 30, 12, 12, 12, 14, 8))
    plan.new_page()
    plan.heading("Note")
    return plan


def _objective(
    plan: Plan, labels: tuple[str, str, str], lines: tuple[Line, ...]
) -> list[tuple[str | GridCell, ...]]:
    code, title, unit = labels
    key = plan.expected.objective(
        "operational",
        title,
        code=code,
        org_unit=unit,
        weight=sum(line[-1] for line in lines),
    )
    rows: list[tuple[str | GridCell, ...]] = []
    for number, (name, measure, *shown, weight) in enumerate(lines):
        first = tuple(GridCell(text, rows=len(lines)) for text in labels) if number == 0 else ()
        values = tuple(item for item in shown if isinstance(item, tuple))
        rows.append((*first, name, measure, *(raw for raw, _ in values), str(weight)))
        indicator = plan.expected.indicator(key, name, unit=measure, weight=weight)
        for year, (raw, figure) in zip((2023, 2024, 2025), values, strict=True):
            if figure is not None:
                role = "target" if year == 2025 else "baseline"
                plan.expected.value(indicator, raw, figure, role, year=year)
    return rows
