"""What lies on the desk of who reviews: a document, its records in force, its pages."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from piao.pipeline.corrections.texts import IDS, OWNERS, TYPES
from piao.pipeline.review.marks import Marks, marks_of, unread
from piao.pipeline.review.pictures import Pictures
from piao.pipeline.review.sources import find_file
from piao.pipeline.review.tree import Node, counts_of, tree_of, walk
from piao.pipeline.store import Store
from piao.pipeline.store.stored import StoredDocument
from piao.schema.corrections import in_force, step_to_redo
from piao.schema.document import Cell, Table
from piao.schema.errors import PiaoError, UnknownDocumentError, UnknownRecordError
from piao.schema.records import HeadingMap, Part, Records

PDF = "pdf"
MOST_HEADINGS = 400


@dataclass(frozen=True)
class View:
    """A document as it is at one revision; what is costly is made when it is asked for."""

    document: StoredDocument
    records: Records
    tables: Sequence[Table]
    parts: Sequence[Part]
    can_undo: bool
    can_redo: bool

    @cached_property
    def tree(self) -> tuple[Node, ...]:
        """All records as a forest."""
        return tree_of(self.records)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many records each filter asks for, and how many parts were not read."""
        return {
            **counts_of(self.tree),
            "unread": len(self.unread),
            "findings": len(self.records.findings),
        }

    @cached_property
    def unread(self) -> list[Part]:
        """The parts that look like planning and became no record."""
        return list(unread(self.parts))

    @cached_property
    def marks(self) -> Marks:
        """What is drawn on each page."""
        return marks_of(self.records, self.tables, self.parts)

    @cached_property
    def at_cells(self) -> Mapping[str, list[str]]:
        """The ids of the records at each cell, by `table/row/column`: values first."""
        found: dict[str, list[str]] = {}
        for key, (name, record) in self.by_id.items():
            if record.table_id is not None and record.row is not None:
                place = f"{record.table_id}/{record.row}/{record.column or 0}"
                at = 0 if name == "values" else len(found.get(place, ()))
                found.setdefault(place, []).insert(at, key)
        return found

    @cached_property
    def nodes(self) -> Mapping[str, Node]:
        """The node of each id."""
        return {node.record_id: node for node in walk(self.tree)}

    @cached_property
    def by_id(self) -> Mapping[str, tuple[str, Any]]:
        """Type and record of each id."""
        return {
            getattr(record, IDS[name]): (name, record)
            for name in TYPES
            for record in getattr(self.records, name)
        }

    def record(self, record_id: str) -> tuple[str, Any]:
        """Type and record of an id. Raises `UnknownRecordError`."""
        try:
            return self.by_id[record_id]
        except KeyError as error:
            raise UnknownRecordError("the record is there no more: load the page again") from error

    def cell(self, key: str) -> Cell | None:
        """The cell at `table/row/column`."""
        table_id, row, column = (*key.rsplit("/", 2), "", "")[:3]
        for table in self.tables:
            if table.table_id == table_id:
                places = (c for c in table.cells if (str(c.row), str(c.col)) == (row, column))
                return next(places, None)
        return None

    def headings(self, table_id: str | None) -> list[HeadingMap]:
        """The headings of a table with what each was taken for, each once; else of all tables.

        Of all, those that were not understood come first.
        """
        own = [h for h in self.records.heading_map if h.heading and h.table_id == table_id]
        if not table_id or not own:
            every = (h for h in self.records.heading_map if h.heading)
            own = sorted(every, key=lambda h: h.field is not None)[:MOST_HEADINGS]
        return list({(h.heading, h.field): h for h in own}.values())

    def together(self, record_id: str) -> list[str]:
        """The ids of all records of the same table; without one, of the same owner."""
        name, one = self.record(record_id)
        if one.table_id is not None:
            return [key for key, (_, r) in self.by_id.items() if r.table_id == one.table_id]
        owner = OWNERS.get(name)
        root = getattr(one, owner[0]) or record_id if owner else record_id
        return [root, *self._below(root)] if root in self.by_id else [record_id]

    def siblings(self, record_id: str) -> list[tuple[str, Any]]:
        """The other records of the same type: those under the same owner first."""
        name, one = self.record(record_id)
        owner = OWNERS.get(name, ("", ""))[0]
        same = [(k, r) for k, (n, r) in self.by_id.items() if n == name and k != record_id]
        above = getattr(one, owner, None)
        return [(key, r) for key, r in same if getattr(r, owner, None) == above]

    def _below(self, record_id: str) -> Iterable[str]:
        for key, (name, record) in self.by_id.items():
            if name in OWNERS and getattr(record, OWNERS[name][0]) == record_id:
                yield key
                yield from self._below(key)


class Desk:
    """The documents of a store, with the files that belong to them where they can be found."""

    def __init__(self, store: Store, places: Sequence[Path], password: str | None = None) -> None:
        self.store = store
        self.password = password
        self.lessons: dict[str, tuple[Path, bytes | None]] = {}
        """The profile that the last lesson of a document went into, and what it held before."""
        self._places = places
        self._views: dict[str, View] = {}
        self._files: dict[str, Path | None] = {}
        self._pictures: dict[str, Pictures | None] = {}
        self._lock = threading.Lock()

    def view(self, document_id: str) -> View:
        """The document as it is now. Raises `UnknownDocumentError`."""
        with self._lock:
            known = self._views.get(document_id)
        current = self.store.document(document_id)
        if current is None:
            raise UnknownDocumentError("the document is in the store no more")
        if known is not None and known.document == current:
            return known
        log = self.store.corrections([document_id])
        view = View(
            document=current,
            records=self.store.records(document_id),
            tables=known.tables if known else self.store.raw_tables(document_id),
            parts=self.store.parts(document_id),
            can_undo=bool(in_force(log)),
            can_redo=step_to_redo(log) is not None,
        )
        with self._lock:
            self._views[document_id] = view
        return view

    def file(self, document: StoredDocument) -> Path | None:
        """The document's file; None where no place has it."""
        with self._lock:
            if document.document_id not in self._files:
                self._files[document.document_id] = find_file(document, self._places)
            return self._files[document.document_id]

    def pictures(self, document: StoredDocument) -> Pictures | None:
        """The document's pages; None where its file is not found, or has none."""
        path = self.file(document)
        with self._lock:
            if document.document_id not in self._pictures:
                self._pictures[document.document_id] = self._opened(document, path)
            return self._pictures[document.document_id]

    def forget(self, document_id: str) -> None:
        """After a document was read again: its tables may be others."""
        with self._lock:
            self._views.pop(document_id, None)

    def close(self) -> None:
        """Lets go of the files."""
        for pictures in self._pictures.values():
            if pictures is not None:
                pictures.close()

    def _opened(self, document: StoredDocument, path: Path | None) -> Pictures | None:
        if path is None or document.format != PDF:
            return None
        try:
            return Pictures(path, self.password)
        except PiaoError:
            return None
