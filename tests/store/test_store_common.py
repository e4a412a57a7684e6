"""The common objectives of the store: in step with records, corrections and the catalogue."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from piao.pipeline.store import Store, database, tables
from piao.pipeline.store.common_objectives import index
from piao.pipeline.store.upgrade import upgrade
from piao.schema.errors import UsageError
from piao.schema.records import DocumentKind, Records
from piao.schema.statements import Statement
from tests.plans import make_document, make_records

DELAY = "Indicatore di ritardo annuale dei pagamenti"


def records(name: str = "a", **document: Any) -> Records:
    """A plan with an objective on payment times of 30 %, a delay of 0 days, and a loose line."""
    plan = make_records(name)
    child, parent = plan.objectives
    indicator, loose = plan.indicators
    return replace(
        plan,
        document=replace(plan.document, **{"coverage": 1.0, **document}),
        objectives=(replace(child, title="Rispetto dei tempi di pagamento"), parent),
        indicators=(replace(indicator, name=DELAY), loose),
        findings=(),
    )


PLAN = records().document.document_id


def statuses(store: Store, document_id: str = PLAN) -> dict[str, str]:
    rows = store.view("v_common_objectives", [document_id])
    return {row["common_id"]: row["status"] for row in rows if row["status"] != "not_found"}


def noted(store: Store) -> int:
    engine = database.open_engine(store.url)
    with engine.connect() as connection:
        query = select(func.count()).select_from(tables.common_objectives)
        count: int = connection.execute(query).scalar_one()
    engine.dispose()
    return count


def test_the_view_says_where_what_and_how_it_is_as_asked(location: str) -> None:
    with Store(location) as store:
        store.save(records(), make_document())
        rows = store.view("v_common_objectives", [PLAN])
    assert len(rows) == 19
    first, second = rows[:2]
    assert {
        key: first[key]
        for key in ("entity", "year", "common_id", "asked_of", "is_asked", "status", "score")
    } == {
        "entity": "Comune di Prova",
        "year": 2024,
        "common_id": "payment_delay",
        "asked_of": "all",
        "is_asked": True,
        "status": "found",
        "score": 1.0,
    }
    assert (first["objective"], first["indicator"]) == ("Rispetto dei tempi di pagamento", DELAY)
    assert (first["objective_id"], first["indicator_id"]) == (f"{PLAN}-o0", f"{PLAN}-i0")
    assert (first["weight"], first["meets_weight"]) == (Decimal(30), "yes")
    assert (first["comparator"], first["value"], first["unit"]) == ("le", Decimal(0), "giorni")
    assert (first["raw"], first["meets_target"], first["page"]) == ("<= 0", "yes", 1)
    assert (first["coverage"], first["is_well_read"]) == (1.0, True)
    # 40 hours were not asked of plans of 2024.
    assert (second["common_id"], second["is_asked"]) == ("training_hours", False)
    assert (second["status"], second["objective_id"], second["weight"]) == ("not_found", None, None)


@pytest.mark.parametrize(
    ("document", "found", "not_found", "partly_read"),
    [
        ({}, 1, 0, 0),
        ({"coverage": 0.5}, 1, 0, 0),
        ({"year": 2023}, 0, 0, 0),
        ({"year": None}, 0, 0, 0),
        ({"kind": DocumentKind.PERFORMANCE_REPORT}, 0, 0, 0),
    ],
)
def test_counts_of_plans_that_have_it(
    location: str, document: dict[str, Any], found: int, not_found: int, partly_read: int
) -> None:
    with Store(location) as store:
        store.save(records(**document), make_document())
        count = store.common_objectives()[0]
    assert count.common_id == "payment_delay"
    assert (count.plans, count.found) == (found, found)
    assert (count.not_found, count.partly_read) == (not_found, partly_read)
    assert (count.weight_met, count.weight_not_met) == (found, 0)
    assert (count.target_met, count.target_not_met) == (found, 0)


def test_what_a_plan_lacks_is_said_only_where_it_was_read(location: str) -> None:
    reading: dict[str, float | None] = {"b": 1.0, "c": 0.8, "d": 0.5, "e": None}
    with Store(location) as store:
        store.save(records(), make_document())
        for name, coverage in reading.items():
            plan = replace(make_records(name, entity=f"Comune {name}"), objectives=(), values=())
            document = replace(plan.document, coverage=coverage, year=2025)
            lone = replace(plan.indicators[1], name="Numero di sopralluoghi")
            plan = replace(plan, document=document, indicators=(lone,), actions=(), findings=())
            store.save(plan, make_document(name))
        everything = store.common_objectives()[0]
        of_year = store.common_objectives(2025)[0]
        places = store.common_places("payment_delay", 2025)
    figures = (everything.plans, everything.found, everything.not_found, everything.partly_read)
    assert figures == (5, 1, 2, 2)
    assert (of_year.plans, of_year.found, of_year.not_found, of_year.partly_read) == (4, 0, 2, 2)
    assert [(row["entity"], row["is_well_read"]) for row in places] == [
        ("Comune b", True),
        ("Comune c", True),
        ("Comune d", False),
        ("Comune e", False),
    ]


def test_a_page_that_could_not_be_read_makes_a_plan_partly_read(location: str) -> None:
    plan = records()
    errors = tuple(f for f in make_records().findings if f.severity == "error")
    with Store(location) as store:
        store.save(replace(plan, findings=errors), make_document())
        (row, *_) = store.view("v_common_objectives", [PLAN])
    assert row["is_well_read"] is not bool(errors)


def test_corrections_are_followed(location: str) -> None:
    with Store(location) as store:
        store.save(records(), make_document())
        assert statuses(store) == {"payment_delay": "found"}
        store.correct_record(PLAN, f"{PLAN}-i1", {"name": "Obblighi di pubblicazione assolti"})
        assert statuses(store) == {"payment_delay": "found", "transparency": "found"}
        store.correct_record(PLAN, f"{PLAN}-o0", {"weight": "20"})
        row = store.view("v_common_objectives", [PLAN])[0]
        assert (row["weight"], row["meets_weight"]) == (Decimal(20), "no")
        store.undo(PLAN)
        store.undo(PLAN)
        assert statuses(store) == {"payment_delay": "found"}
        assert store.view("v_common_objectives", [PLAN])[0]["meets_weight"] == "yes"
        store.correct(PLAN, Statement(year=2022))
        assert store.common_objectives()[0].plans == 0
        store.delete(PLAN)
        assert noted(store) == 0


def test_another_catalogue_is_brought_up_to_date(
    location: str, caplog: pytest.LogCaptureFixture
) -> None:
    with Store(location) as store:
        store.save(records(), make_document())
    engine = database.open_engine(database.resolve_url(location))

    def of_another_catalogue() -> None:
        with database.writing(engine) as connection:
            connection.execute(text("UPDATE common_catalogue SET fingerprint = 'older'"))
            connection.execute(text("DELETE FROM common_objectives"))

    of_another_catalogue()
    with Store(location) as store:
        assert store.common_objectives()[0].found == 1
        assert "looking for them in 1 documents" in caplog.text
        of_another_catalogue()
        store.save(records("b"), make_document("b"))
        assert noted(store) == 2
    of_another_catalogue()
    assert upgrade(location) is False
    with database.reading(engine) as connection:
        assert index.fits(connection)
    engine.dispose()


def test_a_store_that_is_read_only_is_asked_as_it_is(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    place = tmp_path / "plans.db"
    with Store(place) as store:
        store.save(records(), make_document())
    engine = database.open_engine(database.resolve_url(place))
    with database.writing(engine) as connection:
        connection.execute(text("UPDATE common_catalogue SET fingerprint = 'older'"))
    engine.dispose()
    with Store(f"sqlite:///file:{place}?mode=ro&uri=true") as store:
        assert store.common_objectives()[0].found == 1
    assert "common objectives are those of another version" in caplog.text


def test_unknown_common_objective(location: str) -> None:
    with (
        Store(location) as store,
        pytest.raises(UsageError, match="no common objective 'x': one of payment_delay, "),
    ):
        store.common_places("x")
