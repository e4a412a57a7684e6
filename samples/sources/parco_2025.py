"""A nature park's plan of 2025; `parco_2026` is the one that followed it."""

from __future__ import annotations

from collections.abc import Sequence

from samples.blocks import Plan, Style
from samples.expected_records import Expected, by, eq, ge, le
from samples.yearly_plan import Area, Line, Objective, write_areas

ENTITY = "Ente Parco delle Valli Serene"

AREAS: Sequence[Area] = (
    (
        "Natura e territorio",
        (
            Objective(
                "1",
                "Sentieri percorribili e segnalati",
                (
                    Line(
                        "Chilometri di sentieri con la segnaletica rinnovata",
                        ("42 km", eq(42, "km")),
                        ("≥ 60 km", ge(60, "km")),
                    ),
                    Line(
                        "Ispezioni dei ponticelli",
                        ("1", eq(1)),
                        ("almeno 2", ge(2)),
                    ),
                ),
                "2025-09-30",
                15,
                "Servizio Territorio",
            ),
            Objective(
                "2",
                "Conoscere la fauna protetta",
                (
                    Line(
                        "Censimento dei rapaci diurni",
                        None,
                        ("entro il 31/10/2025", by("2025-10-31")),
                    ),
                ),
                "2025-10-31",
                10,
                "Servizio Natura",
            ),
            Objective(
                "3",
                "Risarcire in fretta i danni della fauna alle colture",
                (
                    Line(
                        "Giorni medi fra denuncia e liquidazione",
                        ("95 giorni", eq(95, "giorni")),
                        ("≤ 60 giorni", le(60, "giorni")),
                    ),
                ),
                "2025-12-31",
                15,
                "Servizio Natura",
            ),
            Objective(
                "4",
                "Nulla osta edilizi nei termini",
                (
                    Line(
                        "Nulla osta rilasciati entro 60 giorni sul totale",
                        ("82%", eq(82, "%")),
                        ("≥ 90%", ge(90, "%")),
                    ),
                ),
                "2025-12-31",
                15,
                "Servizio Territorio",
            ),
        ),
    ),
    (
        "Visitatori e comunità",
        (
            Objective(
                "5",
                "Le scuole nel parco",
                (
                    Line(
                        "Numero di alunni alle giornate di educazione ambientale",
                        ("1.150", eq(1150)),
                        ("≥ 1.400", ge(1400)),
                    ),
                ),
                "2025-12-31",
                10,
                "Servizio Visitatori",
            ),
            Objective(
                "6",
                "Biglietti in vendita sulla rete",
                (
                    Line(
                        "Quota dei biglietti venduti in rete",
                        ("12%", eq(12, "%")),
                        ("≥ 30%", ge(30, "%")),
                    ),
                ),
                "2025-12-31",
                10,
                "Servizio Visitatori",
            ),
        ),
    ),
    (
        "Amministrazione",
        (
            Objective(
                "7",
                "Rispetto dei tempi di pagamento",
                (
                    Line(
                        "Indicatore di ritardo annuale dei pagamenti",
                        ("6 giorni", eq(6, "giorni")),
                        ("≤ 0 giorni", le(0, "giorni")),
                    ),
                ),
                "2025-12-31",
                15,
                "Servizio Bilancio",
            ),
            Objective(
                "8",
                "Regolamento del parco",
                (
                    Line(
                        "Adozione del regolamento in consiglio direttivo",
                        None,
                        ("entro il 30/06/2025", by("2025-06-30")),
                    ),
                ),
                "2025-06-30",
                5,
                "Direzione",
            ),
            Objective(
                "9",
                "Amministrazione trasparente",
                (
                    Line(
                        "Obblighi di pubblicazione assolti",
                        ("91%", eq(91, "%")),
                        ("100%", eq(100, "%")),
                    ),
                ),
                "2025-12-31",
                5,
                "Direzione",
            ),
        ),
    ),
)


def build() -> Plan:
    """The plan and its truth."""
    return park_plan(2025, AREAS)


def park_plan(year: int, areas: Sequence[Area]) -> Plan:
    """The park's plan of one year in the park's style, and its truth."""
    title = f"PIANO DELLA PERFORMANCE {year}"
    expected = Expected(entity_name=ENTITY, kind="performance_plan", title=title, year=year)
    style = Style(
        font="DejaVu Sans",
        size=10,
        table_size=9,
        colour="2F5D34",
        header_fill="DCE9D5",
        landscape=True,
        margin=1.8,
        footer=f"{ENTITY} - {{page}}",
    )
    plan = Plan(f"parco_{year}", style, expected)
    plan.heading(ENTITY)
    plan.heading(title)
    plan.text(
        f"Il consiglio direttivo assegna alla Direzione e ai servizi gli obiettivi del {year}. I "
        "pesi sono in percento dell'intero piano; dove una casella unisce più righe, vale per "
        "tutte."
    )
    write_areas(plan, areas)
    plan.text(
        f"L'Organismo indipendente di valutazione esamina i risultati entro il 30 aprile {year + 1}"
        "."
    )
    return plan
