"""One target held against one result, and which way is better."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest

from piao.pipeline.scoring.actuals import read_actual
from piao.pipeline.scoring.goals import goal as read_goal
from piao.pipeline.scoring.measuring import Goal, achievement
from piao.pipeline.store import Store
from piao.schema.records import Comparator, Role
from tests.plans import digest, make_document
from tests.store.test_store_views import TREE, number, plan

JUNE = datetime.date(2025, 6, 30)


def goal(comparator: str | None, *figures: str, **others: Any) -> Goal:
    """A goal of a target, a target_max and a baseline, '' for none."""
    names = ("target", "target_max", "baseline")
    given: dict[str, Any] = {n: Decimal(f) for n, f in zip(names, figures, strict=False) if f}
    return Goal(comparator=Comparator(comparator) if comparator else None, **given, **others)


DAYS = {"tolerance": Decimal(10), "tolerance_unit": "giorni", "tolerance_raw": "10 giorni"}
FIVE_PERCENT = {"tolerance": Decimal(5), "tolerance_unit": "%", "tolerance_raw": "5%"}


@pytest.mark.parametrize(
    ("target", "actual", "explanation"),
    [
        (goal("ge", "90.5", unit="%"), "95", "expected ≥ 90.5 %, reached 95"),
        (
            goal("by", due_date=JUNE),
            "1/7/2025",
            "expected by 30/06/2025, done on 01/07/2025, 1 day late",
        ),
        (goal("le", "10", "", "30"), "15", "expected ≤ 10, reached 15, baseline 30"),
        (goal("yes_no"), "sì", "done: yes"),
        (goal("text"), "buono", "the target is qualitative"),
        (goal("ge", "90"), "", "the result is missing"),
    ],
)
def test_explanations_in_english(target: Goal, actual: str, explanation: str) -> None:
    assert achievement(target, read_actual(actual, 2025)).explanation == explanation


@pytest.mark.parametrize(
    ("target", "actual", "percent", "explanation"),
    [
        (goal("ge", "90", unit="%"), "95 %", "100", "atteso ≥ 90 %, conseguito 95"),
        (goal("ge", "90", unit="%"), "45", "50", "atteso ≥ 90 %, conseguito 45"),
        (goal("ge", "90", "", "80"), "85", "50", "atteso ≥ 90, conseguito 85, partenza 80"),
        (goal("ge", "90", "", "80"), "70", "0", "atteso ≥ 90, conseguito 70, partenza 80"),
        (goal("ge", "90", "", "95"), "45", "50", "atteso ≥ 90, conseguito 45, partenza 95"),
        (goal("gt", "1200"), "1.500,5", "100", "atteso > 1.200, conseguito 1.500,5"),
        (goal("le", "10"), "15", "50", "atteso ≤ 10, conseguito 15"),
        (goal("le", "10"), "25", "0", "atteso ≤ 10, conseguito 25"),
        (goal("le", "10", "", "30"), "15", "75", "atteso ≤ 10, conseguito 15, partenza 30"),
        (goal("lt", "0", "", "20"), "5", "75", "atteso < 0, conseguito 5, partenza 20"),
        (goal("le", "0"), "-3", "100", "atteso ≤ 0, conseguito -3"),
        (goal("le", "0"), "3", "0", "atteso ≤ 0, conseguito 3"),
        (goal("between", "10", "20"), "12", "100", "atteso tra 10 e 20, conseguito 12"),
        (goal("between", "10", "20"), "25", "75", "atteso tra 10 e 20, conseguito 25"),
        (goal("between", "10", "20"), "5", "50", "atteso tra 10 e 20, conseguito 5"),
        (goal("eq", "80"), "80", "100", "atteso 80, conseguito 80"),
        (goal("eq", "80", "", "60"), "90", "100", "atteso 80, conseguito 90, partenza 60"),
        (goal("eq", "80", "", "60"), "70", "50", "atteso 80, conseguito 70, partenza 60"),
        (
            goal("eq", "80"),
            "70",
            None,
            "atteso 80, conseguito 70: "
            "senza partenza né verso non si sa se è meglio crescere o calare",
        ),
        (
            goal("eq", "100", unit="%"),
            *("60 %", "60", "atteso 100 %, conseguito 60, inteso come almeno"),
        ),
        (
            goal("eq", "100", "", "100", unit="%"),
            *("90", "90", "atteso 100 %, conseguito 90, partenza 100, inteso come almeno"),
        ),
        (
            goal("eq", "100", "", "120", unit="%"),
            *("110", "50", "atteso 100 %, conseguito 110, partenza 120"),
        ),
        (
            goal("eq", "100"),
            "60",
            None,
            "atteso 100, conseguito 60: "
            "senza partenza né verso non si sa se è meglio crescere o calare",
        ),
        (
            goal("eq", "0", unit="reclami"),
            *("12", "0", "atteso 0 reclami, conseguito 12, inteso come al più"),
        ),
        (goal("eq", "0", "", "20"), "5", "75", "atteso 0, conseguito 5, partenza 20"),
        (
            goal("eq", "40", stated="higher"),
            *("30", "75", "atteso 40, conseguito 30, inteso come almeno"),
        ),
        (
            goal("eq", "40", stated="lower"),
            *("30", "100", "atteso 40, conseguito 30, inteso come al più"),
        ),
        (
            goal("eq", "100", unit="%", stated="lower"),
            *("60", "100", "atteso 100 %, conseguito 60, inteso come al più"),
        ),
        (
            goal("ge", "200", **FIVE_PERCENT),
            "190",
            "100",
            "atteso ≥ 200, conseguito 190, tolleranza 5 %",
        ),
        (
            goal("ge", "90", unit="%", **DAYS),
            "85",
            "94.44",
            "atteso ≥ 90 %, conseguito 85, tolleranza non letta: '10 giorni'",
        ),
        (goal("ge", "220000"), "219.999,99", "99.99", "atteso ≥ 220.000, conseguito 219.999,99"),
        (
            goal("by", due_date=JUNE),
            "30/06/2025",
            "100",
            "atteso entro il 30/06/2025, fatto il 30/06/2025",
        ),
        (
            goal("by", due_date=JUNE),
            "1 luglio 2025",
            "0",
            "atteso entro il 30/06/2025, fatto il 01/07/2025, 1 giorno dopo",
        ),
        (
            goal("by", due_date=JUNE, **FIVE_PERCENT),
            "2 luglio 2025",
            "0",
            "atteso entro il 30/06/2025, fatto il 02/07/2025, 2 giorni dopo, "
            "tolleranza non letta: '5%'",
        ),
        (
            goal("by", due_date=JUNE, **DAYS),
            "1 luglio 2025",
            "100",
            "atteso entro il 30/06/2025, fatto il 01/07/2025, 1 giorno dopo, tolleranza 10 giorni",
        ),
        (goal("by", due_date=JUNE), "sì", "100", "atteso entro il 30/06/2025, fatto: sì"),
        (
            goal("by", due_date=JUNE),
            "12",
            None,
            "atteso entro il 30/06/2025: serve una data, non '12'",
        ),
        (
            goal("by", due_date=JUNE),
            "Del. n. 12 del 15/06/2025",
            "100",
            "atteso entro il 30/06/2025, fatto il 15/06/2025 (da 'Del. n. 12 del 15/06/2025')",
        ),
        (
            goal("by", due_date=JUNE),
            "approvato con DGC 45/2025 del 3 luglio 2025",
            "0",
            "atteso entro il 30/06/2025, fatto il 03/07/2025 "
            "(da 'approvato con DGC 45/2025 del 3 luglio 2025'), 3 giorni dopo",
        ),
        (
            goal("by", due_date=JUNE),
            "giugno 2025",
            "100",
            "atteso entro il 30/06/2025, fatto entro il 30/06/2025 (da 'giugno 2025')",
        ),
        (
            goal("by", due_date=datetime.date(2025, 6, 25), **DAYS),
            "giugno 2025",
            "100",
            "atteso entro il 25/06/2025, fatto entro il 30/06/2025 (da 'giugno 2025'), "
            "5 giorni dopo, tolleranza 10 giorni",
        ),
        (
            goal("by", due_date=datetime.date(2025, 6, 15)),
            "giugno 2025",
            None,
            "atteso entro il 15/06/2025: serve il giorno, non 'giugno 2025'",
        ),
        (
            goal("yes_no"),
            "DGC 45 del 3/3/2025",
            "100",
            "fatto il 03/03/2025 (da 'DGC 45 del 3/3/2025')",
        ),
        (
            goal("ge", "90"),
            "Det. n. 95 del 15/06/2025",
            None,
            "serve un numero, non 'Det. n. 95 del 15/06/2025'",
        ),
        (goal("ge", "90"), "30/06/2025", None, "serve un numero, non '30/06/2025'"),
        (goal("ge", "90"), "almeno 95", None, "serve un numero, non 'almeno 95'"),
        (
            goal("le", "30", unit="giorni"),
            "20 %",
            None,
            "unità diverse: atteso in 'giorni', conseguito in '%'",
        ),
        (
            goal("ge", "90", unit="%"),
            "0,85",
            None,
            "0,85 per un valore atteso in %: scrivere 85 % o 0,85 %",
        ),
        (goal("ge", "90", unit="%"), "0,85 %", "0.94", "atteso ≥ 90 %, conseguito 0,85"),
        (goal("le", "0", unit="%"), "0,5", "0", "atteso ≤ 0 %, conseguito 0,5"),
        (goal("ge", "10"), "=6+7", None, "serve un numero, non '=6+7'"),
        (goal("ge", "10"), "@13", None, "serve un numero, non '@13'"),
        (goal("ge", "10"), "6+7", None, "serve un numero, non '6+7'"),
        (goal("ge", "10"), "12 o 14", None, "serve un numero, non '12 o 14'"),
        (goal("ge", "10"), "+13", "100", "atteso ≥ 10, conseguito 13"),
        (goal("ge", "80"), "80 % (8 su 10)", "100", "atteso ≥ 80, conseguito 80"),
        (goal("ge", "3", unit="N."), "3 schede", "100", "atteso ≥ 3 N., conseguito 3"),
        (
            goal("ge", "200", unit="numero"),
            "150 chiamate",
            "75",
            "atteso ≥ 200 numero, conseguito 150",
        ),
        (
            goal("ge", "3", unit="N. di schede"),
            "3 Schede",
            "100",
            "atteso ≥ 3 N. di schede, conseguito 3",
        ),
        (
            goal("ge", "3", unit="N."),
            "3 %",
            None,
            "unità diverse: atteso in 'N.', conseguito in '%'",
        ),
        (
            goal("ge", "3", unit="N. schede"),
            "3 incontri",
            None,
            "unità diverse: atteso in 'N. schede', conseguito in 'incontri'",
        ),
        (goal("yes_no"), "Sì", "100", "fatto: sì"),
        (goal("yes_no"), "non realizzato", "0", "fatto: no"),
        (goal("yes_no"), "12", None, "serve sì o no, non '12'"),
        (goal("ge", "90"), "", None, "manca il consuntivo"),
        (goal("text"), "buono", None, "il valore atteso è qualitativo"),
        (
            *(goal("text", unit="%"), "36", None),
            "il valore atteso è una variazione, non un livello",
        ),
        (goal("reference"), "12", None, "il valore atteso è definito altrove"),
        (goal(None), "12", None, "il piano non dà un valore atteso"),
    ],
)
@pytest.mark.usefixtures("spoken_italian")
def test_achievement(target: Goal, actual: str, percent: str | None, explanation: str) -> None:
    found = achievement(target, read_actual(actual))
    assert found.percent == (None if percent is None else Decimal(percent))
    assert found.explanation == explanation


@pytest.mark.parametrize(
    ("comparator", "target", "unit", "baseline", "direction"),
    [
        ("ge", "5", None, None, "higher"),
        ("lt", "5", None, "3", "lower"),
        ("between", "5", None, None, "within"),
        ("by", None, None, None, "earlier"),
        ("yes_no", None, None, None, None),
        ("eq", "5", None, "3", "higher"),
        ("eq", "5", None, "8", "lower"),
        ("eq", "5", None, "5", None),
        ("eq", "5", None, None, None),
        ("eq", "100", "%", None, "higher"),
        ("eq", "100", "%", "100", "higher"),
        ("eq", "100", "%", "120", "lower"),
        ("eq", "100", "ore", None, None),
        ("eq", "0", "reclami", None, "lower"),
        ("eq", "0", "%", "-3", "higher"),
    ],
)
def test_the_view_and_the_scorer_agree_which_way_is_better(
    location: str,
    *,
    comparator: str,
    target: str | None,
    unit: str | None,
    baseline: str | None,
    direction: str | None,
) -> None:
    figures: dict[Role, dict[str, Any]] = {
        Role.TARGET: {"comparator": Comparator(comparator), "value": number(target), "unit": unit},
        Role.BASELINE: {"comparator": Comparator.EQ, "value": number(baseline)},
    }
    values = [{"indicator_id": "a", "role": role, **given} for role, given in figures.items()]
    with Store(location) as store:
        store.save(plan(TREE[:1], [("a", "o", None)], values), make_document("v"))
        (row,) = store.view("v_scoring", [digest("v")[:16]])
    assert (row["direction"], read_goal(row).direction) == (direction, direction)
