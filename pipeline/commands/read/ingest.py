"""`piao ingest`: plans go in, their records come out."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import asdict
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from piao.extractors.settings import ExtractionSettings, Ocr, SecondOpinion
from piao.pipeline.commands.options import (
    Database,
    Entity,
    EntityCode,
    Json,
    Kind,
    LexiconFile,
    OcrMode,
    OfAdministration,
    Opinion,
    PlanYear,
    Profiles,
    TaxCode,
    identified,
    stated,
)
from piao.pipeline.display.console import say
from piao.schema.errors import UsageError
from piao.schema.language import text

if TYPE_CHECKING:
    from piao.pipeline.ingestion import IngestResult
    from piao.pipeline.reading.documents import Engine
    from piao.pipeline.run import Keeper

    Kept = Callable[[Iterator[IngestResult]], Iterator[IngestResult]]


class EngineName(StrEnum):
    """What can read instead of our own workers."""

    DASK = "dask"


def _engine(
    name: EngineName | None, scheduler: str | None, jobs: int
) -> AbstractContextManager[Engine | None]:
    if name is None:
        if scheduler is not None:
            raise UsageError("--scheduler is of an engine: give --engine dask too")
        return nullcontext()
    from piao.pipeline.reading.dask_engine import dask_engine

    return dask_engine(scheduler, jobs)


@contextmanager
def _target(db: str | None, out: Path | None) -> Iterator[tuple[Keeper, Kept]]:
    """What is read into, and how its results are given: once they are there for good."""
    if out is None:
        from piao.pipeline.store import Store

        with Store(db) as store:
            yield store, iter
        return
    from piao.pipeline.exports.lake.shards import Shards, when_kept

    with Shards(out) as shards:
        yield shards, partial(when_kept, shards=shards)


def ingest(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files, folders, glob patterns or URLs.")
    ],
    *,
    db: Database = None,
    lexicon: LexiconFile = None,
    profile: Profiles = None,
    password: Annotated[
        str | None,
        typer.Option(envvar="PIAO_PASSWORD", metavar="TEXT", help="Password of encrypted files."),
    ] = None,
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Read again what the store holds already.")
    ] = False,
    entity: Entity = None,
    entity_code: EntityCode = None,
    tax_code: TaxCode = None,
    administration: OfAdministration = None,
    year: PlanYear = None,
    kind: Kind = None,
    ocr: OcrMode = Ocr.AUTO,
    second_opinion: Opinion = SecondOpinion.AUTO,
    jobs: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="N", help="Processes that read; as many as cores if not given."
        ),
    ] = None,
    engine: Annotated[
        EngineName | None,
        typer.Option(help="Read with Dask: on this machine, or where --scheduler says."),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(envvar="PIAO_SCHEDULER", metavar="ADDRESS", help="As tcp://host:8786."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FOLDER", help="Write Parquet shards into it, instead of the store."
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Read plans into the store.

    A file that fails is reported and stops no other; one that is results of a plan, or an
    output of this program, is skipped. A content that the store holds
    already changes nothing. A changed file of the same plan (administration, kind and
    period) becomes its current version.

    Files are read by several processes, long ones also page range by page range. One that
    dies or hangs costs its file the page that it was on, which becomes a finding.

    What a document does not say of itself, or says wrongly, can be given for the files
    named. It goes before what they say, and is kept when they are read again; the empty
    option (--entity '') takes it back.

    Profiles, what was taught with `piao profile add`, are tried by themselves; one that
    is used is a finding.

    Examples:

        piao ingest piao-2024.pdf

        piao ingest allegato-b.pdf --entity 'Comune di Prova' --year 2024

        piao ingest plans/ 'archive/**/*.pdf' --jobs 4 --db postgresql://localhost/plans

        piao ingest plans/ --engine dask --scheduler tcp://reader:8786

        piao ingest 's3://bucket/plans/*.pdf' https://comune.example/piano.pdf --out shards/
    """
    from piao.pipeline.display.progress import (
        advice,
        interrupted_line,
        progress,
        result_line,
        style_of,
        summary_line,
    )
    from piao.pipeline.files import find_files
    from piao.pipeline.ingestion import Status, ingest_all
    from piao.pipeline.reading.limits import cores
    from piao.pipeline.terms import (
        check_lexicon,
        check_profiles,
        lexicon_to_read,
        profile_files,
    )

    if out and (db is not None or refresh):
        other = "--refresh" if refresh else "--db"
        raise UsageError(
            "{other} is of a store, and --out writes shards instead: give one", other=other
        )
    statement = stated(entity, entity_code, tax_code, year, kind, administration=administration)
    terms = lexicon_to_read(lexicon)
    check_lexicon(terms)
    if terms is not None and lexicon is None:
        say(text("with the terms of {file}", file=terms))
    profiles = profile_files(profile)
    check_profiles(profiles)
    files = find_files(paths)
    settings = ExtractionSettings(ocr=ocr, second_opinion=second_opinion)
    if not files:
        raise UsageError("no file to read: a folder given holds no plan")
    results: list[IngestResult] = []
    # Where nothing can be read no store is made.
    nothing = all(isinstance(file, Path) and not file.exists() for file in files)
    try:
        with (
            _target(":memory:" if nothing else db, None if nothing else out) as (target, kept),
            _engine(engine, scheduler, jobs or cores()) as reading,
            progress(len(files)) as bar,
        ):
            read = ingest_all(
                files,
                target,
                lexicon=terms,
                password=password,
                refresh=refresh,
                settings=settings,
                statement=identified(statement, target),
                profiles=profiles,
                jobs=jobs or cores(),
                on_page=bar.reading,
                on_wait=bar.waiting,
                engine=reading,
            )
            for result in kept(read):
                results.append(result)
                bar.done(result_line(result, in_shards=out is not None), style_of(result))
    except KeyboardInterrupt:
        say(interrupted_line(results, len(files)))
        raise typer.Exit(128 + signal.SIGINT) from None
    if json:
        from piao.pipeline.exports.writing.json_text import write_array

        write_array(({**asdict(r), "path": str(r.path)} for r in results), sys.stdout)
        print()
    say(summary_line(results))
    if not out and (word := advice(results)):
        say(word)
    is_failed = any(result.status is Status.FAILED for result in results)
    if is_failed or all(result.status is Status.SKIPPED for result in results):
        raise typer.Exit(1)
