"""The store as its users see it: save a document's records, get them back."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import Connection, Engine, delete, select

from piao.pipeline.corrections.replaying import replay
from piao.pipeline.store import claims, database, loading, tables
from piao.pipeline.store.administrations import linking
from piao.pipeline.store.administrations.administering import Administering
from piao.pipeline.store.administrations.known import forget_unused
from piao.pipeline.store.claims import Claims
from piao.pipeline.store.corrections import differences
from piao.pipeline.store.corrections.acts import log_of_reading, of_records
from piao.pipeline.store.corrections.revising import Revising
from piao.pipeline.store.frames import Framing
from piao.pipeline.store.rows.importing import Importing, rows_of
from piao.pipeline.store.rows.writing import put
from piao.pipeline.store.stored import (
    ALL_TYPES,
    RECORD_TYPES,
    Claim,
    StoredCell,
    StoredDocument,
    StoredTable,
)
from piao.pipeline.store.versions import link_versions, plan_key
from piao.pipeline.store.views import view_rows
from piao.pipeline.version import program_version
from piao.schema.asked import check_text
from piao.schema.columns import column_names
from piao.schema.document import Cell, Document, Table
from piao.schema.errors import StoreError, UnknownDocumentError
from piao.schema.records import DocumentRecord, Part, Records

if TYPE_CHECKING:
    from piao.pipeline.administrations.groups import Group
    from piao.pipeline.store.common_objectives.queries import CommonCount
    from piao.pipeline.store.similar import Similar

ID_PREFIX_LENGTH = 4
"""A shorter text is taken for a file name only, not for the start of a document's id."""


class Outcome(StrEnum):
    """What saving a document did to the store."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REFRESHED = "refreshed"


@dataclass(frozen=True, slots=True)
class Saved:
    """The outcome of a save; `supersedes` is the version that this one replaces.

    `records` are those in force, None where nothing changed; `corrections` how many there are.
    """

    outcome: Outcome
    document_id: str
    supersedes: StoredDocument | None = None
    records: Records | None = None
    corrections: int = 0


class Store(Framing, Revising, Administering, Importing):
    """Documents with their records, in an SQLite file or a PostgreSQL database.

    `location` is a path or a database URL; see `database.resolve_url` for the default.
    A fresh store is created on first use unless `create` is false. Every method
    raises `StoreError` where the database cannot be opened, read or written.

    >>> with Store("plans.db") as store:  # doctest: +SKIP
    ...     for document in store.documents():
    ...         print(document.file_name, len(store.records(document.document_id).indicators))
    """

    def __init__(self, location: str | Path | None = None, *, create: bool = True) -> None:
        self.url = database.resolve_url(location)
        if not create and database.missing_file(self.url):
            raise StoreError(
                "there is no store at {place}: run `piao ingest` first, or name another with --db",
                place=self.url.database,
            )
        self._engine: Engine = database.open_engine(self.url)
        database.prepare(self._engine)

    def __repr__(self) -> str:
        return f"<Store {self.url.render_as_string(hide_password=True)}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()

    def save(
        self,
        records: Records,
        document: Document,
        *,
        refresh: bool = False,
        withdrawn: Set[str] = frozenset(),
        by: str | None = None,
    ) -> Saved:
        """Stores a document, its raw tables and its records in one transaction.

        The same content again changes nothing, unless `refresh` asks to replace what
        the store holds of it: then what people corrected is applied to the new reading, and
        what finds its place no more becomes a finding. `withdrawn` are attributes that are left
        to the document again. A document of the same plan (administration, kind and
        period, all known) as earlier ones, with some of the same content, becomes the
        current version; the earlier ones stay, marked as superseded.
        """
        from piao.pipeline.store import name_index
        from piao.pipeline.store.common_objectives import index as common_index

        document_id = records.document.document_id
        with database.writing(self._engine) as connection:
            before = loading.document(connection, document_id)
            if before is not None and not refresh:
                return Saved(Outcome.UNCHANGED, document_id)
            name_index.renew(connection)
            common_index.renew(connection)
            log = log_of_reading(connection, before, records.document, withdrawn, by)
            table_ids = frozenset(table.table_id for table in document.tables)
            held = replay(records, log, table_ids) if log else records
            tie = linking.tie_of(connection, held.document, self._directory(connection), document)
            held = linking.with_question(held, tie)
            after = stored_document(held.document, document, before)
            owner = linking.administration_of(connection, document_id)
            if before is not None:
                _delete(connection, document_id)
            _insert(connection, after, held, document)
            linking.write(connection, tie)
            differences.keep(connection, records, held)
            name_index.add(connection, held.indicators)
            common_index.write(connection, held)
            now = tie.administration_id
            if before is not None and plan_key(before, owner) != plan_key(after, now):
                link_versions(connection, before, owner)
            supersedes = link_versions(connection, after, now)
            claims.finish(connection, document_id)
        outcome = Outcome.ADDED if before is None else Outcome.REFRESHED
        return Saved(outcome, document_id, supersedes, held, len(of_records(log)))

    def claims(self) -> list[Claim]:
        """Who reads which document, or did: what is being read first, then the newest."""
        with database.reading(self._engine) as connection:
            return claims.all_claims(connection)

    def claiming(self) -> Claims:
        """What a run claims documents by, before it reads them."""
        return Claims(self._engine)

    def delete(self, document_id: str) -> None:
        """Removes a document with all that belongs to it."""
        with database.writing(self._engine) as connection:
            before = loading.document(connection, document_id)
            owner = linking.administration_of(connection, document_id)
            _delete(connection, document_id)
            forget_unused(connection)
            if before is not None:
                link_versions(connection, before, owner)

    def document(self, document_id: str) -> StoredDocument | None:
        """The document of that very id, None where the store does not hold it."""
        with database.reading(self._engine) as connection:
            return loading.document(connection, document_id)

    def documents(self, *, superseded: bool = True) -> list[StoredDocument]:
        """The documents in the order of their first ingestion."""
        query = loading.columns("documents").order_by(
            tables.documents.c.ingested_at, tables.documents.c.document_id
        )
        if not superseded:
            query = query.where(tables.documents.c.superseded_by.is_(None))
        with database.reading(self._engine) as connection:
            return [StoredDocument(**row) for row in connection.execute(query).mappings()]

    def find(self, name: str) -> StoredDocument:
        """The document with that id, start of an id, or file name (current version first).

        Raises `UnknownDocumentError` where none or more than one answers.
        """
        check_text("a document's name", name)
        if found := self.document(name):
            return found
        documents = self.documents()
        file_name = Path(name).name.casefold()
        named = [d for d in documents if d.file_name.casefold() == file_name]
        candidates = (
            [d for d in named if d.superseded_by is None]
            or named
            or [d for d in documents if d.document_id.startswith(name.casefold())]
        )
        if len(candidates) == 1 and (len(name) >= ID_PREFIX_LENGTH or candidates == named):
            return candidates[0]
        if len(candidates) > 1:
            listing = ", ".join(f"{d.document_id} ({d.file_name})" for d in candidates[:8])
            raise UnknownDocumentError(
                "{name!r} is several documents: {listing}; give the id", name=name, listing=listing
            )
        start = name.casefold()
        if len(name) < ID_PREFIX_LENGTH or any(
            d.file_name.casefold().startswith(start) for d in documents
        ):
            raise UnknownDocumentError(
                "no document {name!r} in the store: an id needs {count} characters or more, and a "
                "file name is given whole; see `piao list`",
                name=name,
                count=ID_PREFIX_LENGTH,
            )
        raise UnknownDocumentError("no document {name!r} in the store: see `piao list`", name=name)

    def choose(self, names: Sequence[str]) -> list[StoredDocument]:
        """The documents that `names` mean, each once; all current ones without names."""
        if not names:
            return self.documents(superseded=False)
        chosen = {found.document_id: found for found in map(self.find, names)}
        return list(chosen.values())

    def records(self, document_id: str) -> Records:
        """All records of a document, each kind in reading order."""
        document = self.document(document_id)
        if document is None:
            raise UnknownDocumentError(
                "no document {document_id!r} in the store", document_id=document_id
            )
        names = (name for name in RECORD_TYPES if name != "documents")
        arrays = {name: tuple(self.array(name, [document_id])) for name in names}
        return Records(document=document, **arrays)

    def array(self, name: str, document_ids: Iterable[str]) -> Iterator[Any]:
        """The records of one of `ALL_TYPES`, document by document, in reading order."""
        for document_id in document_ids:
            with database.reading(self._engine) as connection:
                found = list(loading.array(connection, name, document_id))
            yield from found

    def arrays(self, document_ids: Sequence[str]) -> Iterator[tuple[str, Iterator[Any]]]:
        """The records of several documents by type, as exports take them: lazily."""
        return ((name, self.array(name, document_ids)) for name in RECORD_TYPES)

    def whole_arrays(self, document_ids: Sequence[str]) -> Iterator[tuple[str, Iterator[Any]]]:
        """The same, and their raw tables, parts and corrections: all that belongs to them."""
        return ((name, self.array(name, document_ids)) for name in ALL_TYPES)

    def raw_tables(self, document_id: str) -> list[Table]:
        """The tables of a document as its extractor gave them."""
        columns = tables.cells.c
        with database.reading(self._engine) as connection:
            cells: dict[str, list[Cell]] = {}
            query = select(tables.cells).where(columns.document_id == document_id)
            for row in connection.execute(
                query.order_by(columns.table_id, columns.row, columns.col)
            ).mappings():
                values = {key: row[key] for key in column_names(Cell)}
                cells.setdefault(row["table_id"], []).append(Cell(**values))
            query = select(tables.tables).where(tables.tables.c.document_id == document_id)
            rows = connection.execute(query.order_by(tables.tables.c.position)).mappings()
            return [
                Table(
                    cells=tuple(cells.get(row["table_id"], ())),
                    **{k: v for k, v in row.items() if k not in {"document_id", "position"}},
                )
                for row in rows
            ]

    def parts(self, document_id: str) -> list[Part]:
        """The parts that a document was seen to have, in reading order; see `Part`.

        None for a document that a program read which did not keep them.
        """
        columns = tables.parts.c
        names = (columns[name] for name in column_names(Part))
        query = select(*names).where(columns.document_id == document_id)
        with database.reading(self._engine) as connection:
            rows = connection.execute(query.order_by(columns.position)).mappings()
            return [Part(**row) for row in rows]

    def view(self, name: str, document_ids: Sequence[str]) -> list[dict[str, Any]]:
        """The rows of one of the store's views for some documents, in the order of the plan.

        Figures are decimals, dates are dates, whichever the database. Raises `UsageError`
        where there is no such view.
        """
        with database.reading(self._engine) as connection:
            return view_rows(connection, name, document_ids)

    def similar(self, asked: str, *, limit: int = 10) -> list[Similar]:
        """The indicators of all current documents whose names are most like `asked`.

        >>> with Store("plans.db") as store:  # doctest: +SKIP
        ...     store.similar("customer satisfaction")[0].name
        'Grado di soddisfazione degli utenti'
        """
        from piao.pipeline.store import name_index, similar

        name_index.bring_up(self._engine)
        with database.reading(self._engine) as connection:
            return similar.nearest(connection, asked, limit)

    def common_objectives(
        self, year: int | None = None, group: Group | None = None
    ) -> list[CommonCount]:
        """How many current plans have each objective that law asks of all, and who lacks it.

        `year` keeps the plans of one year, `group` those of some administrations. Plans of
        years in which one was not asked, or whose year is not known, are left out of it.

        >>> with Store(":memory:") as store:
        ...     store.common_objectives()[0].common_id
        'payment_delay'
        """
        from piao.pipeline.store.common_objectives import index, queries

        index.bring_up(self._engine)
        with database.reading(self._engine) as connection:
            return queries.counts(connection, year, group)

    def common_places(
        self, common_id: str, year: int | None = None, group: Group | None = None
    ) -> list[dict[str, Any]]:
        """The rows of the view `v_common_objectives` of one common objective, in current plans.

        By administration and year, as `common_objectives` counts them. Raises `UsageError` where
        there is none of that id.
        """
        from piao.pipeline.store.common_objectives import index, queries

        index.bring_up(self._engine)
        with database.reading(self._engine) as connection:
            return queries.places(connection, common_id, year, group)

    def common_of(self, document_ids: Sequence[str]) -> list[dict[str, Any]]:
        """The rows of the view `v_common_objectives` of some documents, looked for anew if due."""
        from piao.pipeline.store.common_objectives import index

        index.bring_up(self._engine)
        return self.view("v_common_objectives", document_ids)

    def finding_counts(self) -> dict[str, dict[str, int]]:
        """How many findings of each severity each document has."""
        counts: dict[str, dict[str, int]] = {}
        columns = tables.findings.c
        with database.reading(self._engine) as connection:
            for document_id, severity in connection.execute(
                select(columns.document_id, columns.severity)
            ):
                of_document = counts.setdefault(document_id, {})
                of_document[severity] = of_document.get(severity, 0) + 1
        return counts


def stored_document(
    record: DocumentRecord, document: Document, before: StoredDocument | None
) -> StoredDocument:
    # A refresh keeps the first ingestion's time: versions are ordered by it.
    return StoredDocument(
        **_values(record, column_names(DocumentRecord)),
        format=document.format,
        ingested_at=before.ingested_at if before else datetime.datetime.now(datetime.UTC),
        program_version=program_version(),
        revision=before.revision + 1 if before else 0,
    )


def _values(record: object, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(record, name) for name in names}


def _delete(connection: Connection, document_id: str) -> None:
    connection.execute(
        delete(tables.documents).where(tables.documents.c.document_id == document_id)
    )


def _insert(
    connection: Connection, stored: StoredDocument, records: Records, document: Document
) -> None:
    """Inserts a whole document, table by table."""
    for name, record_type in RECORD_TYPES.items():
        group = [stored] if name == "documents" else getattr(records, name)
        put(connection, tables.metadata.tables[name], rows_of(record_type, group))
        if name == "documents":
            _insert_raw_tables(connection, stored.document_id, document)
    put(connection, tables.parts, rows_of(Part, records.parts))


def _insert_raw_tables(connection: Connection, document_id: str, document: Document) -> None:
    table_names = [n for n in column_names(StoredTable) if n not in {"document_id", "position"}]
    cell_names = [n for n in column_names(StoredCell) if n not in {"document_id", "table_id"}]
    table_rows: list[dict[str, Any]] = []
    cell_rows: list[dict[str, Any]] = []
    for position, table in enumerate(document.tables):
        own = {"document_id": document_id, "position": position}
        table_rows.append({**own, **_values(table, table_names)})
        place = {"document_id": document_id, "table_id": table.table_id}
        cell_rows.extend({**place, **_values(cell, cell_names)} for cell in table.cells)
    put(connection, tables.tables, table_rows)
    put(connection, tables.cells, cell_rows)
