"""The whole job: a file goes in, its records are in the store."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from piao.extractors.settings import ExtractionSettings, Ocr, OcrWord
from piao.pipeline.reading.documents import Engine, read_all
from piao.pipeline.reading.remote import Place, check_places, place_of
from piao.pipeline.reading.step import Request
from piao.pipeline.run import Elsewhere, IngestResult, Keeper, Run, Status
from piao.schema.asked import check_store
from piao.schema.errors import PiaoError
from piao.schema.statements import Statement

if TYPE_CHECKING:
    from piao.pipeline.reading.limits import Limits

__all__ = ["IngestResult", "Status", "ingest", "ingest_all"]

_FEW_FILES = 2
"""Files a worker: of fewer, long ones are read by several workers."""


def ingest(
    path: str | Place,
    store: Keeper,
    *,
    lexicon: str | Path | None = None,
    password: str | None = None,
    refresh: bool = False,
    settings: ExtractionSettings | None = None,
    ocr: Ocr | OcrWord | None = None,
    statement: Statement | None = None,
    profiles: Sequence[str | Path] = (),
) -> IngestResult:
    """Reads one file or URL into the store; `refresh` reads again what the store holds already.

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
    check_store(store)
    asked = Request.of(
        path,
        lexicon=lexicon,
        password=password,
        settings=settings,
        ocr=ocr,
        statement=statement,
        profiles=profiles,
    )
    with Run(store, refresh=refresh) as run:
        wanted = run.claim(asked)
        while isinstance(wanted, Elsewhere):
            run.wait()
            wanted = run.claim(wanted.request)
        if isinstance(wanted, IngestResult):
            return wanted
        # Imported here: a file that is known already needs none of it.
        from piao.pipeline.reading.step import read

        try:
            reading = read(wanted.request)
        except PiaoError as error:
            run.failed(wanted, error)
            raise
        return run.saved(wanted, reading)


def ingest_all(
    paths: Iterable[str | Place],
    store: Keeper,
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
    on_page: Callable[[Place, int], None] | None = None,
    on_wait: Callable[[Place, str], None] | None = None,
    engine: Engine | None = None,
) -> Generator[IngestResult]:
    """Reads files in `jobs` worker processes and stores them here, in their order.

    Results come one by one, as files are stored: nothing is read that is not asked for.

    One that fails, or that stops its worker, is a result and stops no other. `on_page` is
    told the page of a file that is read, 0 once all are. Another `engine` reads instead of
    our own workers, and tells no pages.

    Of a URL our own workers read a copy that is fetched here: what the store holds is not read
    again. An engine fetches where it reads.

    Several processes may do this with one store: what one has begun to read, the others leave
    and wait for at the end (`on_wait` is told the file and who reads it); their results come
    last. What a process leaves that was killed is read by another.

    Raises `StoreError` only, as without the store nothing else can be kept either; `UsageError` at
    once for arguments that are none.

    >>> from piao.pipeline.store import Store
    >>> with Store("plans.db") as store:  # doctest: +SKIP
    ...     for result in ingest_all(Path("plans").glob("*.pdf"), store, jobs=4):
    ...         print(result.path, result.status, result.error or "")
    """
    check_store(store)
    check_places(paths)
    named = (paths,) if isinstance(paths, str | Place) else paths
    files = tuple(map(place_of, named))
    alike = Request.of(
        "",
        lexicon=lexicon,
        password=password,
        settings=settings,
        ocr=ocr,
        statement=statement,
        profiles=profiles,
    )
    asked = (replace(alike, path=file) for file in files)

    def on_page_of(request: Request, page: int) -> None:
        if on_page:
            on_page(request.path, page)

    few = len(files) < _FEW_FILES * jobs
    own = partial(read_all, jobs=jobs, in_parts=few, limits=limits, on_page=on_page_of)

    def results() -> Generator[IngestResult]:
        with Run(store, refresh=refresh, fetches=engine is None) as run:
            yield from run.results(asked, engine or own, on_wait)

    return results()
