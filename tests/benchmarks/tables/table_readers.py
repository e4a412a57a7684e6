"""The table readers that are measured beside each other; a new one is one entry of `READERS`.

Each gives the tables of a PDF with the spans that its library tells, and reads no pictures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.util import find_spec
from itertools import groupby, takewhile
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.tables.adjacency import Cells, Span, spans

MARKDOWN_RULE = set("|:- ")


class TableReader(NamedTuple):
    """A way to read tables, the module that it needs and the package that holds it."""

    read: Callable[[Path], list[Cells]]
    module: str
    package: str

    @property
    def installed(self) -> bool:
        """Whether it can be measured here."""
        return find_spec(self.module) is not None


def ours(path: Path) -> list[Cells]:
    """The tables that the project's extractor finds."""
    from piao.extractors.pdf import extract
    from piao.extractors.settings import ExtractionSettings, Ocr

    settings = ExtractionSettings(ocr=Ocr.NEVER)
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


def pymupdf_tables(path: Path) -> list[Cells]:
    """PyMuPDF's tables, its layout model joined with the lines of the page (AGPL)."""
    import pymupdf

    with pymupdf.open(path) as document:
        return [
            placed([(cell.text, cell.rowspan, cell.colspan) for cell in row] for row in table)
            for page in document
            for table in (
                found.placements
                for found in page.find_tables(use_layout=True, union=True, refine=True).tables
            )
        ]


def liteparse_tables(path: Path) -> list[Cells]:
    """LiteParse's blocks that are tables: the heading, then the rows; it tells no spans."""
    from liteparse import LiteParse

    parser = LiteParse(ocr_enabled=False, extract_blocks=True, quiet=True)
    return [
        spans([cell.text for cell in row] for row in (block.header or [], *(block.rows or [])))
        for page in parser.parse(str(path)).pages
        for block in page.blocks
        if block.kind == "table"
    ]


def tablers_tables(path: Path) -> list[Cells]:
    """tablers' tables of each page, by all lines and edges: by strict lines it finds fewer."""
    import tablers

    with tablers.Document(path) as document:
        return [
            merged(
                [(cell.text, cell.merged_left, cell.merged_top) for cell in row]
                for row in table.to_list()
            )
            for page in document.pages()
            for table in tablers.find_tables(
                page, vertical_strategy="lines", horizontal_strategy="lines"
            )
        ]


def edgeparse_tables(path: Path) -> list[Cells]:
    """edgeparse's tables from its Markdown: in its JSON and HTML the cells have no text."""
    import edgeparse

    lines = edgeparse.convert(path, raster_table_ocr=False).splitlines()
    blocks = (list(block) for piped, block in groupby(lines, lambda s: s[:1] == "|") if piped)
    return [
        spans(line.strip("|").split("|") for line in block if set(line) - MARKDOWN_RULE)
        for block in blocks
        if len(block) > 1
    ]


def placed(rows: Iterable[Sequence[tuple[str, int, int]]]) -> Cells:
    """Cells of (text, rows, columns), each at the first free column as in HTML."""
    taken: set[tuple[int, int]] = set()
    found = []
    for row, cells in enumerate(rows):
        col = 0
        for text, height, width in cells:
            while (row, col) in taken:
                col += 1
            found.append(Span(row, row + height - 1, col, col + width - 1, text))
            taken |= {(row + y, col + x) for y in range(height) for x in range(width)}
    return found


def merged(rows: Iterable[Sequence[tuple[str | None, bool, bool]]]) -> Cells:
    """Slots of (text, whether it belongs to the one on the left, to the one above) as cells."""
    grid = list(rows)

    def length(slots: Iterator[bool]) -> int:
        return sum(1 for _ in takewhile(bool, slots))

    return [
        Span(
            row,
            row + length(below[col][2] for below in grid[row + 1 :]),
            col,
            col + length(left for _, left, _ in line[col + 1 :]),
            text,
        )
        for row, line in enumerate(grid)
        for col, (text, _, _) in enumerate(line)
        if text is not None
    ]


READERS: dict[str, TableReader] = {
    "ours": TableReader(ours, "piao", "piao"),
    "camelot hybrid": TableReader(camelot_hybrid, "camelot", "camelot-py"),
    "camelot lattice": TableReader(camelot_lattice, "camelot", "camelot-py"),
    "pdfplumber": TableReader(pdfplumber_tables, "pdfplumber", "pdfplumber"),
    "PyMuPDF": TableReader(pymupdf_tables, "pymupdf", "pymupdf"),
    "LiteParse": TableReader(liteparse_tables, "liteparse", "liteparse"),
    "tablers": TableReader(tablers_tables, "tablers", "tablers"),
    "edgeparse": TableReader(edgeparse_tables, "edgeparse", "edgeparse"),
}
