"""Where the cells of a table stand: widths from the contents, heights from the lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from tests.table_pages.fonts import width, wrap
from tests.table_pages.model import Placed, Style, TableText

DECIMALS = re.compile(r"(?<=\d)[.,]\d{1,2}(?!\d)")


@dataclass(frozen=True)
class Layout:
    """A table in points from its upper left corner, downwards.

    `edges` are those of the columns, `levels` those of the rows; `lines` has the lines of
    every cell; `figures` the room before and behind the decimal point of every column.
    """

    edges: tuple[float, ...]
    levels: tuple[float, ...]
    lines: tuple[tuple[str, ...], ...]
    figures: tuple[tuple[float, float], ...]

    @property
    def width(self) -> float:
        return self.edges[-1]

    @property
    def height(self) -> float:
        return self.levels[-1]


def face(text: TableText, style: Style, place: Placed) -> str:
    """The font of a cell."""
    heading = place.row < text.head and style.head_bold
    return style.bold if heading or place.cell.bold else style.font


def split_figure(text: str) -> tuple[str, str]:
    """A figure before and behind the place where a column's figures are aligned."""
    point = DECIMALS.search(text)
    ends = [i for i, letter in enumerate(text, 1) if letter.isascii() and letter.isdigit()]
    cut = point.start() if point else ends[-1] if ends else len(text)
    return text[:cut], text[cut:]


def pads(style: Style, cols: int, first: int, last: int) -> tuple[float, float]:
    """The white left and right of a cell's text."""
    return (
        style.inset if first == 0 else style.gap / 2,
        style.inset if last == cols - 1 else style.gap / 2,
    )


def lay_out(text: TableText, style: Style) -> Layout:
    """Measure a table."""
    lines = tuple(tuple(_lines(text, style, place)) for place in text.placed)
    figures = _figures(text, style)
    widths = _widths(text, style, lines, figures)
    return Layout(
        tuple(accumulate(widths, initial=0.0)),
        tuple(accumulate(_heights(text, style, lines), initial=0.0)),
        lines,
        figures,
    )


def _lines(text: TableText, style: Style, place: Placed) -> list[str]:
    if place.row < text.head or place.cell.cols > 1:
        return place.cell.text.split("\n")
    title = place.col == 0
    room = style.limit - place.cell.indent * style.indent if title else style.text_limit
    hang = style.hang if title else 0.0
    return wrap(place.cell.text, face(text, style, place), style.size, room, hang=hang)


def _figures(text: TableText, style: Style) -> tuple[tuple[float, float], ...]:
    found = [(0.0, 0.0)] * text.cols
    for place in text.placed:
        if place.row >= text.head and style.alignment(text, place) == "d":
            font = face(text, style, place)
            before, behind = (width(p, font, style.size) for p in split_figure(place.cell.text))
            left, right = found[place.col]
            found[place.col] = (max(left, before), max(right, behind))
    return tuple(found)


def _widths(
    text: TableText,
    style: Style,
    lines: Sequence[Sequence[str]],
    figures: Sequence[tuple[float, float]],
) -> list[float]:
    last = text.cols - 1
    white = [sum(pads(style, text.cols, col, col)) for col in range(text.cols)]
    widths = [sum(both) + white[col] for col, both in enumerate(figures)]
    needs = sorted(
        (place.cell.cols, place.col, _need(text, style, place, cell_lines))
        for place, cell_lines in zip(text.placed, lines, strict=True)
    )
    for cols, col, need in needs:
        covered = range(col, col + cols)
        lack = need + sum(pads(style, last + 1, col, col + cols - 1))
        lack -= sum(widths[each] for each in covered)
        for each in covered:
            widths[each] += max(lack, 0.0) / cols
    slack = [style.slack[min(col, len(style.slack) - 1)] for col in range(text.cols)]
    extra = style.width - sum(widths)
    if style.width and extra > 0 and sum(slack):
        slack = [extra * share / sum(slack) for share in slack]
    elif style.width:
        slack = [max(extra, 0.0) / text.cols] * text.cols
    return [own + more for own, more in zip(widths, slack, strict=True)]


def _need(text: TableText, style: Style, place: Placed, lines: Sequence[str]) -> float:
    font = face(text, style, place)
    title = place.col == 0 and place.row >= text.head and place.cell.cols == 1
    longest = max(
        width(line, font, style.size) + (style.hang if title and number else 0.0)
        for number, line in enumerate(lines)
    )
    dots = 3 * width(style.leaders, style.font, style.size) if title else 0.0
    return longest + place.cell.indent * style.indent + dots


def _heights(text: TableText, style: Style, lines: Sequence[Sequence[str]]) -> list[float]:
    pitch = style.size * style.leading
    heights = [0.0] * len(text.rows)
    pairs = sorted(zip(text.placed, lines, strict=True), key=lambda pair: pair[0].cell.rows)
    for place, cell_lines in pairs:
        end = place.row + place.cell.rows
        need = len(cell_lines) * pitch + 2 * style.pad - sum(heights[place.row : end])
        heights[end - 1] += max(need, 0.0)
    for row in text.breaks:
        heights[row] += style.break_gap
    for row in (0, *range(text.head), text.head, -1):
        heights[row] += style.edge
    return heights
