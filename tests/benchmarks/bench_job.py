"""Seconds and memory of the whole job, beside two table readers on the same files.

    python tests/benchmarks/bench_job.py [--repeat 3] [PDF...]

Each contender is one process that reads all files, its start included: `piao ingest`
from PDF to rows in a fresh SQLite store; pdfplumber's `find_tables` and `extract` on
every page; camelot's lattice with the vector engine on all pages. They take turns;
the best of the rounds counts. Memory is the peak of the resident set. Below, the pages
alone, without the start of a process and what follows the reading, in processor seconds.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

SAMPLES = Path(__file__).parents[2] / "samples"

PDFPLUMBER = """
import sys
import pdfplumber
for name in sys.argv[1:]:
    with pdfplumber.open(name) as pdf:
        for page in pdf.pages:
            for table in page.find_tables():
                table.extract()
            page.close()
"""

CAMELOT = """
import sys
import camelot
for name in sys.argv[1:]:
    camelot.read_pdf(name, flavor="lattice", engine="vector", pages="all", suppress_stdout=True)
"""

PIAO = "from piao.pipeline.cli import main; main()"

ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
"""Python keeps what it compiles, as pip has done for the packages of the others."""


def contenders(files: list[str], store: str) -> dict[str, list[str]]:
    """The command of each contender."""
    return {
        "piao ingest (PDF to SQLite)": [PIAO, "ingest", *files, "--db", store],
        "pdfplumber find_tables + extract": [PDFPLUMBER, *files],
        "camelot lattice, vector engine": [CAMELOT, *files],
    }


def measure(command: list[str]) -> tuple[float, float]:
    """Seconds and peak megabytes of one Python process."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", *command],
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    said = process.stderr.read() if process.stderr else ""
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0][:60]} failed:\n{said}")
    return seconds, usage.ru_maxrss / 1024


def read_ours(files: list[str]) -> None:
    """Tables and text of all files."""
    from piao.extractors import extract

    for file in files:
        extract(Path(file))


def read_pdfplumber(files: list[str]) -> None:
    """The tables of all files."""
    import pdfplumber

    for file in files:
        with pdfplumber.open(file) as pdf:
            for page in pdf.pages:
                for table in page.find_tables():
                    table.extract()
                page.close()


def processor_seconds(read: Callable[[list[str]], None], files: list[str], repeat: int) -> float:
    """The least that reading the files takes; the first round, which imports, does not count."""
    read(files)
    rounds = []
    for _ in range(repeat):
        start = time.process_time()
        read(files)
        rounds.append(time.process_time() - start)
    return min(rounds)


def main() -> None:
    """Measures, and prints the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", metavar="PDF")
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    files = options.files or [str(file) for file in sorted(SAMPLES.glob("*.pdf"))]
    results: dict[str, list[tuple[float, float]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(options.repeat):
            store = str(Path(folder) / f"{turn}.db")
            for name, command in contenders(files, store).items():
                results.setdefault(name, []).append(measure(command))
    best = {name: min(runs) for name, runs in results.items()}
    ours = next(iter(best.values()))[0]
    print(f"{len(files)} files, {page_count(files)} pages, best of {options.repeat}\n")
    print(f"{'':34}{'seconds':>9}{'peak MB':>9}{'times ours':>12}")
    for name, (seconds, megabytes) in best.items():
        print(f"{name:34}{seconds:9.2f}{megabytes:9.0f}{seconds / ours:12.1f}")
    own = processor_seconds(read_ours, files, options.repeat)
    other = processor_seconds(read_pdfplumber, files, options.repeat)
    print(f"{'pages alone, piao':34}{own:9.2f}{'':9}{1:12.1f}")
    print(f"{'pages alone, pdfplumber':34}{other:9.2f}{'':9}{other / own:12.1f}")


def page_count(files: list[str]) -> int:
    """How many pages the files have together."""
    import pypdfium2

    return sum(len(pypdfium2.PdfDocument(file)) for file in files)


if __name__ == "__main__":
    main()
