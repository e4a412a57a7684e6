"""Numbers and percentages in Italian marks."""

from decimal import Decimal

import pytest

from piao.normalizers.figures import parse_number, parse_percentage

NUMBERS = [
    ("85.523.032 €", "85523032"),
    ("1.182.483.260 €", "1182483260"),
    ("€ 1.649,40", "1649.40"),
    ("Euro 12.000", "12000"),
    ("1,000", "1"),
    ("1,018", "1.018"),
    ("3.000", "3000"),
    ("83.994", "83994"),
    ("0.500", "0.5"),
    ("12.5%", "12.5"),
    ("0.5", "0.5"),
    ("1.5", "1.5"),
    ("1234.567", "1234.567"),
    ("1.234,5", "1234.5"),
    ("1,234.5", "1234.5"),
    ("1,234,567", "1234567"),
    ("-9157,800", "-9157.8"),
    ("− 3,5", "-3.5"),
    ("+5", "5"),
    ("1'000", "1000"),
    ("1’250,50", "1250.50"),
    ("1 000 000", "1000000"),
    ("1\u00a0500", "1500"),
    ("€ 500,00=", "500"),
    ("1,5 milioni di euro", "1500000"),
    ("5mila", "5000"),
    ("2 mld", "2000000000"),
    ("n. 12", "12"),
    ("tre", "3"),
    ("ventuno", "21"),
    ("trentotto", "38"),
    ("centoventi", "120"),
    ("90 per cento", "90"),
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_a_lone_number_is_read_in_italian_marks(text: str, expected: str) -> None:
    assert parse_number(text) == Decimal(expected)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "n.d.",
        "1.23.456",
        "1.2.3",
        "31/12/2024",
        "2021/2023",
        "30 giorni",
        "4bis",
        "due terzi",
        "10-15",
        "≥ 10",
        "1,2,3",
        "9" * 40,
        "PM01",
    ],
)
def test_what_is_not_a_lone_number_is_none(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("30%", "30"), ("11,11 %", "11.11"), ("30", "30"), ("0,3", "0.3"), ("50 per cento", "50")],
)
def test_a_weight_is_what_is_printed(text: str, expected: str) -> None:
    assert parse_percentage(text) == Decimal(expected)


@pytest.mark.parametrize("text", ["", "€ 30", "30 giorni", "Peso", "30% + 20%", "alto"])
def test_a_weight_that_is_not_a_lone_figure_is_none(text: str) -> None:
    assert parse_percentage(text) is None
