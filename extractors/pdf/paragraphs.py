"""Lines outside of tables to paragraphs."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from piao.extractors.lines import begins_list_item, is_split
from piao.extractors.pdf.celltext import join_lines
from piao.extractors.pdf.layout import Line, Word
from piao.extractors.pdf.prosecolumns import in_columns
from piao.schema.document import TextBlock

_SAME_SIZE = 0.6
_LARGEST_PITCH = 1.75
_SPACE = 0.25


def to_blocks(
    lines: Iterable[Line], page: int, known: Container[str] = frozenset()
) -> list[TextBlock]:
    """The paragraphs of the lines, in their order, prose in columns column by column.

    A paragraph goes on while size and weight stay, the lines are near, and the
    line before is full: the next line's first word would not have fitted there.
    """
    return [block for part in in_columns(list(lines)) for block in _paragraphs(part, page, known)]


def _paragraphs(lines: Sequence[Line], page: int, known: Container[str]) -> list[TextBlock]:
    paragraphs: list[list[Line]] = []
    right = _right_margin(lines)
    for line in lines:
        if paragraphs and _goes_on(paragraphs[-1], line, right):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [_block(paragraph, page, right, known) for paragraph in paragraphs]


def _right_margin(lines: Sequence[Line]) -> float:
    """Where full lines end: the right end that lines of several words reach."""
    ends = sorted(line.x1 for line in lines if len(line.words) > 5)
    return ends[int(len(ends) * 0.9)] if ends else max((line.x1 for line in lines), default=0)


def _goes_on(paragraph: Sequence[Line], line: Line, right: float) -> bool:
    last = paragraph[-1]
    style, size = last.style, max(last.style.size, 1.0)
    if style.turn != line.style.turn or abs(style.size - line.style.size) > _SAME_SIZE:
        return False
    if style.bold != line.style.bold and _weights_differ(last, line):
        return False
    pitch = (line.top + line.bottom - last.top - last.bottom) / 2
    if not 0 < pitch <= _LARGEST_PITCH * size or begins_list_item(line.text):
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
    return TextBlock(
        " ".join(text.split()),
        page,
        box,
        max(line.style.size for line in lines),
        all(line.style.bold for line in lines),
    )


def outside(
    words: Iterable[Word], boxes: Sequence[tuple[float, float, float, float]]
) -> list[Word]:
    """The words whose middle is in none of the boxes."""
    rest = []
    for word in words:
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        for left, top, right, bottom in boxes:
            if left < x < right and top < y < bottom:
                break
        else:
            rest.append(word)
    return rest
