"""Grids under one heading row: what one of them shows of a column holds for all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import replace

from piao.normalizers.fields.columns.headings import POSITION_SCORE, HeadingMatch
from piao.normalizers.forms.pieces import Column, Grid, Piece
from piao.normalizers.text.cleaning import fold

Heading = tuple[str, ...]


def with_columns_alike(pieces: Sequence[Piece], apart: Container[str] = ()) -> list[Piece]:
    """The pieces, columns that their own cells leave open read as in the grids alike.

    'N.' over 1, 2, 3 is a code; under the same heading row so is 'N.' over 4 alone. Tables
    that stand `apart` have words of their own: they tell nothing of the others.
    """
    alike: dict[Heading, list[Grid]] = defaultdict(list)
    for piece in pieces:
        own = isinstance(piece, Grid) and piece.table.table_id in apart
        if isinstance(piece, Grid) and not (piece.continued or own):
            alike[_heading(piece)].append(piece)
    agreed = {heading: _agreed(grids) for heading, grids in alike.items() if len(grids) > 1}
    return [
        _filled(piece, agreed.get(_heading(piece), {}))
        if isinstance(piece, Grid) and piece.table.table_id not in apart
        else piece
        for piece in pieces
    ]


def _heading(grid: Grid) -> Heading:
    return tuple(fold(column.heading or "") for column in grid.columns)


def _agreed(grids: Sequence[Grid]) -> dict[int, HeadingMatch]:
    """For each column the meaning by its cells on which all grids agree that give it any."""
    agreed = {}
    for place in range(len(grids[0].columns)):
        found = [match for grid in grids if (match := grid.columns[place].match).field]
        by_cells = bool(found) and all(match.method == "content" for match in found)
        if by_cells and len({match.field for match in found}) == 1:
            agreed[place] = found[0]
    return agreed


def _filled(grid: Grid, agreed: dict[int, HeadingMatch]) -> Grid:
    return replace(
        grid,
        columns=tuple(
            _read_alike(column, agreed.get(place), grid)
            for place, column in enumerate(grid.columns)
        ),
    )


def _read_alike(column: Column, match: HeadingMatch | None, grid: Grid) -> Column:
    if match is None or column.field is not None or match.field in grid.fields:
        return column
    score = min(match.score, POSITION_SCORE)
    return replace(column, match=replace(match, method="position", score=score))
