"""Documents of Parquet exports and shards, taken over into a store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import Connection, Engine

from piao.pipeline.store import database, loading, name_index, tables
from piao.pipeline.store.administrations import linking
from piao.pipeline.store.corrections import log as correction_log
from piao.pipeline.store.corrections.acts import renew
from piao.pipeline.store.rows.writing import put
from piao.pipeline.store.stored import (
    ALL_TYPES,
    RECORD_TYPES,
    StoredDocument,
    StoredTable,
)
from piao.pipeline.store.versions import link_versions
from piao.schema.columns import column_names
from piao.schema.errors import UnstorableError

if TYPE_CHECKING:
    from piao.normalizers.administrations.directory import Directory
    from piao.pipeline.exports.lake.reading import Whole

TIES = "document_administrations"
NOT_EXPORTED = "not-exported"
"""The extractor of a table that an export names and does not hold."""


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A document of an export, and whether the store did not hold it before."""

    document: StoredDocument
    is_new: bool


class Importing:
    """The part of the store that takes over what another one, or none, has written."""

    _engine: Engine

    if TYPE_CHECKING:

        def _directory(self, connection: Connection) -> Directory: ...

        def __init__(self, location: str | Path | None = None, *, create: bool = True) -> None: ...

        def close(self) -> None: ...

    @classmethod
    def from_parquet(cls, folder: str | Path, location: str | Path | None = None) -> Self:
        """A store with the documents of a Parquet export, partitioned or not, or of shards.

        Those that the store holds already stay as they are. Raises as :meth:`take_over` does.

        >>> with Store.from_parquet("shards", "plans.db") as store:  # doctest: +SKIP
        ...     print(len(store.documents()))
        """
        store = cls(location)
        try:
            for _ in store.take_over(folder):
                pass
        except BaseException:
            store.close()
            raise
        return store

    def take_over(self, folder: str | Path) -> Iterator[TakenOver]:
        """Takes over the documents of a Parquet export or of shards, one transaction a document.

        Records, raw tables, parts and corrections are those that the folder has. Whose a plan is
        and which version is the current one is worked out by what this store knows. An export
        without raw tables keeps the place of its records: each table that they name is there,
        without cells, its `extractor` `not-exported`.

        Raises `UnreadableFileError` where a file is damaged or foreign, `UnstorableError` for a
        document that does not fit; those before it are in the store.
        """
        from piao.pipeline.exports.lake.reading import whole_documents

        for whole in whole_documents(Path(folder)):
            (document,) = whole["documents"]
            try:
                with database.writing(self._engine) as connection:
                    is_new = loading.document(connection, document.document_id) is None
                    if is_new:
                        _insert(connection, document, whole, self._directory(connection))
            except UnstorableError as error:
                raise UnstorableError(
                    "{file}: {error}", file=document.file_name, error=error
                ) from error
            yield TakenOver(document, is_new)


def _insert(
    connection: Connection, document: StoredDocument, whole: Whole, directory: Directory
) -> None:
    name_index.renew(connection)
    first = replace(document, superseded_by=None)
    # Its clues stay; which administration they lead to is worked out by what is known here.
    ties = [replace(tie, administration_id=None) for tie in whole.get(TIES, [])]
    held = {**whole, "documents": [first], "tables": _tables(whole), TIES: ties}
    for name, record_type in ALL_TYPES.items():
        if name != "corrections":
            put(connection, tables.metadata.tables[name], rows_of(record_type, held.get(name, [])))
    tie = linking.tie_of(connection, document, directory)
    linking.write(connection, tie)
    linking.write_question(connection, tie)
    name_index.add(connection, whole.get("indicators", []))
    waiting = correction_log.read(connection, [document.document_id])
    known = {correction.correction_id for correction in waiting}
    new = [c for c in whole.get("corrections", []) if c.correction_id not in known]
    log = [*waiting, *correction_log.add(connection, new)]
    if waiting:
        renew(connection, document.document_id, log)
    now = loading.document(connection, document.document_id) or first
    link_versions(connection, now, linking.administration_of(connection, now.document_id))


def rows_of(record_type: type, records: Sequence[Any]) -> list[Mapping[str, Any]]:
    """Records as rows of their table, with the place in reading order where they have none."""
    names = column_names(record_type)
    rows = [{name: getattr(record, name) for name in names} for record in records]
    if record_type in tables.UNNUMBERED:
        return [{**row, "position": position} for position, row in enumerate(rows)]
    return [*rows]


def _tables(whole: Whole) -> list[StoredTable]:
    """The raw tables, and empty ones for those that records name and that are not there."""
    known: list[StoredTable] = list(whole.get("tables", []))
    ids = {table.table_id for table in known}
    sizes: dict[str, tuple[int, int]] = {}
    for name in (*RECORD_TYPES, "parts"):
        for record in whole.get(name, []):
            table_id = getattr(record, "table_id", None)
            if table_id is not None and table_id not in ids:
                rows, columns = sizes.get(table_id, (0, 0))
                row, column = (-1 if n is None else n for n in (record.row, record.column))
                sizes[table_id] = max(rows, row + 1), max(columns, column + 1)
    (document,) = whole["documents"]
    return known + [
        StoredTable(
            document_id=document.document_id,
            table_id=table_id,
            position=position,
            rows=rows,
            columns=columns,
            header_rows=0,
            extractor=NOT_EXPORTED,
            confidence=0.0,
            bbox=None,
        )
        for position, (table_id, (rows, columns)) in enumerate(sizes.items(), start=len(known))
    ]
