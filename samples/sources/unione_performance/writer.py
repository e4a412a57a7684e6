"""Keeps the headings in force while the union's plan is written, sector by sector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from samples.blocks import Plan
from samples.expected_records import Figure
from samples.layouts import (
    Measure,
    Place,
    ResultRow,
    dimension_table,
    measure,
    result_table,
    unit_table,
)

PAYMENT_TITLE = "RISPETTO DEI TEMPI DI PAGAMENTO DELLE FATTURE"
PAYMENT_DESCRIPTION = (
    "L'art. 4-bis del D.L. 13/2023 chiede alle amministrazioni di assegnare ogni anno ai "
    "responsabili un obiettivo sul pagamento puntuale delle fatture commerciali, che pesa sulla "
    "retribuzione di risultato per non meno del 30%. Ogni ufficio liquida le fatture di propria "
    "competenza in tempo utile perché la Ragioneria possa emettere il mandato."
)
PAYMENT_MEASURE = measure(
    "Si assume l'indicatore di ritardo annuale previsto dall'art. 1, commi 859 e 861, della "
    "L. 145/2018, come risulta dalla piattaforma dei crediti commerciali. L'esito è certificato "
    "dall'organo di revisione sulla base dei dati della piattaforma."
)

UNIT_HEADINGS = ("CENTRO DI COSTO", "SERVIZIO", "RESPONSABILE")


class Writer:
    """Writes headings and the tables under them; `place` is what is in force."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.place = Place()

    def unit(self, name: str, new_page: bool = True) -> None:
        """A sector's or service's heading; it ends the missions above it."""
        if new_page:
            self.plan.new_page()
        self.plan.heading(name, 2)
        self.place = Place(org_unit=name)

    def units(
        self, rows: Sequence[tuple[str, str, str]], headings: Sequence[str] = UNIT_HEADINGS
    ) -> None:
        """The table of the sector's cost centres."""
        unit_table(self.plan, headings, rows)

    def payment(self, responsible: str, weight: str = "30") -> None:
        """The objective that every sector has."""
        self.plan.heading("OBIETTIVO OPERATIVO DEL RESPONSABILE DI SETTORE", 3)
        row = ResultRow(PAYMENT_DESCRIPTION, (PAYMENT_MEASURE,), responsible, weight)
        result_table(self.plan, self.place, PAYMENT_TITLE, [row], lead_in="")

    def begin_objectives(self) -> None:
        """The line above a service's objectives."""
        self.plan.heading("OBIETTIVI OPERATIVI 2025", 3)

    def programme(self, mission: str, programme: str) -> None:
        """A mission and programme on one line."""
        self.plan.heading(f"{mission} - {programme}", 3)
        self.place = replace(self.place, mission=mission, programme=programme, strategic=None)

    def strategic(self, title: str) -> None:
        """A strategic objective, parent of the operational ones below it."""
        self.plan.heading(f"OBIETTIVO STRATEGICO: {title}", 3)
        key = self.plan.expected.objective(
            "strategic",
            title,
            org_unit=self.place.org_unit,
            mission=self.place.mission,
            programme=self.place.programme,
            unstated=("responsible",),
        )
        self.place = replace(self.place, strategic=key)

    def objective(self, title: str, *rows: ResultRow) -> None:
        """An operational objective and its table."""
        result_table(self.plan, self.place, title, rows)

    def indicators(
        self, *rows: tuple[str, str, str, str, Figure], service: str | None = None
    ) -> None:
        """A service's standing indicators; `service` is printed as a heading of its own."""
        if service:
            self.plan.heading(service, 4)
        dimension_table(self.plan, service or str(self.place.org_unit), rows)


def row(description: str, *lines: str | Measure, who: str = "", weight: str = "") -> ResultRow:
    """A row of a table of results."""
    return ResultRow(description, lines, who, weight)
