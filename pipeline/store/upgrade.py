"""Brings a store made by an older version of the program up to this one."""

from __future__ import annotations

from pathlib import Path

from piao.pipeline.store import database, name_index, tables
from piao.pipeline.store.administrations.known import tie_untied
from piao.pipeline.store.common_objectives import index as common_index
from piao.pipeline.store.views import create_views, drop_views, views_fit
from piao.schema.errors import StoreError

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(location: str | Path | None = None) -> bool:
    """Runs the missing migrations in one transaction; says whether there were any.

    Views of another version, an index of names of other words, and common objectives of another
    catalogue are made anew, also where no migration is missing.

    Raises `StoreError` where there is no store, or one of a newer program.
    """
    # Imported here: no other command needs it.
    from alembic import command
    from alembic.config import Config

    url = database.resolve_url(location)
    if database.missing_file(url):
        raise StoreError(
            "there is no store at {place}: `piao ingest` makes one", place=url.database
        )
    engine = database.open_engine(url)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    try:
        with database.writing(engine) as connection:
            found = database.revision(connection)
            if found == tables.REVISION and views_fit(connection):
                name_index.renew(connection)
                common_index.renew(connection)
                return False
            if found and found not in database.known_revisions():
                database.check_revision(found, url)
            config.attributes["connection"] = connection
            drop_views(connection)
            command.upgrade(config, "head")
            create_views(connection)
            name_index.renew(connection)
            tie_untied(connection)
            common_index.renew(connection)
            return found != tables.REVISION
    finally:
        engine.dispose()
