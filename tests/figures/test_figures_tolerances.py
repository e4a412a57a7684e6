"""What the cell of a tolerance says, and what it leaves to a person."""

from __future__ import annotations

from decimal import Decimal

import pytest

from piao.normalizers.figures import parse_tolerance, tolerance_beside


@pytest.mark.parametrize(
    ("text", "comparator", "low", "high", "unit"),
    [
        ("5%", "eq", "5", None, "%"),
        ("10 gg", "eq", "10", None, "giorni"),
        ("max 10%", "le", "10", None, "%"),
        ("tolleranza massima del 10 %", "le", "10", None, "%"),
        ("Scostamento ammesso: 5", "eq", "5", None, None),
        ("+/- 5%", "between", "-5", "5", "%"),
        ("± 5", "between", "-5", "5", None),
        ("+ / - 10 giorni", "between", "-10", "10", "giorni"),
        ("-5%", "eq", "-5", None, "%"),
        ("> 5%", "gt", "5", None, "%"),
        ("Il consuntivo può essere > 5% se si raggiunge l'altro", "text", None, None, None),
        ("fino al 10% se mancano i fondi", "text", None, None, None),
        ("5% o 10 giorni", "text", None, None, None),
        ("nessuna", "text", None, None, None),
    ],
)
def test_tolerance(
    text: str, comparator: str, low: str | None, high: str | None, unit: str | None
) -> None:
    (figure,) = parse_tolerance(text)
    expected = [Decimal(bound) if bound else None for bound in (low, high)]
    assert figure.comparator == comparator
    assert [figure.value, figure.value_max] == expected
    assert figure.unit == unit


def test_a_blank_cell_has_no_tolerance() -> None:
    assert parse_tolerance("-") == []


def test_the_unit_of_the_column() -> None:
    (figure,) = parse_tolerance("± 5", unit="%")
    assert (figure.value, figure.value_max, figure.unit) == (Decimal(-5), Decimal(5), "%")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("100%±5", ("100%", "±5")),
        ("100% (tolleranza 5%)", ("100%", "tolleranza 5%")),
        ("30 ± 2", ("30", "± 2")),
        ("≥ 80% con una tolleranza del 5%", ("≥ 80%", "tolleranza del 5%")),
        ("entro il 30/06/2025 (+/- 10 giorni)", ("entro il 30/06/2025", "+/- 10 giorni")),
        ("± 5%", None),
        ("tolleranza 5%", None),
        ("80% con tolleranza", None),
        ("30 + 2", None),
        (f"{'Pratiche ' * 32}30 ± 2", (f"{'Pratiche ' * 32}30", "± 2")),
        (f"{'Pratiche ' * 33}30 ± 2", None),
    ],
)
def test_a_tolerance_beside_its_figure(text: str, expected: tuple[str, str] | None) -> None:
    assert tolerance_beside(text) == expected
