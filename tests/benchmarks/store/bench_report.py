"""Seconds and memory of the report and of a comparison of many plans.

    python -m tests.benchmarks.store.bench_report [--plans 200]

The plans are the samples, over and over, half of them of 2025 and half of 2026, each pair
of an administration of its own. Each command is a process of its own.
"""

from __future__ import annotations

import argparse
import dataclasses
import multiprocessing
import sys
import tempfile
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from piao.extractors import extract
from piao.normalizers import normalize
from piao.pipeline.store import Store
from piao.schema.document import Document
from piao.schema.records import Records
from tests.benchmarks.store.bench_exports import measured

ROOT = Path(__file__).parents[3]
SAMPLES = sorted(
    file for file in (ROOT / "samples").iterdir() if file.suffix in {".pdf", ".xlsx", ".md"}
)


def build(file: Path, count: int) -> None:
    """A store of copies of the samples."""
    documents = [extract(sample) for sample in SAMPLES]
    plans = [(normalize(document), document) for document in documents]
    pairs = (plan for plan in cycle(plans) for _ in range(2))
    with Store(file) as store:
        for number, (records, document) in enumerate(islice(pairs, count)):
            store.save(*copy(records, document, number))


def copy(records: Records, document: Document, number: int) -> tuple[Records, Document]:
    """The plan with ids, a file name, an administration and a year of its own."""
    old = records.document.document_id
    new = f"{number:016x}"

    def renamed(record: Any) -> Any:
        texts = {
            attribute.name: value.replace(old, new)
            for attribute in dataclasses.fields(record)
            if isinstance(value := getattr(record, attribute.name), str) and old in value
        }
        return dataclasses.replace(record, **texts)

    name, sha256 = f"piano-{number}.pdf", f"{number:064x}"
    record = dataclasses.replace(
        records.document,
        document_id=new,
        sha256=sha256,
        file_name=name,
        entity_name=f"Comune di Prova {number // 2}",
        year=2025 + number % 2,
    )
    arrays = {
        attribute.name: tuple(map(renamed, getattr(records, attribute.name)))
        for attribute in dataclasses.fields(records)
        if attribute.name != "document"
    }
    blocks = tuple(renamed(block) for block in document.blocks)
    return (
        Records(document=record, **arrays),
        dataclasses.replace(document, file_name=name, sha256=sha256, blocks=blocks),
    )


def main() -> None:
    """Builds the store, measures, and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=200)
    count = parser.parse_args().plans
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plans.db"
        # A process counts the memory of the one that starts it: this one stays small.
        builder = multiprocessing.get_context("spawn").Process(target=build, args=(file, count))
        builder.start()
        builder.join()
        command = [sys.executable, "-m", "piao"]
        tasks = {
            "report": ["report"],
            "compare html": ["compare", "2025", "2026", "--format", "html"],
            "compare json": ["compare", "2025", "2026", "--format", "json"],
        }
        print(f"{count} plans")
        for name, arguments in tasks.items():
            out = Path(folder) / f"{name}.out"
            places = ["--db", str(file), "--out", str(out)]
            seconds = measured([*command, *arguments, *places])
            print(f"{name:<14} {seconds}, writes {out.stat().st_size / 1e6:.1f} MB", flush=True)


if __name__ == "__main__":
    main()
