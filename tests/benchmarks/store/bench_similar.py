"""Seconds and memory of the search for similar indicators in a store of a million.

    python -m tests.benchmarks.store.bench_similar [--indicators 1000000]

The store is generated once, the same each time, in the folder for temporary files.
"""

from __future__ import annotations

import argparse
import itertools
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from piao.pipeline.store import Store, tables
from piao.schema.document import Document
from piao.schema.records import DocumentRecord, Indicator, Records

A_PLAN = 500
MEASURES = (
    "Numero di",
    "Percentuale di",
    "Tempo medio di",
    "Costo medio di",
    "Tasso di",
    "Grado di",
    "Media annua di",
    "Quota di",
    "Indice di",
    "Variazione di",
)
THINGS = (
    "pagamenti",
    "reclami",
    "pratiche",
    "controlli",
    "sopralluoghi",
    "assenze",
    "utenti",
    "visitatori",
    "prestiti",
    "iscritti",
    "sanzioni",
    "permessi",
    "procedimenti",
    "eventi",
    "segnalazioni",
    "contratti",
    "fatture",
    "ordinanze",
    "concessioni",
    "interventi",
    "certificati",
    "ricorsi",
    "pasti",
    "alloggi",
    "tributi",
    "gare",
    "mandati",
    "delibere",
    "progetti",
    "corsi",
    "convenzioni",
    "autorizzazioni",
    "incarichi",
    "turni",
    "atti",
)
STATES = (
    "conclusi",
    "avviati",
    "respinti",
    "approvati",
    "rinnovati",
    "annullati",
    "digitali",
    "in ritardo",
    "nei termini",
    "verificati",
    "pubblicati",
    "gestiti",
    "programmati",
    "affidati",
    "assegnati",
    "ricevuti",
    "rendicontati",
    "collaudati",
    "monitorati",
)
PLACES = (
    "biblioteca",
    "museo",
    "asilo nido",
    "polizia locale",
    "anagrafe",
    "ragioneria",
    "edilizia privata",
    "lavori pubblici",
    "servizi sociali",
    "protocollo",
    "tributi",
    "ambiente",
    "scuola",
    "trasporti",
    "commercio",
    "patrimonio",
    "cultura",
    "sport",
    "turismo",
    "protezione civile",
    "mensa",
    "cimitero",
    "urbanistica",
    "informatica",
    "personale",
    "appalti",
    "avvocatura",
    "stato civile",
    "verde pubblico",
    "mobilità",
    "energia",
    "casa",
    "giovani",
    "anziani",
    "disabilità",
    "segreteria",
    "statistica",
)
QUALITIES = (
    "della città",
    "del centro storico",
    "delle frazioni",
    "di quartiere",
    "in rete",
    "con firma elettronica",
    "per le famiglie",
    "per le imprese",
    "a domicilio",
    "in convenzione",
    "del distretto",
    "della montagna",
    "della costa",
    "notturni",
)
QUERIES = (
    "ritardo dei pagamenti",
    "tempestività dei pagamenti",
    "customer satisfaction",
    "soddisfazione degli utenti",
    "reclami",
    "numero di reclami conclusi",
    "pagamenti",
    "tempo medio di pratiche edilizia privata",
    "controlli polizia locale",
    "visitatori del museo",
    "prestiti biblioteca",
    "iscritti asilo nido",
    "utenti",
    "sanzioni annullate polizia locale",
    "assenteismo",
    "procedimenti nei termini",
    "sopralugohi programmati",
    "permesi rinnovati",
    "fatture approvate ragioneria",
    "eventi turismo montagna",
    "pasti mensa scuola",
    "gare affidate appalti",
    "numero",
    "convenzioni sport di quartiere",
    "alloggi assegnati casa",
    "turni notturni",
    "delibere pubblicate segreteria",
    "digitalizzazione",
    "corsi con firma elettronica",
    "certificati anagrafe digitali",
    "autorizazioni commercio",
    "zzz qwerty",
    "atti",
    "segnalazioni verde pubblico",
    "biblioteca",
    "tributi",
    "progetti giovani in rete",
    "percentuale di procedimenti conclusi nei termini protocollo",
    "polizia locale",
)


def names() -> Iterator[str]:
    """Names without end, the same each time: words drawn by a linear congruence."""
    state = 5
    while True:
        parts = []
        for words in (MEASURES, THINGS, STATES, PLACES, (*QUALITIES, *[""] * 10)):
            state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
            parts.append(words[(state >> 33) % len(words)])
        yield " ".join(parts).strip()


def plan(number: int, indicators: list[str]) -> Records:
    """A plan of these indicators."""
    document_id = f"{number:016x}"
    document = DocumentRecord(
        document_id=document_id,
        sha256=document_id * 4,
        file_name=f"piano-{number}.pdf",
        entity_name=f"Comune numero {number // 3}",
        year=2023 + number % 3,
    )
    made = tuple(
        Indicator(
            indicator_id=f"{document_id}-i{place}",
            document_id=document_id,
            position=place,
            name=name,
            page=place // 10 + 1,
        )
        for place, name in enumerate(indicators)
    )
    return Records(document=document, indicators=made)


def build(file: Path, count: int, make: Callable[[int, list[str]], Records] = plan) -> None:
    """Makes the store of plans that `make` gives, in place only once it is whole."""
    partial = file.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    endless = names()
    with Store(partial) as store:
        for number in range(count // A_PLAN):
            records = make(number, list(itertools.islice(endless, A_PLAN)))
            store.save(records, Document(records.document.file_name, "0" * 64, "pdf", (), ()))
    partial.replace(file)


def main() -> None:
    """Builds the store where it is missing, measures, and prints."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--indicators", type=int, default=1_000_000)
    count = parser.parse_args().indicators
    file = Path(tempfile.gettempdir()) / f"piao-bench-{count}-{tables.REVISION}.db"
    if not file.exists():
        start = time.perf_counter()
        build(file, count)
        print(f"built in {time.perf_counter() - start:.0f} s")
    print(f"{count} indicators, {file.stat().st_size / 1e6:.0f} MB")
    times = []
    with Store(file) as store:
        store.similar("avvio")
        for query in QUERIES:
            start = time.perf_counter()
            found = store.similar(query)
            times.append((time.perf_counter() - start) * 1000)
            best = f"{found[0].score:.2f} {found[0].name}" if found else "nothing"
            print(f"{times[-1]:7.0f} ms  {query}: {best}")
    ordered = sorted(times)
    print(
        f"{len(times)} queries: median {statistics.median(times):.0f} ms, "
        f"p95 {ordered[int(len(ordered) * 0.95)]:.0f} ms, worst {ordered[-1]:.0f} ms; "
        f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
    )
    start = time.perf_counter()
    command = [sys.executable, "-m", "piao", "similar", QUERIES[0], "--db", str(file)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    print(f"the whole command: {(time.perf_counter() - start) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
