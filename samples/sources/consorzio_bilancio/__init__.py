"""A consortium's performance section: budget indicators over several years, then cards.

The budget table follows the scheme of art. 18-bis of D.Lgs. 118/2011: numbered
group rows, one column a year, over several pages.
"""

from __future__ import annotations

from samples.blocks import Plan, Style
from samples.expected_records import Expected
from samples.sources.consorzio_bilancio import budget, cards, monitoring

ENTITY = "Consorzio dei Servizi alla Persona Valle Cerulea"


def build() -> Plan:
    """The plan and its truth."""
    expected = Expected(
        entity_name=ENTITY,
        kind="performance_plan",
        title="PIANO DELLA PERFORMANCE 2025/2027",
        year=2025,
        period=(2025, 2027),
    )
    style = Style(
        font="Liberation Serif",
        size=12,
        table_size=10,
        colour="7B1E1E",
        header_fill="E7D8D8",
        band_fill="F5EEEE",
        header=f"{ENTITY}",
        footer="Pagina {page} di {pages}",
        heading_sizes=(16, 13.5, 12, 11),
    )
    plan = Plan("consorzio_bilancio", style, expected)
    plan.cover(ENTITY, "PIANO DELLA PERFORMANCE 2025/2027", "Annualità 2025")
    plan.heading("1. LO STATO DI SALUTE DELL'ENTE")
    plan.text(
        "Prima degli obiettivi vengono i conti: un ente che non paga in tempo o che spende più di "
        "quanto incassa non può promettere servizi. Per questo il piano si apre con gli "
        "indicatori del bilancio di previsione e con quelli sui pagamenti e sul personale."
    )
    budget.write(plan)
    monitoring.write(plan)
    cards.write(plan)
    return plan
