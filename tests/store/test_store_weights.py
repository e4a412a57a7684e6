"""What each objective and indicator weighs: the view `v_weights`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from tests.store.test_store_views import Node, number, plan, view


@pytest.mark.parametrize(
    ("objectives", "indicators", "expected"),
    [
        pytest.param(
            [("o", None, None, "40"), ("p", None, None, "60")],
            [("a", "o", "50"), ("b", "o", "50"), ("c", "p", None)],
            {"o": "40", "p": "60", "a": "20", "b": "20", "c": "60"},
            id="product-down-the-tree",
        ),
        pytest.param(
            [("o", None, None, "40"), ("p", None, None, "60")],
            [("a", "o", "10"), ("b", "o", "30")],
            {"o": "40", "p": "60", "a": "10", "b": "30"},
            id="weights-that-sum-to-the-parent's",
        ),
        pytest.param(
            [("o", None, None, None), ("p", None, None, None)],
            [],
            {"o": "50", "p": "50"},
            id="no-weights-are-equal-shares",
        ),
        pytest.param(
            [("o", None, None, "100")],
            [("a", "o", "30"), ("b", "o", None)],
            {"o": "100", "a": "30", "b": None},
            id="one-weight-missing-is-not-guessed",
        ),
        pytest.param(
            [
                ("o", None, "Anagrafe", "60"),
                ("p", None, "Anagrafe", "40"),
                ("q", None, "SUAP", "9"),
            ],
            [],
            {"o": "60", "p": "40", "q": "9"},
            id="weights-of-each-unit-are-never-raised",
        ),
        pytest.param(
            [
                ("o", None, "Settore Polizia", "30"),
                ("p", None, "Servizio Polizia", "70"),
                ("q", None, "SUAP", "90"),
                ("r", None, "SUAP", "30"),
            ],
            [("a", "o", "30"), ("b", "p", None)],
            {"o": "30", "p": "70", "q": "75", "r": "25", "a": "30", "b": "70"},
            id="a-sector-and-its-services-share-out-the-whole",
        ),
        pytest.param(
            [
                ("o", None, "Anagrafe", "0.3"),
                ("p", None, "Servizi", "0.7"),
                ("q", None, "SUAP", "1"),
            ],
            [],
            {"o": "30", "p": "70", "q": "100"},
            id="weights-that-are-parts-of-one",
        ),
        pytest.param(
            [("o", None, "Anagrafe", "60"), ("p", None, "SUAP", "40")],
            [],
            {"o": "60", "p": "40"},
            id="weights-of-the-whole-plan",
        ),
        pytest.param(
            [("o", "p", None, "60"), ("p", "o", None, "40"), ("q", None, None, "1")],
            [],
            {"q": "100"},
            id="a-circle-is-left-out",
        ),
        pytest.param(
            [
                ("q", None, None, None),
                ("o", "p", None, None),
                ("p", "o", None, None),
                ("r", "o", None, "3"),
            ],
            [],
            {"q": "100"},
            id="a-circle-without-weights-is-left-out",
        ),
        pytest.param(
            [
                ("s", None, "Anagrafe", None),
                ("a", "s", "Anagrafe", "50"),
                ("b", "s", "Anagrafe", "25"),
                ("t", None, "Anagrafe", None),
                ("c", "t", "Anagrafe", "25"),
                ("u", None, "SUAP", None),
                ("d", "u", "SUAP", "100"),
            ],
            [],
            {"s": "75", "a": "50", "b": "25", "t": "25", "c": "25", "u": "100", "d": "100"},
            id="without-weight-of-its-own-it-weighs-what-is-below",
        ),
        pytest.param(
            [
                ("o", None, "Tecnico", "80"),
                ("s", None, "Tecnico", None),
                ("a", "s", "Tecnico", "20"),
                ("x", None, "Tecnico", None),
                ("y", None, "SUAP", "30"),
            ],
            [],
            {"o": "80", "s": "20", "a": "20", "x": None, "y": "30"},
            id="what-is-below-makes-up-the-whole-beside-one-that-weighs-nothing",
        ),
        pytest.param(
            [
                ("s", None, None, None),
                ("a", "s", None, None),
                ("b", "a", None, "30"),
                ("c", "a", None, "20"),
                ("t", None, None, None),
                ("d", "t", None, "50"),
            ],
            [],
            {"s": "50", "a": "50", "b": "30", "c": "20", "t": "50", "d": "50"},
            id="weights-two-levels-below",
        ),
        pytest.param(
            [
                ("s", None, None, None),
                ("a", "s", None, "100"),
                ("t", None, None, None),
                ("b", "t", None, "60"),
                ("c", "t", None, "40"),
            ],
            [],
            {"s": "50", "a": "50", "t": "50", "b": "30", "c": "20"},
            id="each-shares-out-a-whole",
        ),
        pytest.param(
            [
                ("s", None, None, None),
                ("a", "s", None, "35"),
                ("b", "s", None, None),
                ("t", None, None, None),
                ("c", "t", None, "40"),
            ],
            [],
            {"s": None, "a": None, "b": None, "t": "40", "c": "40"},
            id="what-is-below-is-weighed-in-part-only",
        ),
        pytest.param(
            [
                ("o", None, None, "30"),
                ("s", None, None, None),
                ("a", "s", None, "50"),
                ("b", "s", None, "20"),
            ],
            [],
            {"o": "30", "s": "70", "a": "50", "b": "20"},
            id="weights-of-two-levels-that-sum-to-the-whole",
        ),
        pytest.param(
            [("o", None, None, "30"), ("s", None, None, None), ("a", "s", None, "100")],
            [],
            {"o": "30", "s": None, "a": None},
            id="weights-of-two-levels-that-do-not",
        ),
    ],
)
def test_effective_weights(
    location: str,
    objectives: Sequence[Node],
    indicators: Sequence[tuple[str, str | None, str | None]],
    expected: dict[str, str | None],
) -> None:
    rows = view(location, "v_weights", plan(objectives, indicators))
    found = {row["record_id"]: row["effective_weight"] for row in rows}
    assert found == {key: number(weight) for key, weight in expected.items()}


@pytest.mark.parametrize(
    ("objectives", "indicators", "expected"),
    [
        pytest.param(
            [("o", None, None, "100")],
            [("a", "o", "60"), ("b", "o", "40")],
            {"o": "1 whole 100", "a": "0.6 whole 100", "b": "0.4 whole 100"},
            id="the-whole",
        ),
        pytest.param(
            [("o", None, None, "40"), ("p", None, None, "60")],
            [("a", "o", "10"), ("b", "o", "30"), ("c", "p", "60")],
            {
                "o": "0.4 whole 100",
                "p": "0.6 whole 100",
                "a": "0.25 parent 40",
                "b": "0.75 parent 40",
                "c": "1 parent 60",
            },
            id="the-weight-of-the-parent",
        ),
        pytest.param(
            [("o", None, None, "100")],
            [("a", "o", "30"), ("b", "o", "10")],
            {"o": "1 whole 100", "a": "0.3 short 100", "b": "0.1 short 100"},
            id="less-than-either-is-not-raised",
        ),
        pytest.param(
            [("o", None, None, "50"), ("p", None, None, "50")],
            [("a", "o", "30"), ("b", "o", "10"), ("c", "p", "80")],
            {
                "o": "0.5 whole 100",
                "p": "0.5 whole 100",
                "a": "0.6 short 50",
                "b": "0.2 short 50",
                "c": "0.8 short 100",
            },
            id="less-than-the-parent-is-part-of-it-more-is-part-of-100",
        ),
        pytest.param(
            [("o", None, None, "100")],
            [("a", "o", "90"), ("b", "o", "30")],
            {"o": "1 whole 100", "a": "0.75 over 120", "b": "0.25 over 120"},
            id="more-than-either-is-lowered",
        ),
        pytest.param(
            [("o", None, None, "100")],
            [("a", "o", "33"), ("b", "o", "33"), ("c", "o", "33")],
            {
                "o": "1 whole 100",
                **dict.fromkeys("abc", "0.333333 whole 99"),
            },
            id="thirds-are-rounded",
        ),
        pytest.param(
            [("o", None, None, "40"), ("p", None, None, "60")],
            [("a", "o", "0.5"), ("b", "o", "0.5"), ("c", "p", "0.3"), ("d", "p", "0.6")],
            {
                "o": "0.4 whole 100",
                "p": "0.6 whole 100",
                "a": "0.5 whole 1",
                "b": "0.5 whole 1",
                "c": "0.3 short 1",
                "d": "0.6 short 1",
            },
            id="parts-of-one",
        ),
        pytest.param(
            [("o", None, None, None), ("p", None, None, None)],
            [("a", "o", "30"), ("b", "o", "20"), ("c", "p", "50")],
            {
                "o": "0.5 whole 100",
                "p": "0.5 whole 100",
                "a": "0.6 parent 50",
                "b": "0.4 parent 50",
                "c": "1 parent 50",
            },
            id="indicators-that-share-out-the-plan",
        ),
        pytest.param(
            [("o", None, None, None), ("p", None, None, None), ("q", None, None, None)],
            [("a", "o", "60"), ("b", "o", "40"), ("c", "p", "60"), ("d", "q", None)],
            {
                **dict.fromkeys("opq", "0.333333 equal None"),
                "a": "0.6 whole 100",
                "b": "0.4 whole 100",
                "c": "0.6 short 100",
                "d": "1 equal None",
            },
            id="indicators-that-share-out-their-objective",
        ),
        pytest.param(
            [("o", None, None, None), ("p", None, None, None), ("q", None, None, None)],
            [("a", "o", "60"), ("b", "o", "40"), ("c", "p", None), ("d", "q", "30")],
            {
                **dict.fromkeys("opq", "0.333333 equal None"),
                "a": "0.6 whole 100",
                "b": "0.4 whole 100",
                "c": "1 equal None",
                "d": "0.3 short 100",
            },
            id="indicators-of-some-objectives",
        ),
        pytest.param(
            [("o", None, None, None), ("s", "o", None, None), ("p", None, None, None)],
            [("a", "o", None), ("b", "o", None)],
            {
                "o": "0.5 equal None",
                "p": "0.5 equal None",
                "a": "0.5 equal None",
                "b": "0.5 equal None",
                "s": "None None None",
            },
            id="a-step-beside-indicators-weighs-nothing",
        ),
        pytest.param(
            [
                ("o", None, None, None),
                ("s", "o", None, None),
                ("t", "o", None, None),
                ("u", "t", None, None),
            ],
            [("a", "o", None), ("b", "u", None)],
            {
                "o": "1 equal None",
                "s": "None None None",
                "t": "0.5 equal None",
                "u": "1 equal None",
                "a": "0.5 equal None",
                "b": "1 equal None",
            },
            id="an-objective-that-something-below-measures-is-no-step",
        ),
    ],
)
def test_what_weights_are_parts_of(
    location: str,
    objectives: Sequence[Node],
    indicators: Sequence[tuple[str, str | None, str | None]],
    expected: dict[str, str],
) -> None:
    rows = view(location, "v_weights", plan(objectives, indicators))
    assert {row["record_id"]: sharing(row, row["whole"]) for row in rows} == expected


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        pytest.param(
            [("A", "60"), ("A", "40"), ("B", "60"), ("C", "100")],
            ["0.6 whole 100", "0.4 whole 100", "0.6 short 60", "1 whole 100"],
            id="less-is-not-raised",
        ),
        pytest.param(
            [("A", "30"), ("B", "70"), ("C", "90"), ("C", "30")],
            ["0.3 short 30", "0.7 short 70", "0.75 over 120", "0.25 over 120"],
            id="more-is-lowered",
        ),
        pytest.param(
            [("A", "30"), ("B", None), ("B", None), ("C", "100")],
            ["0.3 short 30", "0.5 equal None", "0.5 equal None", "1 whole 100"],
            id="a-unit-without-weights",
        ),
        pytest.param(
            [("A", "30"), ("B", "20"), ("C", "10")],
            ["0.3 short 60", "0.2 short 60", "0.1 short 60"],
            id="one-whole-that-something-is-missing-of",
        ),
        pytest.param(
            [("A", "60"), ("B", "40"), ("C", None)],
            ["0.6 whole 100", "0.4 whole 100", "None None 100"],
            id="one-whole",
        ),
    ],
)
def test_weights_of_units(
    location: str, units: Sequence[tuple[str, str | None]], expected: list[str]
) -> None:
    objectives: list[Node] = [
        (f"o{number}", None, unit, weight) for number, (unit, weight) in enumerate(units)
    ]
    rows = view(location, "v_weights", plan(objectives, []))
    assert [sharing(row, row["siblings_weight"]) for row in rows] == expected


def sharing(row: dict[str, Any], figure: Decimal | None) -> str:
    """The share of a row, how it came about, and a figure."""
    share = None if row["share"] is None else f"{round(row['share'], 6).normalize():f}"
    return f"{share} {row['share_basis']} {None if figure is None else f'{figure.normalize():f}'}"
