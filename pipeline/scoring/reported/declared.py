"""The degree of achievement that a report claims beside a result, or instead of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from piao.normalizers.text.cleaning import fold
from piao.pipeline.scoring.words import words
from piao.schema.document import Table
from piao.schema.records import Provenance


def declared_degrees(
    tables: Iterable[Table], read: Mapping[str, Sequence[Provenance]]
) -> dict[str, str]:
    """The degree as printed, of each indicator that has one; `read` is where each was read.

    It stands in the indicator's row under a heading such as 'Grado di raggiungimento', or beside
    such a label in a card of that one indicator.
    """
    by_id = {table.table_id: table for table in tables}
    places = {
        (place.table_id, place.row): key
        for key, found in read.items()
        for place in found
        if place.table_id in by_id and place.row is not None
    }
    owners = Counter(table for table, _ in {(t, key) for (t, _), key in places.items()})
    found: dict[str, str] = {}
    for (table_id, row), key in places.items():
        table = by_id[table_id or ""]
        texts = [*_under_heading(table, row), *(_labelled(table) if owners[table_id] == 1 else ())]
        if len(set(texts)) == 1:
            found.setdefault(key, texts[0])
    return found


def _under_heading(table: Table, row: int) -> Iterator[str]:
    """What the row has in the columns that are headed so."""
    grid = table.grid()
    for column in range(table.columns):
        # Office files do not say which rows are headings.
        above = [grid[line][column] for line in range(row)]
        cell = grid[row][column]
        headed = any(heading and _heads(heading.text) for heading in above)
        if headed and cell and cell.text.strip():
            yield cell.text.strip()


def _labelled(table: Table) -> Iterator[str]:
    """What stands at the right of such a label."""
    for line in table.grid():
        for label, cell in pairwise(line):
            if label and cell and label is not cell and _heads(label.text) and cell.text.strip():
                yield cell.text.strip()


def _heads(text: str) -> bool:
    return _bare(text) in _headings()


@cache
def _headings() -> frozenset[str]:
    return frozenset(map(_bare, words("declared")))


def _bare(text: str) -> str:
    """Without blanks too: narrow columns break words, 'raggiungime nto'."""
    return fold(text).replace(" ", "")
