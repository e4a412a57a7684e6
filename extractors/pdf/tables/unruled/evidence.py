"""How sure it is that lines in columns are a table, and not prose, a list or a signature."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from piao.extractors.pdf.tables.headings.of_lines import are_indented
from piao.extractors.pdf.tables.placed_lines import PlacedLine
from piao.extractors.pdf.tables.unruled.text_grid import TextGrid
from piao.extractors.pdf.text.chunks import is_figure
from piao.extractors.pdf.text.words import foot
from piao.extractors.shared.lines import begins_list_item
from piao.extractors.shared.pagination import is_contents_line

_PROSE_CHARACTERS = 28
_FULL_LINE = 0.8
LONE_MARKER = re.compile(
    r"\W{1,3}|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})(?:[.)°]+\)?|(?:\.\d+)+\.?)"
)
_TO_WRITE_ON = re.compile(r"[._…\s]{6,}")
_SIGN = re.compile(r"\W{1,3}")
_SAME_PLACE = 3.0
_SAME_LEFT = 1.5
_FEWEST_LABELS = 3
_LONGEST_LABEL = 40
_WRAP_PITCH = 1.45
_NO_LABEL = re.compile(r"[<>=≤≥]|[.,;]$")
_LEAST_ALIGNED = 0.5
_PAGE = re.compile(r"\d{1,4}")
_FIGURE_CAPTION = re.compile(r"(?:fig(?:ura|ure|\.)|grafico|chart)\s*n?\W{0,2}\s*\d", re.IGNORECASE)
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def confidence(grid: TextGrid, *, ruled: bool) -> float:
    """0-1, how sure it is that the grid is a table; `ruled` where level rules bound it.

    Figures below each other, many rows, columns that most rows fill and a heading
    set apart speak for one; columns of prose, markers of a list, leaders or
    ascending page numbers rule it out.
    """
    lines = [line for row in grid.rows for line in row]
    rows = [row for row in grid.rows if len({p.first for line in row for p in line}) > 1]
    if len(rows) < 2 or _is_list(grid) or _is_contents(grid, lines) or _is_to_be_signed(lines):
        return 0.0
    is_headed = _has_clear_rows(grid) and (
        (_has_heading_apart(grid) and _heads_columns(grid))
        or (grid.is_level and grid.columns > 2 and len(rows) > 2)
    )
    if (
        (not is_headed and _is_prose(grid, lines))
        or _is_chart(grid, lines)
        or _crosses_columns(lines)
    ):
        return 0.0
    aligned = _aligned(grid)
    if aligned < _LEAST_ALIGNED:
        return 0.0
    values = [
        piece.chunk.text for row in grid.body for line in row for piece in line if piece.first
    ]
    if not values:
        return 0.0
    figures = sum(map(is_figure, values)) / len(values)
    filled = sum(len({piece.first for line in row for piece in line}) for row in rows)
    fill = min(1.0, filled / (len(rows) * grid.columns))
    sure = 0.25 + 0.3 * figures + 0.2 * fill + 0.03 * min(len(rows), 5)
    sure += 0.05 * min(grid.columns - 2, 2)
    if grid.header_rows:
        sure += 0.05
    if grid.is_level:
        sure += 0.1
    if ruled:
        sure += 0.2
    elif len(rows) < 3 and (grid.columns < 3 or (figures < 0.5 and not _has_heading_apart(grid))):
        return 0.0
    elif grid.columns == 2 and figures < 0.6:
        is_card = _has_bold_labels(rows) or _has_aligned_labels(grid.rows)
        sure += 0.15 if is_headed or is_card else -0.3
    return max(0.0, min(0.95, sure))


def _has_clear_rows(grid: TextGrid) -> bool:
    """Whether rows stand apart, some of them of several lines: prose is all lines of one kind."""
    return grid.has_clear_rows and any(len(row) > 1 for row in grid.body)


def _has_heading_apart(grid: TextGrid) -> bool:
    """Whether the heading is bold, or centred, and the body is not."""
    heading = grid.rows[: grid.header_rows]
    if not heading or _all_bold(grid.body):
        return False
    if _all_bold(heading):
        return True
    lines, below = ([line for row in rows for line in row] for rows in (heading, grid.body))
    return are_indented(lines, below)


def _heads_columns(grid: TextGrid) -> bool:
    """Whether each column has a heading of its own."""
    heads = {
        piece.first
        for row in grid.rows[: grid.header_rows]
        for line in row
        for piece in line
        if piece.first == piece.last
    }
    return len(heads) == grid.columns


def _all_bold(rows: Sequence[Sequence[PlacedLine]]) -> bool:
    return all(piece.chunk.style.bold for row in rows for line in row for piece in line)


def _has_bold_labels(rows: Sequence[Sequence[PlacedLine]]) -> bool:
    """Whether bold labels stand beside values that are not bold, as on a card."""
    pieces = [piece for row in rows for line in row for piece in line]
    return all(piece.chunk.style.bold == (piece.first == 0) for piece in pieces)


def _has_aligned_labels(rows: Sequence[Sequence[PlacedLine]]) -> bool:
    """Whether each row is a short label of its own and a value, set at two places of the line.

    Rows stand further apart than the lines of a text, as in a letterhead, do.
    """
    pieces = [[piece for line in row for piece in line] for row in rows]
    labels = [[piece.chunk for piece in row if piece.first == 0] for row in pieces]
    values = [[piece.chunk for piece in row if piece.first == 1] for row in pieces]
    texts = [" ".join(chunk.text for chunk in row) for row in labels]
    if len(set(texts)) < max(len(rows), _FEWEST_LABELS) or not all(texts) or not all(values):
        return False
    steps = [(foot(below[0]) - foot(above[0]), below[0]) for above, below in pairwise(labels)]
    if any(step <= _WRAP_PITCH * label.style.size for step, label in steps):
        return False
    return all(
        len(text) <= _LONGEST_LABEL and text[0].isupper() and not _NO_LABEL.search(text)
        for text in texts
    ) and all(
        max(places) - min(places) <= _SAME_LEFT
        for places in ([chunk.x0 for row in column for chunk in row] for column in (labels, values))
    )


def _aligned(grid: TextGrid) -> float:
    """Which part of the chunks in columns share a left, middle or right end with most others."""
    shared = total = 0
    for col in range(grid.columns):
        chunks = [
            piece.chunk
            for row in grid.body
            for line in row
            for piece in line
            if piece.first == piece.last == col
        ]
        if len(chunks) < 2:
            continue
        total += len(chunks)
        shared += max(
            _cluster([chunk.x0 * (1 - share) + chunk.x1 * share for chunk in chunks])
            for share in (0.0, 0.5, 1.0)
        )
    return shared / total if total else 1.0


def _cluster(places: Sequence[float]) -> int:
    """How many of the places lie together at most."""
    ordered = sorted(places)
    return max(bisect_right(ordered, place + _SAME_PLACE) - i for i, place in enumerate(ordered))


def _is_list(grid: TextGrid) -> bool:
    """Whether lines are markers of a list and what follows them, items within items too."""
    first = [
        piece.chunk.text for row in grid.rows for line in row for piece in line if not piece.first
    ]
    marked = sum(1 for t in first if LONE_MARKER.fullmatch(t) or begins_list_item(t))
    if grid.columns == 2 and marked * 2 > len(first):
        return True
    signs = 0
    for row in grid.rows:
        begun = {piece.first: piece.chunk.text for line in reversed(row) for piece in line}
        signs += len(begun) == 2 and _SIGN.fullmatch(begun[min(begun)]) is not None
    return signs * 2 > len(grid.rows)


def _is_contents(grid: TextGrid, lines: Sequence[PlacedLine]) -> bool:
    """Whether lines end in leaders and page numbers, or in page numbers that only grow."""
    texts = [" ".join(piece.chunk.text for piece in line) for line in lines]
    last = [line[-1].chunk.text for line in lines if line[-1].last == grid.columns - 1]
    numbers = [number for number in map(_page_number, last) if number]
    grow = all(before <= after for before, after in pairwise(numbers))
    if grow and grid.columns < 4 and sum(map(is_contents_line, texts)) * 3 > len(texts):
        return True
    if grid.columns > 3 or len(last) < 3 or len(numbers) < len(last):
        return False
    return grow and len(set(numbers)) > 2


def _is_to_be_signed(lines: Sequence[PlacedLine]) -> bool:
    """Whether many chunks are dots or strokes to write on."""
    texts = [piece.chunk.text for line in lines for piece in line]
    return sum(1 for text in texts if _TO_WRITE_ON.fullmatch(text)) * 4 > len(texts)


def _page_number(text: str) -> int:
    """The number of a page, Roman or not; 0 where the text is none."""
    if _PAGE.fullmatch(text):
        return int(text)
    values = [_ROMAN.get(letter, 0) for letter in text.upper()]
    if not all(values):
        return 0
    return sum(-v if v < after else v for v, after in pairwise([*values, 0]))


def _crosses_columns(lines: Sequence[PlacedLine]) -> bool:
    """Whether most chunks do not keep to a column."""
    pieces = [piece for line in lines for piece in line]
    return sum(1 for piece in pieces if piece.last > piece.first) * 2 > len(pieces)


def _is_prose(grid: TextGrid, lines: Sequence[PlacedLine]) -> bool:
    """Whether all columns but one at most are running text: long lines, most of them full."""
    prose = 0
    for col in range(grid.columns):
        chunks = [p.chunk for line in lines for p in line if p.first == p.last == col]
        if len(chunks) < 2:
            continue
        left, right = min(c.x0 for c in chunks), max(c.x1 for c in chunks)
        full = sum(1 for c in chunks if c.x1 - c.x0 >= _FULL_LINE * (right - left))
        long = sum(1 for c in chunks if len(c.text) >= _PROSE_CHARACTERS)
        if full * 2 >= len(chunks) and long * 2 >= len(chunks):
            prose += 1
    return prose >= max(2, grid.columns - 1) or (grid.columns == 2 and prose == 2)


def _is_chart(grid: TextGrid, lines: Sequence[PlacedLine]) -> bool:
    """Whether a column or a line is the scale of an axis: figures with the same steps between.

    Beside the figures of a scale is little; rows of a table are full. Captions of figures
    beside each other stand over charts.
    """
    first = [piece.chunk.text for piece in lines[0]]
    if sum(1 for text in first if _FIGURE_CAPTION.match(text)) * 2 > len(first):
        return True
    for col in range(grid.columns):
        scale = [line for line in lines if any(piece.first == col for piece in line)]
        texts = [piece.chunk.text for line in scale for piece in line if piece.first == col]
        full = sum(1 for line in scale if len(line) == grid.columns)
        if _step(texts, 4) > 1 and full * 2 < len(scale):
            return True
    for line in lines:
        texts = [word.text for piece in line for word in piece.chunk.words]
        if abs(_step(texts, 5)) > 1:
            return True
    return False


def _step(texts: Sequence[str], least: int) -> float:
    """By how much figures that are no years fall each time; 0 where they do not fall evenly."""
    scale = [value for value in map(_number, texts) if value is not None]
    if len(scale) < least or all(1900 <= value <= 2100 for value in scale):
        return 0.0
    steps = {round(before - after, 6) for before, after in pairwise(scale)}
    step = steps.pop()
    return 0.0 if steps else step


def _number(text: str) -> float | None:
    try:
        return float(text.rstrip("% ").replace(" ", "").replace(",", "."))
    except ValueError:
        return None
