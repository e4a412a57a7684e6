"""Cleans all texts of a document once, before any of it is read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from piao.normalizers.text.bounds import LONGEST_TEXT, bounded
from piao.normalizers.text.cleaning import clean
from piao.schema.document import Block, Cell, Document, Table, TextBlock

_UNUSUAL = re.compile(r"[^ -~\nàèéìòùÀÈÉÌÒÙ’‘“”«»–—€°•≥≤…]|  |-\s|\s\n|\n\s|^\s|\s$")
"""Text without any of these is clean already; most text is."""

_CUT_WORD = re.compile(
    r"(?<![^\W\d_])([^\W\d_]{3,}) ([a-zàèéìòù]{1,8}|(?<=[A-Z] )[A-ZÀÈÉÌÒÙ]{1,8})(?!\w)"
)
_CUT_CODE = re.compile(r"(?<=\w)_ (?=\w)")
_NO_ENDING = re.compile(r"[a-zàèéìòù]{5}(?:zz|tt|bil|zion|gl|mm|cc|bb)$", re.IGNORECASE)
"""Endings that no Italian word has and hardly any borrowed one."""
_WORD = re.compile(r"[^\W\d_]{4,}")


def cleaned(document: Document) -> Document:
    """The document with every text cleaned of what conversions and fonts did to it."""
    document = bounded(document)
    blocks = tuple(_block(block) for block in document.blocks)
    texts = [text for block in blocks for text in _texts(block)]
    known = Counter(word.casefold() for text in texts for word in _WORD.findall(text))
    cut = Counter(match[0].casefold() for text in texts for match in _CUT_WORD.finditer(text))
    return replace(document, blocks=tuple(_rejoined(block, known, cut) for block in blocks))


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, TextBlock):
        yield block.text
    else:
        yield from (cell.text for cell in block.cells)


def _rejoined(block: Block, known: Counter[str], cut: Counter[str]) -> Block:
    """Words that a narrow cell cut without a hyphen ('aggiornament o') made whole.

    Only where the first piece stands nowhere without the second, and the document has the
    whole word or no Italian word ends as the first piece does. A code that ends in '_' goes on.
    """
    if isinstance(block, TextBlock):
        return block

    def join(match: re.Match[str]) -> str:
        whole, first = match[1] + match[2], match[1].casefold()
        is_cut = known[whole.casefold()] or _NO_ENDING.search(match[1])
        return whole if is_cut and known[first] <= cut[match[0].casefold()] else match[0]

    cells = []
    for cell in block.cells:
        text = _CUT_CODE.sub("_", _CUT_WORD.sub(join, cell.text))
        cells.append(cell if text == cell.text else replace(cell, text=text))
    return replace(block, cells=tuple(cells))


def _text(text: str) -> str:
    return clean(text) if _UNUSUAL.search(text) else text


def _block(block: Block) -> Block:
    if isinstance(block, TextBlock):
        text, columns = _text(block.text), tuple(map(_text, block.columns))
        same = text is block.text and columns == block.columns
        return block if same else replace(block, text=text, columns=columns)
    return _table(block)


def _table(table: Table) -> Table:
    cells = tuple(_cell(cell) for cell in table.cells)
    return replace(table, cells=cells)


def _cell(cell: Cell) -> Cell:
    text = _text(cell.text)
    return cell if text is cell.text else replace(cell, text=text)


def joined_over_pages(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, a paragraph that the ends of pages cut as one."""
    joined: list[Block] = []
    last: Block | None = None
    for block in blocks:
        before = joined[-1] if joined else None
        if (
            isinstance(before, TextBlock)
            and isinstance(last, TextBlock)
            and isinstance(block, TextBlock)
            and len(before.text) < LONGEST_TEXT
            and _is_cut(last, block)
        ):
            text = (
                _HYPHEN.sub("", before.text) if _HYPHEN.search(before.text) else f"{before.text} "
            )
            joined[-1] = replace(before, text=f"{text}{block.text}", columns=())
        else:
            joined.append(block)
        last = block
    return joined


_HYPHEN = re.compile(r"(?<=[a-zà-ù])-$")
"""At the end of a line a word goes on behind it."""


def _is_cut(before: TextBlock, block: TextBlock) -> bool:
    """Whether a sentence goes on in small letters at the head of the next page."""
    over_page = before.page is not None and block.page == before.page + 1
    plain = before.level is None and block.level is None and before.bold == block.bold
    same = before.size == block.size and not block.item
    open_end = before.text.rstrip()[-1:] not in (".", ";", "!", "?")
    return over_page and plain and same and open_end and block.text[:1].islower()
