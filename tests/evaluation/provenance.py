"""Whether a value's box holds its words, by another reader of the page than the program's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
from rapidfuzz import fuzz

from piao.schema.records import BBox, Records

ALIKE = 95.0
_MARGIN = 0.5


@dataclass(frozen=True, slots=True)
class Places:
    """How many values have a box on a page, and in how many the page has their words."""

    right: int = 0
    total: int = 0


NOWHERE = Places()


def places_of(path: Path, records: Records) -> Places:
    """Hold the words inside each value's box against its `raw`; none in other formats than PDF."""
    if path.suffix.lower() != ".pdf":
        return Places()
    judged = list(_judged(path, records))
    return Places(sum(judged), len(judged))


def _judged(path: Path, records: Records) -> Iterator[bool]:
    texts: dict[int, tuple[Any, float]] = {}
    document = pypdfium2.PdfDocument(path)
    for value in records.values:
        if value.page is None or value.bbox is None:
            continue
        if value.page not in texts:
            page = document[value.page - 1]
            texts[value.page] = page.get_textpage(), page.get_height()
        inside = _text_in(*texts[value.page], value.bbox)
        yield fuzz.ratio(_letters(inside), _letters(value.raw)) >= ALIKE


def _text_in(page: Any, height: float, bbox: BBox) -> str:
    """The text of a box; pdfium counts from the page's lower left corner."""
    x0, top, x1, bottom = bbox
    text: str = page.get_text_bounded(
        x0 - _MARGIN, height - bottom - _MARGIN, x1 + _MARGIN, height - top + _MARGIN
    )
    return text


def _letters(text: str) -> str:
    return re.sub(r"[^0-9a-z≥≤<>=%€]", "", unicodedata.normalize("NFKD", text).lower())
