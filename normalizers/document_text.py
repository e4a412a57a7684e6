"""Cleans all texts of a document once, before any of it is read."""

from __future__ import annotations

import re
from dataclasses import replace

from piao.normalizers.cleaning import clean
from piao.schema.document import Block, Cell, Document, Table, TextBlock

_UNUSUAL = re.compile(r"[^ -~\nàèéìòùÀÈÉÌÒÙ’‘“”«»–—€°•≥≤…]|  |-\s|\s\n|\n\s|^\s|\s$")
"""Text without any of these is clean already; most text is."""


def cleaned(document: Document) -> Document:
    """The document with every text cleaned of what conversions and fonts did to it."""
    return replace(document, blocks=tuple(_block(block) for block in document.blocks))


def _text(text: str) -> str:
    return clean(text) if _UNUSUAL.search(text) else text


def _block(block: Block) -> Block:
    if isinstance(block, TextBlock):
        text = _text(block.text)
        return block if text is block.text else replace(block, text=text)
    return _table(block)


def _table(table: Table) -> Table:
    cells = tuple(_cell(cell) for cell in table.cells)
    return replace(table, cells=cells)


def _cell(cell: Cell) -> Cell:
    text = _text(cell.text)
    return cell if text is cell.text else replace(cell, text=text)
