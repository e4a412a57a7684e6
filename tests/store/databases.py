"""Empty PostgreSQL databases on a server of the tests."""

from __future__ import annotations

from sqlalchemy import create_engine, make_url, text


def new_database(server: str, name: str) -> str:
    """The URL of a fresh database of that name."""
    url = make_url(server).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return url.set(drivername="postgresql", database=name).render_as_string(hide_password=False)
