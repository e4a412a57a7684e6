"""Words of a picture, recognised by rapidocr, whose models are in its package."""

from __future__ import annotations

import ctypes
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import accumulate, pairwise
from math import inf
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from piao.extractors.pdf.scan.lettering import Lettering, measured
from piao.extractors.pdf.scan.marks import with_marks

if TYPE_CHECKING:
    from piao.extractors.pdf.scan.picture_rules import Picture, PictureDrawing

FINEST, COARSE = 1_440, 960
"""Pixels of the longer side that lines are found with: of a page, of a picture among text."""
_SMALLEST_DETECTION = 400
_LEAST_LINE = [3, 48, 224]
"""Colours, height and least width of the picture of a line: most cells are short, and a picture
padded to the usual 320 takes a fifth longer. In batches, all as wide as the widest,
lines take half as long again."""
_LEAST_MAPPED = -3  # M_MMAP_THRESHOLD of malloc.h
_LARGE_BLOCK = 1 << 20
_LEAST_DIVIDED = 800
_OVERLAP = 40
_NARROWEST = 4
_SPACE = 0.24
_SPACE_OF_FIGURES = 0.4
_DASHES = {"-": 0.4, "–": 0.75, "—": inf}
"""Each with the width that it has at most, in type sizes."""
_LINE_HEIGHT = 1.35
_ABOVE, _BELOW = 0.8, 0.3
"""What of a line holds no ink of its neighbours, in type sizes from its baseline."""
_NARROW_SPACE = 0.65
_PER_MILLE = ("%0", "%o", "%O")
"""How '‰' is read."""
_LEAST_CERTAIN = 0.5
_LATIN_SIGNS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | str.maketrans(
    "\N{CJK UNIFIED IDEOGRAPH-4E00}ー、。", "––,."
)
"""The models know Chinese: its wide signs are never meant here."""

Blank = tuple[int, int, int]
"""Of a line: the position among its letters, and the x where ink ends and begins again."""


class RecognisedWord(NamedTuple):
    """A word of a picture: its box in pixels, the box's height that of its line.

    `certainties` (0-1) are those of its characters; `lettering` is that of its line, where
    that can be measured.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    certainties: tuple[float, ...]
    lettering: Lettering | None = None


def is_available() -> bool:
    """Whether the extra `ocr` is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def recognise(drawing: PictureDrawing, finest: int = FINEST) -> Iterator[RecognisedWord]:
    """The words of a straightened picture, line by line as they are found.

    Lines of text are cut at the vertical rules that cross them.
    """
    picture = drawing.without_rules
    borders = sorted(drawing.vertical)
    lines = with_marks(_lines(picture, finest), drawing)
    for left, top, right, bottom in sorted(lines, key=lambda line: (line[1], line[0])):
        crossing = [
            edge.position
            for edge in borders[bisect_left(borders, (left,)) : bisect_right(borders, (right,))]
            if edge.start < (top + bottom) / 2 < edge.end
        ]
        for start, end in pairwise([left, *crossing, right]):
            x0, x1 = round(start), round(end)
            if x1 - x0 > _NARROWEST:
                yield from _words(picture[top:bottom, x0:x1], x0, top)


def seems_upside_down(line: Picture) -> bool:
    """Whether the picture of a line looks as if it stood on its head."""
    found = _engine()(line, use_det=False, use_cls=True, use_rec=False)
    return bool(found.cls_res) and found.cls_res[0][0] == "180"


def certainty(line: Picture) -> float:
    """0-1, how surely the picture of a line is recognised."""
    found = _engine()(line, use_det=False, use_cls=False, use_rec=True)
    return float(found.scores[0]) if found.txts else 0.0


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    _give_memory_back()
    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.return_word_box": True,
            "Global.use_preprocess_img": False,  # it distorts small pictures
            "Det.limit_side_len": _SMALLEST_DETECTION,
            "Rec.rec_img_shape": _LEAST_LINE,
        }
    )


def _give_memory_back() -> None:
    """Let the C library of Linux return every large block at once when it is freed.

    Else the blocks of one picture, each of another size, stay as gaps between those of
    the next, and half as much memory again is held.
    """
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt:
            mallopt(_LEAST_MAPPED, _LARGE_BLOCK)


def _lines(picture: Picture, finest: int) -> list[tuple[int, int, int, int]]:
    """The boxes of lines of text, found in a picture of bounded size, half by half."""
    import cv2
    import numpy as np

    height, width = picture.shape
    scale = min(1.0, finest / max(height, width))
    resized = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    small: Picture = np.asarray(resized, np.uint8)
    lines = []
    for start, end in _halves(small):
        first = max(0, start - _OVERLAP)
        found = _engine()(small[first : end + _OVERLAP], use_det=True, use_cls=False, use_rec=False)
        boxes = [] if found is None or found.boxes is None else found.boxes
        for box in boxes:
            (left, top), (right, bottom) = box.min(axis=0), box.max(axis=0)
            if start <= first + (top + bottom) / 2 < end:
                corners = (left, first + top, right, first + bottom)
                x0, y0, x1, y1 = (max(0, round(at / scale)) for at in corners)
                lines.append((x0, y0, x1, y1))
    return lines


def _halves(picture: Picture) -> list[tuple[int, int]]:
    """Rows of a picture in two parts, divided where the least is written: half the memory."""
    import numpy as np

    height = len(picture)
    if height < _LEAST_DIVIDED:
        return [(0, height)]
    middle = slice(height * 4 // 10, height * 6 // 10)
    variety = picture[middle].astype(np.float32).std(axis=1)
    cut = middle.start + int(variety.argmin())
    return [(0, cut), (cut, height)]


def _words(line: Picture, left: int, top: int) -> Iterator[RecognisedWord]:
    result = _engine()(line, use_det=False, use_cls=False, use_rec=True, return_word_box=True)
    if not result.txts or not result.txts[0].strip() or result.scores[0] < _LEAST_CERTAIN:
        return
    text, info = result.txts[0].translate(_LATIN_SIGNS), result.word_results[0]
    height, width = line.shape
    step = width / (info.line_txt_len or 1)
    middles = [(column + 0.5) * step for group in info.word_cols for column in group]
    read = zip(text, info.confs, strict=True)
    certainties = [certainty for character, certainty in read if not character.isspace()]
    letters = "".join(text.split())
    lettering = measured(line, letters)
    inked = _inked_columns(line, lettering)
    size = lettering.size if lettering else height / _LINE_HEIGHT
    gaps = sorted(_gaps(text, middles, inked, size).items())
    starts = [(0, inked[0]), *((at, after) for at, (_, after) in gaps)]
    ends = [*((at, before) for at, (before, _) in gaps), (len(letters), inked[-1] + 1)]
    for (start, x0), (end, x1) in zip(starts, ends, strict=True):
        word, sure = letters[start:end], tuple(certainties[start:end])
        if word in _DASHES:
            word = _dash(x1 - x0, size)
        elif word.endswith(_PER_MILLE):
            word, sure = f"{word[:-2]}‰", (*sure[:-2], min(sure[-2:]))
        end_x = left + max(x1, x0 + 1)
        yield RecognisedWord(word, left + x0, top, end_x, top + height, sure, lettering)


def _dash(width: float, size: float) -> str:
    """A dash that stands alone, told by its width: all of them are read as the shortest."""
    return next(dash for dash, widest in _DASHES.items() if width <= widest * size)


def _gaps(
    text: str, middles: Sequence[float], inked: Sequence[int], size: float
) -> dict[int, tuple[float, float]]:
    """The gaps between words: the position among the letters, the x where ink ends and begins.

    Words part at the spaces read, and at blanks about as wide as these: narrow letters and
    signs swallow the space beside them, but the picture still has it. Figures have more
    white around them, and are not parted by less than is usual between them.
    """
    letters = "".join(text.split())
    between = [(before + after) / 2 for before, after in pairwise(middles)]
    gaps: dict[int, tuple[float, float]] = {}
    for at in list(accumulate(len(token) for token in text.split()))[:-1]:
        gaps[at] = between[at - 1] - _SPACE * size / 2, between[at - 1] + _SPACE * size / 2
    blanks = [
        (bisect_left(middles, (before + after) / 2), before + 1, after)
        for before, after in pairwise(inked)
        if between
        and after - before > _SPACE * size
        and middles[0] < (before + after) / 2 < middles[-1]
    ]
    of_spaces: dict[int, Blank] = {}
    left = blanks
    for spot in gaps:
        near = [blank for blank in left if abs(blank[0] - spot) <= 1]
        if near:
            of_spaces[spot] = min(near, key=lambda blank: abs(blank[0] - spot))
            left = left[left.index(of_spaces[spot]) + 1 :]
    widths = [end - start for _, start, end in of_spaces.values()]
    narrowest = _NARROW_SPACE * median(widths) if widths else 0.0
    for at, start, end in {*blanks} - {*of_spaces.values()}:
        is_figure = letters[at - 1 : at + 1].isdigit()
        if end - start >= max(narrowest, _SPACE_OF_FIGURES * size * is_figure) and at not in gaps:
            of_spaces[at] = at, start, end
    return gaps | {spot: (start, end) for spot, (_, start, end) in of_spaces.items()}


def _inked_columns(line: Picture, lettering: Lettering | None) -> list[int]:
    """The columns of a line of text that have ink, that of lines above and below left out."""
    import numpy as np

    height, width = line.shape
    top, bottom = height // 8, height
    if lettering:
        top = max(0, round(lettering.baseline - _ABOVE * lettering.size))
        bottom = round(lettering.baseline + _BELOW * lettering.size)
    contrast = np.abs(line.astype(np.int16) - np.median(line))
    ink = contrast[top:bottom] > 0.35 * max(float(np.percentile(contrast, 99)), 1.0)
    columns: list[int] = np.flatnonzero(ink.any(axis=0)).tolist()
    return columns or [0, width - 1]
