"""A store is whole after any accident, and says clearly when it cannot be used."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, event, text

from piao.pipeline.store import Outcome, Store
from piao.pipeline.store.database import resolve_url
from piao.schema.errors import StoreError
from tests.command_line import Run
from tests.golden import SAMPLES
from tests.plans import make_document, make_records

if sys.platform == "linux":  # what is forked need not load anew what these tests have loaded
    Process = multiprocessing.get_context("fork").Process
else:
    Process = multiprocessing.Process


def save_and_be_killed(location: str, statement: str, refreshed: str) -> None:
    """Saves 'b', then refreshes; the process is killed right after the statement."""

    def kill(sql: str) -> None:
        if sql.replace('"', "").startswith(statement):
            os.kill(os.getpid(), signal.SIGKILL)

    with Store(location) as store:
        store.save(make_records("b"), make_document("b"))
        event.listen(Engine, "after_cursor_execute", lambda _c, _k, sql, *_rest: kill(sql))
        event.listen(Engine, "commit", lambda _connection: kill("COMMIT"))
        store.save(make_records(refreshed), make_document(refreshed), refresh=True)


def killed(location: str, statement: str, refreshed: str) -> int | None:
    """How a process ended that saves and is killed."""
    process = Process(target=save_and_be_killed, args=(location, statement, refreshed))
    process.start()
    process.join()
    return process.exitcode


MOMENTS = [
    "INSERT INTO documents",
    "INSERT INTO cells",
    "INSERT INTO objectives",
    "INSERT INTO values",
    "INSERT INTO heading_map",
    "UPDATE documents",
    "COMMIT",
]


@pytest.mark.parametrize("statement", MOMENTS)
def test_a_kill_leaves_whole_documents_only(location: str, statement: str) -> None:
    assert killed(location, statement, "c") == -signal.SIGKILL
    whole = make_records("b")
    with Store(location) as store:
        (document,) = store.documents()
        assert (document.file_name, document.superseded_by) == ("b.pdf", None)
        back = store.records(document.document_id)
        assert back.objectives == whole.objectives
        assert back.heading_map == whole.heading_map
        assert store.save(make_records("c"), make_document("c")).outcome is Outcome.ADDED


@pytest.mark.parametrize("statement", ["DELETE FROM documents", "INSERT INTO heading_map"])
def test_a_kill_during_a_refresh_leaves_the_earlier_reading(location: str, statement: str) -> None:
    assert killed(location, statement, "b") == -signal.SIGKILL
    with Store(location) as store:
        (document,) = store.documents()
        assert store.records(document.document_id).values == make_records("b").values


def test_several_writers_at_once_lose_nothing(location: str) -> None:
    names = [f"plan{number}" for number in range(8)]

    def save(name: str) -> None:
        with Store(location) as store:
            store.save(make_records(name, entity=name), make_document(name))

    with ThreadPoolExecutor(4) as writers:
        list(writers.map(save, names))
    with Store(location) as store:
        assert sorted(d.file_name for d in store.documents()) == [f"{n}.pdf" for n in names]


def test_the_same_plan_saved_by_two_writers_has_one_current_version(location: str) -> None:
    def save(name: str) -> None:
        with Store(location) as store:
            store.save(make_records(name), make_document(name))

    with ThreadPoolExecutor(4) as writers:
        list(writers.map(save, ["a", "b", "c", "a"]))
    with Store(location) as store:
        assert len(store.documents()) == 3
        assert len(store.documents(superseded=False)) == 1


def test_a_locked_store_says_so(tmp_path: Path) -> None:
    file = tmp_path / "plans.db"
    with Store(f"sqlite:///{file}?timeout=0.01") as store:
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match=r"plans\.db: another program is writing"):
            store.save(make_records(), make_document())
        other.close()
        assert store.save(make_records(), make_document()).outcome is Outcome.ADDED


def test_a_reader_beside_writers_sees_whole_documents(location: str) -> None:
    names = [f"plan{number}" for number in range(6)]
    whole = len(make_records("a").indicators)
    with Store(location) as store:
        store.save(make_records("first"), make_document("first"))

    def save(name: str) -> None:
        with Store(location) as store:
            store.save(make_records(name, entity=name), make_document(name))

    def read(_: int) -> set[int]:
        with Store(location) as store:
            return {len(store.records(d.document_id).indicators) for d in store.documents()}

    with ThreadPoolExecutor(4) as together:
        writers = together.map(save, names)
        seen = set().union(*together.map(read, range(8)))
        list(writers)
    assert seen == {whole}


def test_a_full_disk_is_named_and_leaves_whole_documents(tmp_path: Path) -> None:
    file = tmp_path / "plans.db"
    with Store(file) as store:
        store.save(make_records("a"), make_document("a"))
    pages = file.stat().st_size // 4096

    def bound(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")

    def fill() -> None:
        with Store(file) as store:
            for number in range(40):
                store.save(make_records(f"b{number}"), make_document(f"b{number}"))

    event.listen(Engine, "connect", bound)
    try:
        with pytest.raises(StoreError, match="the disk is full: free some"):
            fill()
    finally:
        event.remove(Engine, "connect", bound)
    with Store(file) as store:
        for document in store.documents():
            assert store.records(document.document_id).values
        assert store.save(make_records("c"), make_document("c")).outcome is Outcome.ADDED


@pytest.mark.parametrize("command", [["list"], ["ingest", SAMPLES / "asp_breve.pdf"]])
def test_a_store_killed_before_its_tables_is_finished(
    piao: Run, tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / "plans.db").touch()
    assert piao(*command, "--db", tmp_path / "plans.db").status == 0


def test_an_export_that_cannot_be_finished_leaves_nothing_under_its_name(
    piao: Run, tmp_path: Path
) -> None:
    with Store(tmp_path / "piao.db") as store:
        store.save(make_records("a"), make_document("a"))
    (tmp_path / "closed").mkdir()
    (tmp_path / "closed" / "out.json.partial").mkdir()
    ran = piao("export", "--out", tmp_path / "closed" / "out.json")
    assert ran.status == 1
    assert "out.json cannot be written" in ran.err
    assert not (tmp_path / "closed" / "out.json").exists()


def test_a_read_only_store_can_be_read_and_says_why_it_is_not_written(tmp_path: Path) -> None:
    file = tmp_path / "plans.db"
    with Store(file) as store:
        store.save(make_records("a"), make_document("a"))
    with Store(f"sqlite:///file:{file}?mode=ro&uri=true") as store:
        assert len(store.documents()) == 1
        with pytest.raises(StoreError, match="it is read-only"):
            store.save(make_records("b"), make_document("b"))


def not_a_database(folder: Path) -> str:
    file = folder / "plan.pdf"
    file.write_bytes(b"%PDF-1.7\n" * 200)
    return str(file)


def other_data(folder: Path) -> str:
    file = folder / "other.db"
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE customers (name TEXT)")
    connection.close()
    return str(file)


def newer_program(folder: Path) -> str:
    return _at_revision(folder, "INSERT INTO alembic_version VALUES ('9999')")


def older_program(folder: Path) -> str:
    return _at_revision(folder, "SELECT 1")


def _at_revision(folder: Path, statement: str) -> str:
    file = folder / "plans.db"
    Store(file).close()
    connection = sqlite3.connect(file)
    connection.execute("DELETE FROM alembic_version")
    connection.execute(statement)
    connection.commit()
    connection.close()
    return str(file)


UNUSABLE = [
    (not_a_database, r"plan\.pdf: the file is not an SQLite database"),
    (other_data, r"other\.db holds other data"),
    (newer_program, r"newer version of the program \(schema 9999\)"),
    (older_program, "piao db upgrade"),
    (str, "no file can be opened there"),
    (lambda folder: str(folder / "missing" / "plans.db"), "no file can be opened there"),
    (lambda folder: "mysql+nothing://here/plans", "no database that can be used"),
    (lambda folder: "sqlite://:not a url", "cannot be understood"),
    (lambda folder: f"postgresql://nobody@/x?host={folder}", "connection|server"),
]


@pytest.mark.parametrize(("make", "message"), UNUSABLE)
def test_a_database_that_cannot_be_the_store_is_named(
    tmp_path: Path, make: object, message: str
) -> None:
    assert callable(make)
    with pytest.raises(StoreError, match=message):
        Store(make(tmp_path))


def test_a_refused_database_is_left_as_it_was(tmp_path: Path) -> None:
    file = Path(other_data(tmp_path))
    before = file.read_bytes()
    with pytest.raises(StoreError):
        Store(file)
    assert file.read_bytes() == before


def test_a_password_is_never_shown(postgresql: str) -> None:
    secret = "-".join(["open", "sesame"])
    engine = create_engine(resolve_url(postgresql))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE customers (name TEXT)"))
    engine.dispose()
    url = resolve_url(postgresql).set(password=secret)
    with pytest.raises(StoreError, match="holds other data") as caught:
        Store(url.render_as_string(hide_password=False))
    assert secret not in str(caught.value)


def test_without_creating_a_missing_store_is_an_error_and_stays_missing(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="run `piao ingest` first"):
        Store(tmp_path / "plans.db", create=False)
    assert list(tmp_path.iterdir()) == []


PLACES = [
    (None, {}, "sqlite:///piao.db"),
    (None, {"PIAO_DB": "x/plans.db"}, "sqlite:///x/plans.db"),
    ("y.db", {"PIAO_DB": "x.db"}, "sqlite:///y.db"),
    ("/data/y.db", {}, "sqlite:////data/y.db"),
    ("sqlite:///y.db", {}, "sqlite:///y.db"),
    ("postgresql://u@h/d", {}, "postgresql+psycopg://u@h/d"),
    ("postgres://u@h/d", {}, "postgresql+psycopg://u@h/d"),
    ("postgresql+psycopg://u@h/d", {}, "postgresql+psycopg://u@h/d"),
]


@pytest.mark.parametrize(("location", "environment", "url"), PLACES)
def test_where_the_store_is(
    monkeypatch: pytest.MonkeyPatch, location: str | None, environment: dict[str, str], url: str
) -> None:
    monkeypatch.delenv("PIAO_DB", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert resolve_url(location).render_as_string() == url


def test_the_home_folder_is_understood() -> None:
    assert resolve_url("~/plans.db").database == os.path.expanduser("~/plans.db")
