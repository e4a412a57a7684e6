"""A run of ingestion: which files are its own to read, and what became of each."""

from __future__ import annotations

import hashlib
import logging
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from traceback import clear_frames
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self, TypeVar

from piao.pipeline.reading.documents import Engine
from piao.pipeline.reading.remote import Copies, Place, RemoteFile
from piao.pipeline.reading.step import Request, nothing_read
from piao.pipeline.store.claims import Taken
from piao.pipeline.store.stored import State
from piao.schema.errors import (
    NoPlanError,
    PiaoError,
    ReaderStoppedError,
    StoreError,
    UnstorableError,
)
from piao.schema.statements import Statement

if TYPE_CHECKING:
    from piao.pipeline.reading.step import Reading
    from piao.pipeline.store.store import Saved
    from piao.pipeline.store.stored import StoredDocument
    from piao.schema.administrations import Administration
    from piao.schema.document import Document
    from piao.schema.records import Records

COUNTED = ("objectives", "indicators", "values", "actions", "units", "criteria")
"""The record types that a result counts."""
_BETWEEN_LOOKS = 1.0
"""Seconds before it is asked again whether another run has read a file."""

log = logging.getLogger("piao")

Result = TypeVar("Result")


class Status(StrEnum):
    """What became of a file."""

    ADDED = "added"
    REFRESHED = "refreshed"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class IngestResult:
    """What one file gave.

    `counts` are the records of each type, `findings` those of each severity, `codes` which findings
    there are, each once. `parts_read`
    of the `parts` (tables, cards, boxes) of the planning part gave records.
    `corrections` of its records are in force, `without_place` of them found no place.
    `same_as` is the name under which the store knew the same content already,
    `supersedes` the file name of the version that this one replaces.
    """

    path: Place
    status: Status
    document_id: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    parts_read: int = 0
    parts: int = 0
    findings: Mapping[str, int] = field(default_factory=dict)
    corrections: int = 0
    without_place: int = 0
    same_as: str | None = None
    supersedes: str | None = None
    error: str | None = None
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that this run reads; `document_id` is None where there is no file."""

    request: Request
    document_id: str | None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A file whose content is being read, by another run or by this one under another name."""

    request: Request
    document_id: str


OnWait = Callable[[Place, str], None]


class Claiming(Protocol):
    """How a run makes sure that nobody else reads what it reads; see `Claims`."""

    def take(self, document_id: str, source: str, *, again: bool = False) -> Taken:
        """Claim a document."""

    def renew(self) -> None:
        """Say that this run lives."""

    def fail(self, document_id: str, reason: str, state: State) -> None:
        """Keep why a document could not be read."""

    def give_back(self, document_id: str | None = None) -> None:
        """Let others have a document, or all that this run still has."""

    def holder(self, document_id: str) -> str:
        """The run that has a document."""


class Keeper(Protocol):
    """What documents are read into: a `Store`, or shards of Parquet files."""

    def administration(self, code: str) -> Administration:
        """The administration of an id, an ISTAT, IPA or tax code."""

    def claiming(self) -> Claiming:
        """What a run claims documents by, before it reads them."""

    def document(self, document_id: str) -> StoredDocument | None:
        """The document of that very id, None where it is not there."""

    def statement(self, document_id: str) -> Statement:
        """What people said of a document, also of one that is not there."""

    def save(
        self,
        records: Records,
        document: Document,
        *,
        refresh: bool = False,
        withdrawn: Set[str] = frozenset(),
    ) -> Saved:
        """Keeps a document whole, or raises."""


class Run:
    """Reads files into a store beside others that do the same, none of them twice.

    What it has not brought to an end when it is left, it gives back. Of remote files it `fetches`
    a copy before it claims them, unless who reads them does.
    """

    def __init__(self, store: Keeper, *, refresh: bool, fetches: bool = True) -> None:
        self._store, self._refresh, self._fetches = store, refresh, fetches
        self._copies = Copies()
        self._claims = store.claiming()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        # SQLite stays locked as long as something refers to a statement that was interrupted.
        clear_frames(traceback)
        with suppress(StoreError):
            self._claims.give_back()
        self._copies.close()

    def results(
        self, asked: Iterable[Request], engine: Engine, on_wait: OnWait | None
    ) -> Iterator[IngestResult]:
        """What became of each file, in order; those that others read come last."""
        waiting = asked
        told: set[str] = set()
        while True:
            later: list[Elsewhere] = []
            yield from self._round(waiting, engine, later)
            if not later:
                return
            for entry in later:
                if on_wait and entry.document_id not in told:
                    told.add(entry.document_id)
                    on_wait(entry.request.path, self._claims.holder(entry.document_id))
            self.wait()
            waiting = [entry.request for entry in later]

    def wait(self) -> None:
        """Let others come along with what they read."""
        time.sleep(_BETWEEN_LOOKS)

    def claim(self, asked: Request) -> Wanted | Elsewhere | IngestResult:
        """A file that is ours to read, with all that was ever stated of it; a result if known."""
        if self._fetches:
            asked = replace(asked, path=self._copies.of(asked.path))
        document_id = _document_id(asked.path)
        if document_id is None:
            return Wanted(asked, None)
        known, said = self._look(asked, document_id)
        if known and not self._refresh:
            return _unchanged(said.path, known)
        taken = self._claims.take(document_id, str(said.path), again=known is not None)
        if taken is Taken.ELSEWHERE:
            return Elsewhere(asked, document_id)
        if taken is Taken.GIVEN_UP:
            error = ReaderStoppedError(
                "{path}: each time it was read the program ended (memory, or a fault of a "
                "library). Save the document anew, as with 'print to PDF', or try --refresh.",
                path=said.path,
            )
            return self.failed(Wanted(said, document_id), error)
        # Another run may have saved it between the first look and the claim.
        known, said = self._look(asked, document_id)
        if known and (taken is Taken.READ or not self._refresh):
            self._claims.give_back(document_id)
            return _unchanged(said.path, known)
        return Wanted(said, document_id)

    def saved(self, wanted: Wanted, reading: Reading) -> IngestResult:
        """The result of a reading that the store now holds; another may have brought the same."""
        from piao.pipeline.store.corrections.acts import without_place

        records, coverage = reading.records, reading.coverage
        document_id = records.document.document_id
        known, request = self._look(wanted.request, document_id)
        if known and not self._refresh:
            self._claims.give_back(document_id)
            return _unchanged(request.path, known)
        saved = self._store.save(
            records,
            reading.document,
            refresh=True,
            withdrawn=request.statement.withdrawn,
        )
        held = saved.records or records
        return IngestResult(
            request.path,
            Status(saved.outcome.value),
            saved.document_id,
            record_counts(held),
            coverage.read,
            coverage.total,
            dict(Counter(finding.severity.value for finding in held.findings)),
            corrections=saved.corrections,
            without_place=len(without_place(held.findings)),
            supersedes=saved.supersedes.file_name if saved.supersedes else None,
            codes=tuple(sorted({finding.code for finding in held.findings})),
        )

    def failed(self, wanted: Wanted, error: PiaoError) -> IngestResult:
        """The result of a file that cannot be read.

        One that stopped its readers is kept without records, with a finding: it would stop
        those of every run.
        """
        request, document_id = wanted.request, wanted.document_id
        status = Status.SKIPPED if isinstance(error, NoPlanError) else Status.FAILED
        if document_id is None:
            return IngestResult(request.path, status, error=str(error))
        if not isinstance(error, ReaderStoppedError):
            self._claims.fail(document_id, str(error), State.FAILED)
            return IngestResult(request.path, status, error=str(error))
        reading = nothing_read(request, "reading_given_up")
        self._store.save(reading.records, reading.document, refresh=True)
        self._claims.fail(document_id, str(error), State.GIVEN_UP)
        return IngestResult(request.path, Status.FAILED, document_id, error=str(error))

    def _round(
        self, asked: Iterable[Request], engine: Engine, later: list[Elsewhere]
    ) -> Iterator[IngestResult]:
        order: deque[Wanted | Elsewhere | IngestResult] = deque()
        reads: deque[Wanted] = deque()

        def requests() -> Iterator[Request]:
            for request in asked:
                entry = _caught(request.path, partial(self.claim, request))
                order.append(entry)
                if isinstance(entry, Wanted):
                    reads.append(entry)
                    yield entry.request
                elif isinstance(entry, IngestResult):
                    self._copies.drop(entry.path)

        for reading in engine(requests()):
            self._claims.renew()
            yield from self._settled(order, later)
            if reading is None:
                continue
            order.popleft()
            yield self._ended(wanted := reads.popleft(), reading)
            self._copies.drop(wanted.request.path)
        yield from self._settled(order, later)

    def _ended(self, wanted: Wanted, reading: Reading | PiaoError) -> IngestResult:
        path = wanted.request.path
        if isinstance(reading, PiaoError):
            return _caught(path, partial(self.failed, wanted, reading))
        return _caught(path, partial(self.saved, wanted, reading))

    def _settled(
        self, order: deque[Wanted | Elsewhere | IngestResult], later: list[Elsewhere]
    ) -> Iterator[IngestResult]:
        """The results before the next file that this run reads; what others read comes later."""
        while order and not isinstance(entry := order[0], Wanted):
            order.popleft()
            if isinstance(entry, IngestResult):
                yield entry
                continue
            known, _ = self._look(entry.request, entry.document_id)
            if known and not self._refresh:
                self._copies.drop(entry.request.path)
                yield _unchanged(entry.request.path, known)
            else:
                later.append(entry)

    def _look(self, asked: Request, document_id: str) -> tuple[StoredDocument | None, Request]:
        """The document where the store has all that is asked, and the request with what was said.

        A document of which more is said now than before has to be read again: it is not known.
        """
        known = self._store.document(document_id)
        earlier = Statement.of(known) if known else self._store.statement(document_id)
        said = asked.statement.after(earlier)
        is_known = known is not None and said.given == earlier.given
        return known if is_known else None, replace(asked, statement=said)


def _unchanged(path: Place, known: StoredDocument) -> IngestResult:
    return IngestResult(path, Status.UNCHANGED, known.document_id, same_as=known.file_name)


def _caught(path: Place, act: Callable[[], Result]) -> Result | IngestResult:
    """What an act gives; where it fails, that as the result of the file."""
    try:
        return act()
    except UnstorableError as error:
        return IngestResult(path, Status.FAILED, error=f"{path}: {error}")
    except StoreError:
        raise
    except PiaoError as error:
        return IngestResult(path, Status.FAILED, error=str(error))
    except OSError as error:
        reason = f"{path}: cannot be read: {error.strerror or error}"
        return IngestResult(path, Status.FAILED, error=reason)
    except Exception as error:
        log.debug("%s", path, exc_info=True)
        reason = f"{path}: unexpected {type(error).__name__}: {error}"
        return IngestResult(path, Status.FAILED, error=reason)


def _document_id(place: Place) -> str | None:
    """The id that the file's content has in a store; None where it is no file of this machine."""
    path = place.copy if isinstance(place, RemoteFile) else place
    if path is None or not path.is_file():
        return None
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return digest[:16]


def record_counts(records: Records) -> dict[str, int]:
    """How many records of each type a document has."""
    return {name: len(getattr(records, name)) for name in COUNTED}
