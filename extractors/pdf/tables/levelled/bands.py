"""Coloured bands that adjoin the level rules of a table: its heading, or rows without a rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from piao.extractors.pdf.model import Drawing, Edge, Word
from piao.extractors.pdf.text.chunks import chunk_lines
from piao.schema.records import BBox

_SAME_END = 8.0
_ADJOINS = 3.0
_GAP = 4.0
_LOWEST, _TALLEST = 7.0, 90.0
_MOST_BOXES = 2_000
_MOST_IN_A_ROW = 4
_FEWEST_CELLS = 3
_FEWEST_BETWEEN = 2


def with_band_rules(drawing: Drawing, words: Sequence[Word]) -> list[Edge]:
    """The level rules, and the upper sides of bands of the same reach that stand on one of them.

    Such a band of words in columns, often in several boxes with white between them, is the
    heading of the rows below, which have rules only from its lower side on; two or more may
    stand on each other.
    """
    rules = list(drawing.horizontal)
    rules += _ends_of_stacks(drawing.backgrounds, rules)
    boxes = [b for b in dict.fromkeys(drawing.backgrounds) if _LOWEST <= b[3] - b[1] <= _TALLEST]
    if not rules or not boxes or len(boxes) > _MOST_BOXES:
        return rules
    plain = set(_bands(boxes))
    bands = sorted({*plain, *_stepped(boxes)}, key=lambda band: -band[3])
    in_columns = [band for band in bands if _is_in_columns(band, words)]
    titles = [b for b in bands if b not in in_columns and any(_adjoin(b, c) for c in in_columns)]
    bands = [*in_columns, *titles]
    for _ in range(_MOST_IN_A_ROW):
        added = [
            Edge(top, left, right)
            for left, top, right, bottom in bands
            if any(_stands_on(left, right, bottom, rule) for rule in rules)
            and not any(_stands_on(left, right, top, rule) for rule in rules)
        ]
        if not added:
            break
        rules += added
    return sorted([*rules, *_inner_rules([b for b in bands if b not in plain], boxes, rules)])


def _ends_of_stacks(boxes: Sequence[BBox], rules: Sequence[Edge]) -> Iterator[Edge]:
    """Rules above and below coloured row titles that stand on each other, level rules between.

    They reach as far as those rules do, and so do rules that begin only beside the titles.
    """
    stacks: list[list[BBox]] = []
    for box in sorted(dict.fromkeys(boxes[:_MOST_BOXES]), key=lambda b: (b[0], b[2], b[1])):
        last = stacks[-1][-1] if stacks else None
        if last and last[::2] == box[::2] and abs(box[1] - last[3]) <= _ADJOINS:
            stacks[-1].append(box)
        else:
            stacks.append([box])
    for stack in (stack for stack in stacks if len(stack) >= _FEWEST_CELLS):
        borders = [box[3] for box in stack[:-1]]
        between = [
            rule
            for rule in rules
            if stack[0][0] - _GAP <= rule.start <= stack[0][2] + _GAP
            and any(abs(rule.position - border) <= _ADJOINS for border in borders)
        ]
        if len(between) < max(_FEWEST_BETWEEN, len(borders) - 1):
            continue
        end = min(rule.end for rule in between)
        for y in (stack[0][1], *borders, stack[-1][3]):
            if not any(_stands_on(stack[0][0], end, y, rule) for rule in rules):
                yield Edge(y, stack[0][0], end)


def _inner_rules(
    stepped: Sequence[BBox], boxes: Sequence[BBox], rules: Sequence[Edge]
) -> Iterator[Edge]:
    """Level rules where boxes of such a band are parted once more."""
    for left, top, right, bottom in stepped:
        if not any(_stands_on(left, right, top, rule) for rule in rules):
            continue
        inner = [
            b
            for b in boxes
            if left - _GAP <= b[0]
            and b[2] <= right + _GAP
            and top + _ADJOINS < b[1] < b[3] <= bottom + _ADJOINS
        ]
        yield from (Edge(box[1], box[0], box[2]) for box in inner)


def _adjoin(below: BBox, above: BBox) -> bool:
    """Whether one band stands right on another of the same reach."""
    rule = Edge(below[1], below[0], below[2])
    return _stands_on(above[0], above[2], above[3], rule)


def _stepped(boxes: Sequence[BBox]) -> Iterator[BBox]:
    """Bands of boxes side by side of which some are parted once more: headings of two rows."""
    clusters: list[list[BBox]] = []
    for box in sorted(boxes, key=lambda box: box[1]):
        bottom = max((b[3] for b in clusters[-1]), default=0.0) if clusters else 0.0
        if clusters and box[1] < bottom - _ADJOINS:
            clusters[-1].append(box)
        else:
            clusters.append([box])
    for cluster in clusters:
        top, bottom = min(b[1] for b in cluster), max(b[3] for b in cluster)
        whole = [b for b in cluster if b[1] - top <= _ADJOINS and bottom - b[3] <= _ADJOINS]
        upper = [b for b in cluster if b[1] - top <= _ADJOINS]
        if not whole or len(upper) == len(whole) or len(cluster) < _FEWEST_CELLS:
            continue
        row = sorted(upper)
        if all(after[0] - before[2] <= _GAP for before, after in pairwise(row)):
            yield row[0][0], top, row[-1][2], bottom


def band_borders(drawing: Drawing, top: float, bottom: float) -> list[float]:
    """The x between the boxes, three and more side by side, of bands from `top` to `bottom`."""
    boxes = dict.fromkeys(drawing.backgrounds)
    inside = [b for b in boxes if top - _ADJOINS <= b[1] and b[3] <= bottom + _ADJOINS]
    if len(inside) > _MOST_BOXES:
        return []
    borders: set[float] = set()
    for row in _rows(b for b in inside if _LOWEST <= b[3] - b[1] <= _TALLEST):
        gaps = [(a[2], b[0]) for a, b in pairwise(row)]
        if len(row) >= _FEWEST_CELLS and all(abs(b - a) <= _GAP for a, b in gaps):
            borders.update(round((a + b) / 2, 1) for a, b in gaps)
    return sorted(borders)


def tiles_between(
    drawing: Drawing, above: float, below: float, left: float, right: float
) -> list[float]:
    """The x where boxes that fill the space between two level rules adjoin each other.

    Empty where boxes do not fill it, or one box does.
    """
    tiles = sorted(
        box
        for box in dict.fromkeys(drawing.backgrounds)
        if box[1] <= above + _ADJOINS
        and box[3] >= below - _ADJOINS
        and box[0] >= left - _GAP
        and box[2] <= right + _GAP
    )
    if len(tiles) < _FEWEST_CELLS or tiles[-1][2] < right - _GAP or tiles[0][0] > left + _GAP:
        return []
    gaps = [(before[2], after[0]) for before, after in pairwise(tiles)]
    if any(abs(end - start) > _GAP for end, start in gaps):
        return []
    return [(end + start) / 2 for end, start in gaps]


def _stands_on(left: float, right: float, y: float, rule: Edge) -> bool:
    return (
        abs(rule.position - y) <= _ADJOINS
        and abs(rule.start - left) <= _SAME_END
        and abs(rule.end - right) <= _SAME_END
    )


def _is_in_columns(band: BBox, words: Sequence[Word]) -> bool:
    left, top, right, bottom = band
    inside = [
        word
        for word in words
        if left < (word.x0 + word.x1) / 2 < right and top < (word.top + word.bottom) / 2 < bottom
    ]
    return any(len(line) > 1 for line in chunk_lines(inside))


def _bands(boxes: Sequence[BBox]) -> Iterator[BBox]:
    """The boxes, those side by side joined to one."""
    for row in _rows(boxes):
        left, top, right, bottom = row[0]
        for x0, _, x1, _ in row[1:]:
            if x0 > right + _GAP:
                yield left, top, right, bottom
                left = x0
            right = max(right, x1)
        yield left, top, right, bottom


def _rows(boxes: Iterable[BBox]) -> list[list[BBox]]:
    """The boxes of one top and bottom, from left to right."""
    rows: dict[tuple[int, int], list[BBox]] = defaultdict(list)
    for box in boxes:
        rows[round(box[1]), round(box[3])].append(box)
    return [sorted(row) for row in rows.values()]
