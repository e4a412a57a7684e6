"""What the report says of one plan."""

from __future__ import annotations

from dataclasses import replace

from piao.pipeline.reporting.plan import Plan
from piao.pipeline.reporting.plan_view import plan_view
from tests.plans import make_records


def test_one_plan_as_it_is_shown() -> None:
    made = make_records("a")
    made = replace(made, document=replace(made.document, coverage=0.947))
    view = plan_view(Plan.of(made))
    assert view.name == "Comune di Prova"
    assert view.facts == (
        ("Tipo", "PIAO"),
        ("Anno dei target", "2024"),
        ("Periodo", "2024–2026"),
        ("Pagine", "2"),
        ("Tabelle e riquadri letti", "94 %"),
        ("File", "a.pdf"),
        ("Identificativo", "6100000000000000"),
    )
    assert view.summary == (
        "2 obiettivi · 1 indicatore, 1 con target (100 %) · 1 con valore di partenza"
        " · 1 attività · 1 criterio di valutazione"
    )
    parent, child = view.objectives
    assert (parent.title, parent.level, parent.weight) == (
        "Conti in ordine",
        "obiettivo strategico",
        "12,5 %",
    )
    assert (child.title, child.facts, child.page) == ("1.1 Pagare prima", ("Entro: 31/12/2024",), 1)
    (shown,) = child.indicators
    assert shown.baselines == ("-9.157,8",)
    assert shown.targets == ("2024: ≤ 0 giorni", "60–70 %", "12.345.678.901.234.567.890,12")
    assert shown.due == ("31/12/2024 (obiettivo)",)
    assert [loose.name for loose in view.loose_indicators] == ["=Spese [bold]"]
    assert child.actions[0].facts == "Entro: 30/06/2024"
    assert view.criteria[0].scale == "0–10"
