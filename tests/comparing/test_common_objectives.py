"""What law asks of all: recognised by its names, its weight and target held against the law."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from piao.normalizers.common_objectives.catalogue import Side, catalogue, common_objective
from piao.pipeline.common_objectives.judging import recognised
from piao.pipeline.common_objectives.recognising import hits
from piao.schema.records import (
    Comparator,
    Indicator,
    Level,
    Objective,
    Records,
    Role,
    Value,
)
from tests.common_names import measure
from tests.plans import make_records

DELAY = "Indicatore di ritardo annuale dei pagamenti"
PAYING = "Rispetto dei tempi di pagamento"
PLAN = make_records().document.document_id


def test_the_catalogue_says_all_that_is_asked() -> None:
    assert [(c.common_id, c.from_year, c.least_weight) for c in catalogue() if c.of_all] == [
        ("payment_delay", 2024, Decimal(30)),
        ("training_hours", 2025, None),
        ("transparency", 2017, None),
        ("anticorruption", 2017, None),
    ]
    assert len({common.common_id for common in catalogue()}) == 19
    assert {c.from_year for c in catalogue() if not c.of_all} == {2020}
    assert all(any(c.found[side] for side in Side) for c in catalogue())


@pytest.mark.parametrize(
    "common", [c for c in catalogue() if not c.of_all], ids=lambda common: common.common_id
)
def test_each_common_indicator_is_known_by_its_own_name(common: Any) -> None:
    found = {hit.common_id: hit.status.value for hit in hits(common.name, Side.INDICATOR)}
    assert found[common.common_id] == "found"


@pytest.mark.parametrize(
    ("half", "right", "wrong", "missed", "uncertain"),
    [("looked_at", 43, 0, 1, 4), ("untouched", 38, 0, 4, 5)],
)
def test_the_list_of_names(half: str, right: int, wrong: int, missed: int, uncertain: int) -> None:
    measured = measure(half)
    figures = (measured.right, measured.wrong, measured.missed, measured.uncertain)
    assert figures == (right, wrong, missed, uncertain)


@pytest.mark.parametrize(
    ("side", "name", "expected"),
    [
        # The indicator that the law names, another one on the same subject, and other payments.
        (Side.INDICATOR, DELAY, {"payment_delay": "found"}),
        (Side.INDICATOR, "Tempo medio di pagamento", {"payment_delay": "uncertain"}),
        (Side.OBJECTIVE, "Tempo medio di pagamento", {"payment_delay": "found"}),
        (Side.INDICATOR, "Giorni medi fra denuncia e liquidazione", {}),
        (Side.OBJECTIVE, "Pagamenti più rapidi agli invalidi civili", {}),
        (Side.OBJECTIVE, "Riduzione dei tempi dei procedimenti", {}),
        # Hours of training, and none.
        (Side.INDICATOR, "Dipendenti con 40 h di formazione", {"training_hours": "found"}),
        (Side.INDICATOR, "40 dipendenti formati", {}),
        (Side.OBJECTIVE, "Adozione del piano della formazione", {}),
        # What is said of other things than the administration.
        (Side.OBJECTIVE, "Trasparenza dei prezzi", {}),
        (Side.OBJECTIVE, "Un Comune semplice e trasparente", {"transparency": "uncertain"}),
        (Side.OBJECTIVE, "Pubblicazione dei dati sulla qualità dell'acqua", {}),
        (Side.OBJECTIVE, "Misure di prevenzione incendi", {}),
        (Side.OBJECTIVE, "Cultura della legalità", {"anticorruption": "uncertain"}),
        # Words that are of the phrase in other company.
        (Side.INDICATOR, "Accessi al pronto soccorso", {}),
        (Side.INDICATOR, "N. servizi online", {"full_digital_services": "uncertain"}),
        (Side.INDICATOR, "", {}),
    ],
)  # fmt: skip
def test_names(side: Side, name: str, expected: dict[str, str]) -> None:
    assert {hit.common_id: hit.status.value for hit in hits(name, side)} == expected


def plan(
    objectives: Sequence[tuple[str, str, str | None]],
    indicators: Sequence[tuple[str, str, str | None, str | None]] = (),
    targets: Sequence[dict[str, Any]] = (),
) -> Records:
    """A plan of 2025: objectives (id, title, weight), indicators (id, name, objective, weight)."""
    return Records(
        document=replace(make_records().document, year=2025),
        objectives=tuple(
            Objective(
                objective_id=key,
                document_id=PLAN,
                position=position,
                level=Level.OPERATIONAL,
                title=title,
                weight=Decimal(weight) if weight else None,
            )
            for position, (key, title, weight) in enumerate(objectives)
        ),
        indicators=tuple(
            Indicator(
                indicator_id=key,
                document_id=PLAN,
                objective_id=objective,
                position=position,
                name=name,
                weight=Decimal(weight) if weight else None,
            )
            for position, (key, name, objective, weight) in enumerate(indicators)
        ),
        values=tuple(
            Value(
                **{
                    "value_id": f"v{position}",
                    "document_id": PLAN,
                    "indicator_id": "i",
                    "position": position,
                    "role": Role.TARGET,
                    "raw": "x",
                    "comparator": Comparator.LE,
                    **target,
                }
            )
            for position, target in enumerate(targets)
        ),
    )


def places(records: Records, common_id: str = "payment_delay") -> list[tuple[Any, ...]]:
    return [
        (p.objective_id, p.indicator_id, p.status.value, p.weight, p.meets_weight, p.meets_target)
        for p in recognised(records)
        if p.common_id == common_id
    ]


@pytest.mark.parametrize(
    ("objective", "indicators", "expected"),
    [
        # The weight of the objective counts, not the part that its indicator is of it.
        (("o", PAYING, "15"), [("i", DELAY, "o", "100")], [("o", "i", "found", 15, "no")]),
        (("o", PAYING, "30"), [("i", DELAY, "o", None)], [("o", "i", "found", 30, "yes")]),
        (("o", PAYING, None), [("i", DELAY, "o", "30")], [("o", "i", "found", 30, "yes")]),
        (
            ("o", PAYING, None),
            [("i", DELAY, "o", "100")],
            [("o", "i", "found", 100, "not_understood")],
        ),
        (("o", PAYING, None), [], [("o", None, "found", None, "not_printed")]),
        # Its only indicator measures it, of several nobody knows which.
        (("o", PAYING, "30"), [("i", "Fatture", "o", None)], [("o", "i", "found", 30, "yes")]),
        (
            ("o", PAYING, "30"),
            [("i", "Fatture", "o", None), ("j", "Mandati", "o", None)],
            [("o", None, "found", 30, "yes")],
        ),
        # An indicator among others of a wider objective: what it weighs of the plan is not printed.
        (
            ("o", "Bilancio", "50"),
            [("i", DELAY, "o", "40"), ("j", "Mandati", "o", "60")],
            [("o", "i", "found", 40, "not_understood")],
        ),
        (("o", "Bilancio", "50"), [("i", DELAY, "o", "40")], [("o", "i", "found", 50, "yes")]),
        (("o", "Bilancio", "50"), [("i", DELAY, None, "35")], [(None, "i", "found", 35, "yes")]),
    ],
)
def test_weights(
    objective: tuple[str, str, str | None],
    indicators: list[tuple[str, str, str | None, str | None]],
    expected: list[tuple[Any, ...]],
) -> None:
    assert [place[:5] for place in places(plan([objective], indicators))] == expected


@pytest.mark.parametrize(
    ("common_id", "name", "target", "answer"),
    [
        ("payment_delay", DELAY, {"value": Decimal(0), "unit": "giorni"}, "yes"),
        ("payment_delay", DELAY, {"value": Decimal(-3)}, "yes"),
        ("payment_delay", DELAY, {"value": Decimal(0), "comparator": Comparator.EQ}, "yes"),
        ("payment_delay", DELAY, {"value": Decimal(5), "unit": "gg"}, "no"),
        (
            "payment_delay",
            DELAY,
            {"value": Decimal(-5), "value_max": Decimal(5), "comparator": Comparator.BETWEEN},
            "no",
        ),
        ("payment_delay", DELAY, {"comparator": Comparator.TEXT}, "not_understood"),
        (
            "payment_delay",
            DELAY,
            {"value": Decimal(0), "comparator": Comparator.GE},
            "not_understood",
        ),
        ("payment_delay", DELAY, {"value": Decimal(10), "unit": "%"}, "other_measure"),
        ("payment_delay", "Fatture pagate nei termini", {"value": Decimal(30)}, "other_measure"),
        ("payment_delay", DELAY, {"value": Decimal(0), "year": 2026}, "not_printed"),
        ("payment_delay", DELAY, {"value": Decimal(0), "role": Role.ACTUAL}, "not_printed"),
        (
            "training_hours",
            "Ore di formazione pro capite",
            {"value": Decimal(40), "comparator": Comparator.GE},
            "yes",
        ),
        (
            "training_hours",
            "Ore di formazione pro capite",
            {"value": Decimal(24), "comparator": Comparator.GE, "unit": "ore"},
            "no",
        ),
        (
            "training_hours",
            "Ore di formazione pro capite",
            {"value": Decimal(40)},
            "not_understood",
        ),
        # The name prints the hours, the target how many people: of that the directive says nothing.
        (
            "training_hours",
            "Dipendenti con almeno quaranta ore di formazione",
            {"value": Decimal(70), "comparator": Comparator.GE, "unit": "%"},
            "yes",
        ),
        (
            "training_hours",
            "Dipendenti con 24 ore di formazione",
            {"value": Decimal(100), "comparator": Comparator.GE, "unit": "%"},
            "no",
        ),
        ("transparency", "Obblighi di pubblicazione assolti", {"value": Decimal(1)}, None),
    ],
)
def test_targets(common_id: str, name: str, target: dict[str, Any], answer: str | None) -> None:
    records = plan([("o", PAYING, None)], [("i", name, "o", None)], [target])
    assert [place[5] for place in places(records, common_id)] == [answer]


def test_the_check_on_payment_times_asks_what_the_catalogue_says() -> None:
    asked = common_objective("payment_delay")
    assert asked.target is not None
    assert (asked.target.comparator, asked.target.value) == (Comparator.LE, Decimal(0))
