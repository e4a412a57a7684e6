"""Characters of a page to words, words to lines."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import pairwise
from statistics import median

from piao.extractors.pdf.model import Edge, Line, Style, Word
from piao.extractors.pdf.text.characters import UNMAPPED, Characters
from piao.extractors.pdf.text.spacing import FEWEST_LETTERS, without_spacing
from piao.schema.records import BBox

_TOKEN = re.compile(r"[^\s\x00]+")
_LINE_END_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-"})
_NEAR = 6.0
_WIDEST_CHARACTER = 1.3
_FEW_JOINTS = 3
_SAME_LINE = 0.6
_SAME_PLACE = 1.0
_MOST_DOUBLES = 200
_LONG_CAPITALS = 6
_SPACE_OF_CAPITALS = 0.1


def read_words(characters: Characters, rules: Sequence[Edge]) -> list[Word]:
    """The words of a page in the order of the file.

    Words that reach over one of the vertical `rules`, ordered by position, know the
    place of each of their characters, so that they can be divided.
    """
    words: list[Word] = []
    borders = [rule.position for rule in rules]
    has_hidden, is_spaced, singles = bool(characters.hidden), False, 0
    for token in _TOKEN.finditer(characters.text):
        start, end = token.span()
        text = token[0]
        style = characters.style(start)
        if (has_hidden and characters.is_hidden(start)) or characters.is_clipped(start):
            continue
        singles = singles + 1 if end - start == 1 else 0
        is_spaced |= singles == FEWEST_LETTERS
        first = characters.box(start)
        last = characters.box(end - 1) if end - start > 1 else first
        box = _hull(first, last)
        crosses = bisect_right(borders, box[0]) != bisect_right(borders, box[2])
        crosses = crosses and _meets(box, borders, rules)
        if (
            crosses
            or UNMAPPED in text
            or not _is_plain(text, first, last, style)
            or _hides_spaces(characters, start, end, style)
        ):
            words.extend(_divided(characters, start, end, style))
        else:
            baseline = characters.origin(start)[0 if style.turn in (90, 270) else 1]
            words.append(Word(text, *box, style, baseline=baseline))
    words = _without_doubles(words)
    return without_spacing(words, rules) if is_spaced else words


def _without_doubles(words: list[Word]) -> list[Word]:
    """The words without those that are drawn twice in one place, as to make them look bold."""
    places: dict[str, list[Word]] = {}
    kept: list[Word] = []
    for word in words:
        others = places.setdefault(word.text, [])
        if not others or not _is_double(word, others[-_MOST_DOUBLES:]):
            others.append(word)
            kept.append(word)
    return kept


def _is_double(word: Word, others: Sequence[Word]) -> bool:
    return any(
        abs(other.bottom - word.bottom) < _SAME_PLACE and abs(other.x0 - word.x0) < _SAME_PLACE
        for other in others
    )


def _hull(first: BBox, last: BBox) -> BBox:
    """The box around two boxes."""
    left, top, right, bottom = first
    x0, y0, x1, y1 = last
    return (
        left if left < x0 else x0,
        top if top < y0 else y0,
        right if right > x1 else x1,
        bottom if bottom > y1 else y1,
    )


def _meets(box: BBox, borders: Sequence[float], rules: Sequence[Edge]) -> bool:
    """Whether one of the rules runs through the box or nearly so."""
    near = slice(bisect_left(borders, box[0] - _NEAR), bisect_right(borders, box[2] + _NEAR))
    top, bottom = box[1] - _NEAR, box[3] + _NEAR
    return any(rule.start <= bottom and rule.end >= top for rule in rules[near])


def _is_plain(text: str, first: BBox, last: BBox, style: Style) -> bool:
    """Whether the characters can stand side by side as one word, by the first and the last."""
    if "\x02" in text or "\ufffe" in text:
        return False
    size = style.size or 1.0
    if style.turn in (90, 270):
        along, across = last[3] - first[1], last[0] - first[0]
        if style.turn == 90:
            along = first[3] - last[1]
    else:
        along, across = last[2] - first[0], last[1] - first[1]
        if style.turn == 180:
            along = first[2] - last[0]
    return 0 <= along <= len(text) * size * _WIDEST_CHARACTER and abs(across) <= size / 2


def _divided(characters: Characters, start: int, end: int, style: Style) -> Iterator[Word]:
    """The words of a token, cut where its characters jump though no space is between them."""
    text = characters.text[start:end]
    places: Sequence[int] = range(start, end)
    boxes = [characters.box(index) for index in places]
    if UNMAPPED in text:
        letters = [characters.composed.get(index, characters.text[index]) for index in places]
        places = [index for index, part in zip(places, letters, strict=True) for _ in part]
        parts = (_parted(box, len(part), style) for box, part in zip(boxes, letters, strict=True))
        text, boxes = "".join(letters), [box for part in parts for box in part]
    cuts = sorted({*_jumps(boxes, style), *_lost_spaces(text, boxes, style)})
    for first, last in pairwise([0, *cuts, len(boxes)]):
        piece = boxes[first:last]
        spots = tuple((box[0], box[2]) for box in piece) if style.turn == 0 else ()
        joints = _joints(characters, places[first:last])
        whole = text[first:last].translate(_LINE_END_HYPHENS)
        baseline = characters.origin(start + first)[0 if style.turn in (90, 270) else 1]
        yield Word(whole, *reduce(_hull, piece), style, spots, joints, baseline=baseline)


def _parted(box: BBox, count: int, style: Style) -> list[BBox]:
    """The boxes of the letters that one glyph shows, as wide as each other."""
    x0, top, x1, bottom = box
    if count == 1 or style.turn:
        return [box] * count
    xs = [x0 + (x1 - x0) * index / count for index in range(count + 1)]
    return [(left, top, right, bottom) for left, right in pairwise(xs)]


def _jumps(boxes: list[BBox], style: Style) -> Iterator[int]:
    size = style.size or 1.0
    for index, (before, after) in enumerate(pairwise(boxes), start=1):
        x0, top, x1, bottom = before
        left, above, right, below = after
        if style.turn in (90, 270):
            along = above - bottom if style.turn == 270 else top - below
            across = (left + right - x0 - x1) / 2
        else:
            along = left - x1 if style.turn == 0 else x0 - right
            across = (above + below - top - bottom) / 2
        if along > size / 2 or along < -1.2 * size or abs(across) > 0.7 * size:
            yield index


def _hides_spaces(characters: Characters, start: int, end: int, style: Style) -> bool:
    text = characters.text[start:end]
    if len(text) < _LONG_CAPITALS or style.turn or not text.isupper():
        return False
    return any(_lost_spaces(text, list(map(characters.box, range(start, end))), style))


def _lost_spaces(text: str, boxes: list[BBox], style: Style) -> Iterator[int]:
    """Where capitals stand apart in a word that is set close: there pdfium left out a space.

    It does where kerning draws letters over the space between them ('DOTT.SSA ADA').
    """
    if not text.isupper() or style.turn or len(boxes) < _LONG_CAPITALS:
        return
    gaps = [after[0] - before[2] for before, after in pairwise(boxes)]
    least = _SPACE_OF_CAPITALS * style.size + max(0.0, 2 * median(gaps))
    yield from (index for index, gap in enumerate(gaps, start=1) if gap > least)


def _joints(characters: Characters, places: Sequence[int]) -> tuple[int, ...]:
    """Where another text object begins within the characters; () where many do."""
    if characters.source(places[0]) == characters.source(places[-1]):
        return ()
    sources = [characters.source(index) for index in places]
    changes = enumerate(pairwise(sources), start=1)
    joints = tuple(index for index, (before, after) in changes if before != after)
    return joints if len(joints) <= _FEW_JOINTS else ()


def read_direction(word: Word | Line) -> BBox:
    """The box of a word as its reader sees it who turns the page to read it."""
    x0, top, x1, bottom, style = word[1:6]
    if style.turn == 0:
        return x0, top, x1, bottom
    if style.turn == 90:
        return -bottom, x0, -top, x1
    if style.turn == 180:
        return -x1, -bottom, -x0, -top
    return top, -x1, bottom, -x0


def to_lines(words: Iterable[Word]) -> list[Line]:
    """The words as lines in reading order; words of each turn make lines of their own."""
    lines: list[Line] = []
    by_turn: dict[int, list[tuple[BBox, Word]]] = {}
    for word in words:
        by_turn.setdefault(word.style.turn, []).append((read_direction(word), word))
    for _, placed in sorted(by_turn.items()):
        placed.sort(key=_bottom)
        rows: list[list[tuple[BBox, Word]]] = []
        top = bottom = 0.0
        baseline: float | None = None
        for box, word in placed:
            # A dash is low and an italic word stands elsewhere in its box than an upright
            # one: words of a line share most of their height, whatever their feet.
            shared = min(bottom, box[3]) - max(top, box[1])
            if rows and (
                shared >= min(bottom - top, box[3] - box[1]) * _SAME_LINE
                or (baseline is not None and word.baseline == baseline)
            ):
                rows[-1].append((box, word))
            else:
                rows.append([(box, word)])
                top, bottom = box[1], box[3]
            baseline = word.baseline
        for row in rows:
            row.sort(key=_left)
            lines.append(_line(row))
    return lines


def _bottom(placed: tuple[BBox, Word]) -> float:
    return placed[0][3]


def _left(placed: tuple[BBox, Word]) -> float:
    return placed[0][0]


def foot(line: Line) -> float:
    """The y that the words of an unturned line stand on."""
    return median(w.bottom if w.baseline is None else w.baseline for w in line.words)


def make_line(words: Sequence[Word]) -> Line:
    """The words, left to right as read, as one line."""
    return _line([(read_direction(word), word) for word in words])


def _line(row: list[tuple[BBox, Word]]) -> Line:
    if len(row) == 1:
        word = row[0][1]
        return Line(*word[:6], (word,))
    before, first = row[0]
    text, style = first.text, first.style
    longest, is_bold, hull = len(text), style.bold, first[1:5]
    for box, word in row[1:]:
        touching = box[0] - before[2] < word.style.size * 0.08 and box[0] >= before[0]
        text += word.text if touching else " " + word.text
        before, hull = box, _hull(hull, word[1:5])
        is_bold = is_bold and word.style.bold
        if len(word.text) > longest:
            longest, style = len(word.text), word.style
    if style.bold and not is_bold:
        style = style._replace(bold=False)
    return Line(text, *hull, style, tuple(word for _, word in row))
