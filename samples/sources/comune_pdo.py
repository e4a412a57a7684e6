"""A municipality's PDO: one flat table a sector, objective cells merged over their rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samples.blocks import GridCell, Plan, Style
from samples.expected_records import YES_NO, Expected, Figure, by, eq, ge, gt, le

ENTITY = "Comune di Borgovento"
TITLE = "PIANO DETTAGLIATO DEGLI OBIETTIVI 2025-2027"
HEADINGS = (
    "Obiettivo strategico",
    "Obiettivo operativo",
    "Indicatore",
    "Baseline 2024",
    "Target 2025",
    "Target 2026",
    "Target 2027",
    "Peso",
    "Responsabile",
)
WIDTHS = (14, 16, 21, 8, 9, 9, 9, 6, 13)
YEARS = (2024, 2025, 2026, 2027)

Cells = tuple[tuple[str, Figure | None], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator's row; `weight` where it has one of its own."""

    name: str
    cells: Cells
    weight: int | None = None


@dataclass(frozen=True, slots=True)
class Operational:
    """An operational objective; `weight` where one cell holds for all its rows."""

    code: str
    title: str
    responsible: str
    lines: Sequence[Line]
    weight: int | None = None


@dataclass(frozen=True, slots=True)
class Strategic:
    """A strategic objective of a sector."""

    code: str
    title: str
    objectives: Sequence[Operational]


def _percents(*figures: int | None) -> Cells:
    return tuple(
        (f"{figure}%", eq(figure, "%")) if figure is not None else ("-", None) for figure in figures
    )


def _at_least(start: int, *targets: int) -> Cells:
    first: Cells = ((str(start), eq(start)),)
    return first + tuple((f"≥ {target}", ge(target)) for target in targets)


def _days(start: int, *limits: int) -> Cells:
    first: Cells = ((f"{start} gg", eq(start, "giorni")),)
    return first + tuple((f"≤ {limit} gg", le(limit, "giorni")) for limit in limits)


def _payment(code: str, responsible: str) -> Operational:
    cells: Cells = tuple(
        (f"{d} gg" if d > 0 else "≤ 0 gg", f)
        for d, f in ((4, eq(4, "giorni")), *((0, le(0, "giorni")),) * 3)
    )
    return Operational(
        code,
        "Rispetto dei tempi di pagamento",
        responsible,
        (Line("Indicatore di ritardo annuale dei pagamenti", cells),),
        30,
    )


SECTORS: tuple[tuple[str, tuple[Strategic, ...]], ...] = (
    (
        "SETTORE 1 - AFFARI GENERALI E SERVIZI AL CITTADINO",
        (
            Strategic(
                "1",
                "Un municipio che risponde",
                (
                    Operational(
                        "1.1",
                        "Ridurre le attese allo sportello anagrafe",
                        "Responsabile Servizi demografici",
                        (
                            Line("Attesa per la carta d'identità", _days(32, 20, 15, 10)),
                            Line("Appuntamenti presi in rete", _percents(40, 55, 65, 75)),
                            Line("Giudizio positivo degli utenti", _percents(None, 80, 85, 85)),
                        ),
                        25,
                    ),
                    Operational(
                        "1.2",
                        "Rendere consultabili gli archivi storici",
                        "Responsabile Segreteria",
                        (
                            Line("Registri digitalizzati", _at_least(12, 60, 120, 180), 10),
                            Line(
                                "Regolamento di consultazione approvato",
                                (
                                    ("NO", YES_NO),
                                    ("SI", YES_NO),
                                    ("-", None),
                                    ("-", None),
                                ),
                                10,
                            ),
                        ),
                    ),
                    _payment("1.3", "Responsabile Settore 1"),
                ),
            ),
            Strategic(
                "2",
                "Partecipare alle scelte",
                (
                    Operational(
                        "2.1",
                        "Avviare i consigli di quartiere",
                        "Responsabile Segreteria",
                        (
                            Line(
                                "Statuto dei consigli",
                                (
                                    ("-", None),
                                    ("entro il 30/06/2025", by("2025-06-30")),
                                    ("-", None),
                                    ("-", None),
                                ),
                            ),
                            Line("Assemblee pubbliche", _at_least(0, 4, 8, 8)),
                        ),
                        25,
                    ),
                ),
            ),
        ),
    ),
    (
        "SETTORE 2 - TRIBUTI E PATRIMONIO",
        (
            Strategic(
                "3",
                "Entrate giuste, patrimonio curato",
                (
                    Operational(
                        "3.1",
                        "Aumentare la riscossione spontanea",
                        "Responsabile Tributi",
                        (
                            Line("TARI riscossa entro l'anno", _percents(78, 82, 85, 88), 20),
                            Line(
                                "Recupero IMU",
                                (
                                    ("€ 185.000,00", eq(185000, "EUR")),
                                    ("≥ € 220.000,00", ge(220000, "EUR")),
                                    ("≥ € 240.000,00", ge(240000, "EUR")),
                                    ("≥ € 240.000,00", ge(240000, "EUR")),
                                ),
                                20,
                            ),
                        ),
                    ),
                    Operational(
                        "3.2",
                        "Censire gli immobili comunali",
                        "Responsabile Patrimonio",
                        (
                            Line("Immobili con fascicolo completo", _percents(15, 50, 80, 100)),
                            Line("Contratti di affitto rivisti", _at_least(3, 12, 20, 25)),
                            Line(
                                "Canoni riscossi sul dovuto",
                                (
                                    ("81,5%", eq("81.5", "%")),
                                    ("> 85%", gt(85, "%")),
                                    ("> 90%", gt(90, "%")),
                                    ("> 92,5%", gt("92.5", "%")),
                                ),
                            ),
                        ),
                        30,
                    ),
                    _payment("3.3", "Responsabile Settore 2"),
                ),
            ),
        ),
    ),
    (
        "SETTORE 3 - LAVORI PUBBLICI E AMBIENTE",
        (
            Strategic(
                "4",
                "Città pulita e verde",
                (
                    Operational(
                        "4.1",
                        "Aumentare la raccolta differenziata",
                        "Responsabile Ambiente",
                        (
                            Line("Raccolta differenziata", _percents(66, 70, 73, 75)),
                            Line("Controlli sui conferimenti", _at_least(85, 120, 150, 150)),
                        ),
                        35,
                    ),
                ),
            ),
            Strategic(
                "5",
                "Strade e scuole sicure",
                (
                    Operational(
                        "5.1",
                        "Riparare in fretta le buche segnalate",
                        "Responsabile Manutenzioni",
                        (Line("Giorni fra segnalazione e riparazione", _days(21, 10, 7, 7)),),
                        15,
                    ),
                    Operational(
                        "5.2",
                        "Adeguare le scuole alle norme antisismiche",
                        "Responsabile Lavori pubblici",
                        (
                            Line("Edifici verificati", _at_least(2, 4, 6, 7), 10),
                            Line(
                                "Progetto della palestra di via dei Tigli",
                                (
                                    ("-", None),
                                    ("entro il 31/10/2025", by("2025-10-31")),
                                    ("-", None),
                                    ("-", None),
                                ),
                                10,
                            ),
                        ),
                    ),
                    _payment("5.3", "Responsabile Settore 3"),
                ),
            ),
        ),
    ),
)


def build() -> Plan:
    """The plan and its truth."""
    expected = Expected(
        entity_name=ENTITY, kind="objectives", title=TITLE, year=2025, period=(2025, 2027)
    )
    style = Style(
        font="Liberation Sans Narrow",
        size=11,
        table_size=10.5,
        colour="1B4D3E",
        header_fill="FFF2CC",
        band_fill="FFF9E5",
        landscape=True,
        margin=1.7,
        header="Comune di Borgovento - PEG 2025",
        footer="PDO 2025-2027 - pag. {page} di {pages}",
        heading_sizes=(16, 13, 11.5, 11),
    )
    plan = Plan("comune_pdo", style, expected)
    plan.cover(ENTITY, TITLE, "Allegato B al Piano esecutivo di gestione")
    plan.text(
        "Il piano assegna a ciascun settore gli obiettivi dell'anno e i traguardi del triennio. "
        "Il peso è riferito al settore; dove una casella unisce più righe, vale per tutte."
    )
    for sector, strategics in SECTORS:
        plan.heading(sector, 2)
        _write_sector(plan, sector, strategics)
    return plan


def _write_sector(plan: Plan, sector: str, strategics: Sequence[Strategic]) -> None:
    rows: list[tuple[str | GridCell, ...]] = []
    for strategic in strategics:
        height = sum(len(objective.lines) for objective in strategic.objectives)
        first: tuple[GridCell, ...] = (
            GridCell(f"{strategic.code} {strategic.title}", rows=height, bold=True),
        )
        parent = plan.expected.objective(
            "strategic",
            strategic.title,
            code=strategic.code,
            org_unit=sector,
            unstated=("responsible",),
        )
        for objective in strategic.objectives:
            rows += _objective_rows(objective, first)
            first = ()
            _state(plan, objective, parent, sector)
    plan.table(HEADINGS, rows, WIDTHS)


def _objective_rows(
    objective: Operational, first: tuple[GridCell, ...]
) -> list[tuple[str | GridCell, ...]]:
    height = len(objective.lines)
    rows: list[tuple[str | GridCell, ...]] = []
    for number, line in enumerate(objective.lines):
        title = (GridCell(f"{objective.code} {objective.title}", rows=height),)
        weight = objective.weight if line.weight is None else line.weight
        reach = height if line.weight is None else 1
        share = (GridCell(f"{weight}%", rows=reach, centred=True),)
        who = (GridCell(objective.responsible, rows=height),)
        begins = number == 0
        rows.append(
            (
                *(first if begins else ()),
                *(title if begins else ()),
                line.name,
                *(GridCell(raw, centred=True) for raw, _ in line.cells),
                *(share if begins or reach == 1 else ()),
                *(who if begins else ()),
            )
        )
    return rows


def _state(plan: Plan, objective: Operational, parent: str, sector: str) -> None:
    own = [line.weight for line in objective.lines if line.weight is not None]
    alone = len(objective.lines) == 1
    key = plan.expected.objective(
        "operational",
        objective.title,
        parent=parent,
        code=objective.code,
        org_unit=sector,
        weight=sum(own) if own else objective.weight,
        unstated=("responsible",),
    )
    for line in objective.lines:
        indicator = plan.expected.indicator(
            key,
            line.name,
            responsible=objective.responsible,
            weight=objective.weight if alone else line.weight,
            unstated=("unit",),
        )
        for year, (raw, figure) in zip(YEARS, line.cells, strict=True):
            if figure is not None:
                role = "baseline" if year == 2024 else "target"
                plan.expected.value(indicator, raw, figure, role, year=year)
