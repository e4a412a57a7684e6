"""From what a format yields to a table and a document, the same way for all formats."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count, takewhile
from typing import Any, TypeGuard

from piao.extractors.registry import Source
from piao.extractors.shared.continuation import continues, join
from piao.extractors.shared.pagination import without_contents
from piao.schema.document import Block, Cell, Document, Table
from piao.schema.errors import UnreadableFileError
from piao.schema.findings import make_finding
from piao.schema.language import Message

MAX_COLUMNS = 1_000
MAX_POSITIONS = 5_000_000
MAX_JOINING = 1_000_000
"""How many positions of tables are looked at, at most, to see whether they go on."""

Problem = tuple[str, Mapping[str, Any]]
"""The code of a finding and the details of its message."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell as its row gives it: its column follows from the cells before and above it."""

    text: str = ""
    row_span: int = 1
    col_span: int = 1
    bold: bool = False
    lead: str = ""


def check_rows(source: Source, rows: int, most: int, where: Message | str = "") -> None:
    """Raises `UnreadableFileError` for more rows than `most`."""
    if rows > most:
        raise UnreadableFileError(
            "{path}: over {most:,} rows{where}, which no plan has. "
            "Delete those that say nothing, or split the document.",
            path=source.path,
            most=most,
            where=where,
        )


def make_table(
    rows: Sequence[Sequence[Entry]], extractor: str, header_rows: int | None = None
) -> Table | None:
    """The table of such rows; None where all of it is blank.

    Cells take the next place that no cell above reaches into, as in HTML. Blank
    cells are left as blank positions. Spans are bounded by the table: no row
    below the last, no column in which no cell begins. Without `header_rows` the
    first rows that are wholly bold count.
    """
    cells = tuple(_placed(rows))
    filled = [cell for cell in cells if cell.text]
    if not filled:
        return None
    columns = max(cell.col for cell in cells) + 1
    return table_of(
        [replace(cell, col_span=min(cell.col_span, columns - cell.col)) for cell in filled],
        len(rows),
        columns,
        extractor,
        header_rows,
    )


def table_of(
    cells: Sequence[Cell], rows: int, columns: int, extractor: str, header_rows: int | None = None
) -> Table:
    """The table of placed cells, not yet numbered."""
    ordered = tuple(sorted(cells, key=lambda cell: (cell.row, cell.col)))
    if header_rows is None:
        header_rows = _bold_rows(ordered, rows)
    return Table("", ordered, rows, columns, extractor, header_rows)


def assemble(
    source: Source,
    format_name: str,
    blocks: Iterable[Block],
    problems: Iterable[Problem] = (),
) -> Document:
    """The document: without contents, tables that go on joined, tables and findings numbered.

    A table of more than `MAX_POSITIONS`, or more rows than the settings allow, is left out,
    with a finding.
    """
    blocks, problems = list(without_contents(blocks)), list(problems)
    most_rows = source.settings.most_rows
    oversized = [block for block in blocks if _is_oversized(block, most_rows)]
    problems += [("table_too_large", {"rows": t.rows, "columns": t.columns}) for t in oversized]
    sha256 = hashlib.sha256(source.content).hexdigest()
    document = Document(source.path.name, sha256, format_name, ())
    document_id, numbers = document.document_id, count(1)
    numbered = [
        replace(block, table_id=f"{document_id}-t{next(numbers)}")
        if isinstance(block, Table)
        else block
        for block in _joined(block for block in blocks if not _is_oversized(block, most_rows))
    ]
    findings = tuple(
        make_finding(document_id, position, code, **details)
        for position, (code, details) in enumerate(problems, start=1)
    )
    return replace(document, blocks=tuple(numbered), findings=findings)


def _is_oversized(block: Block, most_rows: int) -> TypeGuard[Table]:
    return isinstance(block, Table) and (
        block.rows > most_rows or block.rows * block.columns > MAX_POSITIONS
    )


def _placed(rows: Sequence[Sequence[Entry]]) -> Iterable[Cell]:
    reaching: dict[int, int] = {}
    for row, entries in enumerate(rows):
        col = 0
        for entry in entries:
            while reaching.get(col, 0) > row:
                col += 1
            if col >= MAX_COLUMNS:
                break
            row_span = max(1, min(entry.row_span, len(rows) - row))
            end = min(col + max(1, entry.col_span), MAX_COLUMNS)
            taken = (place for place in range(col, end) if reaching.get(place, 0) > row)
            col_span = next(taken, end) - col
            if row_span > 1:
                reaching.update(dict.fromkeys(range(col, col + col_span), row + row_span))
            yield Cell(row, col, entry.text, row_span, col_span, bold=entry.bold, lead=entry.lead)
            col += col_span


def _bold_rows(cells: Sequence[Cell], rows: int) -> int:
    """How many first rows are bold in every cell, of at least two; 0 where all rows are."""
    by_row: dict[int, list[Cell]] = {}
    for cell in cells:
        by_row.setdefault(cell.row, []).append(cell)
    bold = takewhile(
        lambda row: len(by_row.get(row, ())) > 1 and all(cell.bold for cell in by_row[row]),
        range(rows),
    )
    heading = sum(1 for _ in bold)
    return heading if heading < len(by_row) else 0


def _joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, tables that go on in the next one joined, within `MAX_JOINING` in all."""
    left = MAX_JOINING
    previous: Block | None = None
    for block in blocks:
        if isinstance(previous, Table) and isinstance(block, Table) and left > 0:
            left -= previous.rows * previous.columns
            if continues(previous, block):
                previous = join(previous, block)
                continue
        if previous is not None:
            yield previous
        previous = block
    if previous is not None:
        yield previous
