"""What another reader's opinion changes where ours is unsure, and what it costs.

    python -m tests.benchmarks.tables.bench_opinions [PDF…]

Without files: the documents of ../shared/icdar2013-eu. Of each document of which the
opinion changes a table or a finding: what is new and what is gone with it. Where there
is truth (`eu-001-str.xml`): the adjacency F1 without and with it.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from statistics import fmean

from piao.extractors.pdf import extract
from piao.extractors.settings import ExtractionSettings, Ocr, SecondOpinion
from piao.schema.document import Document
from tests.benchmarks.tables.adjacency import Cells, Span, all_relations, scores
from tests.benchmarks.tables.bench_tables import FOLDER, documents


def read(path: Path, opinion: SecondOpinion) -> tuple[Document, float]:
    """The document and the seconds that it took."""
    settings = ExtractionSettings(ocr=Ocr.NEVER, second_opinion=opinion)
    started = time.perf_counter()
    document = extract(path, path.read_bytes(), settings=settings)
    return document, time.perf_counter() - started


def told(document: Document) -> list[str]:
    """Its tables and findings, a line each."""
    tables = [
        f"page {table.pages[0]}: {table.extractor}, {table.rows} x {table.columns}, "
        f"{table.confidence}"
        for table in document.tables
    ]
    return [*tables, *(f"{f.code}: {f.message}" for f in document.findings)]


def f1(document: Document, truth: list[Cells]) -> float:
    """Adjacency over the whole document."""
    cells = [
        [
            Span(c.row, c.row + c.row_span - 1, c.col, c.col + c.col_span - 1, c.text)
            for c in table.cells
        ]
        for table in document.tables
    ]
    return scores(all_relations(cells), all_relations(truth))[2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="PDF")
    chosen = parser.parse_args()
    cases: list[tuple[Path, list[Cells]]] = [(path, []) for path in chosen.files]
    cases = cases or list(documents(FOLDER))
    seconds = [0.0, 0.0]
    measured = []
    for path, truth in cases:
        alone, first = read(path, SecondOpinion.NEVER)
        asked, second = read(path, SecondOpinion.AUTO)
        seconds = [seconds[0] + first, seconds[1] + second]
        if truth:
            measured.append((f1(alone, truth), f1(asked, truth)))
        before, after = told(alone), told(asked)
        if before != after:
            gone = [f"  - {line}" for line in before if line not in after]
            new = [f"  + {line}" for line in after if line not in before]
            print(path.name, *gone, *new, sep="\n")
    print(f"{len(cases)} documents: {seconds[0]:.2f} s alone, {seconds[1]:.2f} s with opinions")
    if measured:
        without, with_it = (fmean(column) for column in zip(*measured, strict=True))
        print(f"F1 {without:.4f} alone, {with_it:.4f} with opinions")


if __name__ == "__main__":
    main()
