"""Targets beside the figures that they start from."""

from __future__ import annotations

import pytest

from piao.schema.records import Comparator, Role
from tests.checks.test_sanity import Book, target, told


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([("80", "%", 2023), ("80", "%", 2024)], "'Pratiche: 80'"),
        ([("80", None, 2023), ("80", "%", 2024)], "'Pratiche: 80'"),
        ([("70", "%", 2022), ("80", "%", 2023), ("70", "%", 2024)], None),
        ([("80", "%", 2023), ("85", "%", 2024)], None),
        ([("100", "%", 2023), ("100", "%", 2024)], None),
        ([("0", "giorni", 2023), ("0", "giorni", 2024)], None),
    ],
)
def test_target_equal_to_baseline(
    values: list[tuple[str, str | None, int]], message: str | None
) -> None:
    roles = [Role.BASELINE] * (len(values) - 1) + [Role.TARGET]
    figures = [
        target(number, unit, year=year, role=role)
        for (number, unit, year), role in zip(values, roles, strict=True)
    ]
    book = Book(year=2023).objective("Strade").indicator("Pratiche", "Strade", values=figures)
    expected = f"target_equals_baseline: Target uguale al valore di partenza (1): {message}."
    assert told(book) == ([expected] if message else [])


GE, LE, EQ = Comparator.GE, Comparator.LE, Comparator.EQ


@pytest.mark.parametrize(
    ("comparator", "figure", "unit", "start", "found"),
    [
        (GE, "70", "%", ("80", "%", 2022), True),
        (GE, "80", "%", ("80", "%", 2022), False),
        (GE, "90", "%", ("80", "%", 2022), False),
        (LE, "20", None, ("10", None, 2022), True),
        (LE, "0", "giorni", ("4", "giorni", 2022), False),
        (EQ, "70", None, ("80", None, 2022), False),
        (GE, "70", "%", ("80", "giorni", 2022), False),
        (GE, "70", "%", ("80", None, None), True),
        (GE, "70", "%", ("80", "%", 2024), False),
    ],
)
def test_target_below_its_baseline(
    comparator: Comparator,
    figure: str,
    unit: str | None,
    start: tuple[str, str | None, int | None],
    found: bool,
) -> None:
    number, start_unit, year = start
    values = [
        target(number, start_unit, year=year, role=Role.BASELINE),
        {**target(figure, unit, year=2023), "comparator": comparator},
    ]
    book = Book(year=2023).objective("Strade").indicator("Pratiche", "Strade", values=values)
    expected = (
        "target_below_baseline: Target meno ambizioso del valore di partenza (1): "
        f"'Pratiche: {number} → {figure}'."
    )
    assert [line for line in told(book) if "target_below" in line] == [expected] * found
