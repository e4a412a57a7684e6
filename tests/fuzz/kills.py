"""Kills `piao ingest` at random moments and looks at the store: python -m tests.fuzz.kills 100."""

from __future__ import annotations

import argparse
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from piao.pipeline.store import Store
from tests.golden import SAMPLES

RUNS_OF_ONE_STORE = 4
"""After so many the next run must complete; the next store begins empty, without a file."""

PIAO = "from piao.pipeline.cli import main; main()"

Held = Mapping[str, Sequence[int]]
"""How many records of each type a document has, by file name."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, help="kills")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    killed = runs = 0
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder, "whole.db")
        since = time.monotonic()
        assert _ingest(whole, options.jobs, seconds=None)
        longest = time.monotonic() - since
        expected = _held(whole)
        while killed < options.count:
            store = Path(folder, f"{runs // RUNS_OF_ONE_STORE}.db")
            seconds = chance.uniform(0, longest)
            killed += not _ingest(store, options.jobs, seconds=seconds, again=bool(runs % 2))
            _check(store, expected)
            runs += 1
            if runs % RUNS_OF_ONE_STORE == 0:
                assert _ingest(store, options.jobs, seconds=None)
                assert _held(store) == expected, f"{store}: {_held(store)}"
    print(f"killed {killed} of {runs} runs: every document once and whole")


def _ingest(store: Path, jobs: int, *, seconds: float | None, again: bool = False) -> bool:
    """Whether the run ended by itself within the seconds; it waits for the workers too."""
    command = [sys.executable, "-c", PIAO, "ingest", str(SAMPLES), "--db", str(store)]
    process = subprocess.Popen(
        [*command, "--jobs", str(jobs), *(["--refresh"] if again else [])],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
        return False
    return True


def _check(path: Path, expected: Held) -> None:
    if not path.exists():
        return
    held = _held(path)
    partial = {name: counts for name, counts in held.items() if counts != expected[name]}
    assert not partial, f"{path}: {partial}"


def _held(path: Path) -> Held:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert not connection.execute("PRAGMA foreign_key_check").fetchall()
    with Store(path) as store:
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
