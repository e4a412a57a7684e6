"""Texts that no person wrote as one: read in pieces, so that no step takes longer than they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from piao.schema.document import Block, Cell, Document, Table, TextBlock
from piao.schema.findings import make_finding

LONGEST_TEXT = 10_000
"""Letters of a paragraph or a cell; three pages of print have no more."""
_ENDS = ("\n", ". ", "; ", " ")


def bounded(document: Document) -> Document:
    """The document, longer paragraphs in pieces, of longer cells the beginning, with a finding."""
    cells = [cell for table in document.tables for cell in table.cells if _is_long(cell)]
    texts = (block for block in document.blocks if isinstance(block, TextBlock))
    if not cells and not any(map(_is_long, texts)):
        return document
    blocks = tuple(piece for block in document.blocks for piece in _pieces(block))
    findings = document.findings
    if cells:
        finding = make_finding(
            document.document_id,
            len(findings) + 1,
            "cell_too_long",
            cells=len(cells),
            letters=LONGEST_TEXT,
        )
        findings = (*findings, finding)
    return replace(document, blocks=blocks, findings=findings)


def _is_long(part: TextBlock | Cell) -> bool:
    return len(part.text) > LONGEST_TEXT


def _pieces(block: Block) -> Iterator[Block]:
    if isinstance(block, Table):
        yield replace(block, cells=tuple(map(_shortened, block.cells)))
    elif _is_long(block):
        for number, text in enumerate(_cut(block.text)):
            yield replace(block, text=text, columns=(), lead="" if number else block.lead)
    else:
        yield block


def _shortened(cell: Cell) -> Cell:
    return replace(cell, text=cell.text[:LONGEST_TEXT]) if _is_long(cell) else cell


def _cut(text: str) -> Iterator[str]:
    """The text in pieces, cut at the end of a line or sentence, else at a blank."""
    start = 0
    while len(text) - start > LONGEST_TEXT:
        half, end = start + LONGEST_TEXT // 2, start + LONGEST_TEXT
        places = (text.rfind(mark, half, end) for mark in _ENDS)
        cut = next((place + 1 for place in places if place > 0), end)
        yield text[start:cut].strip()
        start = cut
    yield text[start:].strip()
