"""Seconds and memory of the whole job, beside two table readers on the same files.

    python -m tests.benchmarks.speed.bench_job [--repeat 3] [--long] [PDF...]

Without files the samples; `--long` is a real plan of 210 pages, set by LibreOffice from the
text in ../shared/seeds. Each contender is a process that reads all files, its start included:
`piao ingest` from PDF to rows in a fresh SQLite store, with one worker and with as many as
cores; pdfplumber's `find_tables` and `extract` on every page; camelot's lattice with the
vector engine on all pages. They take turns; the best of the rounds counts. Memory is the
peak of the resident set of the largest process. Below, each part of the job alone, without
the start of a process, in processor milliseconds a page.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.speed.long_plan import TEXTS, long_plan

PAGES = 210
SAMPLES = Path(__file__).parents[3] / "samples"

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
        "piao ingest, one worker": [PIAO, "ingest", *files, "--jobs", "1", "--db", store],
        "piao ingest, all cores": [PIAO, "ingest", *files, "--db", f"{store}-all"],
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


def parts_of_ours(files: list[str], store: str) -> dict[str, float]:
    """Processor seconds of reading, understanding and storing all files, one after the other."""
    from piao.extractors import extract
    from piao.normalizers import normalize
    from piao.pipeline.store import Store

    seconds = dict.fromkeys(("extraction", "understanding", "store"), 0.0)
    with Store(store) as opened:
        for file in files:
            begun = time.process_time()
            document = extract(Path(file))
            read = time.process_time()
            records = normalize(document)
            understood = time.process_time()
            opened.save(records, document)
            seconds["extraction"] += read - begun
            seconds["understanding"] += understood - read
            seconds["store"] += time.process_time() - understood
    return seconds


def read_pdfplumber(files: list[str]) -> None:
    """The tables of all files."""
    import pdfplumber

    for file in files:
        with pdfplumber.open(file) as pdf:
            for page in pdf.pages:
                for table in page.find_tables():
                    table.extract()
                page.close()


def processor_seconds(files: list[str]) -> float:
    """What reading the files with pdfplumber takes, once it is loaded."""
    read_pdfplumber(files[:1])
    begun = time.process_time()
    read_pdfplumber(files)
    return time.process_time() - begun


def main() -> None:
    """Measures, and prints the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", metavar="PDF")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--long", action="store_true", help="a plan of 210 pages")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = options.files or [str(file) for file in sorted(SAMPLES.glob("*.pdf"))]
        if options.long:
            if not (TEXTS.is_dir() and shutil.which("soffice")):
                print("No long plan: it needs ../shared/seeds and LibreOffice.")
                return
            files = [str(long_plan(sorted(TEXTS.glob("*.txt"))[-1], PAGES, Path(folder)))]
        compare(files, options.repeat, folder)


def compare(files: list[str], repeat: int, folder: str) -> None:
    """Let the contenders read the files, and print what they took."""
    results: dict[str, list[tuple[float, float]]] = {}
    for turn in range(repeat):
        for name, command in contenders(files, str(Path(folder) / f"{turn}.db")).items():
            results.setdefault(name, []).append(measure(command))
    best = {name: min(runs) for name, runs in results.items()}
    pages = page_count(files)
    ours = next(iter(best.values()))[0]
    print(f"{len(files)} files, {pages} pages, best of {repeat}\n")
    print(f"{'':34}{'seconds':>9}{'peak MB':>9}{'times ours':>12}")
    for name, (seconds, megabytes) in best.items():
        print(f"{name:34}{seconds:9.2f}{megabytes:9.0f}{seconds / ours:12.1f}")
    parts_of_ours(files[:1], ":memory:")
    rounds = [parts_of_ours(files, ":memory:") for _ in range(repeat)]
    print(f"\n{'milliseconds a page':34}")
    for name in rounds[0]:
        least = min(seconds[name] for seconds in rounds)
        print(f"{name:34}{least / pages * 1000:9.1f}")
    print(f"{'pdfplumber, its tables':34}{processor_seconds(files) / pages * 1000:9.1f}")


def page_count(files: list[str]) -> int:
    """How many pages the files have together."""
    import pypdfium2

    return sum(len(pypdfium2.PdfDocument(file)) for file in files)


if __name__ == "__main__":
    main()
