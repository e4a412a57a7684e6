"""Shards and partitioned Parquet: whole or absent, continued, and back into a store."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow
import pytest
from pyarrow import parquet

from piao.pipeline.exports.lake.partitions import write_partitioned
from piao.pipeline.exports.lake.reading import whole_documents
from piao.pipeline.exports.lake.shards import Shards, when_kept
from piao.pipeline.exports.reading import read_parquet
from piao.pipeline.exports.records.to_parquet import write as write_flat
from piao.pipeline.ingestion import IngestResult, Status, ingest_all
from piao.pipeline.reading.dask_engine import dask_engine
from piao.pipeline.store import Store
from piao.pipeline.store.rows.importing import NOT_EXPORTED
from piao.pipeline.store.stored import ALL_TYPES
from piao.schema.errors import PiaoError, UnreadableFileError, UnstorableError, UsageError
from piao.schema.records import DocumentKind
from piao.schema.statements import Statement
from tests.command_line import Run
from tests.golden import SAMPLES
from tests.plans import digest, make_document, make_records

PLANS = [SAMPLES / name for name in ("parco_2025.pdf", "asp_breve.pdf", "mutualita_kpi.md")]

Content = dict[str, list[Any]]


def content(store: Store) -> Content:
    """All that a store holds, by type, document by document."""
    ids = sorted(document.document_id for document in store.documents())
    return {name: list(records) for name, records in store.whole_arrays(ids)}


def filled(location: str | Path) -> Store:
    """A store with every type of row: two versions of a plan, one without a year, corrections."""
    store = Store(location)
    for name, entity, kind, year in [
        ("a", "Comune di Prova", DocumentKind.PIAO, 2024),
        ("b", "Comune di Prova", DocumentKind.PIAO, 2024),
        ("c", None, DocumentKind.UNKNOWN, None),
        ("d", "Parco di Prova", DocumentKind.SMVP, 2025),
    ]:
        records = make_records(name, entity=entity)
        document = replace(records.document, kind=kind, year=year)
        store.save(replace(records, document=document), make_document(name))
    plan = digest("a")[:16]
    store.correct_record(plan, f"{plan}-o0", {"title": "Pagare subito"}, by="Anna")
    store.remove_records(plan, [f"{plan}-a0"], by="Anna")
    for path in PLANS[:2]:
        list(ingest_all([path], store))
    return store


def exported(store: Store, out: Path) -> Path:
    write_partitioned(store.documents(), store.whole_arrays, out)
    return out


def test_a_partitioned_export_makes_the_same_store(location: str, tmp_path: Path) -> None:
    with filled(tmp_path / "first.db") as store:
        expected = content(store)
        lake = exported(store, tmp_path / "lake")
    assert {name for name, rows in expected.items() if not rows} == set()
    with Store.from_parquet(lake, location) as taken:
        assert content(taken) == expected
        assert taken.similar("ritardo medio", limit=1)[0].name == "Ritardo medio"
        plan = digest("a")[:16]
        taken.undo(plan, by="Anna")
        taken.undo(plan, by="Anna")
        assert taken.records(plan).objectives == make_records("a").objectives


def test_the_way_back_from_postgresql(postgresql: str, tmp_path: Path) -> None:
    with filled(postgresql) as store:
        expected = content(store)
        lake = exported(store, tmp_path / "lake")
    with Store.from_parquet(lake, tmp_path / "back.db") as taken:
        assert content(taken) == expected


def test_partitions_are_of_the_document(tmp_path: Path) -> None:
    with filled(":memory:") as store:
        lake = exported(store, tmp_path / "lake")
    found = sorted(
        str(f.parent.relative_to(lake / "values")) for f in lake.glob("values/**/*.parq*")
    )
    assert found == [
        "document_year=2024/document_kind=piao",
        "document_year=2025/document_kind=performance_plan",
        "document_year=2025/document_kind=smvp",
        "document_year=__HIVE_DEFAULT_PARTITION__/document_kind=unknown",
    ]
    assert sorted(entry.name for entry in lake.iterdir()) == sorted(ALL_TYPES)


def test_no_reader_takes_the_year_of_the_plan_for_that_of_a_value(tmp_path: Path) -> None:
    with filled(":memory:") as store:
        lake = exported(store, tmp_path / "lake")
        ids = [document.document_id for document in store.documents()]
        years = sorted(str(value.year) for value in store.array("values", ids))
    place = f"{lake}/values/**/*.parquet"
    rows = duckdb.execute("SELECT year FROM read_parquet(?)", [place]).fetchall()
    assert sorted(str(year) for (year,) in rows) == years


def test_partitions_read_as_records(tmp_path: Path) -> None:
    with filled(":memory:") as store:
        lake = exported(store, tmp_path / "lake")
        ids = [d["document_id"] for d in parquet.read_table(lake / "documents").to_pylist()]
        assert read_parquet(lake) == {name: tuple(rs) for name, rs in store.arrays(ids)}


def test_an_export_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    with filled(":memory:") as store:
        lake = exported(store, tmp_path / "lake")
        write_partitioned(store.documents()[:1], store.whole_arrays, lake)
    assert [d.file_name for d in read_parquet(lake)["documents"]] == ["a.pdf"]
    assert len(list(lake.rglob("*.parquet"))) == len(ALL_TYPES)


def test_an_export_that_fails_leaves_the_one_before(tmp_path: Path) -> None:
    def broken(ids: object) -> Iterator[tuple[str, list[Any]]]:
        yield "objectives", []
        raise RuntimeError

    with filled(":memory:") as store:
        lake = exported(store, tmp_path / "lake")
        before = {file: file.read_bytes() for file in lake.rglob("*.parquet")}
        with pytest.raises(RuntimeError):
            write_partitioned(store.documents(), broken, lake)
    assert {file: file.read_bytes() for file in lake.rglob("*.parquet")} == before


@pytest.mark.parametrize(
    "name", ["values/mine.txt", "values/shard-000001.parquet", "values.parquet"]
)
def test_other_files_are_left_alone(tmp_path: Path, name: str) -> None:
    file = tmp_path / "lake" / name
    file.parent.mkdir(parents=True)
    file.touch()
    with Store(":memory:") as store, pytest.raises(UsageError, match="holds other files of values"):
        exported(store, tmp_path / "lake")
    assert file.exists()


def test_a_flat_export_keeps_the_places_of_its_records(location: str, tmp_path: Path) -> None:
    with filled(tmp_path / "first.db") as store:
        documents = store.documents()
        ids = [document.document_id for document in documents]
        expected = {name: list(records) for name, records in store.arrays(ids)}
        write_flat(store.arrays(ids), tmp_path / "flat")
    with Store.from_parquet(tmp_path / "flat", location) as taken:
        assert {name: list(records) for name, records in taken.arrays(ids)} == expected
        (table,) = taken.raw_tables(ids[1])
        assert (table.table_id, table.extractor, table.cells) == ("t1", NOT_EXPORTED, ())
        assert (table.rows, table.columns) == (2, 3)


def test_taken_over_again_nothing_changes(tmp_path: Path) -> None:
    with filled(":memory:") as store:
        lake = exported(store, tmp_path / "lake")
        before = content(store)
        assert {taken.is_new for taken in store.take_over(lake)} == {False}
        store.delete(digest("d")[:16])
        assert [t.document.file_name for t in store.take_over(lake) if t.is_new] == ["d.pdf"]
        assert content(store) == before


def test_corrections_that_waited_are_applied(tmp_path: Path) -> None:
    plan = digest("a")[:16]
    with Store(tmp_path / "first.db") as store, Store(tmp_path / "other.db") as other:
        for each in (store, other):
            each.save(make_records("a"), make_document("a"))
        lake = exported(store, tmp_path / "lake")
        other.correct_record(plan, f"{plan}-o0", {"title": "Pagare subito"}, by="Anna")
        waiting = other.corrections([plan])
    with Store(tmp_path / "third.db") as third:
        third.import_corrections(waiting)
        list(third.take_over(lake))
        assert third.records(plan).objectives[0].title == "Pagare subito"


def without(name: str) -> Callable[[Path], object]:
    """One file of a type away."""
    return lambda lake: next((lake / name).rglob("*.parquet")).unlink()


def without_documents(lake: Path) -> None:
    file = next((lake / "documents").rglob("*.parquet"))
    parquet.write_table(parquet.read_table(file, partitioning=None).slice(1), file)


def out_of_order(lake: Path) -> None:
    for file in (lake / "values").rglob("*.parquet"):
        table = parquet.read_table(file, partitioning=None)
        rows = pyarrow.concat_tables([table.slice(4), table.slice(0, 4), table.slice(4, 1)])
        parquet.write_table(rows, file)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (without("values"), r"part-0.parquet is missing: write .* again"),
        (without_documents, r"part-0.parquet: the document 61000\w* is not in .*documents"),
        (
            out_of_order,
            r"part-0.parquet: the document \w+ comes in another order than in documents",
        ),
    ],
)
def test_damage_is_seen_before_anything_is_taken_over(
    tmp_path: Path, damage: Callable[[Path], object], message: str
) -> None:
    with Store(":memory:") as store:
        for name in ("a", "b"):
            store.save(make_records(name), make_document(name))
        lake = exported(store, tmp_path / "lake")
    damage(lake)
    with Store(":memory:") as store:
        with pytest.raises(UnreadableFileError, match=message):
            list(store.take_over(lake))
        assert store.documents() == []


def test_a_document_that_does_not_fit_is_absent(location: str, tmp_path: Path) -> None:
    with Store(":memory:") as store:
        for name in ("a", "b"):
            store.save(make_records(name), make_document(name))
        lake = exported(store, tmp_path / "lake")
    (file,) = (lake / "values").rglob("*.parquet")
    table = parquet.read_table(file, partitioning=None).to_pylist()
    table[5]["value_id"] = table[4]["value_id"]
    rows = pyarrow.Table.from_pylist(table, parquet.read_schema(file))
    parquet.write_table(rows, file)
    with Store(location) as store:
        with pytest.raises(UnstorableError, match=r"b\.pdf: the store refuses the records"):
            list(store.take_over(lake))
        assert [document.file_name for document in store.documents()] == ["a.pdf"]
        assert store.records(digest("a")[:16]).values == make_records("a").values


def test_raw_tables_may_be_left_out(tmp_path: Path) -> None:
    with filled(":memory:") as store:
        lake = exported(store, tmp_path / "lake")
    for name in ("cells", "tables", "parts", "corrections", "readings"):
        (lake / name).rename(tmp_path / name)
    assert len(list(whole_documents(lake))) == 6
    with Store.from_parquet(lake, ":memory:") as taken:
        assert len(taken.documents()) == 6


def saved(shards: Shards, *names: str) -> None:
    for name in names:
        shards.save(make_records(name), make_document(name))


def file_names(folder: Path) -> list[str]:
    return [document.file_name for document in read_parquet(folder)["documents"]]


def test_shards_make_the_same_store_as_reading_does(location: str, tmp_path: Path) -> None:
    folder = tmp_path / "shards"
    with Shards(folder, 2) as shards:
        results = list(when_kept(ingest_all(PLANS, shards), shards))
    assert [result.status for result in results] == [Status.ADDED] * 3
    assert len(list(folder.glob("*/*.parquet"))) == 2 * len(ALL_TYPES)
    with Store(tmp_path / "own.db") as own, Store.from_parquet(folder, location) as taken:
        list(ingest_all(PLANS, own))
        ours, theirs = content(own), content(taken)
        moments = {"ingested_at": own.documents()[0].ingested_at}
        for held in (ours, theirs):
            held["documents"] = [replace(d, **moments) for d in held["documents"]]
        assert theirs == ours


def test_dask_reads_into_shards(tmp_path: Path) -> None:
    with Shards(tmp_path / "shards") as shards, dask_engine(None, 2) as engine:
        results = list(when_kept(ingest_all(PLANS, shards, engine=engine), shards))
    assert [result.status for result in results] == [Status.ADDED] * 3
    assert file_names(tmp_path / "shards") == [path.name for path in PLANS]


def killed(folder: Path) -> None:
    with Shards(folder, 2) as shards:
        saved(shards, "a", "b", "c")
        os._exit(9)


def test_a_killed_run_is_continued(tmp_path: Path) -> None:
    folder = tmp_path / "shards"
    process = multiprocessing.get_context("fork").Process(target=killed, args=(folder,))
    process.start()
    process.join()
    assert file_names(folder) == ["a.pdf", "b.pdf"]
    with Shards(folder, 2) as shards:
        assert shards.document(digest("a")[:16]) is not None
        assert shards.document(digest("c")[:16]) is None
        saved(shards, "c", "a")
        shards.seal()
    assert file_names(folder) == ["a.pdf", "b.pdf", "c.pdf"]
    assert not (folder / ".partial").exists()


def test_what_came_into_place_without_its_documents_goes(tmp_path: Path) -> None:
    folder = tmp_path / "shards"
    with Shards(folder, 1) as shards:
        saved(shards, "a", "b")
    (folder / "documents" / "shard-000002.parquet").unlink()
    with Shards(folder, 1) as shards:
        saved(shards, "b")
    assert file_names(folder) == ["a.pdf", "b.pdf"]
    assert len(list(folder.glob("*/*.parquet"))) == 2 * len(ALL_TYPES)


def test_what_is_known_is_not_read_again(tmp_path: Path) -> None:
    with Shards(tmp_path / "shards") as shards:
        list(when_kept(ingest_all(PLANS[1:2], shards), shards))
    with Shards(tmp_path / "shards") as shards:
        (again,) = when_kept(ingest_all(PLANS[1:2], shards), shards)
        said = Statement(entity_name="Comune di Prova")
        (other,) = when_kept(ingest_all(PLANS[1:2], shards, statement=said), shards)
    assert again.status is Status.UNCHANGED
    assert other.status is Status.FAILED
    assert other.error is not None
    assert "are only added to: write into another folder" in other.error


def test_ctrl_c_keeps_what_was_read(tmp_path: Path) -> None:
    def interrupted(shards: Shards) -> Iterator[IngestResult]:
        yield from ingest_all(PLANS[1:2], shards)
        raise KeyboardInterrupt

    found: list[IngestResult] = []
    with Shards(tmp_path / "shards") as shards, pytest.raises(KeyboardInterrupt):
        found.extend(when_kept(interrupted(shards), shards))
    assert file_names(tmp_path / "shards") == ["asp_breve.pdf"]


def test_a_document_that_parquet_cannot_hold_costs_no_other(tmp_path: Path) -> None:
    records = make_records("b")
    wrong = replace(records.criteria[0], weight=Decimal("1E-39"))
    with Shards(tmp_path / "shards") as shards:
        saved(shards, "a")
        with pytest.raises(UnstorableError, match=r"criteria\.weight has more digits"):
            shards.save(replace(records, criteria=(wrong,)), make_document("b"))
        saved(shards, "c")
        shards.seal()
    assert file_names(tmp_path / "shards") == ["a.pdf", "c.pdf"]


def test_one_program_writes_at_a_time(tmp_path: Path) -> None:
    with (
        Shards(tmp_path),
        pytest.raises(PiaoError, match="another program writes to"),
        Shards(tmp_path),
    ):
        pass


def test_a_folder_of_something_else(tmp_path: Path) -> None:
    with Store(":memory:") as store:
        store.save(make_records("a"), make_document("a"))
        exported(store, tmp_path)
    with pytest.raises(UsageError, match="which is no shard"), Shards(tmp_path):
        pass
    assert len(list(tmp_path.rglob("*.parquet"))) == len(ALL_TYPES)


def test_the_commands(piao: Run, tmp_path: Path) -> None:
    ran = piao("ingest", *PLANS, "--out", "shards")
    assert (ran.status, ran.err.splitlines()[-1].split(";")[0]) == (0, "3 files: 3 added")
    assert not (tmp_path / "piao.db").exists()
    again = piao("ingest", PLANS[1], "--out", "shards")
    assert again.err.splitlines()[0] == (
        "unchanged asp_breve.pdf: already in the shards (a482183a81b36c6f)"
    )
    assert piao("db", "import", "shards").err == "3 documents taken over; 0 were there already\n"
    assert piao("export", "--format", "parquet", "--partitioned", "--out", "lake").status == 0
    assert piao("db", "import", "lake", "--db", "b.db").status == 0
    assert piao("export").out == piao("export", "--db", "b.db").out
    assert piao("db", "import", "lake").err == "0 documents taken over; 3 were there already\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ingest", "x", "--out", "s", "--db", "x.db"], "--db is of a store, and --out writes"),
        (["ingest", "x", "--out", "s", "--refresh"], "--refresh is of a store, and --out writes"),
        (["export", "--partitioned", "--out", "s"], "--partitioned is of Parquet"),
        (
            ["export", "-f", "parquet", "--partitioned", "--min-confidence", "0.5"],
            "--partitioned writes all that belongs to a plan",
        ),
    ],
)
def test_what_does_not_go_together(piao: Run, arguments: list[str], message: str) -> None:
    ran = piao(*arguments)
    assert ran.status == 2
    assert ran.err.startswith(f"error: {message}")


def test_a_folder_that_is_none_makes_no_store(piao: Run, tmp_path: Path) -> None:
    ran = piao("db", "import", "nowhere")
    assert ran.status == 1
    assert ran.err == (
        "error: nowhere has no documents.parquet: name the folder that `piao export --format "
        "parquet` or `piao ingest --out` wrote\n"
    )
    assert list(tmp_path.iterdir()) == []
