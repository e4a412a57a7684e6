"""The whole job: a file goes in, its records are in the store."""

from __future__ import annotations

import hashlib
import logging
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from piao.extractors.settings import ExtractionSettings
from piao.pipeline.reading.documents import Engine, read_all
from piao.pipeline.reading.remote import Copies, Place, RemoteFile, place_of
from piao.pipeline.reading.step import Request
from piao.schema.errors import PiaoError, StoreError, UnstorableError
from piao.schema.statements import Statement

if TYPE_CHECKING:
    from piao.pipeline.reading.limits import Limits
    from piao.pipeline.reading.step import Reading
    from piao.pipeline.store.store import Saved
    from piao.pipeline.store.stored import StoredDocument
    from piao.schema.document import Document
    from piao.schema.records import Records

COUNTED = ("objectives", "indicators", "values", "actions", "units", "criteria")
"""The record types that a result counts."""

log = logging.getLogger("piao")

Result = TypeVar("Result")

_FEW_FILES = 2
"""Files a worker: of fewer, long ones are read by several workers."""


class Status(StrEnum):
    """What became of a file."""

    ADDED = "added"
    REFRESHED = "refreshed"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class IngestResult:
    """What one file gave.

    `counts` are the records of each type, `findings` those of each severity. `parts_read`
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


class Keeper(Protocol):
    """What documents are read into: a `Store`, or shards of Parquet files."""

    def document(self, document_id: str) -> StoredDocument | None:
        """The document of that very id, None where it is not there."""

    def statement(self, document_id: str) -> Statement:
        """What people said of a document, also of one that is not there."""

    def save(
        self, records: Records, document: Document, *, refresh: bool, withdrawn: Set[str]
    ) -> Saved:
        """Keeps a document whole, or raises."""


def ingest(
    path: str | Place,
    store: Keeper,
    *,
    lexicon: Path | None = None,
    password: str | None = None,
    refresh: bool = False,
    settings: ExtractionSettings | None = None,
    statement: Statement | None = None,
    profiles: Sequence[Path] = (),
) -> IngestResult:
    """Reads one file or URL into the store; `refresh` reads again what the store holds already.

    What `statement` gives (administration, year, kind …) goes before what the document
    says and what was given before; what it withdraws is left to the document again. Where
    this is new, a document that is known is read again. Of the `profiles` those that are for
    the document lie over the lexicon.

    Raises `UnreadableFileError`, `PasswordError`, `LexiconError` or `StoreError`.

    >>> from piao.pipeline.store import Store
    >>> ingest("peg.pdf", Store("plans.db")).counts["indicators"]  # doctest: +SKIP
    42
    """
    with Copies() as copies:
        asked = _request(
            copies.of(place_of(path)),
            lexicon=lexicon,
            password=password,
            settings=settings,
            statement=statement,
            profiles=profiles,
        )
        wanted = _wanted(asked, store, refresh)
        if isinstance(wanted, IngestResult):
            return wanted
        # Imported here: a file that is known already needs none of it.
        from piao.pipeline.reading.step import read

        return _saved(wanted, read(wanted), store, refresh)


def ingest_all(
    paths: Sequence[str | Place],
    store: Keeper,
    *,
    lexicon: Path | None = None,
    password: str | None = None,
    refresh: bool = False,
    settings: ExtractionSettings | None = None,
    statement: Statement | None = None,
    profiles: Sequence[Path] = (),
    jobs: int = 1,
    limits: Limits | None = None,
    on_page: Callable[[Place, int], None] | None = None,
    engine: Engine | None = None,
) -> Iterator[IngestResult]:
    """Reads files in `jobs` worker processes and stores them here, in their order.

    One that fails, or that stops its worker, is a result and stops no other. `on_page` is
    told the page of a file that is read, 0 once all are. Another `engine` reads instead of
    our own workers, and tells no pages.

    Of a URL our own workers read a copy that is fetched here: what the store holds is not read
    again. An engine fetches where it reads.

    Raises `StoreError` only: without the store nothing else can be kept either.
    """
    order: deque[Request | IngestResult] = deque()
    copies = Copies()

    def requests() -> Iterator[Request]:
        for path in paths:
            asked = _request(
                place_of(path),
                lexicon=lexicon,
                password=password,
                settings=settings,
                statement=statement,
                profiles=profiles,
            )
            wanted = _caught(asked.path, partial(wanted_of, asked))
            order.append(wanted)
            if isinstance(wanted, Request):
                yield wanted
            else:
                copies.drop(wanted.path)

    def wanted_of(asked: Request) -> Request | IngestResult:
        here = asked if engine else replace(asked, path=copies.of(asked.path))
        return _wanted(here, store, refresh)

    def on_page_of(request: Request, page: int) -> None:
        if on_page:
            on_page(request.path, page)

    few = len(paths) < _FEW_FILES * jobs
    own = partial(read_all, jobs=jobs, in_parts=few, limits=limits, on_page=on_page_of)
    with copies:
        for reading in (engine or own)(requests()):
            while isinstance(wanted := order.popleft(), IngestResult):
                yield wanted
            copies.drop(wanted.path)
            if isinstance(reading, PiaoError):
                yield IngestResult(wanted.path, Status.FAILED, error=str(reading))
            else:
                yield _caught(wanted.path, partial(_saved, wanted, reading, store, refresh))
    yield from (result for result in order if isinstance(result, IngestResult))


def _request(
    path: Place,
    *,
    lexicon: Path | None,
    password: str | None,
    settings: ExtractionSettings | None,
    statement: Statement | None,
    profiles: Sequence[Path],
) -> Request:
    return Request(
        path,
        lexicon,
        password,
        settings or ExtractionSettings(),
        statement or Statement(),
        tuple(profiles),
    )


def _wanted(asked: Request, store: Keeper, refresh: bool) -> Request | IngestResult:
    """What is to be read, with all that was ever stated of it; a result where nothing is."""
    document_id = _document_id(asked.path)
    known = store.document(document_id) if document_id else None
    earlier = store.statement(document_id) if document_id else Statement()
    said = asked.statement.after(Statement.of(known) if known else earlier)
    if known is not None and said.given == Statement.of(known).given and not refresh:
        return _unchanged(asked.path, known)
    return replace(asked, statement=said)


def _unchanged(path: Place, known: StoredDocument) -> IngestResult:
    return IngestResult(path, Status.UNCHANGED, known.document_id, same_as=known.file_name)


def _saved(wanted: Request, reading: Reading, store: Keeper, refresh: bool) -> IngestResult:
    """The result of a reading that the store now holds; another may have brought the same."""
    from piao.pipeline.store.corrections.acts import without_place

    records, coverage = reading.records, reading.coverage
    known = store.document(records.document.document_id)
    # Of what was fetched where it was read nobody could say before what was stated of it.
    earlier = Statement.of(known) if known else Statement()
    is_new = known is None or wanted.statement.after(earlier).given != earlier.given
    if known is not None and not (refresh or is_new):
        return _unchanged(wanted.path, known)
    saved = store.save(
        records,
        reading.document,
        refresh=refresh or is_new,
        withdrawn=wanted.statement.withdrawn,
    )
    held = saved.records or records
    return IngestResult(
        wanted.path,
        Status(saved.outcome.value),
        saved.document_id,
        record_counts(held),
        coverage.read,
        coverage.total,
        dict(Counter(finding.severity.value for finding in held.findings)),
        corrections=saved.corrections,
        without_place=len(without_place(held.findings)),
        supersedes=saved.supersedes.file_name if saved.supersedes else None,
    )


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
