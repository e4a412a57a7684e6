"""All records as one SQLite file that needs nothing else to be read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import (
    Column,
    ForeignKeyConstraint,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    insert,
)

from piao.pipeline.exports.records.description import DESCRIPTIONS, RecordDescription
from piao.pipeline.exports.writing.guard import Content
from piao.pipeline.exports.writing.output import named, whole_file
from piao.pipeline.exports.writing.rows import batches, record_row
from piao.pipeline.store import database, tables
from piao.schema.errors import UsageError


def write(arrays: Iterable[tuple[str, Iterable[object]]], out: Path | None) -> None:
    """Writes the file `out`: the store's tables of records, with their keys.

    Raises `UsageError` without a file, and for a database that is no earlier export.
    """
    metadata = MetaData()
    for description in DESCRIPTIONS.values():
        _add_table(description, metadata)
    file = named(out, UsageError("an SQLite database is a file: name it with --out"))
    with whole_file(file, over=Content.EXPORTED) as partial:
        partial.unlink(missing_ok=True)
        engine = database.open_engine(database.resolve_url(partial))
        try:
            with database.writing(engine) as connection:
                metadata.create_all(connection)
                for name, records in arrays:
                    for batch in batches(records):
                        rows = [record_row(record) for record in batch]
                        connection.execute(insert(metadata.tables[name]), rows)
        finally:
            engine.dispose()


def _add_table(description: RecordDescription, metadata: MetaData) -> None:
    """A table of the store without what refers to tables that are not in the export."""
    stored = tables.metadata.tables[description.name]
    referring = {reference.column for reference in description.references}
    Table(
        description.name,
        metadata,
        *(
            Column(
                column.name,
                stored.c[column.name].type,
                nullable=column.nullable,
                index=column.name in referring,
            )
            for column in description.columns
        ),
        PrimaryKeyConstraint(*description.primary_key),
        *(
            ForeignKeyConstraint(
                [reference.column],
                [f"{reference.target}.{reference.key}"],
                deferrable=True,
                initially="DEFERRED",
            )
            for reference in description.references
        ),
    )
