"""Databases that tests need: empty ones, and stores as an older version left them."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, make_url, text

from piao.pipeline.store import database
from piao.pipeline.store.upgrade import MIGRATIONS
from piao.pipeline.store.views import drop_views


def new_database(server: str, name: str) -> str:
    """The URL of a fresh database of that name."""
    url = make_url(server).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return url.set(drivername="postgresql", database=name).render_as_string(hide_password=False)


def set_back(location: str, revision: str) -> None:
    """Makes a store one of an older version, as its migrations were before."""
    # Without foreign keys: SQLite makes tables anew, and what refers to them would go with them.
    engine = create_engine(database.resolve_url(location))
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        drop_views(connection)
        command.downgrade(config, revision)
    engine.dispose()
