"""What the library says to a caller who hands in the wrong thing."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import piao

SAMPLES = Path(__file__).parents[2] / "samples"
PLAN = SAMPLES / "parco_2025.pdf"
PLACE = "a path or a URL is needed, as 'plan.pdf', not "
library: Any = piao
"""The package as those see it who have no type checker."""


@pytest.fixture(scope="module")
def store() -> Iterator[piao.Store]:
    with piao.Store(":memory:") as store:
        for name in ("parco_2025.pdf", "parco_2026.pdf"):
            piao.ingest(SAMPLES / name, store, ocr="never")
        yield store


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: library.read(None), f"{PLACE}None"),
        (lambda: library.read(b""), f"{PLACE}bytes"),
        (lambda: library.tables(io.BytesIO()), f"{PLACE}BytesIO"),
        (lambda: library.read(PLAN, password=1), "password must be a text, not 1"),
        (lambda: library.tables(PLAN, password=1), "password must be a text, not 1"),
        (
            lambda: library.read(PLAN, ocr="yes"),
            "ocr must be one of auto, never, always, not 'yes'",
        ),
        (
            lambda: library.ingest("plan.pdf", "plans.db"),
            "'plans.db' is no store: open it with piao.Store('plans.db')",
        ),
        (
            lambda: library.ingest_all(["plan.pdf"], Path("plans.db")),
            "'plans.db' is no store: open it with piao.Store('plans.db')",
        ),
        (
            lambda: library.compare(None, [2025, 2026]),
            "a store is needed, as piao.Store('plans.db'), not None",
        ),
        (
            lambda: library.Statement(year="2025"),
            "'2025' is no year: give a whole number, as 2025",
        ),
        (lambda: library.Statement(year=20255), "20255 is no year from 2000 to 2100"),
        (lambda: library.Statement(entity_name=3), "entity_name must be a text, not 3"),
    ],
)
def test_a_slip_is_said(call: Callable[[], object], message: str) -> None:
    with pytest.raises(piao.UsageError) as caught:
        call()
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda s: s.indicators(2025), "entity must be a text, not 2025"),
        (lambda s: s.values(year="2025"), "'2025' is no year: give a whole number, as 2025"),
        (
            lambda s: s.objectives(year=[2025, "2026"]),
            "'2026' is no year: give a whole number, as 2025",
        ),
        (lambda s: s.findings(year=True), "True is no year: give a whole number, as 2025"),
        (lambda s: s.find(3), "a document's name must be a text, not 3"),
        (lambda s: library.ingest(None, s), f"{PLACE}None"),
        (lambda s: library.ingest_all(None, s), f"{PLACE}None"),
        (
            lambda s: library.compare(s, "parco_2025.pdf"),
            "a comparison takes a list, as ['parco_2025.pdf', '2025'], not one name",
        ),
        (
            lambda s: library.compare(s, [2025, None]),
            "None is no year: give a whole number, as 2025",
        ),
        (
            lambda s: library.score(s, "parco_2025.pdf", [60]),
            "results are a file, or a dict of id and result, not list",
        ),
        *(
            (
                lambda s, given=given: library.score(s, "parco_2025.pdf", {"i1": given}),
                f"the result of i1 is {given!r}: give a text or a finite number",
            )
            for given in (None, True, float("nan"), Decimal("Infinity"), Fraction(1, 3))
        ),
    ],
)
def test_a_slip_with_a_store_is_said(
    store: piao.Store, call: Callable[[piao.Store], object], message: str
) -> None:
    with pytest.raises(piao.UsageError) as caught:
        call(store)
    assert str(caught.value) == message


def test_years_are_whole_numbers_also_of_numpy(store: piao.Store) -> None:
    years = store.objectives()["year"].dropna().astype("int64").to_numpy()
    latest: Any = years.max()
    assert len(store.objectives(year=latest)) == len(store.objectives(year=2026)) == 9
    assert len(store.objectives(year=(2025, 2026))) == 18


@pytest.mark.parametrize("call", [piao.read, piao.tables])
def test_a_url_without_the_extra(
    monkeypatch: pytest.MonkeyPatch, call: Callable[[str], object]
) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    monkeypatch.setitem(sys.modules, "fsspec.callbacks", None)
    with pytest.raises(piao.PiaoError) as caught:
        call("https://comune.example/piano.pdf")
    said = "the package 'fsspec.core' is missing: pip install 'piao[remote]'"
    assert str(caught.value) == said


def test_a_url_into_a_store_without_the_extra(
    monkeypatch: pytest.MonkeyPatch, store: piao.Store
) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    monkeypatch.setitem(sys.modules, "fsspec.callbacks", None)
    with pytest.raises(piao.PiaoError, match=r"pip install 'piao\[remote\]'"):
        piao.ingest("https://comune.example/piano.pdf", store)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "par",
            "no document 'par' in the store: an id needs 4 characters or more, and a file name is "
            "given whole; see `piao list`",
        ),
        (
            "parco_2025",
            "no document 'parco_2025' in the store: an id needs 4 characters or more, and a file "
            "name is given whole; see `piao list`",
        ),
        ("other.pdf", "no document 'other.pdf' in the store: see `piao list`"),
    ],
)
def test_a_part_of_a_name(store: piao.Store, name: str, message: str) -> None:
    with pytest.raises(piao.UnknownDocumentError) as caught:
        store.find(name)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("url", "name"), [("mysql://u:p@host/plans", "mysql"), ("oracle://host", "oracle")]
)
def test_a_database_that_is_none_of_ours(url: str, name: str) -> None:
    with pytest.raises(piao.StoreError) as caught:
        piao.Store(url)
    said = f"'{name}' is no database that can be used: an SQLite file or PostgreSQL"
    assert str(caught.value) == said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (60, "conseguito 60,"),
        (60.5, "conseguito 60,5,"),
        (Decimal("1234.50"), "conseguito 1.234,5,"),
        (-3, "conseguito -3,"),
        ("60", "conseguito 60,"),
    ],
    ids=str,
)
def test_results_are_numbers_too(
    store: piao.Store, given: str | float | Decimal, said: str
) -> None:
    indicator = f"{store.find('parco_2025.pdf').document_id}-i1"
    scored = piao.score(store, "parco_2025.pdf", {indicator: given})
    assert scored.problems == ()
    (row,) = (row for row in scored.rows if row.record_id == indicator)
    assert said in row.explanation


def test_a_comparison_in_a_notebook(store: piao.Store) -> None:
    found = piao.compare(store, [2025, 2026])
    assert found == piao.compare(store, ["2025", "2026"])
    assert repr(found) == "<Comparison of 2025 / 2026: 3 common, 12 changed, 5 new, 4 dropped>"
    frame = found.to_pandas()
    assert frame["status"].tolist() == [row.status.value for row in found.rows]
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {
        "status": "category",
        "kind": "category",
        "level": "string",
        **{
            f"{part}_{side}": "Int64" if part == "page" else "string"
            for side in (1, 2)
            for part in ("name", "above", "entity", "page")
        },
        "changed": "string",
        "old_target": "string",
        "new_target": "string",
        "old_weight": "Float64",
        "new_weight": "Float64",
        "old_deadline": "datetime64[s]",
        "new_deadline": "datetime64[s]",
        "old_responsible": "string",
        "new_responsible": "string",
        "score": "Float64",
        "reason": "string",
    }


def test_a_score_in_a_notebook(store: piao.Store) -> None:
    document = store.find("parco_2025.pdf").document_id
    scored = piao.score(store, document, {f"{document}-i1": 60})
    assert repr(scored) == (f"<Score of {document} 2025: 100.00 %, on 8 % of the weight; 19 rows>")
    frame = scored.to_pandas()
    assert frame["record_id"].tolist() == [row.record_id for row in scored.rows]
    assert [str(frame[name].dtype) for name in ("title", "percent", "page", "origin")] == [
        "string",
        "Float64",
        "Int64",
        "category",
    ]


def test_a_table_in_a_notebook() -> None:
    table = piao.tables(PLAN, ocr="never")[0]
    assert repr(table) == f"<Table {table.table_id}: 6 rows x 8 columns on page 1>"
