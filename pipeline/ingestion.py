"""The whole job: a file goes in, its records are in the store."""

from __future__ import annotations

import hashlib
import logging
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from piao.extractors.settings import ExtractionSettings, Ocr, OcrWord
from piao.pipeline.reading.documents import Engine, read_all
from piao.pipeline.reading.step import Request, files_of
from piao.schema.errors import PiaoError, StoreError, UnstorableError
from piao.schema.statements import Statement

if TYPE_CHECKING:
    from piao.pipeline.reading.limits import Limits
    from piao.pipeline.reading.step import Reading
    from piao.pipeline.store import Store
    from piao.pipeline.store.stored import StoredDocument
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

    path: Path
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


def ingest(
    path: str | Path,
    store: Store,
    *,
    lexicon: str | Path | None = None,
    password: str | None = None,
    refresh: bool = False,
    settings: ExtractionSettings | None = None,
    ocr: Ocr | OcrWord | None = None,
    statement: Statement | None = None,
    profiles: Sequence[str | Path] = (),
) -> IngestResult:
    """Reads one file into the store; `refresh` reads again what the store holds already.

    What `statement` gives (administration, year, kind …) goes before what the document
    says and what was given before; what it withdraws is left to the document again. Where
    this is new, a document that is known is read again. Of the `profiles` those that are for
    the document lie over the lexicon. `ocr` goes before the word of `settings`. What was
    stored can be read with `store.records(result.document_id)`.

    Raises `UnreadableFileError`, `PasswordError`, `LexiconError` or `StoreError`; for several
    files, of which one that fails stops no other, see :func:`ingest_all`.

    >>> from piao.pipeline.store import Store
    >>> ingest("peg.pdf", Store("plans.db")).counts["indicators"]  # doctest: +SKIP
    42
    """
    asked = Request.of(
        path,
        lexicon=lexicon,
        password=password,
        settings=settings,
        ocr=ocr,
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
    paths: Iterable[str | Path],
    store: Store,
    *,
    lexicon: str | Path | None = None,
    password: str | None = None,
    refresh: bool = False,
    settings: ExtractionSettings | None = None,
    ocr: Ocr | OcrWord | None = None,
    statement: Statement | None = None,
    profiles: Sequence[str | Path] = (),
    jobs: int = 1,
    limits: Limits | None = None,
    on_page: Callable[[Path, int], None] | None = None,
    engine: Engine | None = None,
) -> Iterator[IngestResult]:
    """Reads files in `jobs` worker processes and stores them here, in their order.

    Results come one by one, as files are stored: nothing is read that is not asked for.

    One that fails, or that stops its worker, is a result and stops no other. `on_page` is
    told the page of a file that is read, 0 once all are. Another `engine` reads instead of
    our own workers, and tells no pages.

    Raises `StoreError` only: without the store nothing else can be kept either.

    >>> from piao.pipeline.store import Store
    >>> with Store("plans.db") as store:  # doctest: +SKIP
    ...     for result in ingest_all(Path("plans").glob("*.pdf"), store, jobs=4):
    ...         print(result.path, result.status, result.error or "")
    """
    order: deque[Request | IngestResult] = deque()
    files = files_of(paths)
    asked_of_each = Request.of(
        "",
        lexicon=lexicon,
        password=password,
        settings=settings,
        ocr=ocr,
        statement=statement,
        profiles=profiles,
    )

    def requests() -> Iterator[Request]:
        for file in files:
            asked = replace(asked_of_each, path=file)
            wanted = _caught(asked.path, partial(_wanted, asked, store, refresh))
            order.append(wanted)
            if isinstance(wanted, Request):
                yield wanted

    def on_page_of(request: Request, page: int) -> None:
        if on_page:
            on_page(request.path, page)

    few = len(files) < _FEW_FILES * jobs
    own = partial(read_all, jobs=jobs, in_parts=few, limits=limits, on_page=on_page_of)
    for reading in (engine or own)(requests()):
        while isinstance(wanted := order.popleft(), IngestResult):
            yield wanted
        if isinstance(reading, PiaoError):
            yield IngestResult(wanted.path, Status.FAILED, error=str(reading))
        else:
            yield _caught(wanted.path, partial(_saved, wanted, reading, store, refresh))
    yield from (result for result in order if isinstance(result, IngestResult))


def _wanted(asked: Request, store: Store, refresh: bool) -> Request | IngestResult:
    """What is to be read, with all that was ever stated of it; a result where nothing is."""
    document_id = _document_id(asked.path)
    known = store.document(document_id) if document_id else None
    earlier = store.statement(document_id) if document_id else Statement()
    said = asked.statement.after(Statement.of(known) if known else earlier)
    if known is not None and said.given == Statement.of(known).given and not refresh:
        return _unchanged(asked.path, known)
    return replace(asked, statement=said)


def _unchanged(path: Path, known: StoredDocument) -> IngestResult:
    return IngestResult(path, Status.UNCHANGED, known.document_id, same_as=known.file_name)


def _saved(wanted: Request, reading: Reading, store: Store, refresh: bool) -> IngestResult:
    """The result of a reading that the store now holds; another may have brought the same."""
    from piao.pipeline.store.corrections.acts import without_place

    records, coverage = reading.records, reading.coverage
    known = store.document(records.document.document_id)
    is_new = known is None or wanted.statement.given != Statement.of(known).given
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


def _caught(path: Path, act: Callable[[], Result]) -> Result | IngestResult:
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


def _document_id(path: Path) -> str | None:
    """The id that the file's content has in a store; None where it is no file."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return digest[:16]


def record_counts(records: Records) -> dict[str, int]:
    """How many records of each type a document has."""
    return {name: len(getattr(records, name)) for name in COUNTED}
