"""Several runs share the work of one store: nothing is read twice, nothing is left."""

from __future__ import annotations

import datetime
import json
import socket
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, update

from piao.pipeline.ingestion import Status, ingest_all
from piao.pipeline.reading.remote import Place
from piao.pipeline.reading.step import Reading, Request, attempt
from piao.pipeline.store import Store, tables
from piao.pipeline.store.claims import LEASE, Claims, Taken
from piao.pipeline.store.stored import State
from piao.schema.errors import PiaoError, ReaderStoppedError
from tests.command_line import Run
from tests.golden import SAMPLES

PLAN = SAMPLES / "mutualita_kpi.md"
OTHER = SAMPLES / "asp_breve.pdf"
ELSEWHERE = "another-machine:77:abcdef"
GONE = f"{socket.gethostname()}:{2**22 + 1}:abcdef"
"""A process of this machine that cannot be: the kernel gives no such number."""
KNOWN = "0123456789abcdef"


def claims_of(store: Store, worker: str) -> Claims:
    """The claims of another run."""
    claims = store.claiming()
    claims.worker = worker
    return claims


def set_back(store: Store, age: datetime.timedelta) -> None:
    """As if all claims had been renewed so long ago for the last time."""
    engine = create_engine(store.url)
    with engine.begin() as connection:
        past = datetime.datetime.now(datetime.UTC) - age
        connection.execute(update(tables.claims).values(at=past))
    engine.dispose()


def states(store: Store) -> list[tuple[State, int, str | None]]:
    return [(claim.state, claim.attempts, claim.reason) for claim in store.claims()]


class Counting:
    """An engine that notes what it reads, and may do something before it does."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(self, requests: Iterable[Request]) -> Iterator[Reading | PiaoError | None]:
        for request in requests:
            yield None
            self.read.append(request.path.name)
            yield attempt(request)


@pytest.mark.parametrize(
    ("worker", "age", "taken"),
    [
        pytest.param(ELSEWHERE, LEASE / 2, Taken.ELSEWHERE, id="another-machine-lives"),
        pytest.param(ELSEWHERE, LEASE * 1.1, Taken.OURS, id="another-machine-is-silent"),
        pytest.param(GONE, LEASE / 2, Taken.OURS, id="the-process-was-killed"),
        pytest.param("a:b:1:2", LEASE / 2, Taken.ELSEWHERE, id="a-name-with-colons"),
    ],
)
def test_a_document_is_free_when_its_run_ended(
    worker: str, age: datetime.timedelta, taken: Taken, location: str
) -> None:
    with Store(location) as store:
        assert claims_of(store, worker).take(KNOWN, "plan.pdf") is Taken.OURS
        set_back(store, age)
        claims = store.claiming()
        assert claims.take(KNOWN, "plan.pdf") is taken
        assert claims.holder(KNOWN) == (claims.worker if taken is Taken.OURS else worker)


def test_a_document_that_ended_three_runs_is_given_up(location: str) -> None:
    with Store(location) as store:
        took = [claims_of(store, GONE).take(KNOWN, "plan.pdf") for _ in range(4)]
        assert took == [Taken.OURS, Taken.OURS, Taken.OURS, Taken.GIVEN_UP]
        assert states(store) == [(State.GIVEN_UP, 3, None)]
        # Whoever asks again, asks anew.
        assert store.claiming().take(KNOWN, "plan.pdf") is Taken.OURS
        assert states(store) == [(State.READING, 1, None)]


def test_claims_that_are_renewed_hold_and_those_given_back_are_no_more(location: str) -> None:
    with Store(location) as store:
        other = claims_of(store, ELSEWHERE)
        other.take(KNOWN, "plan.pdf")
        set_back(store, LEASE * 2)
        other.renew(now=True)
        assert store.claiming().take(KNOWN, "plan.pdf") is Taken.ELSEWHERE
        other.give_back()
        assert store.claims() == []


def test_what_another_run_reads_is_waited_for_and_not_read(location: str) -> None:
    told: list[tuple[str, str]] = []
    engine = Counting()
    with Store(location) as store:
        other = claims_of(store, ELSEWHERE)
        other.take(_id_of(PLAN), str(PLAN))

        def on_wait(path: Place, worker: str) -> None:
            told.append((path.name, worker))
            reading = attempt(Request(path))
            assert isinstance(reading, Reading)
            store.save(reading.records, reading.document)

        results = list(ingest_all([PLAN, OTHER], store, engine=engine, on_wait=on_wait))
    assert [(r.path, r.status) for r in results] == [
        (OTHER, Status.ADDED),
        (PLAN, Status.UNCHANGED),
    ]
    assert told == [(PLAN.name, ELSEWHERE)]
    assert engine.read == [OTHER.name]


def test_what_a_killed_run_left_is_read_by_the_next(location: str) -> None:
    engine = Counting()
    with Store(location) as store:
        claims_of(store, GONE).take(_id_of(PLAN), str(PLAN))
        results = list(ingest_all([PLAN], store, engine=engine))
        assert [result.status for result in results] == [Status.ADDED]
        assert states(store) == [(State.READ, 2, None)]
    assert engine.read == [PLAN.name]


def test_copies_are_read_once_also_when_they_are_read_again(location: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.md"
    copy.write_bytes(PLAN.read_bytes())
    engine = Counting()
    with Store(location) as store:
        first = list(ingest_all([PLAN, copy], store, engine=engine))
        again = list(ingest_all([PLAN, copy], store, engine=engine, refresh=True))
    assert [result.status for result in first] == [Status.ADDED, Status.UNCHANGED]
    assert [result.status for result in again] == [Status.REFRESHED, Status.UNCHANGED]
    assert engine.read == [PLAN.name, PLAN.name]


def test_what_another_run_refreshed_meanwhile_is_not_read_again(location: str) -> None:
    with Store(location) as store:
        list(ingest_all([PLAN], store))
        ours = store.claiming()
        list(ingest_all([PLAN], store, refresh=True))
        assert ours.take(_id_of(PLAN), str(PLAN), again=True) is Taken.READ
        assert store.claiming().take(_id_of(PLAN), str(PLAN), again=True) is Taken.OURS


def test_a_poisonous_document_is_kept_with_a_finding_and_not_read_again(location: str) -> None:
    def stopped(requests: Iterable[Request]) -> Iterator[Reading | PiaoError | None]:
        for request in requests:
            yield ReaderStoppedError(f"{request.path}: the reader was stopped 3 times")

    engine = Counting()
    with Store(location) as store:
        (failed,) = ingest_all([PLAN], store, engine=stopped)
        (again,) = ingest_all([PLAN], store, engine=engine)
        assert (failed.status, again.status) == (Status.FAILED, Status.UNCHANGED)
        assert states(store) == [(State.GIVEN_UP, 1, failed.error)]
        assert failed.document_id is not None
        records = store.records(failed.document_id)
        assert "reading_given_up" in {finding.code for finding in records.findings}
        assert records.indicators == ()
        (read,) = ingest_all([PLAN], store, engine=engine, refresh=True)
        assert (read.status, read.counts["indicators"]) == (Status.REFRESHED, 19)
        assert states(store) == [(State.READ, 1, None)]


def test_one_that_ended_three_runs_is_kept_with_a_finding(location: str) -> None:
    with Store(location) as store:
        for _ in range(3):
            claims_of(store, GONE).take(_id_of(PLAN), str(PLAN))
        (failed,) = ingest_all([PLAN], store)
    assert failed.status is Status.FAILED
    assert failed.error == (
        f"{PLAN}: each time it was read the program ended (memory, or a fault of a library). "
        "Save the document anew, as with 'print to PDF', or try --refresh."
    )


def test_a_run_that_is_left_gives_back_what_it_has_not_read(location: str) -> None:
    with Store(location) as store:
        results = ingest_all([OTHER, PLAN], store, engine=Counting())
        with closing(results):
            next(results)
        assert states(store) == [(State.READ, 1, None)]


def test_the_command_lists_what_failed(piao: Run, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(b"%PDF-1.4\n" + b"x" * 100)
    piao("ingest", damaged, PLAN)
    (claim,) = json.loads(piao("db", "claims", "--json").out)
    assert (claim["state"], claim["attempts"], claim["source"]) == ("failed", 1, str(damaged))
    assert claim["reason"].startswith(f"{damaged}: ")
    listed = piao("db", "claims", "--all").out
    assert listed.splitlines()[0].split()[:3] == ["document", "state", "attempts"]
    assert [state for state in ("read", "failed") if f"  {state}  " in listed] == ["read", "failed"]


def _id_of(path: Path) -> str:
    reading = attempt(Request(path))
    assert isinstance(reading, Reading)
    return reading.records.document.document_id
