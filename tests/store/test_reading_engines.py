"""Files read by another engine than our own workers give the same, in the same order."""

from __future__ import annotations

import pickle
from pathlib import Path

from piao.pipeline.ingestion import Status, ingest_all
from piao.pipeline.reading.dask_engine import dask_engine
from piao.pipeline.reading.step import Reading, Request, attempt
from piao.pipeline.store import Store
from piao.schema.errors import UnreadableFileError
from tests.command_line import Run
from tests.golden import SAMPLES

PLANS = [SAMPLES / name for name in ("parco_2025.pdf", "asp_breve.pdf", "mutualita_kpi.md")]


def test_one_step_needs_nothing_else_and_can_be_sent_both_ways() -> None:
    request = pickle.loads(pickle.dumps(Request(PLANS[0])))
    assert request == Request(PLANS[0])
    reading = attempt(request)
    assert isinstance(reading, Reading)
    assert pickle.loads(pickle.dumps(reading)).records == reading.records


def test_what_is_wrong_with_a_file_is_given_back(tmp_path: Path) -> None:
    missing = attempt(Request(tmp_path / "missing.pdf"))
    assert isinstance(missing, UnreadableFileError)
    assert str(missing).endswith("missing.pdf: the file does not exist. Check the path.")


def test_dask_reads_as_our_own_workers_do(tmp_path: Path) -> None:
    paths = [PLANS[0], tmp_path / "missing.pdf", *PLANS[1:]]
    with Store(":memory:") as own, Store(":memory:") as store, dask_engine(None, 2) as engine:
        expected = list(ingest_all(paths, own))
        results = list(ingest_all(paths, store, engine=engine))
        again = list(ingest_all(paths[:1], store, engine=engine))
        for document in own.documents():
            read, known = (s.records(document.document_id) for s in (store, own))
            assert (read.objectives, read.values) == (known.objectives, known.values)
    assert results == expected
    assert [result.status for result in again] == [Status.UNCHANGED]


def test_a_scheduler_without_its_engine_is_a_mistake(piao: Run) -> None:
    ran = piao("ingest", PLANS[0], "--scheduler", "tcp://127.0.0.1:1")
    assert ran.status == 2
    assert ran.err == "error: --scheduler is of an engine: give --engine dask too\n"
