"""Lines of a table to its rows: what wraps in a cell, what heads the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from piao.extractors.lines import begins_list_item
from piao.extractors.pdf.chunks import ChunkedLine, is_figure, size_of
from piao.extractors.pdf.layout import Line
from piao.extractors.pdf.rivers import River

_HAIR = 0.4
_WRAP_PITCH = 1.45
_PITCH_JUMP = 1.18
_FULL = 0.6
_MOST_HEADING = 0.5
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[-–/]\s*(?:19|20)?\d\d)?\W{0,4}")
_OPEN_END = re.compile(
    r"(?:[,:;(/–-]|\b(?:il|lo|la|i|gli|le|l|un|uno|una|di|del|dello|della|dei|degli|delle"
    r"|a|al|allo|alla|ai|agli|alle|da|dal|dallo|dalla|in|nel|nella|nei|nelle|con|su|sul|sulla"
    r"|per|tra|fra|e|ed|o|of|the|and|or|for|in|to|by|with|at|on|from)['’]?)$",
    re.IGNORECASE,
)


class Piece(NamedTuple):
    """A chunk with the first and last column that it covers."""

    first: int
    last: int
    chunk: Line


PlacedLine = list[Piece]


def place_lines(lines: Sequence[ChunkedLine], rivers: Sequence[River]) -> list[PlacedLine]:
    """The chunks of each line with their columns."""
    return [[_place(chunk, rivers) for chunk in line] for line in lines]


def _place(chunk: Line, rivers: Sequence[River]) -> Piece:
    first = sum(1 for r in rivers if r.middle <= chunk.x0 + _HAIR or r.right <= chunk.x0 + _HAIR)
    last = sum(1 for r in rivers if r.left < chunk.x1 - _HAIR and r.middle < chunk.x1 - _HAIR)
    return Piece(first, max(first, last), chunk)


def heading_count(lines: Sequence[PlacedLine], rules: Sequence[float]) -> int:
    """How many first lines head the columns.

    Those above the first rule that runs over the table below its top, else those
    before the first line with figures beside its label, else the bold ones.
    """
    most = max(1, int(len(lines) * _MOST_HEADING))
    for rule in rules:
        above = sum(1 for line in lines if _middle(line) < rule)
        if above:
            if above <= most and any(len(line) > 1 for line in lines[:above]):
                return above
            break
    data = next((i for i, line in enumerate(lines) if _has_data(line)), None)
    if data is not None and 0 < data <= most and len(lines) > data:
        return data
    bold = 0
    while bold < len(lines) and all(piece.chunk.style.bold for piece in lines[bold]):
        bold += 1
    return bold if 0 < bold <= most else 0


def _has_data(line: PlacedLine) -> bool:
    values = [piece.chunk.text for piece in line if piece.first > 0]
    figures = [text for text in values if is_figure(text)]
    if not figures or len(figures) * 2 < len(values):
        return False
    has_label = line[0].first == 0
    return has_label or not all(_YEAR.fullmatch(text) for text in figures)


def _middle(line: PlacedLine) -> float:
    return (line[0].chunk.top + line[0].chunk.bottom) / 2


def group_heading(lines: Sequence[PlacedLine], rules: Sequence[float]) -> list[list[int]]:
    """The lines of the heading in rows: a row ends below chunks over several columns."""
    rows: list[list[int]] = []
    ended = True
    for index, line in enumerate(lines):
        above = _middle(lines[index - 1]) if index else 0.0
        ruled = any(above < rule < _middle(line) for rule in rules)
        if ended or ruled:
            rows.append([index])
        else:
            rows[-1].append(index)
        ended = any(piece.last > piece.first for piece in line)
    return rows


def group_body(
    lines: Sequence[PlacedLine], columns: int, rules: Sequence[float]
) -> list[list[int]]:
    """The lines of the body in rows; a rule between two lines always parts them."""
    rows: list[list[int]] = []
    wrap = _wrap_pitch(lines, columns)
    for index, line in enumerate(lines):
        if not rows:
            rows.append([index])
            continue
        before = lines[index - 1]
        ruled = any(_middle(before) < rule < _middle(line) for rule in rules)
        row = [lines[i] for i in rows[-1]]
        if not ruled and _goes_on(row, line, wrap):
            rows[-1].append(index)
        else:
            rows.append([index])
    return rows


def _pitches(lines: Sequence[PlacedLine]) -> list[float]:
    return [_middle(after) - _middle(before) for before, after in pairwise(lines)]


def _wrap_pitch(lines: Sequence[PlacedLine], columns: int) -> float | None:
    """The largest pitch of lines that wrap in a cell, where rows stand further apart.

    None where the pitch does not tell: lines near each other that are full rows.
    """
    pitches = sorted(_pitches(lines))
    size = size_of([[piece.chunk for piece in line] for line in lines])
    jumps = [
        (after / before, before)
        for before, after in pairwise(pitches)
        if 0 < before <= _WRAP_PITCH * size and after / before >= _PITCH_JUMP
    ]
    if not jumps:
        return None
    limit = max(jumps)[1] + 0.1
    near = [
        after for (_, after), p in zip(pairwise(lines), _pitches(lines), strict=True) if p <= limit
    ]
    full = sum(1 for line in near if len(line) >= _FULL * columns)
    return limit if full * 2 < len(near) else None


def _goes_on(row: Sequence[PlacedLine], line: PlacedLine, wrap: float | None) -> bool:
    """Whether the line is more of the row's cells."""
    last = row[-1]
    size = max(line[0].chunk.style.size, 1.0)
    pitch = _middle(line) - _middle(last)
    if wrap is not None:
        return pitch <= wrap
    if pitch > 1.9 * size or any(piece.last > piece.first for piece in (*line, *last)):
        return False
    filled = {piece.first: piece.chunk.text for above in row for piece in above}
    if any(is_figure(piece.chunk.text) and piece.first in filled for piece in line if piece.first):
        return False
    if line[0].first > 0:
        return all(piece.first in filled for piece in line) and not any(
            is_figure(piece.chunk.text) for piece in line
        )
    return _wraps(row, line)


def _wraps(row: Sequence[PlacedLine], line: PlacedLine) -> bool:
    """Whether a line that begins in the first column goes on with the label above it."""
    last, label = row[-1], line[0].chunk
    if last[0].first > 0 or begins_list_item(label.text):
        return False
    above = last[0].chunk
    if above.style.bold != label.style.bold:
        return False
    opened = bool(_OPEN_END.search(above.text)) or label.text[:1].islower()
    return opened and (len(line) == 1 or all(len(part) == 1 for part in row))
