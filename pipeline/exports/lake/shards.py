"""Shards: Parquet files of some documents each, written while plans are read, without a store."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence, Set
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from piao.normalizers.administrations.clues import clues_of
from piao.normalizers.administrations.directory import Directory
from piao.normalizers.administrations.resolving import resolve
from piao.pipeline.exports.lake.layout import DOCUMENTS, SUFFIX, sheaves
from piao.pipeline.exports.reading import parquet_records
from piao.pipeline.exports.writing.output import folder_output
from piao.pipeline.exports.writing.parquet_file import ParquetFile, schema_of, table_of
from piao.pipeline.store.administrations.linking import Tie, with_question
from piao.pipeline.store.claims import Taken
from piao.pipeline.store.store import Outcome, Saved, Store, stored_document
from piao.pipeline.store.stored import (
    ALL_TYPES,
    RECORD_TYPES,
    State,
    StoredCell,
    StoredDocument,
    StoredTable,
)
from piao.schema.administrations import Administration
from piao.schema.columns import column_names
from piao.schema.document import Document
from piao.schema.errors import PiaoError, StoreError, UnstorableError, UsageError
from piao.schema.language import reason_of
from piao.schema.records import Records
from piao.schema.statements import Statement

if TYPE_CHECKING:
    from piao.pipeline.run import IngestResult

DOCUMENTS_A_SHARD = 100
"""What a kill loses at most, and has to be read again."""
_STAGE = ".partial"
_LOCK = ".lock"


class _NobodyElse:
    """The claims of a run where nobody else can write: see `Claims`."""

    def take(self, document_id: str, source: str, *, again: bool = False) -> Taken:  # noqa: ARG002 - of Claims
        return Taken.OURS

    def renew(self) -> None:
        pass

    def fail(self, document_id: str, reason: str, state: State) -> None:
        pass

    def give_back(self, document_id: str | None = None) -> None:
        pass

    def holder(self, document_id: str) -> str:  # noqa: ARG002 - of Claims
        return ""


class Shards:
    """A folder of shards that documents are added to: `<record type>/shard-000001.parquet`.

    A shard is written aside and takes its place whole, its documents last. What a killed run
    left is removed, and what its shards hold is known. One program writes at a time.

    Raises `PiaoError` where the folder cannot be written, or another program writes there;
    `UsageError` where it holds something else.

    >>> with Shards(Path("shards")) as shards:  # doctest: +SKIP
    ...     results = list(when_kept(ingest_all(["plan.pdf"], shards), shards))
    """

    def __init__(self, folder: Path, documents_a_shard: int = DOCUMENTS_A_SHARD) -> None:
        schema_of(DOCUMENTS)  # without the extra there is no folder either
        self._folder, self._size = folder, documents_a_shard
        self._files: dict[str, ParquetFile] = {}
        self._added = 0
        self._resources = ExitStack()
        self._known: dict[str, StoredDocument] = {}
        self._directory = Directory(())

    def __enter__(self) -> Self:
        folder_output(self._folder)
        with self._resources as resources:
            resources.enter_context(_only_writer(self._folder))
            self._discard()
            self._last = self._clear()
            self._known = {d.document_id: d for d in self._documents()}
            self._resources = resources.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        with self._resources:
            self._discard()

    @property
    def is_open(self) -> bool:
        """Whether there are documents whose shard is not in its place yet."""
        return self._added > 0

    def administration(self, code: str) -> Administration:
        """The administration of a code, among ISTAT's places: no list can be brought in here."""
        with Store(":memory:") as store:
            return store.administration(code)

    def claiming(self) -> _NobodyElse:
        """What a run claims documents by: all are its own."""
        return _NobodyElse()

    def document(self, document_id: str) -> StoredDocument | None:
        """The document of that very id, None where the shards do not hold it."""
        return self._known.get(document_id)

    def statement(self, document_id: str) -> Statement:
        """What was stated of a document when it was read."""
        known = self._known.get(document_id)
        return Statement.of(known) if known else Statement()

    def save(
        self,
        records: Records,
        document: Document,
        *,
        refresh: bool = False,
        withdrawn: Set[str] = frozenset(),  # noqa: ARG002 - of a store
    ) -> Saved:
        """Adds a document to the shard that is open; where that is full it takes its place.

        Raises `UnstorableError` for a document that Parquet cannot hold, and for one that the
        shards hold already and that is to be replaced (`refresh`).
        """
        document_id = records.document.document_id
        if document_id in self._known:
            if not refresh:
                return Saved(Outcome.UNCHANGED, document_id)
            raise UnstorableError(
                "the shards hold it already, and are only added to: write into another folder"
            )
        clues = clues_of(records.document, document, self._directory)
        tie = Tie(records.document, clues, resolve(clues, self._directory))
        held = with_question(records, tie)
        stored = stored_document(held.document, document, None)
        whole = {**_whole(stored, held, document), "document_administrations": [tie.row]}
        tables = _tables(whole)
        try:
            for name, table in tables.items():
                self._file(name).add_table(table)
            self._known[document_id] = stored
            self._added += 1
            if self._added >= self._size:
                self.seal()
        except OSError as error:
            raise self._refused(error) from error
        return Saved(Outcome.ADDED, document_id, None, held)

    def seal(self) -> None:
        """Puts the shard that is open, where there is one, into its place."""
        if not self._files:
            return
        name = f"shard-{self._last + 1:06}{SUFFIX}"
        try:
            for file in self._files.values():
                file.close()
            for record_type in (*(n for n in ALL_TYPES if n != DOCUMENTS), DOCUMENTS):
                staged = self._folder / _STAGE / f"{record_type}{SUFFIX}"
                staged.replace(folder_output(self._folder / record_type) / name)
        except OSError as error:
            raise self._refused(error) from error
        self._files, self._added, self._last = {}, 0, self._last + 1

    def _file(self, name: str) -> ParquetFile:
        if name not in self._files:
            stage = folder_output(self._folder / _STAGE)
            self._files[name] = ParquetFile(name, stage / f"{name}{SUFFIX}")
        return self._files[name]

    def _discard(self) -> None:
        for file in self._files.values():
            file.close(whole=False)
        self._files, self._added = {}, 0
        shutil.rmtree(self._folder / _STAGE, ignore_errors=True)

    def _clear(self) -> int:
        """Removes what came into place of a shard that has no documents; the last number."""
        sealed = {file.name for file in (self._folder / DOCUMENTS).glob("*")}
        numbers = [_number(self._folder, name) for name in sealed]
        for name in ALL_TYPES:
            for file in (self._folder / name).glob("*"):
                _number(self._folder, file.name)
                if file.name not in sealed:
                    file.unlink()
        return max(numbers, default=0)

    def _documents(self) -> Iterator[StoredDocument]:
        if any((self._folder / DOCUMENTS).glob("*")):
            for files in sheaves(self._folder):
                yield from parquet_records(DOCUMENTS, files)

    def _refused(self, error: OSError) -> StoreError:
        return StoreError(
            "{out} cannot be written: {reason}",
            out=self._folder,
            reason=error.strerror or str(error),
        )


def when_kept(results: Iterator[IngestResult], shards: Shards) -> Iterator[IngestResult]:
    """The same results, each once the shards hold it for good; also those before Ctrl-C."""
    waiting: list[IngestResult] = []
    try:
        for result in results:
            waiting.append(result)
            if not shards.is_open:
                yield from waiting
                waiting = []
    except KeyboardInterrupt:
        shards.seal()
        yield from waiting
        raise
    shards.seal()
    yield from waiting


def _whole(
    stored: StoredDocument, records: Records, document: Document
) -> dict[str, Sequence[Any]]:
    """All that belongs to a document that was just read, by type."""
    own: dict[str, Any] = {"document_id": stored.document_id}
    table_names = [n for n in column_names(StoredTable) if n not in {*own, "position"}]
    cell_names = [n for n in column_names(StoredCell) if n not in {*own, "table_id"}]
    return {
        **dict.fromkeys(ALL_TYPES, ()),
        **{name: getattr(records, name) for name in RECORD_TYPES if name != DOCUMENTS},
        DOCUMENTS: [stored],
        "parts": records.parts,
        "tables": [
            StoredTable(**own, position=n, **{name: getattr(table, name) for name in table_names})
            for n, table in enumerate(document.tables)
        ],
        "cells": [
            StoredCell(
                **own, table_id=table.table_id, **{name: getattr(cell, name) for name in cell_names}
            )
            for table in document.tables
            for cell in table.cells
        ],
    }


def _tables(whole: dict[str, Sequence[Any]]) -> dict[str, Any]:
    """The same as Arrow tables: what one document cannot have fails before any is added."""
    import pyarrow

    try:
        return {name: table_of(name, records) for name, records in whole.items()}
    except (pyarrow.ArrowException, ValueError, OverflowError, PiaoError) as error:
        raise UnstorableError(
            "Parquet refuses the records: {reason}", reason=reason_of(error)
        ) from error


def _number(folder: Path, name: str) -> int:
    """The number of a shard. Raises `UsageError` for what is none."""
    number = name.removeprefix("shard-").removesuffix(SUFFIX)
    if not number.isdecimal():
        raise UsageError(
            "{folder} holds {name!r}, which is no shard: name another folder",
            folder=folder,
            name=name,
        )
    return int(number)


def _only_writer(folder: Path) -> ExitStack:
    """Keeps other programs from writing, as far as the system locks files; a kill lets go."""
    stack = ExitStack()
    try:
        import fcntl
    except ImportError:
        return stack
    try:
        file = stack.enter_context((folder / _LOCK).open("w"))
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        stack.close()
        raise PiaoError(
            "another program writes to {folder}: name another folder", folder=folder
        ) from error
    except OSError as error:
        stack.close()
        raise PiaoError(
            "{out} cannot be written: {reason}", out=folder, reason=os.strerror(error.errno or 0)
        ) from error
    return stack
