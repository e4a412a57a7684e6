"""A table that prints objectives again by their codes, in other words: a matrix, an index."""

from __future__ import annotations

from collections.abc import Iterator

from piao.normalizers.forms.pieces import Grid
from piao.normalizers.records.maker import Maker, Outcome
from piao.normalizers.records.scope import Scope
from piao.normalizers.text.cleaning import fold

_FEWEST = 3
_MOSTLY = 0.8
_OF_RECORDS = ("indicator.", "value.", "action.", "criterion.")


def fits(grid: Grid, scope: Scope, maker: Maker) -> float:
    """Most codes are those of objectives that have other titles, and nothing else is told."""
    if any(grid.columns_of(prefix) for prefix in _OF_RECORDS):
        return 0.0
    rows = list(_codes_and_titles(grid))
    titles = {known.code: known.title for known in maker.builder.objectives.values() if known.code}
    known = [(title, titles[code]) for code, title in rows if code in titles]
    if len(rows) < _FEWEST or len(known) < _MOSTLY * len(rows):
        return 0.0
    others = sum(fold(printed) != fold(title or "") for printed, title in known)
    return 0.95 if others >= _MOSTLY * len(known) else 0.0


def read(grid: Grid, scope: Scope, maker: Maker) -> Outcome:
    """Nothing new: the objectives are recorded where they are planned."""
    return Outcome.KNOWN


def _codes_and_titles(grid: Grid) -> Iterator[tuple[str, str]]:
    code, title = grid.column("objective.code"), grid.column("objective.title")
    for row in grid.rows if code and title else ():
        texts = code and row.text(code.index), title and row.text(title.index)
        if texts[0] and texts[1]:
            yield texts[0], texts[1]
