"""Tables as a typewriter sets them: lines of text, columns by spaces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.table_pages.model import Cell, Placed, TableText


@dataclass(frozen=True)
class Typing:
    """Columns of letters: spaces between columns and blocks, and what rules are made of."""

    gap: int = 2
    block_gap: int = 5
    block_cols: int = 0
    rule: str = ""
    ruled_columns: bool = False
    indent: int = 2


def side_by_side(text: TableText, blocks: int) -> TableText:
    """The body broken into blocks under headings that are repeated.

    It stays one table: the lines run through all blocks.
    """
    body = text.rows[text.head :]
    each = -(-len(body) // blocks)
    blank = tuple(Cell() for _ in range(text.cols))
    lines = [
        sum(
            (
                body[block * each + row] if block * each + row < len(body) else blank
                for block in range(blocks)
            ),
            (),
        )
        for row in range(each)
    ]
    return TableText((*(row * blocks for row in text.rows[: text.head]), *lines), text.head)


def typed(text: TableText, typing: Typing) -> list[str]:
    """The lines of a table."""
    widths = _widths(text, typing)
    starts = [0]
    for col, wide in enumerate(widths):
        last = typing.block_cols and (col + 1) % typing.block_cols == 0
        starts.append(starts[-1] + wide + (typing.block_gap if last else typing.gap))
    lines: list[str] = []
    full = typing.rule * (starts[text.cols - 1] + widths[-1])
    under = "".join(
        (typing.rule * wide).ljust(starts[col + 1] - starts[col]) for col, wide in enumerate(widths)
    ).rstrip()
    for row in range(len(text.rows)):
        if typing.rule and row in (0, text.head):
            lines.append(under if row and typing.ruled_columns else full)
        places = [place for place in text.placed if place.row == row]
        lines += _row(text, typing, places, starts, widths)
        if typing.rule and row < text.head - 1:
            lines.append(_under_spans(typing, places, starts, widths))
    return [*lines, full] if typing.rule else lines


def _under_spans(
    typing: Typing, places: Sequence[Placed], starts: Sequence[int], widths: Sequence[int]
) -> str:
    """Rules under the spanning headings of a row."""
    line = ""
    for place in places:
        last = place.col + place.cell.cols - 1
        if place.cell.cols > 1:
            long = starts[last] + widths[last] - starts[place.col]
            line = line.ljust(starts[place.col]) + typing.rule * long
    return line


def _widths(text: TableText, typing: Typing) -> list[int]:
    widths = [0] * text.cols
    for place in sorted(text.placed, key=lambda each: each.cell.cols):
        covered = range(place.col, place.col + place.cell.cols)
        need = max(map(len, place.cell.text.split("\n"))) + place.cell.indent * typing.indent
        lack = need - sum(widths[col] for col in covered) - typing.gap * (len(covered) - 1)
        widths[covered[-1]] += max(lack, 0)
    if typing.block_cols:  # blocks are alike
        size = typing.block_cols
        widths = [max(widths[col % size :: size]) for col in range(text.cols)]
    return widths


def _row(
    text: TableText,
    typing: Typing,
    places: Sequence[Placed],
    starts: Sequence[int],
    widths: Sequence[int],
) -> list[str]:
    """The lines of a row; the last lines of headings stand side by side."""
    heading = places[0].row < text.head
    height = max(place.cell.text.count("\n") + 1 for place in places)
    lines = [""] * height
    for place in places:
        last = place.col + place.cell.cols - 1
        room = starts[last] + widths[last] - starts[place.col]
        parts = place.cell.text.split("\n")
        parts = [""] * (height - len(parts)) + parts
        for number, part in enumerate(parts):
            if place.cell.cols > 1:
                shown = part.center(room)
            elif place.col % (typing.block_cols or text.cols) == 0:
                shown = " " * (0 if heading else place.cell.indent * typing.indent) + part
            else:
                shown = part.rjust(room)
            lines[number] = lines[number].ljust(starts[place.col]) + shown
    return [line.rstrip() for line in lines]
