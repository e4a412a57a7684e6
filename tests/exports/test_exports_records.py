"""Records in every export format, and read back: equal to the store."""

from __future__ import annotations

import csv
import datetime
import json
import sqlite3
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import frictionless
import openpyxl
import pyarrow
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pyarrow import parquet
from sqlalchemy import create_engine, select

from piao.pipeline.exports import writer
from piao.pipeline.exports.reading import Arrays, read_datapackage, read_json, read_parquet
from piao.pipeline.exports.records.description import DESCRIPTIONS, Reference
from piao.pipeline.exports.records.json_schema import json_schema
from piao.pipeline.store import Store
from piao.pipeline.store.stored import RECORD_TYPES, StoredDocument
from piao.pipeline.store.tables import metadata
from piao.schema.columns import ColumnDescription, Kind
from piao.schema.errors import PiaoError, UsageError
from piao.schema.records import Criterion, Unit
from tests.command_line import Run
from tests.plans import make_document, make_records

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "docs" / "data" / "records.schema.json"
SAMPLES = ROOT / "samples"
READERS: dict[str, Callable[[Path], Arrays]] = {
    "json": read_json,
    "parquet": read_parquet,
    "datapackage": read_datapackage,
}


@pytest.fixture
def stored(tmp_path: Path) -> Arrays:
    """What a store with two documents gives to an export."""
    with Store(tmp_path / "piao.db") as store:
        ids = [
            store.save(make_records(name, entity=entity), make_document(name)).document_id
            for name, entity in [("a", "Comune di Prova"), ("b", None)]
        ]
        return {name: tuple(records) for name, records in store.arrays(ids)}


def write(format_name: str, arrays: Arrays, out: Path) -> Path:
    writer("records", format_name)(arrays.items(), out)
    return out


def contents(folder: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def units(*names: str | None) -> Arrays:
    return {
        "units": tuple(
            Unit(unit_id=f"u{position}", document_id="d", position=position, name=name)
            for position, name in enumerate(names)
        )
    }


REFERENCES = {
    "documents": (),
    "objectives": (
        Reference("document_id", "documents", "document_id"),
        Reference("parent_id", "objectives", "objective_id"),
    ),
    "indicators": (
        Reference("document_id", "documents", "document_id"),
        Reference("objective_id", "objectives", "objective_id"),
    ),
    "values": (
        Reference("document_id", "documents", "document_id"),
        Reference("indicator_id", "indicators", "indicator_id"),
    ),
    "actions": (
        Reference("document_id", "documents", "document_id"),
        Reference("objective_id", "objectives", "objective_id"),
    ),
    "units": (
        Reference("document_id", "documents", "document_id"),
        Reference("parent_id", "units", "unit_id"),
    ),
    "criteria": (Reference("document_id", "documents", "document_id"),),
    "findings": (Reference("document_id", "documents", "document_id"),),
    "heading_map": (Reference("document_id", "documents", "document_id"),),
}
KEYS = {
    "documents": ("document_id",),
    "objectives": ("objective_id",),
    "indicators": ("indicator_id",),
    "values": ("value_id",),
    "actions": ("action_id",),
    "units": ("unit_id",),
    "criteria": ("criterion_id",),
    "findings": ("finding_id",),
    "heading_map": (),
}


def test_keys_of_the_description() -> None:
    assert {name: d.primary_key for name, d in DESCRIPTIONS.items()} == KEYS
    assert {name: d.references for name, d in DESCRIPTIONS.items()} == REFERENCES


@pytest.mark.parametrize("name", READERS)
def test_an_export_read_back_is_the_store(stored: Arrays, tmp_path: Path, name: str) -> None:
    assert READERS[name](write(name, stored, tmp_path / "out")) == stored


TEXTS = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=20),
    st.sampled_from(["", "'", "''", "=1+1", "-5", "@a", "\t", "\r", "\r\n", '"', ",\n", "😀 è"]),
)
VALUES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.TEXT: TEXTS,
    Kind.INTEGER: st.integers(-(2**31), 2**31 - 1),
    Kind.FLOAT: st.floats(allow_nan=False, allow_infinity=False),
    Kind.DECIMAL: st.decimals("-1e30", "1e30", allow_nan=False, allow_infinity=False, places=20),
    Kind.DATE: st.dates(),
    Kind.INSTANT: st.datetimes(timezones=st.just(datetime.UTC)),
    Kind.BOX: st.tuples(*[st.floats(-1e6, 1e6)] * 4),
}


def any_value(column: ColumnDescription) -> st.SearchStrategy[Any]:
    present = st.sampled_from(list(column.words)) if column.words else VALUES[column.kind]
    return st.none() | present if column.nullable else present


def any_record(name: str) -> st.SearchStrategy[Any]:
    columns = {column.name: any_value(column) for column in DESCRIPTIONS[name].columns}
    return st.builds(RECORD_TYPES[name], **columns)


ANY_ARRAYS: st.SearchStrategy[Arrays] = st.fixed_dictionaries(
    {
        name: st.lists(any_record(name), max_size=2).map(tuple)
        for name in ("documents", "values", "heading_map")
    }
)


@pytest.mark.parametrize("name", READERS)
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(arrays=ANY_ARRAYS)
def test_nothing_is_lost_on_the_way(tmp_path: Path, name: str, arrays: Arrays) -> None:
    assert READERS[name](write(name, arrays, tmp_path / "out")) == arrays


def test_data_package_is_valid(stored: Arrays, tmp_path: Path) -> None:
    folder = write("datapackage", stored, tmp_path / "package")
    report = frictionless.Package(folder / "datapackage.json").validate()
    assert report.flatten(["type", "message"]) == []
    assert [task.stats["rows"] for task in report.tasks] == [len(r) for r in stored.values()]


def test_data_package_types(stored: Arrays, tmp_path: Path) -> None:
    folder = write("datapackage", stored, tmp_path / "package")
    package = frictionless.Package(folder / "datapackage.json")
    row = package.get_table_resource("values").read_rows()[3]
    assert row["value"] == Decimal("12345678901234567890.12")
    document = package.get_table_resource("documents").read_rows()[0]
    assert document["ingested_at"] == stored["documents"][0].ingested_at
    assert document["period_start"] == datetime.date(2024, 1, 1)
    assert document["superseded_by"] is None
    objective = package.get_table_resource("objectives").read_rows()[0]
    assert objective["bbox"] == list(stored["objectives"][0].bbox)


def test_data_package_keys_are_checked(stored: Arrays, tmp_path: Path) -> None:
    broken = {**stored, "indicators": stored["indicators"][1:]}
    folder = write("datapackage", broken, tmp_path / "package")
    report = frictionless.Package(folder / "datapackage.json").validate()
    assert {tuple(found) for found in report.flatten(["type", "fieldName"])} == {
        ("foreign-key", None)
    }


def test_data_package_guards_formulas(tmp_path: Path) -> None:
    names = ("=1+1", "+39", "-5", "@x", "\tx", "\rx", "'80", "", None, "Peso = 5")
    folder = write("datapackage", units(*names), tmp_path / "package")
    with (folder / "units.csv").open(encoding="utf-8", newline="") as stream:
        written = [row["name"] for row in csv.DictReader(stream)]
    assert written == (["'=1+1", "'+39", "'-5", "'@x", "'\tx", "'\rx", "''80", "'", "", "Peso = 5"])
    assert read_datapackage(folder) == units(*names)
    assert "exactly one leading apostrophe" in (folder / "datapackage.json").read_text()


def test_schema_file_is_the_generated_one(piao: Run) -> None:
    assert piao("export", "--schema").out == SCHEMA.read_text(encoding="utf-8")


def test_json_follows_its_schema(stored: Arrays, tmp_path: Path) -> None:
    schema = json_schema()
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    arrays = json.loads(write("json", stored, tmp_path / "a.json").read_text(encoding="utf-8"))
    assert [error.message for error in validator.iter_errors(arrays)] == []
    arrays["values"][0]["role"] = "hope"
    arrays["values"][1]["raw"] = None
    assert sorted(error.message for error in validator.iter_errors(arrays)) == [
        "'hope' is not one of ['target', 'baseline', 'actual', 'tolerance', 'deviation']",
        "None is not of type 'string'",
    ]


def test_parquet_types(stored: Arrays, tmp_path: Path) -> None:
    folder = write("parquet", stored, tmp_path / "out")
    schema = parquet.read_schema(folder / "objectives.parquet")
    assert schema.field("due_date").type == pyarrow.date32()
    assert schema.field("weight").type == pyarrow.decimal128(38, 12)
    assert schema.field("bbox").type == pyarrow.list_(pyarrow.float64())
    assert not schema.field("objective_id").nullable
    documents = parquet.read_schema(folder / "documents.parquet")
    assert documents.field("ingested_at").type == pyarrow.timestamp("us", tz="UTC")


def criterion(weight: Decimal) -> Arrays:
    return {"criteria": (Criterion(criterion_id="c", document_id="d", position=0, weight=weight),)}


@pytest.mark.parametrize("weight", ["1E-30", "123456789012345678901234567890.5"])
def test_parquet_long_decimals(tmp_path: Path, weight: str) -> None:
    arrays = criterion(Decimal(weight))
    assert read_parquet(write("parquet", arrays, tmp_path / "out")) == arrays


@pytest.mark.parametrize(
    "weights",
    [
        pytest.param(["1.5", "2.25", None, "1E-30", "7"], id="a long number late"),
        pytest.param(["1E-30", "1.5", "2.25"], id="a long number first"),
        pytest.param(["1.5"] * 5, id="short numbers"),
    ],
)
def test_parquet_in_batches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, weights: list[str | None]
) -> None:
    monkeypatch.setattr("piao.pipeline.exports.writing.rows.BATCH", 2)
    arrays: Arrays = {
        "criteria": tuple(
            Criterion(
                criterion_id=f"c{position}",
                document_id="d",
                position=position,
                weight=Decimal(weight) if weight else None,
            )
            for position, weight in enumerate(weights)
        )
    }
    folder = write("parquet", arrays, tmp_path / "out")
    assert read_parquet(folder) == arrays
    assert [file.name for file in folder.iterdir()] == ["criteria.parquet"]
    groups = parquet.ParquetFile(folder / "criteria.parquet").metadata.num_row_groups
    assert groups >= len(weights) // 2


def test_parquet_refuses_what_it_cannot_hold(tmp_path: Path) -> None:
    with pytest.raises(PiaoError, match=r"criteria\.weight has more digits"):
        write("parquet", criterion(Decimal("1E-39")), tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_workbook(stored: Arrays, tmp_path: Path) -> None:
    file = write("xlsx", stored, tmp_path / "plans.xlsx")
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == list(RECORD_TYPES)
    sheet = book["objectives"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:Z5")
    names = [cell.value for cell in sheet[1]]
    row = dict(zip(names, sheet[2], strict=True))
    assert row["weight"].value == 30
    assert str(row["due_date"].value) == "2024-12-31 00:00:00"
    assert row["due_date"].number_format == "yyyy-mm-dd"
    assert row["bbox"].value == "[56.7, 120.25, 538.3, 141.0]"
    name = [cell.value for cell in book["indicators"][1]].index("name")
    formula = book["indicators"][3][name]
    assert (formula.value, formula.data_type) == ("=Spese [bold]", "s")
    value = [cell.value for cell in book["values"][1]].index("value")
    long = book["values"][5][value]
    assert (long.value, long.data_type) == ("12345678901234567890.12", "s")


@pytest.mark.parametrize("text", ["x" * 32_768, "😀" * 16_384])
def test_workbook_refuses_text_that_excel_would_cut(tmp_path: Path, text: str) -> None:
    with pytest.raises(PiaoError, match=r"units\.name, record 2: the text is longer than the 32,"):
        write("xlsx", units("short", text), tmp_path / "plans.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_workbook_holds_the_longest_text(tmp_path: Path) -> None:
    file = write("xlsx", units("x" * 32_767), tmp_path / "plans.xlsx")
    assert "x" * 32_767 in [cell.value for cell in openpyxl.load_workbook(file)["units"][2]]


def test_workbook_refuses_more_rows_than_a_sheet_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("piao.pipeline.exports.writing.workbook.MOST_ROWS", 3)
    write("xlsx", units("a", "b"), tmp_path / "plans.xlsx")
    with pytest.raises(PiaoError, match="units: more records than the 3 rows of a sheet"):
        write("xlsx", units("a", "b", "c"), tmp_path / "more.xlsx")
    assert [file.name for file in tmp_path.iterdir()] == ["plans.xlsx"]


def test_sqlite(stored: Arrays, tmp_path: Path) -> None:
    file = write("sqlite", stored, tmp_path / "plans.sqlite")
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        kept = {
            name: connection.execute(select(metadata.tables[name].c.document_id)).all()
            for name in RECORD_TYPES
        }
    engine.dispose()
    assert {name: len(rows) for name, rows in kept.items()} == {
        name: len(records) for name, records in stored.items()
    }
    database = sqlite3.connect(file)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute(
        'SELECT o.title, i.name, v.raw, v.value FROM "values" v '
        "JOIN indicators i USING (indicator_id) JOIN objectives o USING (objective_id) "
        "ORDER BY v.value_id LIMIT 2"
    ).fetchall() == [
        ("Pagare prima", "Ritardo medio", "<= 0", 0),
        ("Pagare prima", "Ritardo medio", "-9157,800", -9157.8),
    ]
    database.close()


def test_an_old_version_alone(stored: Arrays, tmp_path: Path) -> None:
    document: StoredDocument = replace(stored["documents"][0], superseded_by="elsewhere")
    arrays = {"documents": (document,)}
    write("sqlite", arrays, tmp_path / "plans.sqlite")
    folder = write("datapackage", arrays, tmp_path / "package")
    assert frictionless.Package(folder / "datapackage.json").validate().valid


@pytest.mark.parametrize(("name", "package"), [("parquet", "pyarrow"), ("xlsx", "xlsxwriter")])
def test_a_missing_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(PiaoError, match=rf"'{package}' is missing: pip install 'piao\[exports\]'"):
        write(name, units("a"), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["csv", "datapackage", "parquet", "xlsx", "sqlite"])
def test_binary_formats_need_a_place(name: str) -> None:
    with pytest.raises(UsageError, match=r"name (it|a folder) with --out"):
        writer("records", name)(units("a").items(), None)


@pytest.mark.parametrize("name", ["datapackage", "parquet", "xlsx", "sqlite"])
def test_an_export_that_fails_leaves_the_earlier_one(
    stored: Arrays, tmp_path: Path, name: str
) -> None:
    out = write(name, {"documents": stored["documents"]}, tmp_path / "out")
    before = contents(tmp_path)

    def broken() -> Iterable[tuple[str, Any]]:
        yield from stored.items()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        writer("records", name)(broken(), out)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("name", ["json", "xlsx", "sqlite"])
def test_a_place_that_cannot_be_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(PiaoError, match="out"):
        writer("records", name)([], tmp_path / "missing" / "out")


def test_samples_in_every_format(piao: Run, tmp_path: Path) -> None:
    plans = [file for file in SAMPLES.iterdir() if file.suffix in {".pdf", ".md", ".xlsx"}]
    assert piao("ingest", *plans).status == 0
    for name in ["json", "datapackage", "parquet", "xlsx", "sqlite"]:
        assert piao("export", "--format", name, "--out", f"plans.{name}").status == 0
    with Store("piao.db") as store:
        ids = [document.document_id for document in store.documents()]
        kept = {name: tuple(records) for name, records in store.arrays(ids)}
    assert len(kept["documents"]) == len(plans) == 12
    assert {name: read(Path(f"plans.{name}")) == kept for name, read in READERS.items()} == {
        "json": True,
        "parquet": True,
        "datapackage": True,
    }
    arrays = json.loads(Path("plans.json").read_text(encoding="utf-8"))
    assert list(Draft202012Validator(json_schema()).iter_errors(arrays)) == []
    package = frictionless.Package("plans.datapackage/datapackage.json")
    assert package.validate().flatten(["type", "message"]) == []
