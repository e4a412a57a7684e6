"""The views of the store: the same rows in SQLite and PostgreSQL."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from piao.pipeline.store import Store, database
from piao.pipeline.store.views import VIEWS, view_rows
from piao.schema.errors import UsageError
from piao.schema.records import Comparator, Indicator, Level, Objective, Records, Role, Value
from tests.plans import digest, make_document, make_records

DOCUMENT = digest("v")[:16]

# objective, parent, unit, weight
Node = tuple[str, str | None, str | None, str | None]


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def plan(
    objectives: Sequence[Node],
    indicators: Sequence[tuple[str, str | None, str | None]],
    values: Sequence[dict[str, Any]] = (),
) -> Records:
    """A plan of objectives, of indicators (name, objective, weight) and of values."""
    return Records(
        document=replace(make_records("v").document, document_id=DOCUMENT, year=2025),
        objectives=tuple(
            Objective(
                objective_id=name,
                document_id=DOCUMENT,
                parent_id=parent,
                position=position,
                level=Level.OPERATIONAL,
                title=name,
                org_unit=unit,
                weight=number(weight),
            )
            for position, (name, parent, unit, weight) in enumerate(objectives)
        ),
        indicators=tuple(
            Indicator(
                indicator_id=name,
                document_id=DOCUMENT,
                objective_id=objective,
                position=position,
                name=name,
                weight=number(weight),
            )
            for position, (name, objective, weight) in enumerate(indicators)
        ),
        values=tuple(
            Value(**{"value_id": f"v{n}", "document_id": DOCUMENT, "position": n, "raw": "x", **v})
            for n, v in enumerate(values)
        ),
    )


def view(location: str, name: str, records: Records) -> list[dict[str, Any]]:
    with Store(location) as store:
        store.save(records, make_document("v"))
        return store.view(name, [DOCUMENT])


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
            {"o": "100", "a": "100", "b": None},
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


TREE: list[Node] = [("o", None, "SUAP", "100"), ("p", "o", None, "100")]


def test_scoring_has_all_that_a_scorer_needs(location: str) -> None:
    values: list[dict[str, Any]] = [
        {"indicator_id": "a", "role": Role.BASELINE, "year": 2023, "value": Decimal("9.5")},
        {"indicator_id": "a", "role": Role.BASELINE, "year": 2024, "value": Decimal(8)},
        {"indicator_id": "a", "role": Role.TARGET, "year": 2025, "value": Decimal(5)},
        {"indicator_id": "a", "role": Role.ACTUAL, "year": 2025, "value": Decimal("6.25")},
        {"indicator_id": "a", "role": Role.TOLERANCE, "year": None, "value": Decimal(1)},
    ]
    rows = view(
        location,
        "v_scoring",
        plan(
            TREE,
            [("a", "p", None)],
            [{**value, "comparator": Comparator.EQ} for value in values],
        ),
    )
    names = ("org_unit", "objective_path", "effective_weight", "comparator", "target", "direction")
    assert [tuple(row[name] for name in names) for row in rows] == [
        ("SUAP", "o › p", Decimal(100), "eq", Decimal(5), "lower")
    ]
    figures = ("baseline", "baseline_year", "actual", "tolerance", "is_current")
    assert [tuple(row[name] for name in figures) for row in rows] == [
        (Decimal(8), 2024, Decimal("6.25"), Decimal(1), True)
    ]


def test_figures_without_a_year_are_those_of_the_plan(location: str) -> None:
    figures: list[tuple[Role, int | None, int]] = [
        (Role.TARGET, None, 1),
        (Role.TARGET, 2025, 2),
        (Role.TARGET, 2026, 3),
        (Role.ACTUAL, None, 4),
        (Role.ACTUAL, 2025, 5),
        (Role.TOLERANCE, None, 6),
        (Role.TOLERANCE, 2026, 7),
    ]
    values: list[dict[str, Any]] = [
        {
            "indicator_id": "a",
            "role": role,
            "year": year,
            "value": Decimal(number),
            "comparator": Comparator.EQ,
        }
        for role, year, number in figures
    ]
    rows = view(location, "v_scoring", plan(TREE, [("a", "p", None)], values))
    names = ("year", "target", "actual", "tolerance")
    assert [tuple(row[name] for name in names) for row in rows] == [
        (2025, Decimal(1), Decimal(4), Decimal(6)),
        (2026, Decimal(3), None, Decimal(7)),
    ]


def test_an_indicator_without_a_target_is_a_row_too(location: str) -> None:
    due = datetime.date(2025, 6, 30)
    values: list[dict[str, Any]] = [
        {"indicator_id": "b", "role": Role.TARGET, "comparator": Comparator.BY, "due_date": due},
        {"indicator_id": "b", "role": Role.TARGET, "comparator": Comparator.TEXT},
    ]
    rows = view(
        location,
        "v_indicator_targets",
        plan(TREE, [("a", None, None), ("b", "o", None)], values),
    )
    names = ("indicator_id", "year", "comparator", "due_date", "targets", "objective_path")
    assert [tuple(row[name] for name in names) for row in rows] == [
        ("a", 2025, None, None, 0, None),
        ("b", 2025, "by", due, 2, "o"),
    ]


def test_findings_name_their_plan(location: str) -> None:
    with Store(location) as store:
        records = make_records()
        store.save(records, make_document())
        rows = store.view("v_findings", [records.document.document_id])
    expected = [(f.finding_id, f.code, "Comune di Prova") for f in records.findings]
    assert [(row["finding_id"], row["code"], row["entity"]) for row in rows] == sorted(expected)


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("few", [1, 0], ids=["narrowed", "whole"])
def test_the_rows_of_one_plan_are_those_of_the_view(
    location: str, name: str, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("piao.pipeline.store.views.FEW", few)
    with Store(location) as store:
        for plan_name in "ab":
            store.save(make_records(plan_name), make_document(plan_name))
        document = digest("a")[:16]
        engine = database.open_engine(store.url)
        with engine.connect() as connection:
            every = view_rows(connection, name)
        engine.dispose()
        one = store.view(name, [document])
    assert one == [row for row in every if row["document_id"] == document]
    assert 0 < len(one) < len(every)


def test_unknown_view(location: str) -> None:
    with Store(location) as store, pytest.raises(UsageError, match="no view 'documents': one of"):
        store.view("documents", [])


def test_indicators_as_a_data_frame(location: str) -> None:
    values = [
        {
            "indicator_id": "a",
            "role": Role.TARGET,
            "comparator": Comparator.GE,
            "year": year,
            "value": Decimal("12.5"),
            "due_date": datetime.date(2025, 12, 31),
        }
        for year in (2025, 2026)
    ]
    with Store(location) as store:
        store.save(plan(TREE, [("a", "o", "30")], values), make_document("v"))
        frame = store.indicators(entity="comune DI", year=2026)
        assert len(store.indicators()) == 2
        assert len(store.indicators(entity="altro")) == 0
    kinds = {name: str(kind) for name, kind in frame.dtypes.items()}
    chosen = ("name", "weight", "year", "value", "comparator", "is_current")
    assert [kinds[name] for name in chosen] == [
        "string",
        "Float64",
        "Int64",
        "Float64",
        "category",
        "bool",
    ]
    assert kinds["due_date"].startswith("datetime64")
    assert frame[["name", "weight", "year", "value"]].values.tolist() == [["a", 30.0, 2026, 12.5]]
