"""Lines outside of tables to paragraphs."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from piao.extractors.pdf.model import Line
from piao.extractors.pdf.text.cell_text import join_lines, lead_of_lines
from piao.extractors.pdf.text.chunks import cut_lines
from piao.extractors.pdf.text.prose_columns import in_columns
from piao.extractors.shared.lines import begins_list_item, is_split
from piao.schema.document import TextBlock

_SAME_SIZE = 0.6
_LARGEST_PITCH = 1.75
_WIDEST_PITCH = 2.4
_FEW_WORDS = 5
_ENOUGH_LINES = 4
"""So many lines of several words show by themselves where full lines end."""
_UNEVEN = 1.08
"""How much further than usual the next line of a paragraph may stand."""
_SPACE = 0.25
_WIDE_GAP = 1.5
_HANGING = 3.0
_MOST_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Setting:
    """How the running text of a document is set, where it shows: else both are 0.

    `right` is where its full lines end, `pitch` how far apart they stand, in type sizes.
    """

    right: float = 0.0
    pitch: float = 0.0


def setting_of(lines: Sequence[Line]) -> Setting:
    """The setting that the lines of several pages of one width show."""
    right = right_margin(lines)
    pitches = sorted(
        pitch / before.style.size
        for before, line in pairwise(lines)
        if len(before.words) > _FEW_WORDS
        and right - before.x1 < before.style.size
        and before.style.size == line.style.size
        and 0 < (pitch := _pitch(before, line)) <= _WIDEST_PITCH * before.style.size
    )
    usual = pitches[len(pitches) // 2] if len(pitches) >= _ENOUGH_LINES else 0.0
    return Setting(right, usual)


def to_blocks(
    lines: Iterable[Line],
    page: int,
    known: Container[str] = frozenset(),
    setting: Setting = Setting(),
) -> list[TextBlock]:
    """The paragraphs of the lines, in their order, prose in columns column by column.

    A paragraph goes on while size and weight stay, the lines are near, and the
    line before is full: the next line's first word would not have fitted there. A few
    short lines do not show where that is: there the `setting` of the document does.
    """
    parts = in_columns(list(lines))
    if len(parts) > 1:
        setting = replace(setting, right=0.0)
    return [block for part in parts for block in _paragraphs(part, page, known, setting)]


def _paragraphs(
    lines: Sequence[Line], page: int, known: Container[str], setting: Setting
) -> list[TextBlock]:
    paragraphs: list[list[Line]] = []
    right = right_margin(lines)
    if sum(len(line.words) > _FEW_WORDS for line in lines) < _ENOUGH_LINES:
        right = max(right, setting.right) or max((line.x1 for line in lines), default=0.0)
    farthest = max(_LARGEST_PITCH, setting.pitch * _UNEVEN)
    for line in lines:
        if paragraphs and _goes_on(paragraphs[-1], line, right, farthest):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [_block(paragraph, page, right, known) for paragraph in paragraphs]


def right_margin(lines: Sequence[Line]) -> float:
    """Where full lines end: the right end that lines of several words reach; 0 without any."""
    ends = sorted(line.x1 for line in lines if len(line.words) > _FEW_WORDS)
    return ends[int(len(ends) * 0.9)] if ends else 0.0


def _pitch(before: Line, line: Line) -> float:
    return (line.top + line.bottom - before.top - before.bottom) / 2


def _goes_on(paragraph: Sequence[Line], line: Line, right: float, farthest: float) -> bool:
    last = paragraph[-1]
    style, size = last.style, max(last.style.size, 1.0)
    if style.turn != line.style.turn or abs(style.size - line.style.size) > _SAME_SIZE:
        return False
    if style.bold != line.style.bold and _weights_differ(last, line):
        return False
    if not 0 < _pitch(last, line) <= farthest * size or begins_list_item(line.text):
        return False
    if is_split(last.text, line.text):
        return True
    first = line.words[0]
    room = right - last.x1
    if abs((last.x0 + last.x1) - (line.x0 + line.x1)) < 1.5 and abs(last.x0 - line.x0) > 4:
        room *= 2
    return room <= first.x1 - first.x0 + _SPACE * size


def _weights_differ(last: Line, line: Line) -> bool:
    """Whether one line is all bold and the other has none: not a paragraph with a bold part."""
    bold = [any(word.style.bold for word in part.words) for part in (last, line)]
    return not all(bold)


def _block(lines: Sequence[Line], page: int, right: float, known: Container[str]) -> TextBlock:
    box = (
        round(min(line.x0 for line in lines), 1),
        round(min(line.top for line in lines), 1),
        round(max(line.x1 for line in lines), 1),
        round(max(line.bottom for line in lines), 1),
    )
    text = lines[0].text if len(lines) == 1 else join_lines(lines, box[0], right, known)
    text = " ".join(text.split())
    return TextBlock(
        text,
        page,
        box,
        max(line.style.size for line in lines),
        all(line.style.bold for line in lines),
        lead=lead_of_lines(text, lines),
        item=begins_list_item(text),
        columns=_columns(lines, text),
    )


def _columns(lines: Sequence[Line], text: str) -> tuple[str, ...]:
    """The parts of a line that wide white sets apart; of a paragraph, a label and what hangs."""
    first = lines[0]
    if first.style.turn or len(first.words) < 2 or not _has_wide_gap(first):
        return ()
    chunks = cut_lines(lines)[0]
    if not 1 < len(chunks) <= _MOST_COLUMNS:
        return ()
    if len(lines) == 1:
        return tuple(chunk.text for chunk in chunks)
    hangs = all(abs(line.x0 - chunks[1].x0) <= _HANGING for line in lines[1:])
    if len(chunks) > 2 or not hangs or not text.startswith(chunks[0].text):
        return ()
    return chunks[0].text, text[len(chunks[0].text) :].strip()


def _has_wide_gap(line: Line) -> bool:
    pairs = pairwise(line.words)
    return any(after.x0 - before.x1 > _WIDE_GAP * line.style.size for before, after in pairs)
