"""Seconds and memory of each export of a large store.

    python -m tests.benchmarks.store.bench_exports [--indicators 300000] [FORMAT…]

The store is generated once, the same each time, in the folder for temporary files. Each
format is written by a process of its own.
"""

from __future__ import annotations

import argparse
import itertools
import multiprocessing
import os
import sys
import tempfile
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from piao.pipeline.exports import formats
from piao.pipeline.store import tables
from piao.schema.records import Comparator, Indicator, Level, Objective, Records, Role, Value
from tests.benchmarks.store.bench_similar import build, plan


def whole_plan(number: int, indicators: list[str]) -> Records:
    """A plan of these indicators, ten an objective, each with a baseline and a target."""
    records = plan(number, indicators)
    document_id = records.document.document_id
    objectives = tuple(
        Objective(
            objective_id=f"{document_id}-o{place}",
            document_id=document_id,
            position=place,
            level=Level.OPERATIONAL,
            title=f"Obiettivo {place + 1}",
            weight=Decimal(2),
        )
        for place in range(len(indicators) // 10)
    )
    return replace(
        records,
        objectives=objectives,
        indicators=tuple(
            replace(indicator, objective_id=objectives[place // 10].objective_id)
            for place, indicator in enumerate(records.indicators)
        ),
        values=tuple(
            _value(indicator, place, role)
            for place, (indicator, role) in enumerate(
                itertools.product(records.indicators, (Role.BASELINE, Role.TARGET))
            )
        ),
    )


def _value(indicator: Indicator, place: int, role: Role) -> Value:
    return Value(
        value_id=f"{indicator.document_id}-v{place}",
        document_id=indicator.document_id,
        indicator_id=indicator.indicator_id,
        position=place,
        role=role,
        raw=f"almeno {place % 100} %",
        comparator=Comparator.GE,
        value=Decimal(place % 100),
        unit="%",
        year=2025,
        page=place // 20 + 1,
        bbox=(56.7, 120.25, 538.3, 141.0),
        confidence=0.96,
    )


def measured(command: list[str]) -> str:
    """Seconds and peak memory of a command."""
    start = time.perf_counter()
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    process = os.posix_spawn(command[0], command, os.environ, file_actions=quiet)
    _, status, usage = os.wait4(process, 0)
    failed = "" if status == 0 else f", failed with {os.waitstatus_to_exitcode(status)}"
    return f"{time.perf_counter() - start:6.1f} s, {usage.ru_maxrss / 1024:6.0f} MB{failed}"


def main() -> None:
    """Builds the store where it is missing, measures, and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("formats", nargs="*")
    parser.add_argument("--indicators", type=int, default=300_000)
    options = parser.parse_args()
    count = options.indicators
    file = Path(tempfile.gettempdir()) / f"piao-bench-exports-{count}-{tables.REVISION}.db"
    if not file.exists():
        start = time.perf_counter()
        # A process counts the memory of the one that starts it: this one stays small.
        context = multiprocessing.get_context("spawn")
        builder = context.Process(target=build, args=(file, count, whole_plan))
        builder.start()
        builder.join()
        print(f"built in {time.perf_counter() - start:.0f} s", flush=True)
    print(f"{count} indicators, {2 * count} values, {file.stat().st_size / 1e6:.0f} MB")
    command = [sys.executable, "-m", "piao"]
    print(f"{'list':<12} {measured([*command, 'list', '--json', '--db', str(file)])}", flush=True)
    for name in options.formats or formats("records"):
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / f"out.{name}"
            export = ["export", "--format", name, "--db", str(file), "--out", str(out)]
            print(f"{name:<12} {measured([*command, *export])}", flush=True)


if __name__ == "__main__":
    main()
