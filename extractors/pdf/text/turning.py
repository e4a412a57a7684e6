"""Pages set to be read with the paper turned: landscape tables on portrait pages."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from piao.extractors.pdf.model import Drawing, Edge, PageContent, Word
from piao.schema.records import BBox

_MOST = 0.6


def upright(page: PageContent) -> PageContent:
    """The page as its reader turns it: coordinates from the top left corner of that view.

    A page of which most characters are turned is turned back with all that is on
    it, its words line by line; any other page stays as it is.
    """
    turns: Counter[int] = Counter()
    for word in page.words:
        turns[word.style.turn] += len(word.text)
    turn, characters = turns.most_common(1)[0] if turns else (0, 0)
    if turn == 0 or characters < _MOST * turns.total():
        return page
    return turned_back(page, turn)


def turned_back(page: PageContent, turn: int) -> PageContent:
    """The page, whose reader turns it by `turn` degrees, as that reader sees it."""
    if turn == 0:
        return page
    sideways = turn in (90, 270)
    width, height = (page.height, page.width) if sideways else (page.width, page.height)
    words = [_turned_word(word, turn, width, height) for word in page.words]
    words.sort(key=lambda word: (round(word.bottom), word.x0))
    return replace(
        page, width=width, height=height, words=words, drawing=_turned_drawing(page, turn)
    )


def _turned(box: BBox, turn: int, width: float, height: float) -> BBox:
    x0, top, x1, bottom = box
    if turn == 90:
        return width - bottom, x0, width - top, x1
    if turn == 270:
        return top, height - x1, bottom, height - x0
    return width - x1, height - bottom, width - x0, height - top


def _turned_word(word: Word, turn: int, width: float, height: float) -> Word:
    box = _turned(word[1:5], turn, width, height)
    style = word.style._replace(turn=(word.style.turn - turn) % 360)
    baseline = _turned_baseline(word, turn, width, height)
    return Word(word.text, *box, style, certainties=word.certainties, baseline=baseline)


def _turned_baseline(word: Word, turn: int, width: float, height: float) -> float | None:
    at = word.baseline
    if at is None:
        return None
    x, y = (at, 0.0) if word.style.turn in (90, 270) else (0.0, at)
    left, top, _, _ = _turned((x, y, x, y), turn, width, height)
    return left if (word.style.turn - turn) % 180 else top


def _turned_drawing(page: PageContent, turn: int) -> Drawing:
    sideways = turn in (90, 270)
    width, height = (page.height, page.width) if sideways else (page.width, page.height)
    drawing = page.drawing
    level = [(edge.start, edge.position, edge.end, edge.position) for edge in drawing.horizontal]
    standing = [(edge.position, edge.start, edge.position, edge.end) for edge in drawing.vertical]
    boxes = [_turned(box, turn, width, height) for box in (*level, *standing)]
    return Drawing(
        sorted(Edge(top, x0, x1) for x0, top, x1, bottom in boxes if bottom == top),
        sorted(Edge(x0, top, bottom) for x0, top, x1, bottom in boxes if x0 == x1),
        [_turned(box, turn, width, height) for box in drawing.backgrounds],
        [_turned(box, turn, width, height) for box in drawing.pictures],
    )
