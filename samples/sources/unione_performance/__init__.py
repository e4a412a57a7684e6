"""A union of municipalities: the long performance plan, unit by unit.

Unit, mission, programme, strategic objective and objective are headings above
the tables; the payment-times objective comes back under every sector.
"""

from __future__ import annotations

from samples.blocks import Plan, Style
from samples.expected_records import Expected
from samples.sources.unione_performance import (
    entity,
    finance,
    people,
    police,
    school,
    social,
    territory,
)
from samples.sources.unione_performance.writer import Writer

ENTITY = "Unione dei Comuni Terre di Calvara"


def build() -> Plan:
    """The plan and its truth."""
    expected = Expected(
        entity_name=ENTITY,
        kind="piao",
        title="PIAO 2025 – 2027",
        year=2025,
        period=(2025, 2027),
    )
    style = Style(
        font="Liberation Sans",
        size=11,
        table_size=10,
        colour="000000",
        header_fill="D9D9D9",
        header=f"{ENTITY} – PIAO 2025-2027 – All. C) Performance",
        footer="{page}",
        heading_sizes=(16, 13, 11.5, 11),
    )
    plan = Plan("unione_performance", style, expected)
    plan.cover(
        ENTITY,
        "PIAO 2025 – 2027",
        "PIANO INTEGRATO DI ATTIVITÀ E ORGANIZZAZIONE",
        "All. C) Sottosezione 2.2: Performance e obiettivi operativi",
    )
    plan.contents("Indice")
    writer = Writer(plan)
    for part in (entity, police, finance, social, people, territory, school):
        part.write(writer)
    return plan
