"""The whole job: a file goes in, its records are in the store."""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from piao.schema.errors import PiaoError, StoreError, UnreadableFileError, UnstorableError
from piao.schema.statements import Statement

if TYPE_CHECKING:
    from piao.extractors import ExtractionSettings
    from piao.pipeline.store import Store
    from piao.pipeline.store.stored import StoredDocument
    from piao.schema.records import Records

COUNTED = ("objectives", "indicators", "values", "actions", "units", "criteria")
"""The record types that a result counts."""

log = logging.getLogger("piao")


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
    same_as: str | None = None
    supersedes: str | None = None
    error: str | None = None


def ingest(
    path: str | Path,
    store: Store,
    *,
    lexicon: Path | None = None,
    password: str | None = None,
    refresh: bool = False,
    settings: ExtractionSettings | None = None,
    statement: Statement | None = None,
) -> IngestResult:
    """Reads one file into the store; `refresh` reads again what the store holds already.

    What `statement` gives (administration, year, kind …) goes before what the document
    says and what was given before; what it withdraws is left to the document again. Where
    this is new, a document that is known is read again.

    Raises `UnreadableFileError`, `PasswordError`, `LexiconError` or `StoreError`.

    >>> from piao.pipeline.store import Store
    >>> ingest("peg.pdf", Store("plans.db")).counts["indicators"]  # doctest: +SKIP
    42
    """
    path = Path(path)
    known = _known(path, store)
    before = Statement.of(known) if known else Statement()
    said = (statement or Statement()).after(before)
    if known is not None and said == before and not refresh:
        return IngestResult(path, Status.UNCHANGED, known.document_id, same_as=known.file_name)
    # Imported here: a file that is known already needs none of it.
    from piao.extractors import extract
    from piao.normalizers import normalize
    from piao.normalizers.records.whole.parts import coverage_of
    from piao.pipeline.exports.recognition import is_own_output
    from piao.pipeline.scoring.recognition import holds_results

    document = extract(path, password=password, settings=settings)
    if is_own_output(path, document):
        raise UnreadableFileError(
            f"{path}: piao wrote it itself (an export, a comparison, a score or a page), "
            "and it is no plan. Read the plan that it was made from."
        )
    if holds_results(document):
        raise UnreadableFileError(
            f"{path}: it holds results of a plan, and is none. "
            f"Use it with `piao score DOCUMENT --actuals {path}`; "
            "where it is a plan, head its targets 'valore atteso'."
        )
    records = normalize(document, lexicon, said)
    coverage = coverage_of(records.parts)
    saved = store.save(records, document, refresh=refresh or said != before)
    return IngestResult(
        path,
        Status(saved.outcome.value),
        saved.document_id,
        record_counts(records),
        coverage.read,
        coverage.total,
        dict(Counter(finding.severity.value for finding in records.findings)),
        supersedes=saved.supersedes.file_name if saved.supersedes else None,
    )


def ingest_all(
    paths: Iterable[str | Path],
    store: Store,
    *,
    lexicon: Path | None = None,
    password: str | None = None,
    refresh: bool = False,
    settings: ExtractionSettings | None = None,
    statement: Statement | None = None,
) -> Iterator[IngestResult]:
    """Reads one file after another; one that fails is a result and stops nothing.

    Raises `StoreError` only: without the store nothing else can be kept either.
    """
    for path in paths:
        try:
            yield ingest(
                path,
                store,
                lexicon=lexicon,
                password=password,
                refresh=refresh,
                settings=settings,
                statement=statement,
            )
        except UnstorableError as error:
            yield IngestResult(Path(path), Status.FAILED, error=f"{path}: {error}")
        except StoreError:
            raise
        except PiaoError as error:
            yield IngestResult(Path(path), Status.FAILED, error=str(error))
        except OSError as error:
            reason = f"{path}: cannot be read: {error.strerror or error}"
            yield IngestResult(Path(path), Status.FAILED, error=reason)
        except Exception as error:
            log.debug("%s", path, exc_info=True)
            reason = f"{path}: unexpected {type(error).__name__}: {error}"
            yield IngestResult(Path(path), Status.FAILED, error=reason)


def _known(path: Path, store: Store) -> StoredDocument | None:
    """The document of the file's content, where the store holds it already."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return store.document(digest[:16])


def record_counts(records: Records) -> dict[str, int]:
    """How many records of each type a document has."""
    return {name: len(getattr(records, name)) for name in COUNTED}
