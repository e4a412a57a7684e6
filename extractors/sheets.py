"""A grid of texts, as spreadsheets and delimited files have it, into titles and tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from piao.extractors.shared.assembly import table_of
from piao.schema.document import Block, Cell, TextBlock

Place = tuple[int, int]

_FIGURE = re.compile(r"\W*\d[\d.,]*\W*")


def sheet_blocks(
    rows: Sequence[Sequence[str]],
    extractor: str,
    merged: Mapping[Place, Place] | None = None,
) -> Iterator[Block]:
    """The titles and tables of a sheet, from the texts of its rows.

    `merged` gives for the top left place of each merged cell its bottom right
    one. Blank rows part the sheet only where what follows begins like a table of
    its own: with a full row of texts. Rows of one cell that stand apart are titles.
    """
    tables: list[list[int]] = []
    for band in _bands(rows):
        if all(len(_filled(rows[row])) == 1 for row in band):
            tables.append(band)
        elif tables and not _begins_table(rows, band) and not _is_title(rows, tables[-1]):
            tables[-1].extend(band)
        else:
            tables.append(band)
    for band in tables:
        if _is_title(rows, band):
            yield from (TextBlock("".join(rows[row]).strip()) for row in band)
        else:
            yield from _table(rows, range(band[0], band[-1] + 1), extractor, merged or {})


def whole_sheet(
    rows: Sequence[Sequence[str]],
    extractor: str,
    merged: Mapping[Place, Place],
    top: int,
) -> Iterator[Block]:
    """All of a sheet as one table, whose rows are those of the sheet; `top` are blank ones."""
    if any(map(_filled, rows)):
        yield from _table(rows, range(len(rows)), extractor, merged, top)


def _bands(rows: Sequence[Sequence[str]]) -> Iterator[list[int]]:
    band: list[int] = []
    for row, texts in enumerate(rows):
        if _filled(texts):
            band.append(row)
        elif band:
            yield band
            band = []
    if band:
        yield band


def _begins_table(rows: Sequence[Sequence[str]], band: Sequence[int]) -> bool:
    """Whether the first row of several cells is as wide as any and holds no figure."""
    widths = [len(_filled(rows[row])) for row in band]
    first = next(place for place, width in enumerate(widths) if width > 1)
    is_textual = not any(_FIGURE.fullmatch(text[:40]) for text in _filled(rows[band[first]]))
    return widths[first] == max(widths) and is_textual and len(band) > first + 1


def _is_title(rows: Sequence[Sequence[str]], band: Sequence[int]) -> bool:
    return all(len(_filled(rows[row])) == 1 for row in band)


def _filled(texts: Iterable[str]) -> list[str]:
    return [text for text in texts if text]


def _table(
    rows: Sequence[Sequence[str]],
    band: range,
    extractor: str,
    merged: Mapping[Place, Place],
    top: int = 0,
) -> Iterator[Block]:
    """The table of a band of rows, under `top` blank ones."""
    cells = []
    for row in band:
        for col, text in enumerate(rows[row]):
            if text:
                last_row, last_col = merged.get((row, col), (row, col))
                row_span = min(last_row, band[-1]) - row + 1
                cells.append(Cell(top + row - band[0], col, text, row_span, last_col - col + 1))
    first = min(cell.col for cell in cells)
    columns = max(cell.cols.stop for cell in cells)
    shifted = [
        Cell(cell.row, cell.col - first, cell.text, cell.row_span, cell.col_span) for cell in cells
    ]
    yield table_of(shifted, top + len(band), columns - first, extractor)
