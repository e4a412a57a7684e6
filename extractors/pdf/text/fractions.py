"""Fractions: a bar between two lines of text that stand close to it is no rule of a table."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from piao.extractors.pdf.model import Edge, PageContent, Word

_SHORTEST, _LONGEST = 12.0, 260.0
_CLOSE = 0.45
_ABOVE = 0.75
"""How far a term stands from the bar at most, in its own size: its top, or its baseline."""
_OVERHANG = 4.0
_CENTRED = 4.0
_LINES = 2.2
"""Lines of a term that wraps: so far from the bar, in the size of the type."""
_WIDER = 1.4
_WIDEST_GAP = 1.0
_BESIDE = 30.0
_TOUCHING = 2.5
_MOST_BARS = 500


def with_fractions(page: PageContent) -> PageContent:
    """The page with ' /' after each numerator, and without the bars below them."""
    level = [edge for edge in page.drawing.horizontal if edge.end - edge.start <= _LONGEST]
    if not level or len(level) > _MOST_BARS:
        return page
    upright = [word for word in page.words if word.style.turn == 0]
    upright.sort(key=lambda word: word.bottom)
    bottoms = [word.bottom for word in upright]
    found: dict[Edge, Word] = {}
    for bar in level:
        if bar.end - bar.start < _SHORTEST or _meets_a_rule(bar, page):
            continue
        near = slice(
            bisect_left(bottoms, bar.position - 20), bisect_right(bottoms, bar.position + 60)
        )
        if (last := _last_of_numerator(bar, upright[near])) is not None:
            found[bar] = last
    if not found:
        return page
    ends = {id(word) for word in found.values()}
    words: list[Word] = []
    for word in page.words:
        words.append(word)
        if id(word) in ends:
            words.append(_stroke_after(word))
    horizontal = [edge for edge in page.drawing.horizontal if edge not in found]
    return replace(page, words=words, drawing=replace(page.drawing, horizontal=horizontal))


def _stroke_after(word: Word) -> Word:
    size = word.style.size
    x0 = word.x1 + 0.2 * size
    return word._replace(
        text="/", x0=x0, x1=x0 + 0.2 * size, spots=(), joints=(), certainties=word.certainties[:1]
    )


def _meets_a_rule(bar: Edge, page: PageContent) -> bool:
    """Whether a rule stands on an end of the bar, or another goes on beside it."""
    upright = any(
        min(abs(edge.position - bar.start), abs(edge.position - bar.end)) < _TOUCHING
        and edge.start - _TOUCHING < bar.position < edge.end + _TOUCHING
        for edge in page.drawing.vertical
    )
    return upright or any(
        edge is not bar
        and abs(edge.position - bar.position) < 1
        and max(edge.start - bar.end, bar.start - edge.end) < _BESIDE
        for edge in page.drawing.horizontal
    )


def _last_of_numerator(bar: Edge, words: Sequence[Word]) -> Word | None:
    """The last word of the term above a bar that has another below it, each close and centred."""
    above = [w for w in words if -1 <= bar.position - _foot(w) <= _ABOVE * w.style.size]
    below = [w for w in words if -1 <= w.top - bar.position <= _CLOSE * w.style.size]
    terms = [_term(bar, above), _term(bar, below)]
    if not all(terms):
        return None
    middle = (bar.start + bar.end) / 2
    centres = [(term[0].x0 + term[-1].x1) / 2 for term in terms]
    around = [
        word
        for word in words
        if bar.start - _OVERHANG <= word.x0
        and word.x1 <= bar.end + _OVERHANG
        and abs((word.top + word.bottom) / 2 - bar.position) <= _LINES * word.style.size
    ]
    widest = max(word.x1 for word in around) - min(word.x0 for word in around)
    fits = bar.end - bar.start <= _WIDER * widest + 2 * _OVERHANG
    centred = all(abs(centre - middle) <= _CENTRED for centre in centres)
    return terms[0][-1] if fits and centred else None


def _foot(word: Word) -> float:
    return word.bottom if word.baseline is None else word.baseline


def _term(bar: Edge, words: Sequence[Word]) -> list[Word]:
    """The words over or under a bar, as one text that does not reach beyond it."""
    inside = sorted((w for w in words if w.x1 > bar.start and w.x0 < bar.end), key=lambda w: w.x0)
    if not inside:
        return []
    if inside[0].x0 < bar.start - _OVERHANG or inside[-1].x1 > bar.end + _OVERHANG:
        return []
    apart = any(b.x0 - a.x1 > _WIDEST_GAP * a.style.size for a, b in pairwise(inside))
    return [] if apart else inside
