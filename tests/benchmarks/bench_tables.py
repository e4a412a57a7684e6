"""How well and how fast tables are read, beside other table readers, against cell-level truth.

    python -m tests.benchmarks.bench_tables [--only ours] [--documents] [FOLDER]

FOLDER holds documents of the ICDAR 2013 table competition (`eu-001.pdf` with
`eu-001-str.xml`); without it `../shared/icdar2013-eu`. Adjacency:
the competition's measure over all tables of a document, detection and structure
together, averaged over the documents. GriTS content and topology, where the package
`grits-metric` is installed: tables of a document matched one to one. Seconds: reading
alone, every reader in this one process, one after the other.
"""

from __future__ import annotations

import argparse
import logging
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import fmean

from tests.benchmarks.adjacency import Cells, Span, all_relations, read_truth, scores, spans

FOLDER = Path(__file__).parents[3] / "shared" / "icdar2013-eu"

Reader = Callable[[Path], list[Cells]]


def ours(path: Path) -> list[Cells]:
    """The tables that the project's extractor finds."""
    from piao.extractors.pdf import extract
    from piao.extractors.settings import ExtractionSettings, Ocr

    settings = ExtractionSettings(ocr=Ocr.NEVER)  # the others do not read pictures either
    return [
        [
            Span(c.row, c.row + c.row_span - 1, c.col, c.col + c.col_span - 1, c.text)
            for c in table.cells
        ]
        for table in extract(path, path.read_bytes(), settings=settings).tables
    ]


def camelot_hybrid(path: Path) -> list[Cells]:
    """camelot's reader for all kinds of tables."""
    return _camelot(path, flavor="hybrid")


def camelot_lattice(path: Path) -> list[Cells]:
    """camelot's reader for ruled tables, on the page's paths."""
    return _camelot(path, flavor="lattice", engine="vector")


def _camelot(path: Path, **options: str) -> list[Cells]:
    from camelot.io import read_pdf

    tables = read_pdf(str(path), pages="all", suppress_stdout=True, **options)
    return [spans(table.df.values.tolist()) for table in tables]


def pdfplumber_tables(path: Path) -> list[Cells]:
    """pdfplumber's tables of each page, as it finds them by default."""
    import pdfplumber

    with pdfplumber.open(path) as document:
        return [spans(table) for page in document.pages for table in page.extract_tables()]


READERS: dict[str, Reader] = {
    "ours": ours,
    "camelot hybrid": camelot_hybrid,
    "camelot lattice (vector)": camelot_lattice,
    "pdfplumber": pdfplumber_tables,
}


def documents(folder: Path) -> Iterator[tuple[Path, list[Cells]]]:
    """Each PDF that has truth, with the tables of all its structure files (-009a, -009b)."""
    for path in sorted(folder.glob("*.pdf")):
        number = path.stem.rstrip("ab")
        files = sorted(folder.glob(f"{number}*-str.xml"))
        if files:
            yield path, [cells for file in files for cells in read_truth(file)]


def has_grits() -> bool:
    """Whether the package that measures GriTS is installed."""
    return find_spec("grits") is not None


def grits(found: Sequence[Cells], truth: Sequence[Cells]) -> tuple[float, float] | None:
    """GriTS content and topology of a document's tables; None without the package."""
    if not has_grits():
        return None
    import grits as measure

    listed = [
        [
            [
                measure.TableCell(
                    list(range(cell.top, cell.bottom + 1)),
                    list(range(cell.left, cell.right + 1)),
                    " ".join(cell.text.split()),
                )
                for cell in cells
            ]
            for cells in tables
            if cells
        ]
        for tables in (truth, found)
    ]
    content = [[measure.cell_list_to_grid_con(cells) for cells in tables] for tables in listed]
    topology = [[measure.cell_list_to_grid_top(cells) for cells in tables] for tables in listed]
    return (
        float(measure.hungarian_grits_con(*content)[0]),
        float(measure.hungarian_grits_top(*topology)[0]),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--only", choices=list(READERS), help="one reader alone")
    parser.add_argument("--documents", action="store_true", help="show every document")
    chosen = parser.parse_args()
    cases = list(documents(chosen.folder))
    if not cases:
        print(f"No documents with truth in {chosen.folder}: nothing measured.")
        return
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    print(f"{len(cases)} documents of {chosen.folder.name}, macro averages")
    print(f"{'':26}{'F1':>7}{'prec.':>7}{'recall':>7}{'GriTS con.':>12}{'top.':>7}{'seconds':>9}")
    if not has_grits():
        print("GriTS is not shown: pip install 'piao[bench]', which needs a C++ compiler.")
    base = 0.0
    for name in [chosen.only] if chosen.only else READERS:
        line, seconds = measure_reader(READERS[name], cases, chosen.documents)
        base = base or seconds
        print(f"{name:26}{line}{seconds:9.2f}  x{seconds / base:.1f}", flush=True)


def measure_reader(
    read: Reader, cases: Sequence[tuple[Path, list[Cells]]], each: bool
) -> tuple[str, float]:
    """The figures of one reader as a line, and its seconds."""
    seconds, rows, grids = 0.0, [], []
    for path, truth in cases:
        start = time.perf_counter()
        found = read(path)
        seconds += time.perf_counter() - start
        row = scores(all_relations(found), all_relations(truth))
        rows.append(row)
        second = grits(found, truth)
        if second:
            grids.append(second)
        if each:
            print(f"  {path.stem:24}{row[2]:7.3f}{row[0]:7.3f}{row[1]:7.3f}", flush=True)
    precision, recall, f1 = (fmean(column) for column in zip(*rows, strict=True))
    line = f"{f1:7.3f}{precision:7.3f}{recall:7.3f}"
    if not grids:
        return f"{line}{'-':>12}{'-':>7}", seconds
    content, topology = (fmean(column) for column in zip(*grids, strict=True))
    return f"{line}{content:12.3f}{topology:7.3f}", seconds


if __name__ == "__main__":
    main()
