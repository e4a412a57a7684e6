"""Lines of the body of a table to its rows: what wraps in a cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

from piao.extractors.pdf.model import Line
from piao.extractors.pdf.tables.placed_lines import PlacedLine, foot_of, middle_of
from piao.extractors.pdf.text.chunks import is_figure, size_of
from piao.extractors.shared.lines import begins_list_item, is_open

_WRAP_PITCH = 1.45
_PITCH_JUMP = 1.04
_LEAST_PITCH = 0.8
_FULL = 0.6
_SINGLE = 0.7
_SPACE = 0.25
_MANY_LINES = 3
_CENTRED = 1.2
_SAME_MIDDLE = 1.0
_OTHER_LEFT = 2.0
_LEADERS = re.compile(r"(?:\.{3}|[…_]{2}|(?:\. ){2}\.)$")


def group_body(
    lines: Sequence[PlacedLine], columns: int, rules: Sequence[float]
) -> list[list[int]]:
    """The lines of the body in rows; a rule between two lines always parts them.

    Where rules part single rows, nothing else does.
    """
    strips = strips_of(lines, rules)
    if len(strips) > 2 and are_rows([[lines[i] for i in strip] for strip in strips]):
        return strips
    wrap = _wrap_pitch(lines, columns)
    edges = right_edges(lines)
    titles = _titles(lines)
    rows: list[list[int]] = []
    for strip in strips:
        for index in strip:
            row = [lines[i] for i in rows[-1]] if rows and index != strip[0] else []
            is_parted = index in titles or index - 1 in titles
            if row and not is_parted and _goes_on(row, lines[index], wrap, edges):
                rows[-1].append(index)
            else:
                rows.append([index])
    return rows


def _titles(lines: Sequence[PlacedLine]) -> set[int]:
    """The lines of one text in the middle of all columns but the first, figures above or below.

    Where several such texts have one middle and are not as long, it is that of the columns.
    """
    values = [piece.chunk for line in lines for piece in line if piece.first]
    alone = {
        index: line[0].chunk
        for index, line in enumerate(lines)
        if len(line) == 1 and line[0].first and not is_figure(line[0].chunk.text)
    }
    if not values or not alone:
        return set()
    middles = [min(chunk.x0 for chunk in values) + max(chunk.x1 for chunk in values)]
    middles += common_middles(list(alone.values()))

    def is_title(index: int, chunk: Line) -> bool:
        beside = (*lines[index - 1 : index], *lines[index + 1 : index + 2])
        near = _CENTRED * chunk.style.size
        return any(abs(chunk.x0 + chunk.x1 - middle) < near for middle in middles) and any(
            is_figure(piece.chunk.text) for line in beside for piece in line
        )

    return {index for index, chunk in alone.items() if is_title(index, chunk)}


def common_middles(chunks: Sequence[Line]) -> list[float]:
    """Twice the x that chunks of different lengths are centred at, where several are."""
    return [
        chunk.x0 + chunk.x1
        for chunk in chunks
        if any(
            abs(other.x0 + other.x1 - chunk.x0 - chunk.x1) < _SAME_MIDDLE
            and abs(other.x0 - chunk.x0) > _OTHER_LEFT
            for other in chunks
        )
    ]


def are_parted(lines: Sequence[PlacedLine], rules: Sequence[float]) -> bool:
    """Whether one of the rules is between the lines."""
    return bool(lines) and len(strips_of(lines, rules)) > 1


def strips_of(lines: Sequence[PlacedLine], rules: Sequence[float]) -> list[list[int]]:
    """The lines in groups between the rules."""
    strips: list[list[int]] = []
    for index, line in enumerate(lines):
        before = middle_of(lines[index - 1]) if index else 0.0
        if not strips or any(before < rule < middle_of(line) for rule in rules):
            strips.append([index])
        else:
            strips[-1].append(index)
    return strips


def are_rows(strips: Sequence[Sequence[PlacedLine]]) -> bool:
    """Whether most strips between rules hold one row.

    Such a row has a cell of one line beside others of more, or its lines wrap.
    """
    edges = right_edges([line for strip in strips for line in strip])
    single = sum(1 for strip in strips if _is_row(strip, edges))
    return single >= _SINGLE * len(strips)


def _is_row(strip: Sequence[PlacedLine], edges: Mapping[int, float]) -> bool:
    if len(strip) == 1:
        return True
    if _has_figures_below(strip):
        return False
    filled = [{piece.first for piece in line} for line in strip]
    shared = set().union(*(a & b for a, b in combinations(filled, 2)))
    if set().union(*filled) - shared:
        return True
    # Cells that have all as many lines, several, are more often rows than texts that wrap.
    least = 1 if len(strip) >= _MANY_LINES else 0
    wrapped = [
        wrap_vote(above.chunk, below.chunk, edges.get(below.first, 0.0)) >= least
        for before, after in pairwise(strip)
        for above in before
        for below in after
        if above.first == below.first
    ]
    return sum(wrapped) * 2 >= len(wrapped)


def _has_figures_below(strip: Sequence[PlacedLine]) -> bool:
    """Whether a column has figures in several lines."""
    columns = Counter(
        piece.first for line in strip for piece in line if is_figure(piece.chunk.text)
    )
    return any(count > 1 for column, count in columns.items() if column)


def _pitches(lines: Sequence[PlacedLine]) -> list[float]:
    return [foot_of(after) - foot_of(before) for before, after in pairwise(lines)]


def _wrap_pitch(lines: Sequence[PlacedLine], columns: int) -> float | None:
    """The largest pitch of lines that wrap in a cell, where rows stand further apart.

    None where the pitch does not tell: lines near each other that are full rows.
    """
    pitches = sorted(_pitches(lines))
    size = size_of([[piece.chunk for piece in line] for line in lines])
    jumps = [
        (after / before, before)
        for before, after in pairwise(pitches)
        if _LEAST_PITCH * size < before <= _WRAP_PITCH * size and after / before >= _PITCH_JUMP
    ]
    if not jumps:
        return None
    limit = max(jumps)[1] + 0.1
    near = [line for line, pitch in zip(lines[1:], _pitches(lines), strict=True) if pitch <= limit]
    full = sum(1 for line in near if len(line) >= _FULL * columns)
    return limit if full * 2 < len(near) else None


def right_edges(lines: Sequence[PlacedLine]) -> dict[int, float]:
    """Where the longest lines of each column end."""
    edges: dict[int, float] = {}
    for line in lines:
        for piece in line:
            if piece.first == piece.last:
                edges[piece.first] = max(edges.get(piece.first, 0.0), piece.chunk.x1)
    return edges


def _goes_on(
    row: Sequence[PlacedLine], line: PlacedLine, wrap: float | None, edges: Mapping[int, float]
) -> bool:
    """Whether the line is more of the row's cells.

    Cells begin in the first line of their row and their lines have no gap; a row
    with figures has one line of them; a label goes on where the line before it
    was full or the sentence is open.
    """
    last, size = row[-1], max(line[0].chunk.style.size, 1.0)
    pitch = foot_of(line) - foot_of(last)
    if wrap is not None:
        return pitch <= wrap and not _has_next_figures(row, line)
    if any(piece.last > piece.first for piece in (*line, *last)) or pitch > 1.9 * size:
        return False
    if _has_next_figures(row, line):
        return False
    return _cells_go_on(row, {piece.first: piece.chunk for piece in line}, edges)


def _has_next_figures(row: Sequence[PlacedLine], line: PlacedLine) -> bool:
    """Whether a column right of the labels has a figure in the row and one in the line."""
    figures = {piece.first for part in row for piece in part if is_figure(piece.chunk.text)}
    return any(p.first and p.first in figures and is_figure(p.chunk.text) for p in line)


def _cells_go_on(
    row: Sequence[PlacedLine], here: Mapping[int, Line], edges: Mapping[int, float]
) -> bool:
    above = {piece.first: piece.chunk for piece in row[-1]}
    first = {piece.first for piece in row[0]}
    if 0 not in first and 0 in here:
        return False
    if not here.keys() <= above.keys():
        return _label_goes_on(row, here)
    if 0 in here and not wraps(above[0], here[0], edges.get(0, 0.0)):
        return False
    return here.keys() < first or all(
        wraps(above[col], chunk, edges.get(col, 0.0)) for col, chunk in here.items()
    )


def _label_goes_on(row: Sequence[PlacedLine], here: Mapping[int, Line]) -> bool:
    """Whether a label that wraps has its figures beside its last line."""
    alone = all([piece.first for piece in part] == [0] for part in row)
    if not alone or 0 not in here:
        return False
    above = row[-1][0].chunk
    continued = here[0].text[:1].islower() or is_open(above.text)
    return continued and above.style.bold == here[0].style.bold


def wraps(above: Line, below: Line, right: float) -> bool:
    """Whether a line goes on in the one below: open at its end, or full up to the right edge."""
    return wrap_vote(above, below, right) >= 0


def wrap_vote(above: Line, below: Line, right: float) -> int:
    """1 where a line goes on in the one below, -1 where not, 0 where it just may: it is full."""
    if (
        begins_list_item(below.text)
        or above.style.bold != below.style.bold
        or _LEADERS.search(above.text)
    ):
        return -1
    if is_open(above.text) or below.text[:1].islower():
        return 1
    word = below.words[0]
    is_full = above.x1 + _SPACE * below.style.size + word.x1 - word.x0 > right + 1
    return 0 if is_full else -1
