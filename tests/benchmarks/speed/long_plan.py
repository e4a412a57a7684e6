"""A long document of real text: a plan's conversion to text, typeset again with its tables.

Lines with tabs are rows of ruled tables, the others paragraphs; the text is set again
and again until the document has the pages that are wanted. It needs LibreOffice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import pypdfium2

from samples.blocks import Block, Grid, GridCell, Heading, Paragraph, Plan, Style
from samples.expected_records import Expected
from samples.typesetting import write_pdf, write_word

TEXTS = Path(__file__).parents[4] / "shared" / "seeds"
_MOST_COLUMNS = 8


def long_plan(text: Path, pages: int, folder: Path) -> Path:
    """The PDF of `text`, `pages` pages long, in `folder`."""
    blocks = list(_blocks(text.read_text(encoding="utf-8")))
    once = _typeset(blocks, folder)
    with pypdfium2.PdfDocument(once) as document:
        repeats = -(-pages // len(document))
    path = _typeset(blocks * repeats, folder)
    with pypdfium2.PdfDocument(path) as document:
        for number in reversed(range(pages, len(document))):
            document.del_page(number)
        document.save(folder / "long_plan.pdf")
    return folder / "long_plan.pdf"


def _typeset(blocks: Sequence[Block], folder: Path) -> Path:
    plan = Plan(
        "plan",
        Style(size=9, table_size=8, margin=1.5),
        Expected(entity_name="", kind="", title="", year=2026),
    )
    plan.blocks.extend(blocks)
    word = folder / "plan.docx"
    write_word(plan, word)
    return write_pdf(word, folder)


def _blocks(text: str) -> Iterator[Block]:
    lines = [line.strip("\n\r\f") for line in text.split("\n")]
    for is_table, run in groupby((line for line in lines if line.strip()), lambda x: "\t" in x):
        if is_table:
            yield _grid([line.split("\t")[:_MOST_COLUMNS] for line in run])
        else:
            yield from (_text(line.strip()) for line in run)


def _text(line: str) -> Block:
    is_heading = len(line) < 80 and line == line.upper() and any(c.isalpha() for c in line)
    return Heading(line, 2) if is_heading else Paragraph(line)


def _grid(rows: Sequence[Sequence[str]]) -> Grid:
    width = max(map(len, rows))
    full = [[*row, *[""] * (width - len(row))] for row in rows]
    lengths = [max(8, min(60, max(len(row[col]) for row in full))) for col in range(width)]
    shares = tuple(length / sum(lengths) for length in lengths)
    return Grid(tuple(tuple(GridCell(text.strip()) for text in row) for row in full), shares)
