"""How well and how fast tables are read, beside other table readers, against cell-level truth.

    python -m tests.benchmarks.tables.bench_tables [--only ours] [--documents] [--generated] [DIR]

DIR holds documents of the ICDAR 2013 table competition (`eu-001.pdf` with
`eu-001-str.xml`); `--generated` takes the pages of `tests.table_pages`: `seen` are those
that rules were written for, `unseen` are others of the same kinds. Without either:
`../shared/icdar2013-eu` where it is there, then the generated pages.

F1, precision, recall: the competition's measure of neighbouring cells over all tables of
a document, detection and structure together, averaged over the documents. Exact: the share
of true tables of which one found table has all neighbours and no others. GriTS content and
topology, where the package `grits-metric` is installed: tables of a document matched one to
one. Seconds: reading alone, every reader in this one process, one after the other, each
after it has read the first document once.
"""

from __future__ import annotations

import argparse
import logging
import tempfile
import time
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from tests.benchmarks.tables.adjacency import Cells, read_truth
from tests.benchmarks.tables.table_readers import READERS, TableReader
from tests.benchmarks.tables.table_scores import Scores, averages, has_grits, score
from tests.table_pages.kinds import KINDS, page

FOLDER = Path(__file__).parents[4] / "shared" / "icdar2013-eu"
SEEDS = {"seen": range(1, 21), "unseen": range(101, 121)}
WIDTHS = {"F1": 7, "prec.": 7, "recall": 7, "exact": 7, "GriTS con.": 12, "GriTS top.": 12}


class Case(NamedTuple):
    """A document with its true tables; a generated one is of a kind."""

    path: Path
    truth: Sequence[Cells]
    kind: str = ""


def documents(folder: Path) -> Iterator[tuple[Path, list[Cells]]]:
    """Each PDF that has truth, with the tables of all its structure files (-009a, -009b)."""
    for path in sorted(folder.glob("*.pdf")):
        number = path.stem.rstrip("ab")
        files = [
            file for end in ("", "[ab]") for file in sorted(folder.glob(f"{number}{end}-str.xml"))
        ]
        if files:
            yield path, [cells for file in files for cells in read_truth(file)]


def generated(folder: Path, seeds: range) -> Iterator[Case]:
    """A page of each kind and seed, written into a folder."""
    for kind in KINDS:
        for seed in seeds:
            made = page(kind, seed)
            path = folder / f"{kind}-{seed}.pdf"
            path.write_bytes(made.pdf)
            yield Case(path, made.tables, kind)


def case_sets(named: Path | None, only_generated: bool) -> Iterator[tuple[str, list[Case]]]:
    """What is to be measured, with its title."""
    if named or not only_generated:
        folder = named or FOLDER
        yield folder.name, [Case(*document) for document in documents(folder)]
    if only_generated or not named:
        for name, seeds in SEEDS.items():
            with tempfile.TemporaryDirectory() as made:
                title = f"generated pages, {name} (seeds {seeds[0]}-{seeds[-1]})"
                yield title, list(generated(Path(made), seeds))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--generated", action="store_true", help="the generated pages")
    parser.add_argument("--only", choices=list(READERS), action="append", help="not all readers")
    parser.add_argument("--documents", action="store_true", help="show every document")
    chosen = parser.parse_args()
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    if not has_grits():
        print("GriTS is not shown: pip install grits-metric, which needs a C++ compiler.")
    for title, cases in case_sets(chosen.folder, chosen.generated):
        if not cases:
            print(f"{title}: no documents with truth, nothing measured.")
            continue
        tables = sum(len(case.truth) for case in cases)
        print(f"\n{title}: {len(cases)} documents, {tables} tables, averages over documents")
        found = compare(cases, chosen.only or list(READERS), chosen.documents)
        if found and cases[0].kind:
            print_kinds(cases, found)


def compare(cases: Sequence[Case], names: Sequence[str], each: bool) -> dict[str, list[Scores]]:
    """Print a line for each reader as soon as it is measured; gives its figures by document."""
    titles = "".join(f"{title:>{width}}" for title, width in WIDTHS.items())
    print(f"{'':16}{titles}{'seconds':>9}{'to ours':>9}")
    found: dict[str, list[Scores]] = {}
    base = 0.0
    for name in names:
        reader = READERS[name]
        if not reader.installed:
            print(f"{name:16}  not installed: pip install {reader.package}")
            continue
        found[name], seconds = measure(reader, cases)
        if name == "ours":
            base = seconds
        if each:
            print_documents(cases, found[name])
        figures = averages(found[name])
        line = "".join(
            f"{'-' if (figure := figures[title]) is None else f'{figure:.3f}':>{width}}"
            for title, width in WIDTHS.items()
        )
        ratio = f"x{seconds / base:.2f}" if base else "-"
        print(f"{name:16}{line}{seconds:9.2f}{ratio:>9}", flush=True)
    return found


def measure(reader: TableReader, cases: Sequence[Case]) -> tuple[list[Scores], float]:
    """The figures of each document, and the seconds that reading them all took."""
    reader.read(cases[0].path)
    seconds, rows = 0.0, []
    for case in cases:
        start = time.perf_counter()
        tables = reader.read(case.path)
        seconds += time.perf_counter() - start
        rows.append(score(tables, case.truth))
    return rows, seconds


def print_documents(cases: Sequence[Case], rows: Sequence[Scores]) -> None:
    """F1, precision, recall and the tables read exactly, of each document."""
    for case, row in zip(cases, rows, strict=True):
        figures = f"{row.f1:7.3f}{row.precision:7.3f}{row.recall:7.3f}"
        print(f"  {case.path.stem:28}{figures}{f'{row.whole}/{row.tables}':>7}")


def print_kinds(cases: Sequence[Case], found: dict[str, list[Scores]]) -> None:
    """The F1 of each reader by the kind of page."""
    print(f"\n{'F1 by kind':24}" + "".join(f"{name:>{len(name) + 2}}" for name in found))
    for kind in dict.fromkeys(case.kind for case in cases):
        line = ""
        for name, rows in found.items():
            of_kind = [row.f1 for case, row in zip(cases, rows, strict=True) if case.kind == kind]
            line += f"{fmean(of_kind):{len(name) + 2}.3f}"
        print(f"{kind:24}{line}")


if __name__ == "__main__":
    main()
