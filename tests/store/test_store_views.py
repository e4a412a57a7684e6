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


@pytest.mark.parametrize(
    ("figures", "targets"),
    [
        ([{"value": Decimal(90)}, {"value": Decimal(90), "raw": "90 per cento"}], 1),
        ([{"value": Decimal(90)}, {"value": Decimal(95)}], 2),
        ([{"value": Decimal(90)}, {"value": Decimal(90), "unit": "giorni"}], 2),
        ([{"value": Decimal(90)}, {"value": Decimal(90), "year": 2026}], 1),
        ([{"comparator": Comparator.TEXT}, {"comparator": Comparator.TEXT, "raw": "y"}], 2),
        ([{"comparator": Comparator.TEXT}, {"comparator": Comparator.TEXT}], 1),
    ],
)
def test_a_target_that_is_printed_twice_is_one(
    location: str, figures: Sequence[dict[str, Any]], targets: int
) -> None:
    common = {"indicator_id": "a", "role": Role.TARGET, "comparator": Comparator.GE, "year": 2025}
    records = plan(TREE, [("a", "p", None)], [{**common, **figure} for figure in figures])
    for name in ("v_indicator_targets", "v_scoring"):
        assert view(location, name, records)[0]["targets"] == targets
