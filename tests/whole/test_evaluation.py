"""No document with a truth is read worse than it was, and how the evaluation counts."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from piao.schema.records import (
    Comparator,
    DocumentKind,
    DocumentRecord,
    Indicator,
    Level,
    Objective,
    Records,
    Role,
    Value,
)
from tests.evaluation.__main__ import baseline
from tests.evaluation.comparing import compare, is_right
from tests.evaluation.documents import documents
from tests.evaluation.evaluating import Result, evaluate, fallen

pytestmark = pytest.mark.xdist_group("evaluation")
D = "d"
LEAST = {"samples": 0.98, "looked at": 0.80, "unseen": 0.85, "beside": 0.95}
"""What every document of a group reaches: the worst of each is as good as this."""


@pytest.fixture(scope="session")
def results() -> list[Result]:
    return list(evaluate(documents()))


def test_no_document_falls_below_its_baseline(results: list[Result]) -> None:
    assert fallen(results, baseline()) == []


def test_every_document_of_the_project_has_a_baseline(results: list[Result]) -> None:
    assert {r.document.name for r in results} <= set(baseline())


def test_no_document_is_hardly_read(results: list[Result]) -> None:
    assert [r.document.name for r in results if r.f1 < LEAST[r.document.group]] == []


def test_acts_that_are_no_plans_give_nothing(results: list[Result]) -> None:
    acts = [r for r in results if r.document.truth is None]
    assert len(acts) >= 33
    assert [r.document.name for r in acts if r.f1 != 1.0] == []


def test_values_have_their_words_in_their_boxes(results: list[Result]) -> None:
    total = sum(r.places.total for r in results)
    right = sum(r.places.right for r in results)
    assert total > 2_400
    assert right >= 0.98 * total


def test_a_document_that_fell_is_named(results: list[Result]) -> None:
    first = results[0]
    higher = {first.document.name: first.f1 + 0.02}
    assert fallen(results, higher) == [
        f"{first.document.name}: {first.f1:.3f}, was {first.f1 + 0.02:.3f}"
    ]
    assert fallen(results, {first.document.name: first.f1 + 0.005}) == []


def _read(*titles: str, value: str = "80") -> Records:
    objectives = tuple(
        Objective(
            objective_id=f"o{place}", document_id=D, position=place, level=Level.OPERATIONAL,
            title=title, weight=Decimal(40),
        )
        for place, title in enumerate(titles)
    )  # fmt: skip
    indicator = Indicator(
        indicator_id="i", document_id=D, objective_id="o0", position=1, name="Giorni medi"
    )
    figure = Value(
        value_id="v", document_id=D, indicator_id="i", position=1, year=2025, role=Role.TARGET,
        raw=f"≥ {value}%", comparator=Comparator.GE, value=Decimal(value), unit="%",
    )  # fmt: skip
    document = DocumentRecord(
        document_id=D, sha256="", file_name="a.pdf", kind=DocumentKind.PIAO, year=2025,
        period_start=datetime.date(2025, 1, 1),
    )  # fmt: skip
    return Records(
        document=document, objectives=objectives, indicators=(indicator,), values=(figure,)
    )


TRUTH = {
    "document": {"year": 2025, "kind": "piao", "period_start": 2025},
    "objectives": [{"title": "Ridurre i tempi", "weight": 40, "parent": None}],
    "indicators": [
        {
            "name": "Giorni medi",
            "objective": "Ridurre i tempi",
            "values": [{"role": "target", "raw": "≥ 80%", "value": 80, "comparator": "ge"}],
        }
    ],
}


@pytest.mark.parametrize(
    ("read", "right", "true", "found", "differences"),
    [
        (_read("Ridurre i tempi"), 12, 12, 12, []),
        (
            _read("Ridurre i tempi", value="90"),
            10,
            12,
            12,
            [
                "value.raw of Giorni medi: '≥ 80%', read '≥ 90%'",
                "value.value of Giorni medi: '80', read '90'",
            ],
        ),
        (
            _read("Ridurre i tempi", "Arredi nuovi"),
            12,
            12,
            14,
            ["objectives too many: Arredi nuovi"],
        ),
        (
            _read("Arredi nuovi"),
            8,
            12,
            11,
            [
                "objectives missing: Ridurre i tempi",
                "objectives too many: Arredi nuovi",
                "indicators.objective: 'Ridurre i tempi', read 'Arredi nuovi'",
            ],
        ),
    ],
    ids=["right", "wrong-figure", "one-too-many", "another"],
)
def test_fields_are_counted(
    read: Records, right: int, true: int, found: int, differences: list[str]
) -> None:
    compared = compare(TRUTH, read)
    total = compared.total
    assert (total.right, total.true, total.read) == (right, true, found)
    assert compared.differences == differences


@pytest.mark.parametrize(
    ("name", "true", "read", "right"),
    [
        ("title", "Ridurre i tempi di attesa", "ridurre i tempi  di attesa.", True),
        ("title", "Ridurre i tempi di attesa", "Ridurre i costi", False),
        ("weight", 40, Decimal("40.0"), True),
        ("weight", 40, Decimal(4), False),
        ("unit", "€", "EUR", True),
        ("comparator", "text|reference", "reference", True),
        ("period_end", 2027, "2027-12-31", True),
        ("parent", None, None, True),
        ("parent", None, "Servizi", False),
    ],
)
def test_a_field_is_right(name: str, true: object, read: object, right: bool) -> None:
    assert is_right(name, true, read) is right
