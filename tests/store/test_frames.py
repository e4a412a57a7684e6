"""Records and the store as pandas data frames: one type a column, rows or none."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from piao.pipeline.store import Store
from piao.schema.records import DocumentRecord, Records
from tests.plans import make_document, make_records

TYPES = {
    "value_id": "string",
    "document_id": "string",
    "indicator_id": "string",
    "position": "Int64",
    "year": "Int64",
    "role": "category",
    "raw": "string",
    "comparator": "category",
    "value": "Float64",
    "value_max": "Float64",
    "unit": "category",
    "due_date": "datetime64[s]",
    "origin": "category",
    "page": "Int64",
    "table_id": "string",
    "row": "Int64",
    "column": "Int64",
    "bbox": "object",
    "confidence": "Float64",
}
EMPTY = Records(document=DocumentRecord(document_id="d", sha256="d", file_name="peg.pdf"))


def types_of(frame: pd.DataFrame) -> dict[str, str]:
    return {str(name): str(kind) for name, kind in frame.dtypes.items()}


@pytest.mark.parametrize("records", [make_records(), EMPTY], ids=["filled", "empty"])
def test_the_columns_of_values(records: Records) -> None:
    assert types_of(records.to_pandas()["values"]) == TYPES


def test_one_frame_a_record_type() -> None:
    frames = make_records().to_pandas()
    assert {name: len(frame) for name, frame in frames.items()} == {
        "documents": 1,
        "objectives": 2,
        "indicators": 2,
        "values": 4,
        "actions": 1,
        "units": 1,
        "criteria": 1,
        "findings": 11,
        "heading_map": 3,
        "parts": 0,
    }
    values = frames["values"]
    assert values["value"].tolist()[:3] == [0.0, -9157.8, 60.0]
    assert values["value_max"].isna().tolist() == [True, True, False, True]
    assert values["comparator"].tolist() == ["le", "eq", "between", "eq"]
    assert frames["objectives"]["bbox"].tolist() == [(56.7, 120.25, 538.3, 141.0), None]
    assert frames["documents"]["period_start"].tolist() == [pd.Timestamp(2024, 1, 1)]


def test_words_stay_categories_where_frames_are_joined() -> None:
    frames = [records.to_pandas()["values"] for records in (make_records(), EMPTY)]
    assert str(pd.concat(frames)["role"].dtype) == "category"


def test_a_day_beyond_nanoseconds() -> None:
    (action,) = make_records().actions
    late = replace(EMPTY, actions=(replace(action, due_date=datetime.date(9999, 12, 31)),))
    assert late.to_pandas()["actions"]["due_date"].dt.year.tolist() == [9999]


def test_records_of_a_store_say_when_they_were_read(location: str) -> None:
    with Store(location) as store:
        saved = store.save(make_records(), make_document())
        documents = store.records(saved.document_id).to_pandas()["documents"]
    assert types_of(documents)["ingested_at"] == "datetime64[us, UTC]"
    assert documents["format"].tolist() == ["pdf"]


@pytest.mark.parametrize(
    ("name", "rows"),
    [("objectives", 2), ("indicators", 2), ("values", 4), ("actions", 1), ("findings", 11)],
)
def test_frames_of_the_store(location: str, name: str, rows: int) -> None:
    with Store(location) as store:
        frame_of: Callable[..., pd.DataFrame] = getattr(store, name)
        none = frame_of()
        for plan, entity in (("a", "Comune di Prova"), ("b", "Provincia di Prova")):
            store.save(make_records(plan, entity=entity), make_document(plan))
        every = frame_of()
        counts = {
            "all": len(every),
            "entity": len(frame_of(entity="COMUNE di")),
            "year": len(frame_of(year=2024)),
            "years": len(frame_of("prova", [2024, 2025])),
            "another year": len(frame_of(year=2019)),
            "another entity": len(frame_of(entity="Regione")),
        }
    assert counts == {
        "all": 2 * rows,
        "entity": rows,
        "year": 2 * rows,
        "years": 2 * rows,
        "another year": 0,
        "another entity": 0,
    }
    assert types_of(none) == types_of(every)
    kinds = types_of(every)
    assert [kinds[key] for key in ("entity", "year", "kind", "file_name", "is_current")] == [
        *("string", "Int64", "category", "string", "bool")
    ]
    assert every.index.tolist() == list(range(2 * rows))


def test_superseded_plans_are_left_out(location: str) -> None:
    with Store(location) as store:
        store.save(make_records("a"), make_document("a"))
        store.save(make_records("b"), make_document("b"))
        assert store.objectives()["file_name"].unique().tolist() == ["b.pdf"]
        old = store.objectives(superseded=True)
    assert old.groupby("file_name")["is_current"].all().to_dict() == {"a.pdf": False, "b.pdf": True}


def test_a_figure_without_a_year_is_of_the_plans(location: str) -> None:
    with Store(location) as store:
        store.save(make_records(), make_document())
        values = store.values()
    assert values[["raw", "year"]].values.tolist() == [
        ["<= 0", 2024],
        ["-9157,800", 2024],
        ["60÷70%", 2024],
        ["lungo", 2024],
    ]
