"""Which first lines of a table head its columns, and in how many rows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Mapping, Sequence
from itertools import combinations

from piao.extractors.pdf.model import Line, heading_key
from piao.extractors.pdf.tables.placed_lines import Piece, PlacedLine, foot_of, middle_of
from piao.extractors.pdf.text.chunks import is_figure
from piao.extractors.pdf.text.words import foot

_WRAP_PITCH = 1.45
_MOST_HEADING = 0.5
_LONGEST_HEADING = 60
_FEWEST_HEADS = 2
_MOST_LINES = 12
_SAME_LEFT = 1.5
_CENTRED = 0.6
_MOST_WRAPPED = 4
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[-–/]\s*(?:19|20)?\d\d)?\W{0,4}")


def heading_count(lines: Sequence[PlacedLine], rules: Sequence[float]) -> int | None:
    """How many first lines head the columns; None where their look does not say so.

    Those above the first rule that runs over the table below its top, else the bold ones,
    else those in the middle of columns whose other lines begin at the left, else those down
    to a line of years.
    """
    most = _most_heading(lines)
    for rule in rules:
        above = sum(1 for line in lines if middle_of(line) < rule)
        if above:
            if above <= most and any(len(line) > 1 for line in lines[:above]):
                return above
            break
    bold = _bold_count(lines)
    if bold:
        return bold if bold < len(lines) else None
    return _indented_count(lines) or _count_to_years(lines)


def _count_to_years(lines: Sequence[PlacedLine]) -> int | None:
    """How many first lines end with one of years alone, no other figures above it."""
    for index, line in enumerate(lines[: _most_heading(lines)]):
        texts = [piece.chunk.text for piece in line]
        if index and len(line) > 1 and line[0].first and all(map(_YEAR.fullmatch, texts)):
            return index + 1
        if any(map(is_figure, texts)):
            return None
    return None


def known_count(lines: Sequence[PlacedLine], columns: int, known: Container[str]) -> int | None:
    """How many first lines are a heading that the document had before; None without one."""
    texts: list[str] = []
    for count, line in enumerate(lines[:-1], start=1):
        texts += [piece.chunk.text for piece in line]
        if heading_key(texts, columns) in known:
            return count
    return None


def _indented_count(lines: Sequence[PlacedLine]) -> int | None:
    """How many first lines do not begin where those below them do; None without such.

    So it is where headings are centred over text that is not.
    """
    left = min(line[0].chunk.x0 for line in lines)
    heads: set[int] = set()
    for count, line in enumerate(lines[:_MOST_LINES]):
        lefts = _lefts(lines[count + 1 :], left)
        begun = {piece.first for piece in line if piece.first in lefts}
        indented = {piece.first for piece in line if _is_indented(piece, lefts)}
        is_of_years = all(_YEAR.fullmatch(piece.chunk.text) for piece in line)
        if begun and len(indented) * 2 <= len(begun) and not is_of_years:
            return count if len(heads) >= _FEWEST_HEADS else None
        if any(is_figure(p.chunk.text) and not _YEAR.fullmatch(p.chunk.text) for p in line):
            return None
        heads |= indented
    return None


def are_indented(heading: Sequence[PlacedLine], body: Sequence[PlacedLine]) -> bool:
    """Whether most headings do not begin where the lines below them do."""
    lefts = _lefts(body, min(line[0].chunk.x0 for line in (*heading, *body)))
    begun = [piece for line in heading for piece in line if piece.first in lefts]
    at_left = {piece.first for piece in begun if not _is_indented(piece, lefts)}
    indented = {piece.first for piece in begun} - at_left
    return len(indented) >= _FEWEST_HEADS and len(indented) > len(at_left)


def _lefts(lines: Sequence[PlacedLine], first: float) -> dict[int, float]:
    """Where the first column begins, and the others in which several lines begin at one place."""
    starts: dict[int, list[float]] = {}
    for piece in (piece for line in lines for piece in line):
        starts.setdefault(piece.first, []).append(piece.chunk.x0)
    lefts = {}
    for column, places in starts.items():
        places.sort()
        common = [bisect_right(places, x + _SAME_LEFT) - i for i, x in enumerate(places)]
        if max(common) > 1:
            lefts[column] = places[common.index(max(common))]
    return {**lefts, 0: first}


def _is_indented(piece: Piece, lefts: Mapping[int, float]) -> bool:
    return piece.first in lefts and abs(piece.chunk.x0 - lefts[piece.first]) > _SAME_LEFT


def lines_before_data(lines: Sequence[PlacedLine]) -> int:
    """How many first lines stand before the first with figures beside its label, titles apart."""
    data = next((i for i, line in enumerate(lines) if _has_data(line)), None)
    return _without_titles(lines, data) if data and data <= _most_heading(lines) else 0


def rows_before_data(rows: Sequence[Sequence[PlacedLine]], columns: int) -> int:
    """1 where the first row heads every column, with short texts unlike those below, else 0."""
    first = [piece for line in rows[0] for piece in line]
    texts = ["".join(p.chunk.text for p in first if p.first == col) for col in range(columns)]
    below = [piece.chunk.text for row in rows[1:] for line in row for piece in line if piece.first]
    is_short = all(0 < len(text) <= _LONGEST_HEADING for text in texts)
    is_plain = not any(is_figure(p.chunk.text) for p in first)
    return int(is_short and is_plain and any(map(is_figure, below)))


def _most_heading(lines: Sequence[PlacedLine]) -> int:
    return max(1, int(len(lines) * _MOST_HEADING))


def _bold_count(lines: Sequence[PlacedLine]) -> int:
    """How many first lines are all bold, without the title of a section below the heading."""
    count = 0
    while (
        count < len(lines)
        and all(piece.chunk.style.bold for piece in lines[count])
        and not (count and _is_of_figures(lines[count]))
    ):
        count += 1
    return _without_titles(lines, count)


def _is_of_figures(line: PlacedLine) -> bool:
    """Whether a label has figures beside it that are no years, as a row of totals has."""
    texts = [piece.chunk.text for piece in line]
    figures = [text for text in texts[1:] if is_figure(text) and not _YEAR.fullmatch(text)]
    return line[0].first == 0 and not is_figure(texts[0]) and len(figures) * 2 > len(texts[1:])


def _without_titles(lines: Sequence[PlacedLine], count: int) -> int:
    """How many first lines a heading has without the titles of sections that end it."""
    while count > 1 and len(lines[count - 1]) == 1:
        if _is_below(lines[count - 1][0].chunk, lines[: count - 1]):
            break
        count -= 1
    return count


def _is_below(chunk: Line, lines: Sequence[PlacedLine]) -> bool:
    """Whether a chunk is as near below one of the lines as lines of one text are."""
    near = _WRAP_PITCH * chunk.style.size
    return any(
        foot(chunk) - foot(above) <= near and above.x0 < chunk.x1 and chunk.x0 < above.x1
        for above in (piece.chunk for line in lines for piece in line)
    )


def _has_data(line: PlacedLine) -> bool:
    values = [piece.chunk.text for piece in line if piece.first > 0]
    figures = [text for text in values if is_figure(text)]
    if not figures or len(figures) * 2 < len(values):
        return False
    has_label = line[0].first == 0
    return has_label or not all(_YEAR.fullmatch(text) for text in figures)


def group_heading(
    lines: Sequence[PlacedLine], rules: Sequence[float], row_pitch: float | None = None
) -> list[list[int]]:
    """The lines of the heading in rows: a row ends where several chunks follow a wider one.

    Lines no nearer than `row_pitch`, which is known where the body shows it, are rows too.
    """
    rows: list[list[int]] = []
    for index, line in enumerate(lines):
        above = middle_of(lines[index - 1]) if index else 0.0
        parted = not rows or any(above < rule < middle_of(line) for rule in rules)
        if not parted and row_pitch is not None and len(line) > 1:
            is_far = foot_of(line) - foot_of(lines[index - 1]) >= row_pitch
            parted = is_far and not _grows(lines[rows[-1][0]], line)
        if parted or _is_below_title([lines[i] for i in rows[-1]], line):
            rows.append([index])
        else:
            rows[-1].append(index)
    return rows


def with_wrapped_below(rows: list[list[PlacedLine]]) -> list[list[PlacedLine]]:
    """The rows of a heading; what goes on in the row below, in small letters, stands there."""
    kept = rows[-1:]
    for row in reversed(rows[:-1]):
        below = {p.first: p.chunk for line in kept[0] for p in line if p.first == p.last}
        moved = [
            piece
            for line in row
            for piece in line
            if piece.first == piece.last
            and (chunk := below.get(piece.first))
            and chunk.text[:1].islower()
        ]
        rest = [part for line in row if (part := [piece for piece in line if piece not in moved])]
        if rest and moved:
            kept[0] = [moved, *kept[0]]
        kept = [rest if rest and moved else row, *kept]
    return kept


def _grows(first: PlacedLine, line: PlacedLine) -> bool:
    """Whether headings of several lines end on one: there are more of them than on the first."""
    if any(is_figure(piece.chunk.text) for piece in first):
        return False
    near = _WRAP_PITCH * line[0].chunk.style.size
    above, here = ({piece.first for piece in part} for part in (first, line))
    return above < here and foot_of(line) - foot_of(first) <= _MOST_WRAPPED * near


def _is_below_title(row: Sequence[PlacedLine], line: PlacedLine) -> bool:
    """Whether several chunks of the line stand under one of the row that is over their columns."""
    above = [piece for part in row for piece in part]
    return any(
        sum(1 for piece in line if wide.first <= piece.first and piece.last <= wide.last) > 1
        for wide in above
        if wide.last > wide.first
    ) or any(_is_between(piece.chunk, line) for piece in above)


def _is_between(chunk: Line, line: PlacedLine) -> bool:
    """Whether a chunk is centred over several neighbours of the line, and over none of them."""
    near = _CENTRED * chunk.style.size
    middle = (chunk.x0 + chunk.x1) / 2
    if any(abs(p.chunk.x0 + p.chunk.x1 - 2 * middle) <= 2 * near for p in line):
        return False
    if any(min(abs(p.chunk.x0 - chunk.x0), abs(p.chunk.x1 - chunk.x1)) <= near for p in line):
        return False
    spans = ((a.chunk.x0, b.chunk.x1) for a, b in combinations(line, 2))
    return any(
        left < chunk.x0 and chunk.x1 < right and abs(left + right - 2 * middle) <= 2 * near
        for left, right in spans
    )
