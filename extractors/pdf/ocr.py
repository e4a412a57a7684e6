"""Words of a picture, recognised by rapidocr, whose models are in its package."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from piao.extractors.pdf.layout import Edge

if TYPE_CHECKING:
    from piao.extractors.pdf.picture_rules import Picture

_FINEST_DETECTION = 1_800
_NARROWEST = 4
_WIDE_GAP = 1.6
_LEAST_CERTAIN = 0.5


class RecognisedWord(NamedTuple):
    """A word of a picture: its box in pixels, the box's height that of its line.

    `certainties` (0-1) are of each character, `middles` their x.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    certainties: tuple[float, ...]
    middles: tuple[float, ...]


def is_available() -> bool:
    """Whether the extra `ocr` is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def recognise(picture: Picture, vertical: Sequence[Edge]) -> Iterator[RecognisedWord]:
    """The words of a straightened grey picture, line by line as they are found.

    Lines of text are cut at the `vertical` rules (pixels) that cross them.
    """
    borders = sorted(vertical)
    for left, top, right, bottom in _lines(picture):
        crossing = [
            edge.position
            for edge in borders[bisect_left(borders, (left,)) : bisect_right(borders, (right,))]
            if edge.start < (top + bottom) / 2 < edge.end
        ]
        for start, end in pairwise([left, *crossing, right]):
            x0, x1 = round(start), round(end)
            if x1 - x0 > _NARROWEST:
                yield from _words(picture[top:bottom, x0:x1], x0, top)


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.return_word_box": True,
            "Global.max_side_len": 10_000,
        }
    )


def _lines(picture: Picture) -> list[tuple[int, int, int, int]]:
    """The boxes of lines of text, found in a picture of bounded size."""
    import cv2

    height, width = picture.shape
    scale = min(1.0, _FINEST_DETECTION / max(height, width))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    found = _engine()(small, use_det=True, use_cls=False, use_rec=False)
    boxes = [] if found is None or found.boxes is None else found.boxes
    lines = []
    for box in boxes:
        (left, top), (right, bottom) = box.min(axis=0) / scale, box.max(axis=0) / scale
        lines.append((max(0, round(left)), max(0, round(top)), round(right), round(bottom)))
    return sorted(lines, key=lambda line: (line[1], line[0]))


def _words(line: Picture, left: int, top: int) -> Iterator[RecognisedWord]:
    result = _engine()(line, use_det=False, use_cls=False, use_rec=True, return_word_box=True)
    if not result.txts or not result.txts[0].strip() or result.scores[0] < _LEAST_CERTAIN:
        return
    text, info = result.txts[0], result.word_results[0]
    height, width = line.shape
    step = width / (info.line_txt_len or 1)
    columns = iter([column for group in info.word_cols for column in group])
    characters = [
        (character, certainty, left + (next(columns) + 0.5) * step)
        for character, certainty in zip(text, info.confs, strict=True)
        if not character.isspace()
    ]
    half = _half_width([middle for _, _, middle in characters], width)
    start = 0
    for token in text.split():
        letters, certainties, middles = zip(
            *characters[start : start + len(token)], strict=True
        )
        start += len(token)
        x0, x1 = max(left, middles[0] - half), min(left + width, middles[-1] + half)
        yield RecognisedWord(
            "".join(letters), x0, top, x1, top + height, certainties, middles
        )


def _half_width(middles: Sequence[float], width: float) -> float:
    """Half of a character's usual width."""
    gaps = sorted(after - before for before, after in pairwise(middles))
    return gaps[len(gaps) // 2] / 2 if gaps else width / 4
