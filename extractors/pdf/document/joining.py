"""Pages to blocks in reading order; tables that go on over a page break become one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from piao.extractors.pdf.model import FoundTable, Placed
from piao.extractors.shared.continuation import (
    continues,
    has_own_heading,
    is_continuation_note,
    join,
    repeated_rows,
)
from piao.schema.document import ArtifactKind, PageArtifact, Table, TextBlock

_DRIFT = 9.0
_NARROWEST_GAP = 3.0


def join_over_pages(blocks: Sequence[Placed]) -> tuple[list[Placed], list[PageArtifact]]:
    """The blocks with each table that goes on at the head of the next page joined to its start.

    Lines between the two that say just that, as '(segue)', go with the break, and so do
    heading rows printed again: both are given apart.
    """
    joined: list[Placed] = []
    repeated: list[PageArtifact] = []
    for block in blocks:
        if not (isinstance(block, FoundTable) and _goes_on(joined, block, repeated)):
            joined.append(block)
    return [piece for block in joined for piece in _or_text(block)], repeated


def _goes_on(joined: list[Placed], table: FoundTable, repeated: list[PageArtifact]) -> bool:
    """Whether the table goes on from the last one, or from one that this stands inside of.

    Where it does, the table before takes it in; what is printed again is added to `repeated`.
    """
    end = len(joined) - sum(1 for _ in takewhile(_is_note, reversed(joined)))
    last = joined[end - 1] if end else None
    for index in range(end - 1, -1, -1):
        before = joined[index]
        if not (isinstance(before, FoundTable) and isinstance(last, FoundTable)):
            break
        if before is not last and not _holds(before, last):
            break
        whole = _join(before, table)
        if whole:
            repeated += _printed_again(before, table)
            notes = (note for note in joined[end:] if isinstance(note, TextBlock))
            repeated += [_repeated(note.text, note.page) for note in notes]
            joined[index:] = [whole, *joined[index + 1 : end]]
            return True
    return False


def _printed_again(before: FoundTable, table: FoundTable) -> list[PageArtifact]:
    """The heading rows at the head of `table` that `before` has already."""
    columns = _common_columns(before.columns_at, table.columns_at) or before.columns_at
    _, count = repeated_rows(_spread(before, columns), _spread(table, columns)) or (0, 0)
    cells = (cell for cell in table.table.cells if cell.row < count and cell.text)
    return [_repeated(cell.text, cell.page) for cell in cells]


def _repeated(text: str, page: int | None) -> PageArtifact:
    return PageArtifact(ArtifactKind.REPEATED_HEADING, text, page)


def _holds(outer: FoundTable, inner: FoundTable) -> bool:
    same_page = outer.last_page == inner.table.pages[0]
    return same_page and outer.bbox[1] <= inner.bbox[1] and inner.bbox[3] <= outer.bbox[3]


def _is_note(block: Placed) -> bool:
    return isinstance(block, TextBlock) and is_continuation_note(block.text)


def _or_text(block: Placed) -> list[Placed]:
    """The block; a grid with text in one cell alone, that no table goes on in, is a framed text."""
    if isinstance(block, FoundTable):
        filled = [cell for cell in block.table.cells if cell.text]
        if len(filled) < 2:
            return [TextBlock(cell.text, cell.page, cell.bbox) for cell in filled]
    return [block]


def _join(before: FoundTable, after: FoundTable) -> FoundTable | None:
    """Both as one table; None where the second does not go on from the first."""
    if before.last_page + 1 != after.table.pages[0]:
        return None
    gaps = _common_gaps(before.gaps, after.gaps)
    columns = _common_columns(before.columns_at, after.columns_at)
    if columns and "ruled" not in (before.table.extractor, after.table.extractor):
        fewest = min(before.table.columns, after.table.columns)
        columns = columns if fewest * 2 >= len(columns) - 1 else None
    if columns is None and (gaps or _is_one_heading(before.table, after.table)):
        columns = before.columns_at
    if columns is None:
        return None
    first, second = _spread(before, columns), _spread(after, columns)
    cut = before.open_bottom and after.open_top
    if not continues(first, second) and not (cut and not has_own_heading(first, second)):
        return None
    table = join(first, second, cut=True if cut and not repeated_rows(first, second) else None)
    return replace(
        after,
        table=table,
        bbox=before.bbox,
        columns_at=columns,
        joined_page=after.last_page,
        gaps=gaps,
    )


def _is_one_heading(before: Table, after: Table) -> bool:
    """Whether columns that text alone borders, which drift with it, have the same headings."""
    if before.columns != after.columns or "ruled" in (before.extractor, after.extractor):
        return False
    _, count = repeated_rows(before, after) or (0, 0)
    return any(cell.row < count and cell.col for cell in after.cells)


def _common_columns(
    first: tuple[float, ...], second: tuple[float, ...]
) -> tuple[float, ...] | None:
    """The column borders of both; None where one has a border that the other's cells cross.

    A part of a table may lack borders, where all its cells span them.
    """
    if not (_near(first[0], second[0]) and _near(first[-1], second[-1])):
        return None
    rich, poor = (first, second) if len(first) >= len(second) else (second, first)
    if len(poor) < 3 and len(rich) > len(poor):
        return None
    return rich if all(any(_near(x, other) for other in rich) for x in poor) else None


def _common_gaps(
    first: tuple[tuple[float, float], ...], second: tuple[tuple[float, float], ...]
) -> tuple[tuple[float, float], ...]:
    """The white between the columns of both; () where a column of one has none in the other."""
    if len(first) != len(second):
        return ()
    shared = tuple(
        (max(left, start), min(right, end))
        for (left, right), (start, end) in zip(first, second, strict=True)
    )
    return shared if all(right - left >= _NARROWEST_GAP for left, right in shared) else ()


def _near(first: float, second: float) -> bool:
    return abs(first - second) <= _DRIFT


def _nearest(x: float, columns: tuple[float, ...]) -> int:
    return min(range(len(columns)), key=lambda index: abs(columns[index] - x))


def _spread(found: FoundTable, columns: tuple[float, ...]) -> Table:
    """The table with its cells on the given column borders."""
    if len(found.columns_at) == len(columns):
        return found.table
    at = [_nearest(x, columns) for x in found.columns_at]
    cells = tuple(
        replace(cell, col=at[cell.col], col_span=at[cell.col + cell.col_span] - at[cell.col])
        for cell in found.table.cells
    )
    return replace(found.table, cells=cells, columns=len(columns) - 1)
