"""`piao ingest`: plans go in, their records come out."""

from __future__ import annotations

import signal
import sys
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from enum import StrEnum
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

if TYPE_CHECKING:
    from piao.pipeline.reading.documents import Engine


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


def ingest(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files, folders or glob patterns.")
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
    from piao.pipeline.ingestion import IngestResult, Status, ingest_all
    from piao.pipeline.reading.limits import cores
    from piao.pipeline.store import Store
    from piao.pipeline.terms import (
        check_lexicon,
        check_profiles,
        lexicon_to_read,
        profile_files,
    )

    statement = stated(entity, entity_code, tax_code, year, kind, administration=administration)
    terms = lexicon_to_read(lexicon)
    check_lexicon(terms)
    if terms is not None and lexicon is None:
        say(f"with the terms of {terms}")
    profiles = profile_files(profile)
    check_profiles(profiles)
    files = find_files(paths)
    settings = ExtractionSettings(ocr=ocr, second_opinion=second_opinion)
    if not files:
        raise UsageError("no file to read: a folder given holds no plan")
    results: list[IngestResult] = []
    # Where nothing can be read no store is made.
    place = db if any(file.exists() for file in files) else ":memory:"
    try:
        with (
            Store(place) as store,
            _engine(engine, scheduler, jobs or cores()) as reading,
            progress(len(files)) as bar,
        ):
            statement = identified(statement, store)
            for result in ingest_all(
                files,
                store,
                lexicon=terms,
                password=password,
                refresh=refresh,
                settings=settings,
                statement=statement,
                profiles=profiles,
                jobs=jobs or cores(),
                on_page=bar.reading,
                on_wait=bar.waiting,
                engine=reading,
            ):
                results.append(result)
                bar.done(result_line(result), style_of(result))
    except KeyboardInterrupt:
        say(interrupted_line(results, len(files)))
        raise typer.Exit(128 + signal.SIGINT) from None
    if json:
        from piao.pipeline.exports.writing.json_text import write_array

        write_array(({**asdict(r), "path": str(r.path)} for r in results), sys.stdout)
        print()
    say(summary_line(results))
    if word := advice(results):
        say(word)
    is_failed = any(result.status is Status.FAILED for result in results)
    if is_failed or all(result.status is Status.SKIPPED for result in results):
        raise typer.Exit(1)
