"""The nature park's plan of 2026: what `parco_2025` says, taken further."""

from __future__ import annotations

from collections.abc import Sequence

from samples.blocks import Plan
from samples.expected_records import by, eq, ge, le
from samples.sources.parco_2025 import park_plan
from samples.yearly_plan import Area, Line, Objective

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
                        ("57 km", eq(57, "km")),
                        ("≥ 75 km", ge(75, "km")),
                    ),
                    Line(
                        "Ispezioni dei ponticelli",
                        ("2", eq(2)),
                        ("almeno 2", ge(2)),
                    ),
                ),
                "2026-06-30",
                15,
                "Servizio Territorio",
            ),
            Objective(
                "2",
                "Indennizzo rapido dei danni della fauna alle colture",
                (
                    Line(
                        "Giorni medi fra denuncia e liquidazione",
                        ("71 giorni", eq(71, "giorni")),
                        ("≤ 45 giorni", le(45, "giorni")),
                    ),
                ),
                "2026-12-31",
                15,
                "Servizio Bilancio",
            ),
            Objective(
                "3",
                "Nulla osta edilizi nei termini",
                (
                    Line(
                        "Nulla osta rilasciati entro 60 giorni sul totale",
                        ("93%", eq(93, "%")),
                        ("≥ 90%", ge(90, "%")),
                    ),
                ),
                "2026-12-31",
                10,
                "Servizio Territorio",
            ),
            Objective(
                "4",
                "Boschi più sicuri dagli incendi",
                (
                    Line(
                        "Piano antincendio adottato",
                        None,
                        ("entro il 31/05/2026", by("2026-05-31")),
                    ),
                    Line(
                        "Ettari di sottobosco ripuliti",
                        ("18", eq(18)),
                        ("≥ 40", ge(40)),
                    ),
                ),
                "2026-10-31",
                10,
                "Servizio Natura",
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
                        "Alunni partecipanti alle giornate di educazione ambientale",
                        ("1.480", eq(1480)),
                        ("≥ 1.600", ge(1600)),
                    ),
                ),
                "2026-12-31",
                5,
                "Servizio Visitatori",
            ),
            Objective(
                "6",
                "Biglietti in vendita sulla rete",
                (
                    Line(
                        "Quota dei biglietti venduti in rete",
                        ("26%", eq(26, "%")),
                        ("≥ 30%", ge(30, "%")),
                    ),
                ),
                "2026-12-31",
                5,
                "Servizio Visitatori",
            ),
            Objective(
                "7",
                "Rifugi accessibili a tutti",
                (
                    Line(
                        "Rifugi con un percorso senza barriere",
                        ("1", eq(1)),
                        ("≥ 3", ge(3)),
                    ),
                ),
                "2026-12-31",
                5,
                "Servizio Territorio",
            ),
        ),
    ),
    (
        "Amministrazione",
        (
            Objective(
                "8",
                "Tempestività dei pagamenti",
                (
                    Line(
                        "Indicatore di ritardo annuale dei pagamenti",
                        ("1 giorno", eq(1, "giorni")),
                        ("≤ 0 giorni", le(0, "giorni")),
                    ),
                ),
                "2026-12-31",
                30,
                "Servizio Bilancio",
            ),
            Objective(
                "9",
                "Amministrazione trasparente",
                (
                    Line(
                        "Obblighi di pubblicazione assolti",
                        ("98%", eq(98, "%")),
                        ("100%", eq(100, "%")),
                    ),
                ),
                "2026-12-31",
                5,
                "Direzione",
            ),
        ),
    ),
)


def build() -> Plan:
    """The plan and its truth."""
    return park_plan(2026, AREAS)
