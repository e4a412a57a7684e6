"""Files read by worker processes: what stops one of them costs its file a page, not more."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from piao.extractors import (
    ExtractionSettings,
    Ocr,
    SecondOpinion,
    extract,
    join_parts,
    parts_of,
    read_part,
)
from piao.pipeline.ingestion import IngestResult, Status, ingest_all
from piao.pipeline.reading import beginning, pool
from piao.pipeline.reading.beginning import End
from piao.pipeline.reading.documents import read_all
from piao.pipeline.reading.limits import Limits
from piao.pipeline.reading.pool import Pool
from piao.pipeline.reading.remote import Place
from piao.pipeline.reading.step import Request
from piao.pipeline.reading.worker import Kind, Message, Step, Task
from piao.pipeline.store import Store
from piao.schema.errors import UnreadableFileError
from tests.golden import SAMPLES
from tests.needs import needs_proc
from tests.pdf.hostile_pdfs import MILLION, boxes
from tests.pdf.pdf_files import PdfPage, pdf_file

GOOD = SAMPLES / "asp_breve.pdf"
TEXT = b"BT /F 10 Tf 60 700 Td (Una riga di testo) Tj ET\n"
NESTED_MARKS = PdfPage(b"/a BMC " * 30_000 + TEXT)
"""Marks of content within each other: what pdfium keeps of them grows with their square."""
MILLION_PATHS = PdfPage(b"".join(boxes(MILLION)) + TEXT)
GIGABYTE = 1_000_000_000


def written(folder: Path, pages: Sequence[PdfPage]) -> Path:
    path = folder / "plan.pdf"
    path.write_bytes(pdf_file(pages))
    return path


def codes(store: Store, result: IngestResult) -> list[tuple[str, int | None]]:
    assert result.document_id is not None
    findings = store.records(result.document_id).findings
    return [(finding.code, finding.page) for finding in findings]


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("page", "limits"),
    [
        pytest.param(NESTED_MARKS, Limits(memory=2 * GIGABYTE), id="takes-all-memory"),
        pytest.param(MILLION_PATHS, Limits(page_seconds=0.3), id="takes-too-long"),
    ],
)
def test_a_page_that_stops_its_reader_is_left_with_a_finding(
    page: PdfPage, limits: Limits, jobs: int, tmp_path: Path
) -> None:
    path = written(tmp_path, [PdfPage(TEXT), page, PdfPage(TEXT)])
    with Store(":memory:") as store:
        results = list(ingest_all([path, GOOD], store, jobs=jobs, limits=limits))
        assert [result.status for result in results] == [Status.ADDED, Status.ADDED]
        assert ("reader_stopped", 2) in codes(store, results[0])
        assert results[1].counts["objectives"] == 5


def test_a_file_that_stops_its_reader_each_time_fails_alone(tmp_path: Path) -> None:
    path = written(tmp_path, [NESTED_MARKS] * 4)
    with Store(":memory:") as store:
        limits = Limits(memory=2 * GIGABYTE)
        failed, added = ingest_all([path, GOOD], store, limits=limits)
        assert (failed.status, added.status) == (Status.FAILED, Status.ADDED)
    assert failed.error == (
        f"{path}: the reader was stopped each time, the last time at page 3 (memory, time or a "
        "fault of a library). Save the document anew, as with 'print to PDF', or read it in parts."
    )


@needs_proc
def test_a_worker_that_is_killed_once_costs_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, [PdfPage(TEXT)] * 3)
    others = children()
    killed: set[int] = set()

    def kill(_path: Place, page: int) -> None:
        if page == 2 and not killed:
            killed.update(children() - others)
            for process in killed:
                os.kill(process, signal.SIGKILL)

    with Store(":memory:") as store:
        (result,) = ingest_all([path], store, on_page=kill)
        assert len(killed) == 1
        assert result.status is Status.ADDED
        assert "reader_stopped" not in {code for code, _ in codes(store, result)}


@needs_proc
def test_a_worker_that_is_killed_while_it_waits_costs_nothing() -> None:
    others = children()
    task = Task(Step.READ, Request(SAMPLES / "mutualita_kpi.md"))
    ends: list[Kind | None] = []
    with Pool[str](1, Limits()) as pool:
        for name in ("first", "second"):
            pool.give(name, task)
            while len(ends) == int(name == "second"):
                told = [message.kind if message else None for _, _, message, _ in pool.listen()]
                ends += [kind for kind in told if kind is not Kind.PAGE]
            for process in children() - others:
                os.kill(process, signal.SIGKILL)
                os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
    assert ends == [Kind.DONE, Kind.DONE]


def children() -> set[int]:
    """The processes that this one has begun."""
    tasks = Path("/proc/self/task").glob("*/children")
    return {int(child) for task in tasks for child in task.read_text().split()}


def test_results_come_in_the_order_of_the_files_with_what_cannot_be_read(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(b"%PDF-1.4\n" + b"x" * 100)
    long = written(tmp_path, [PdfPage(TEXT)] * 70)
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(GOOD.read_bytes())
    paths = [long, damaged, GOOD, tmp_path / "missing.pdf", copy]
    with Store(":memory:") as store:
        results = list(ingest_all(paths, store, jobs=2))
        again = list(ingest_all(paths[2:3], store))
    assert [result.path for result in results] == paths
    assert [result.status for result in results] == [
        Status.ADDED,
        Status.FAILED,
        Status.ADDED,
        Status.FAILED,
        Status.UNCHANGED,
    ]
    assert results[4].same_as == "asp_breve.pdf"
    assert [result.status for result in again] == [Status.UNCHANGED]


def test_pages_are_told_as_they_are_read(tmp_path: Path) -> None:
    path = written(tmp_path, [PdfPage(TEXT)] * 3)
    told: list[tuple[str, int]] = []
    with Store(":memory:") as store:
        list(ingest_all([path], store, on_page=lambda path, page: told.append((path.name, page))))
    assert told == [("plan.pdf", 1), ("plan.pdf", 2), ("plan.pdf", 3), ("plan.pdf", 0)]


def test_ranges_of_a_long_file_joined_are_the_file_read_at_once(tmp_path: Path) -> None:
    rows = b"".join(
        b"BT /F 9 Tf %d %d Td (Voce %d) Tj ET " % (65 + 100 * col, 740 - 30 * row, row)
        for row in range(20)
        for col in range(3)
    )
    rules = b"".join(b"60 %d 300 0.5 re f " % (760 - 30 * row) for row in range(21))
    rules += b"".join(b"%d 160 0.5 600 re f " % x for x in (60, 160, 260, 360))
    path = written(tmp_path, [PdfPage(rules + rows)] * 130)
    ranges = parts_of(path)
    assert ranges == [range(1, 61), range(61, 121), range(121, 131)]
    assert join_parts(path, [read_part(path, numbers) for numbers in ranges]) == extract(path)


KILLED = """
import os, signal
from pathlib import Path
from piao.pipeline.reading.limits import Limits
from piao.pipeline.reading.pool import Pool
from piao.pipeline.reading.step import Request
from piao.pipeline.reading.worker import Kind, Step, Task
from piao.pipeline.reading.pool import Pool
from piao.pipeline.reading.step import Request
from piao.pipeline.reading.worker import Step, Task

with Pool(3, Limits()) as pool:
    for name in "abc":
        pool.give(name, Task(Step.READ, Request(Path("missing.pdf"))))
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_workers_end_with_a_parent_that_was_killed() -> None:
    """They hold its standard output open: it ends when the last of them has ended."""
    killed = subprocess.run(
        [sys.executable, "-c", KILLED], check=False, stdout=subprocess.PIPE, timeout=60
    )
    assert killed.returncode == -signal.SIGKILL


@pytest.mark.parametrize(
    ("limits", "workers"),
    [(Limits(), 1), (Limits(renewed_after=2), 2), (Limits(resident=1), 3)],
    ids=["as a rule", "after so many files", "after so much memory"],
)
def test_a_worker_is_renewed(
    limits: Limits, workers: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = []

    def begin(memory: int, others: Sequence[Connection] = ()) -> tuple[Connection, End]:
        begun.append(memory)
        return beginning.begin(memory, others)

    monkeypatch.setattr(pool, "begin", begin)
    requests = [Request(tmp_path / f"missing-{number}.pdf") for number in range(3)]
    results = [given for given in read_all(requests, 1, limits=limits) if given is not None]
    assert [isinstance(result, UnreadableFileError) for result in results] == [True] * 3
    assert begun == [limits.memory] * workers


LIMITED = """
import multiprocessing, pickle, sys, threading
from pathlib import Path
from piao.extractors import ExtractionSettings
from piao.extractors.pdf.time_limit import WATCH, time_limit
from piao.pipeline.reading.beginning import begin
from piao.pipeline.reading.limits import Limits
from piao.pipeline.reading.step import Request
from piao.pipeline.reading.worker import Kind, Step, Task

with time_limit(60):
    assert WATCH in {thread.name for thread in threading.enumerate()}
connection, end = begin(Limits().memory)
request = Request(Path(sys.argv[1]), settings=ExtractionSettings(page_seconds=0.05))
connection.send(Task(Step.READ, request))
while (message := connection.recv()).kind is Kind.PAGE:
    pass
findings = pickle.loads(message.pickled).records.findings
print(len(multiprocessing.active_children()), findings[0].code)
end()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked")
def test_a_process_that_has_read_pages_itself_still_forks_workers_with_limits_of_their_own(
    tmp_path: Path,
) -> None:
    command = [sys.executable, "-c", LIMITED, str(written(tmp_path, [MILLION_PATHS]))]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    assert ran.stdout == "1 page_too_slow\n"


PLAIN, SIMPLE = (Ocr.AUTO, SecondOpinion.AUTO), (Ocr.NEVER, SecondOpinion.NEVER)


@pytest.mark.parametrize(
    ("page", "skipped", "steps", "where"),
    [
        (2, [set(), set(), {2}, {2}], [PLAIN] * 4, "at page 2"),
        (0, [set()] * 4, [PLAIN, PLAIN, SIMPLE, SIMPLE], "after its pages"),
    ],
    ids=["on-a-page", "after-its-pages"],
)
def test_what_is_left_out_when_a_file_that_stopped_its_reader_is_read_again(
    page: int,
    skipped: list[set[int]],
    steps: list[tuple[Ocr, SecondOpinion]],
    where: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[ExtractionSettings] = []

    def begin(memory: int, others: Sequence[Connection] = ()) -> tuple[Connection, End]:
        """A worker that says on which page it is, and dies."""
        ours, theirs = Pipe()

        def die() -> None:
            asked.append(theirs.recv().request.settings)
            theirs.send(Message(Kind.PAGE, page))
            theirs.close()

        dying = threading.Thread(target=die)
        dying.start()
        return ours, dying.join

    monkeypatch.setattr(pool, "begin", begin)
    (error,) = filter(None, read_all([Request(Path("plan.pdf"))], 1))
    assert isinstance(error, UnreadableFileError)
    assert f"the reader was stopped each time, the last time {where}" in str(error)
    assert [set(settings.skipped_pages) for settings in asked] == skipped
    assert [(settings.ocr, settings.second_opinion) for settings in asked] == steps


OPENED = """
import sys
from pathlib import Path
from piao.pipeline.reading.step import Request, read, warm_up

warm_up()
opened = []
sys.addaudithook(
    lambda event, given: event == "open" and str(given[0]).endswith((".py", ".yaml"))
    and opened.append(given[0])
)
for name in sys.argv[1:]:
    assert read(Request(Path(name))).records.values
print([str(name) for name in opened if "normalizers" in str(name)])
"""


def test_what_every_reading_needs_is_loaded_before_the_workers_are_forked() -> None:
    files = [GOOD, SAMPLES / "mutualita_kpi.md"]
    ran = subprocess.run(
        [sys.executable, "-c", OPENED, *files], check=True, capture_output=True, text=True
    )
    assert ran.stdout == "[]\n"


LARGE = """
import mmap
from piao.pipeline.ingestion import ingest_all
from piao.pipeline.reading.limits import Limits
from piao.pipeline.store import Store

taken = mmap.mmap(-1, 2_000_000_000)
with Store(":memory:") as store:
    (result,) = ingest_all(["samples/asp_breve.pdf"], store, limits=Limits(memory=1_500_000_000))
print(result.status)
"""


@needs_proc
def test_what_the_parent_has_does_not_count_for_its_workers() -> None:
    read = subprocess.run(
        [sys.executable, "-c", LARGE],
        check=False,
        stdout=subprocess.PIPE,
        text=True,
        timeout=60,
        cwd=SAMPLES.parent,
    )
    assert read.stdout == "added\n"
