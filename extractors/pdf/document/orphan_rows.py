"""Orphan rows after a page break: too few to be seen as a table, but in the columns of one."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import takewhile

from piao.extractors.pdf.boxes import rounded
from piao.extractors.pdf.model import FoundTable, Line, PageLayout, Word
from piao.extractors.pdf.tables.unruled.evidence import LONE_MARKER
from piao.extractors.pdf.text.cell_text import cell_text
from piao.extractors.pdf.text.chunks import ChunkedLine, cut_lines, is_figure
from piao.extractors.pdf.text.words import to_lines
from piao.schema.document import Cell

_MOST_ROWS = 3
_ONE_ROW = 1.45
_OVERHANG = 3.0
_FARTHEST = 2.0
_LEAST_FILLED = 3
_WITHOUT_UPRIGHT_RULES = ("half-ruled", "borderless", "camelot-network")

Row = dict[int, list[Word]]


def with_orphan_rows(pages: Sequence[PageLayout], known: Container[str]) -> list[PageLayout]:
    """The pages; orphan rows at the head of one, of the table before it, are a table.

    That holds for tables without upright rules, the last thing on their page, where no
    other table stands higher on the next one. `known` are words of the document.
    """
    whole = list(pages[:1])
    for page in pages[1:]:
        table = _last_table(whole[-1])
        whole.append(_with_rows_of(table, page, known) if table else page)
    return whole


def _last_table(page: PageLayout) -> FoundTable | None:
    """The table without upright rules that the page ends with."""
    last = max(page.tables, key=lambda table: table.bbox[3], default=None)
    if last is None or not last.table.extractor.startswith(_WITHOUT_UPRIGHT_RULES):
        return None
    return last if all(line.top < last.bbox[3] for line in page.lines) else None


def _with_rows_of(found: FoundTable, page: PageLayout, known: Container[str]) -> PageLayout:
    top = min((table.bbox[1] for table in page.tables), default=page.height)
    head = list(takewhile(lambda line: line.bottom <= top, page.lines))[: _MOST_ROWS * 3]
    lines = cut_lines(head)
    rows, taken = _rows(lines, found)
    if not rows and page.tables and _is_cut_from(lines, found, page.tables[0]):
        row = _placed(lines, found)
        cut = _table([row], head, found, page.number, known)
        whole = _above(cut, page.tables[0])
        return replace(page, tables=[whole, *page.tables[1:]], lines=page.lines[len(head) :])
    if not 0 < len(rows) <= _MOST_ROWS:
        return page
    if taken < len(head) and _is_near([head[taken - 1]], [head[taken]]):
        return page
    table = _table(rows, head[:taken], found, page.number, known)
    return replace(page, tables=[table, *page.tables], lines=page.lines[taken:])


def _is_cut_from(lines: Sequence[ChunkedLine], found: FoundTable, table: FoundTable) -> bool:
    """Whether the lines are the rest of a row, over the rows that the table goes on with."""
    if not lines or len(table.gaps) != len(found.gaps) or table.table.header_rows:
        return False
    row = _placed(lines, found)
    near = table.bbox[1] - lines[-1][0].bottom <= _FARTHEST * lines[-1][0].style.size
    begun = [words[0].text[:1] for words in row.values()]
    fitting = sum(map(len, row.values())) == sum(len(c.words) for line in lines for c in line)
    return near and fitting and 0 not in row and all(map(str.islower, begun))


def _placed(lines: Sequence[ChunkedLine], found: FoundTable) -> Row:
    """The words by their columns; those of chunks that cross a border are left."""
    row: Row = {}
    for chunk in (chunk for line in lines for chunk in line):
        column = _column(chunk, found)
        if column is not None:
            row.setdefault(column, []).extend(chunk.words)
    return row


def _above(row: FoundTable, found: FoundTable) -> FoundTable:
    """The table with the row on top of it."""
    shifted = [replace(cell, row=cell.row + 1) for cell in found.table.cells]
    table = replace(found.table, cells=(*row.table.cells, *shifted), rows=found.table.rows + 1)
    return replace(found, table=table, bbox=(*row.bbox[:2], *found.bbox[2:]))


def _is_near(before: Sequence[Line], line: Sequence[Line]) -> bool:
    """Whether the line is as near below the one before as lines of one text are."""
    return line[0].top - before[0].top <= _ONE_ROW * line[0].style.size


def _rows(lines: Sequence[ChunkedLine], found: FoundTable) -> tuple[list[Row], int]:
    """The rows that the first lines make in the table's columns, and how many lines that are."""
    rows: list[Row] = []
    for index, line in enumerate(lines):
        placed = [(_column(chunk, found), chunk) for chunk in line]
        columns = {column for column, _ in placed}
        if None in columns or len(columns) < len(line) or line[0].style.bold:
            return rows, index
        wraps = bool(rows) and _is_near(lines[index - 1], line)
        if not (wraps and len(line) < _LEAST_FILLED):
            if not _is_row(line, found.table.columns):
                return rows, index
            rows.append({})
        for column, chunk in placed:
            if column is not None:
                rows[-1].setdefault(column, []).extend(chunk.words)
    return rows, len(lines)


def _is_row(line: ChunkedLine, columns: int) -> bool:
    """Whether the line fills enough columns to be a row, and not the head of a section."""
    if LONE_MARKER.fullmatch(line[0].text):
        return False
    return len(line) >= _LEAST_FILLED or (len(line) == columns and is_figure(line[-1].text))


def _column(chunk: Line, found: FoundTable) -> int | None:
    """The column that the chunk stands in; None where it crosses a border."""
    borders = found.gaps or [(x, x) for x in found.columns_at[1:-1]]
    lefts = [found.bbox[0], *(left for left, _ in borders)]
    rights = [*(right for _, right in borders), found.bbox[2]]
    for column, (left, right) in enumerate(zip(lefts, rights, strict=True)):
        if left - _OVERHANG <= chunk.x0 and chunk.x1 <= right + _OVERHANG:
            return column
    return None


def _table(
    rows: Sequence[Row],
    lines: Sequence[Line],
    found: FoundTable,
    page: int,
    known: Container[str],
) -> FoundTable:
    xs = found.columns_at
    cells = []
    for row, columns in enumerate(rows):
        words = [word for column in columns.values() for word in column]
        top, bottom = min(word.top for word in words), max(word.bottom for word in words)
        for column in range(found.table.columns):
            inside = columns.get(column, [])
            box = (xs[column], top, xs[column + 1], bottom)
            text = cell_text(to_lines(inside), box, known)
            cells.append(Cell(row, column, text, 1, 1, page, rounded(box)))
    hull = (found.bbox[0], lines[0].top, found.bbox[2], max(line.bottom for line in lines))
    table = replace(
        found.table,
        cells=tuple(cells),
        rows=len(rows),
        header_rows=0,
        bbox=rounded(hull),
    )
    return FoundTable(table, hull, xs, gaps=found.gaps)
