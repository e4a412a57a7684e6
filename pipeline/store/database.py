"""Where the store is and how it is opened: URL, engine, schema version, clear errors."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    IntegrityError,
    NoSuchModuleError,
    SQLAlchemyError,
)

from piao.pipeline.store import tables
from piao.pipeline.store.views import create_views, drop_views, views_fit
from piao.schema.errors import StoreError, UnstorableError
from piao.schema.language import Message

log = logging.getLogger("piao")

DEFAULT_FILE = "piao.db"
BUSY_TIMEOUT_SECONDS = 10
KINDS = frozenset({"sqlite", "postgresql"})
"""The databases that a store may be in."""
WRITER_LOCK = 0x7069616F
"""Key of the PostgreSQL advisory lock that lets one writer at a time in."""

REMEDIES = {
    "database is locked": Message(
        "another program is writing to it: try again when it has finished"
    ),
    "readonly database": Message(
        "it is read-only: give write permission or choose another with --db"
    ),
    "unable to open": Message("no file can be opened there: check the folder and its permissions"),
    "not a database": Message("the file is not an SQLite database: choose another with --db"),
    "disk is full": Message("the disk is full: free some space"),
    "disk i/o error": Message(
        "the disk refuses to read or write: check it, and whether it is full"
    ),
    "locking protocol": Message(
        "the folder does not lock files, as some network drives: keep the store on a disk of this "
        "machine, or in PostgreSQL"
    ),
    "malformed": Message("the file is damaged: restore a copy, or ingest again into a new one"),
    "connection refused": Message(
        "the server does not answer: check that it runs, its host and port"
    ),
    "authentication failed": Message("the server refuses the user or the password"),
    "does not exist": Message("check the name of the database and of the user"),
}
"""What to do about an error of the database, by a part of its message."""


def resolve_url(location: str | Path | None = None) -> URL:
    """The URL of the store: `location`, else the variable PIAO_DB, else `piao.db` here.

    `location` is a database URL or a plain path of an SQLite file. PostgreSQL is
    reached with psycopg 3 whichever of its URL forms is given.
    """
    place = str(location or os.environ.get("PIAO_DB") or DEFAULT_FILE)
    if "://" not in place:
        return URL.create("sqlite", database=str(Path(place).expanduser()))
    try:
        url = make_url(place)
    except (ArgumentError, ValueError) as error:
        # The place itself stays untold: it may hold a password.
        raise StoreError(
            "the database URL given cannot be understood: {error}", error=str(error)
        ) from error
    if url.drivername in {"postgres", "postgresql"}:
        url = url.set(drivername="postgresql+psycopg")
    return url


def missing_file(url: URL) -> bool:
    """Whether the store is an SQLite file that is not there yet."""
    name = url.database or ""
    if url.get_backend_name() != "sqlite" or name.startswith("file:"):
        return False
    return name != ":memory:" and not Path(name).exists()


def open_engine(url: URL) -> Engine:
    """An engine whose transactions are real ones and whose foreign keys are enforced."""
    if url.get_backend_name() not in KINDS:
        raise StoreError(
            "{name!r} is no database that can be used: an SQLite file or PostgreSQL",
            name=url.drivername,
        )
    sqlite = url.get_backend_name() == "sqlite"
    arguments = {"timeout": BUSY_TIMEOUT_SECONDS} if sqlite and "timeout" not in url.query else {}
    try:
        engine = create_engine(url, connect_args=arguments)
    except (ArgumentError, NoSuchModuleError) as error:
        raise StoreError(
            "{driver!r} is no database that can be used: {error}",
            driver=url.drivername,
            error=str(error),
        ) from error
    except ModuleNotFoundError as error:
        raise StoreError(
            "{driver} needs the package {package!r}: pip install 'piao[postgres]'",
            driver=url.drivername,
            package=error.name,
        ) from error
    if sqlite:
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver would commit before DDL and start transactions late; see `_begin_sqlite`.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its lock at once: waiting later, with a read behind it, would fail.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def clear_errors(url: URL) -> Iterator[None]:
    """Turns errors of the database into :class:`StoreError` with a remedy.

    What is wrong with the records of one document only is an `UnstorableError`.
    """
    try:
        yield
    except (DataError, IntegrityError, UnicodeEncodeError) as error:
        reason = getattr(error, "orig", None) or error
        raise UnstorableError(
            "the store refuses the records: {reason}", reason=str(reason)
        ) from error
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error).strip()
        remedy = next((r for part, r in REMEDIES.items() if part in reason.casefold()), None)
        place = url.database if url.get_backend_name() == "sqlite" else url.render_as_string()
        raise StoreError("store {place}: {remedy}", place=place, remedy=remedy or reason) from error


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction of the only writer: all of it is in the store, or nothing."""
    with (
        clear_errors(engine.url),
        engine.execution_options(writes=True).begin() as connection,
    ):
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITER_LOCK})
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One transaction that sees the store as it was when it began."""
    with clear_errors(engine.url), engine.begin() as connection:
        yield connection


def revision(connection: Connection) -> str | None:
    """The migration the store stands at; "" where it stands before the first, None if empty."""
    names = inspect(connection).get_table_names()
    if "alembic_version" in names:
        row = connection.execute(text("SELECT version_num FROM alembic_version")).first()
        return "" if row is None else str(row[0])
    if names:
        raise StoreError(
            "the database {place} holds other data: choose another with --db",
            place=connection.engine.url.render_as_string(),
        )
    return None


def bring_up(
    engine: Engine,
    fits: Callable[[Connection], bool],
    renew: Callable[[Connection], None],
    until_then: str,
) -> None:
    """Makes what is derived from the records anew where it does not fit the program any more.

    Where that may not be, it stays, with a warning: a store that is read-only can still be asked.
    """
    with reading(engine) as connection:
        if fits(connection):
            return
    try:
        with writing(engine) as connection:
            renew(connection)
    except StoreError as error:
        log.warning("%s; until then %s", error, until_then)


def prepare(engine: Engine) -> None:
    """Creates the tables of a fresh store; refuses one of another version, renews its views.

    Raises `StoreError` naming the remedy: `piao db upgrade` for an older store, a newer
    program for a newer store.
    """
    with reading(engine) as connection:
        found = revision(connection)
    if found is None:
        with writing(engine) as connection:
            if revision(connection) is None:
                create(connection)
        return
    check_revision(found, engine.url)
    with reading(engine) as connection:
        fit = views_fit(connection)
    if not fit:
        renew_views(engine)


def renew_views(engine: Engine) -> None:
    """Makes the views of another version anew; where that may not be, they stay, with a warning.

    The program itself never reads them: a store that is read-only stays readable.
    """
    try:
        with writing(engine) as connection:
            drop_views(connection)
            create_views(connection)
    except StoreError as error:
        log.warning("%s; until then its views are those of another version", error)


def create(connection: Connection) -> None:
    """Creates all tables, as the migrations would, and notes the migration they stand for."""
    tables.metadata.create_all(connection, checkfirst=False)
    create_views(connection)
    connection.execute(
        text(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
            "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        )
    )
    connection.execute(
        text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": tables.REVISION}
    )


def check_revision(found: str, url: URL) -> None:
    """Raises `StoreError` unless the store stands at this program's migration."""
    place = url.render_as_string()
    if found == tables.REVISION:
        return
    if found == "" or any(found == known for known in known_revisions()):
        raise StoreError(
            "store {place}: made by an older version of the program: "
            "make a copy, then run `piao db upgrade`",
            place=place,
        )
    raise StoreError(
        "store {place}: made by a newer version of the program (schema {found}): "
        "install that version",
        place=place,
        found=found,
    )


def known_revisions() -> list[str]:
    """The migrations that the program carries, oldest first."""
    folder = Path(__file__).parent / "migrations" / "versions"
    return sorted(file.stem.split("_")[0] for file in folder.glob("[0-9]*.py"))
