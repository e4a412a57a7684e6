"""Rows of a table without rules, from its cells: those of a row begin, or lie, on one level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from piao.extractors.pdf.tables.placed_lines import PlacedLine, text_size
from piao.extractors.pdf.tables.unruled.cell_blocks import (
    CellBlock,
    RowReading,
    are_wrapped,
    cell_blocks,
    least_row_pitch,
    level_at,
    levels_of,
    lone_rows,
    most_in_a_column,
    pitches_of,
)
from piao.extractors.pdf.tables.unruled.centred_cells import centred_rows
from piao.extractors.pdf.tables.unruled.row_groups import are_rows, strips_of
from piao.extractors.pdf.tables.unruled.tight_rows import are_close, misfits, tight_rows
from piao.extractors.pdf.text.words import foot

_WRAP_PITCH = 1.45
_FEWEST_FULL = 3
_FULL = 0.6
_MOST_LEVELS = 1.1
_FEW_ODDITIES = 0.2
_SAME_LINE = 0.06
_FEWEST_BESIDE = 3
_HAIR = 0.05


@dataclass(frozen=True, slots=True)
class GroupedRows:
    """Rows of placed lines.

    `row_spans` are those of the cells over several rows, by row and first column;
    `leading` is how far the lines of a paragraph stand apart at most, `row_pitch` how far
    rows do at least, where that shows; `is_level` where the cells of each row lie on one
    level, and hardly any over several rows; `is_clear` where each text ends with its row.
    """

    rows: list[list[PlacedLine]]
    row_spans: Mapping[tuple[int, int], int] = field(default_factory=dict)
    leading: float | None = None
    row_pitch: float | None = None
    is_level: bool = False
    is_clear: bool = False


def rows_of_cells(lines: Sequence[PlacedLine], columns: int) -> GroupedRows | None:
    """The rows of lines in columns; None where the lines do not tell cells from rows.

    Words recognised in a picture do not stand exactly enough to tell.
    """
    words = (word for line in lines for piece in line for word in piece.chunk.words)
    pitches = [] if any(word.baseline is None for word in words) else pitches_of(lines)
    if not pitches:
        return None
    if _are_full(lines, columns) and len(pitches) == 1:
        pitch = least_row_pitch(pitches[0])
        return GroupedRows([[line] for line in lines], row_pitch=pitch)
    size = text_size(lines)
    wrapped = [p for p in pitches[:-1] or pitches if p <= _WRAP_PITCH * size]
    readings = _readings(lines, columns, wrapped or [0.0])
    best = min(readings, key=lambda reading: reading[:3], default=None)
    if wrapped:
        tight, pitch = tight_rows(lines, size), wrapped[0] + _HAIR
        if _are_tight(tight, lines, pitch, best and best[-1]):
            is_clear = len(tight.rows) > 1 and not misfits(tight, lines, pitch)
            return GroupedRows(_pieces(tight), is_clear=is_clear)
    if best is None:
        return None
    _, index, _, reading = best
    return _as_rows(reading, pitches, index if wrapped else None)


def rows_between_rules(
    lines: Sequence[PlacedLine], columns: int, rules: Sequence[float]
) -> GroupedRows | None:
    """The rows of lines in columns, rules between some; None where the lines do not tell.

    Several rows may share the space between two rules, as the indicators of one objective do.
    """
    strips = [[lines[index] for index in strip] for strip in strips_of(lines, rules)]
    if len(strips) < 2:
        return rows_of_cells(lines, columns)
    if are_rows(strips):
        return None
    rows: list[list[PlacedLine]] = []
    spans: dict[tuple[int, int], int] = {}
    for strip in strips:
        here = GroupedRows([[strip[0]]]) if len(strip) == 1 else rows_of_cells(strip, columns)
        if here is None or (len(strip) > 1 and not here.is_level):
            return None
        spans |= {(row + len(rows), column): span for (row, column), span in here.row_spans.items()}
        rows += here.rows
    return GroupedRows(rows, spans)


def _are_tight(
    tight: RowReading, lines: Sequence[PlacedLine], pitch: float, other: RowReading | None
) -> bool:
    """Whether rows that stand as close as lines, at this pitch, are the better reading."""
    if not are_wrapped(lines, pitch):
        few = _FEW_ODDITIES * len(tight.rows)
        return other is None and are_close(tight, pitch) and lone_rows(tight.rows, {}) <= few
    return other is None or (
        are_close(tight, pitch) and misfits(tight, lines, pitch) < misfits(other, lines, pitch)
    )


def _readings(
    lines: Sequence[PlacedLine], columns: int, pitches: Sequence[float]
) -> list[tuple[int, int, int, RowReading]]:
    """Readings with cells of each pitch (0.0: of one line), after how odd they are."""
    size = text_size(lines)
    readings = []
    for index, pitch in enumerate(pitches):
        if pitch and not are_wrapped(lines, pitch):
            continue
        blocks = cell_blocks(lines, columns, pitch)
        if _are_of_rows(blocks, _SAME_LINE * size):
            continue
        for order, read in enumerate((_begun_rows, centred_rows)):
            reading = read(blocks, size)
            if reading and all(reading.rows) and not _is_scattered(reading, columns):
                readings.append((reading.oddities, index, order, reading))
    return readings


def _is_scattered(reading: RowReading, columns: int) -> bool:
    """Whether there are more rows than the fullest column has cells, titles over several apart."""
    rows = [row for row in reading.rows if len(row) > 1 or row[0].first == row[0].last]
    blocks = [block for row in rows for block in row]
    return len(rows) > _MOST_LEVELS * most_in_a_column(blocks, columns)


def _as_rows(reading: RowReading, pitches: Sequence[float], index: int | None) -> GroupedRows:
    """The rows of a reading with cells of the pitch at an index; None: of one line."""
    rows = _pieces(reading)
    if index is None:
        return GroupedRows(rows, reading.spans, None, least_row_pitch(pitches[0]))
    is_level = reading.oddities <= _FEW_ODDITIES * len(rows)
    row_pitch = least_row_pitch(pitches[index + 1]) if len(pitches) > 1 else None
    return GroupedRows(rows, reading.spans, pitches[0] + _HAIR, row_pitch, is_level)


def _pieces(reading: RowReading) -> list[list[PlacedLine]]:
    return [[[piece] for block in row for piece in block.pieces] for row in reading.rows]


def _are_full(lines: Sequence[PlacedLine], columns: int) -> bool:
    """Whether each line has a label, and most have a cell in every column."""
    full = sum(1 for line in lines if len(line) == columns)
    return (
        len(lines) >= _FEWEST_FULL
        and full >= _FULL * len(lines)
        and all(line[0].first == 0 for line in lines)
    )


def _begun_rows(blocks: Sequence[CellBlock], size: float) -> RowReading | None:
    """The rows where the cells of a row begin on one level.

    A cell whose lines reach over the next level is of several rows, with the others of
    its row that are blank below: of all rows that are. None where lines of such cells
    stand on the levels of the rows: then they are rows too.
    """
    levels = levels_of((block.top for block in blocks), size)
    if _stand_on_levels(blocks, levels, _SAME_LINE * size):
        return None
    rows: list[list[CellBlock]] = [[] for _ in levels]
    for block in blocks:
        rows[level_at(levels, block.top)].append(block)
    filled = [{column for block in row for column in block.columns} for row in rows]
    spans: dict[tuple[int, int], int] = {}
    crossing = 0
    for index, row in enumerate(rows):
        reach = max(level_at(levels, block.bottom) for block in row)
        if reach == index:
            continue
        for block in row:
            crossing += level_at(levels, block.bottom) > index
            end = index + 1
            while end < len(levels) and filled[end].isdisjoint(block.columns):
                end += 1
            if end > reach:
                spans[index, block.first] = end - index
    is_headless = 0 not in filled[0] and any(0 in columns for columns in filled)
    return RowReading(rows, spans, crossing + lone_rows(rows, spans) + is_headless)


def _are_of_rows(blocks: Sequence[CellBlock], tolerance: float) -> bool:
    """Whether a cell has lines beside all cells of another column, of one line each, on its way.

    Then it is of as many rows.
    """
    single = [block for block in blocks if len(block.pieces) == 1]
    for block in blocks:
        feet = [foot(piece.chunk) for piece in block.pieces]
        beside: dict[int, list[bool]] = {}
        for other in single:
            if block.top - tolerance <= other.top <= block.bottom + tolerance:
                stands = any(abs(at - other.top) <= tolerance for at in feet)
                beside.setdefault(other.first, []).append(stands)
        if any(len(stands) >= _FEWEST_BESIDE and all(stands) for stands in beside.values()):
            return True
    return False


def _stand_on_levels(
    blocks: Sequence[CellBlock], levels: Sequence[float], tolerance: float
) -> bool:
    """Whether cells that reach over levels have a line on most of them."""
    crossed = standing = 0
    for block in blocks:
        for level in levels[level_at(levels, block.top) + 1 :]:
            if level > block.bottom + tolerance:
                break
            crossed += 1
            standing += any(abs(foot(p.chunk) - level) <= tolerance for p in block.pieces)
    return standing * 2 > crossed
