"""The migrations lead to the very tables that a fresh store is made of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from piao.pipeline.store import Store, database, tables
from piao.pipeline.store.upgrade import MIGRATIONS, upgrade
from piao.pipeline.store.views import drop_views, views_fit
from piao.schema.errors import StoreError
from piao.schema.records import DocumentKind
from piao.schema.statements import Statement
from tests.plans import make_document, make_records


def emptied(location: str) -> Engine:
    """A database that stands before the first migration."""
    engine = database.open_engine(database.resolve_url(location))
    with database.writing(engine) as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
    return engine


def shape(engine: Engine) -> dict[str, Any]:
    """All that the database knows of its tables."""
    inspector = inspect(engine)
    views = {"views": sorted(inspector.get_view_names())}
    return views | {
        name: {
            "columns": sorted(
                (c["name"], str(c["type"]), c["nullable"]) for c in inspector.get_columns(name)
            ),
            "key": inspector.get_pk_constraint(name),
            "references": sorted(inspector.get_foreign_keys(name), key=str),
            "indexes": sorted(inspector.get_indexes(name), key=str),
        }
        for name in inspector.get_table_names()
        if name != "alembic_version"
    }


def test_migrations_and_fresh_store_are_the_same(location: str, tmp_path: Path) -> None:
    engine = emptied(location)
    assert upgrade(location) is True
    migrated = shape(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []
    with database.writing(engine) as connection:
        drop_views(connection)
        tables.metadata.drop_all(connection)
        connection.execute(text("DROP TABLE alembic_version"))
    Store(location).close()
    assert shape(engine) == migrated
    engine.dispose()


def test_the_tables_stand_at_the_last_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    script = ScriptDirectory.from_config(config)
    assert script.get_current_head() == tables.REVISION
    assert {migration.revision for migration in script.walk_revisions()} == set(
        database.known_revisions()
    )


def test_an_upgraded_store_takes_documents_and_is_up_to_date(location: str) -> None:
    emptied(location).dispose()
    assert upgrade(location) is True
    assert upgrade(location) is False
    with Store(location) as store:
        store.save(make_records(), make_document())
        assert len(store.documents()) == 1


def test_what_was_stated_before_there_was_a_list_is_in_the_list(location: str) -> None:
    engine = emptied(location)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with database.writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0011")
        connection.execute(
            text(
                "INSERT INTO documents (document_id, sha256, file_name, kind, year, entity_name, "
                "stated, format, ingested_at, program_version) VALUES ('d', 'd', 'a.pdf', 'smvp', "
                "2024, 'Comune', 'year kind', 'pdf', '2025-01-01 00:00:00', '0.1.0')"
            )
        )
    engine.dispose()
    assert upgrade(location) is True
    with Store(location) as store:
        assert store.statement("d") == Statement(year=2024, kind=DocumentKind.SMVP)
        assert store.find("a.pdf").revision == 0
        store.undo("d")
        assert store.find("a.pdf").stated == "year"


def columns_of(location: str, view: str) -> list[str]:
    engine = database.open_engine(database.resolve_url(location))
    names = [str(column["name"]) for column in inspect(engine).get_columns(view)]
    engine.dispose()
    return names


def with_older_views(location: str) -> None:
    """A store of today's tables whose views lack columns, as an older program made it."""
    Store(location).close()
    engine = database.open_engine(database.resolve_url(location))
    with database.writing(engine) as connection:
        drop_views(connection)
        connection.execute(text("CREATE VIEW v_scoring AS SELECT document_id FROM documents"))
    engine.dispose()


@pytest.mark.parametrize("opened", [lambda location: Store(location).close(), upgrade])
def test_older_views_are_made_anew(location: str, opened: Callable[[str], object]) -> None:
    with_older_views(location)
    assert columns_of(location, "v_scoring") == ["document_id"]
    opened(location)
    assert {"targets", "tolerance_raw"} <= set(columns_of(location, "v_scoring"))
    assert upgrade(location) is False


def test_views_that_fit_are_left_alone(location: str) -> None:
    Store(location).close()
    engine = database.open_engine(database.resolve_url(location))
    with database.reading(engine) as connection:
        assert views_fit(connection)
    engine.dispose()


def test_a_read_only_store_with_older_views_can_be_read(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    place = str(tmp_path / "plans.db")
    with_older_views(place)
    with Store(place) as store:
        store.save(make_records(), make_document())
    with_older_views(place)
    with Store(f"sqlite:///file:{place}?mode=ro&uri=true") as store:
        (document,) = store.documents()
        assert store.view("v_scoring", [document.document_id])[0]["targets"] == 3
    assert columns_of(place, "v_scoring") == ["document_id"]
    assert "it is read-only" in caplog.text
    assert "its views are those of another version" in caplog.text


def test_a_newer_store_is_not_touched(location: str) -> None:
    Store(location).close()
    engine = database.open_engine(database.resolve_url(location))
    with database.writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StoreError, match="newer version of the program"):
        upgrade(location)


def test_there_is_nothing_to_upgrade_without_a_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        upgrade(tmp_path / "plans.db")
    assert list(tmp_path.iterdir()) == []
