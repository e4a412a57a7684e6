"""The pages of a PDF with what was found drawn on them: tables, cells, labels, records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from piao.pipeline.display.console import plain
from piao.pipeline.display.wording import role_text, value_text
from piao.pipeline.display.words import word
from piao.pipeline.exports.writing.guard import Content, refuse_source
from piao.pipeline.exports.writing.output import whole_file
from piao.schema.document import Document
from piao.schema.errors import PasswordError, UnreadableFileError, UsageError
from piao.schema.language import Message, spoken, text
from piao.schema.records import BBox, Provenance, Records

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

RESOLUTION = 150
"""Dots an inch: small type can still be read."""
LONGEST = 60
LINE = 11
_PLAIN_SIGNS = str.maketrans({"≥": ">=", "≤": "<=", "–": "-", "’": "'", "€": "EUR"})
"""Signs that the small type of pictures lacks."""
TABLE, CELL, LABEL, OBJECTIVE, INDICATOR, VALUE, OTHER = (
    (200, 30, 30), (150, 150, 230), (0, 130, 60), (160, 0, 160), (0, 90, 200), (220, 110, 0),
    (110, 110, 110),
)  # fmt: skip
"""Colours, red green blue."""
LEGEND = (
    (Message("table"), TABLE),
    (Message("cell"), CELL),
    (Message("label"), LABEL),
    (Message("objective"), OBJECTIVE),
    (Message("indicator"), INDICATOR),
    (Message("value"), VALUE),
    (Message("other record"), OTHER),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A box on a page with what is said of it."""

    bbox: BBox
    colour: tuple[int, int, int]
    text: str = ""
    width: int = 1


def annotate(
    path: Path, document: Document, records: Records, out: Path, password: str | None
) -> int:
    """Draw the pages on which something was found; gives how many.

    `out` is a PDF of pictures, or a PNG: then one file a page, `out-3.png` for page 3.

    Raises `UsageError` for another format and where `out` is the file itself or holds what may
    be missed, `UnreadableFileError` for a file that is no PDF.
    """
    suffix = out.suffix.lower()
    if suffix not in (".pdf", ".png"):
        raise UsageError("{out}: give a name that ends in .pdf or .png", out=out)
    refuse_source(out, path)
    marks = marks_of(document, records)
    if not marks:
        return 0
    pages = _pages(path, marks, password)
    if suffix == ".png":
        for number, image in pages:
            place = out.with_name(f"{out.stem}-{number}{out.suffix}")
            with whole_file(place) as partial:
                image.save(partial, format="PNG")
        return len(marks)
    _, first = next(pages)
    with whole_file(out, over=Content.PDF) as partial:
        rest = (image for _, image in pages)
        first.save(partial, format="PDF", save_all=True, append_images=rest, resolution=RESOLUTION)
    return len(marks)


def marks_of(document: Document, records: Records) -> dict[int, list[Mark]]:
    """What to draw on each page: tables and cells below, labels and records above them."""
    marks: dict[int, list[Mark]] = defaultdict(list)
    cells: dict[tuple[str, int, int], tuple[int, BBox]] = {}
    for table in document.tables:
        boxes: dict[int, list[BBox]] = defaultdict(list)
        for cell in table.cells:
            if cell.page is not None and cell.bbox is not None:
                marks[cell.page].append(Mark(cell.bbox, CELL))
                boxes[cell.page].append(cell.bbox)
                cells[table.table_id, cell.row, cell.col] = cell.page, cell.bbox
        for page, inside in boxes.items():
            text = f"{table.table_id.rpartition('-')[2]} {table.extractor} {table.confidence:g}"
            marks[page].append(Mark(_hull(inside), TABLE, text, 3))
    for heading in records.heading_map:
        place = cells.get((heading.table_id or "", heading.row or 0, heading.column))
        number, box = place or (heading.page, heading.bbox)
        if number is not None and box is not None:
            said = heading.field or "?"
            marks[number].append(Mark(box, LABEL, f"{said} ({word(heading.method)})", 2))
    for record, colour, text in _told(records):
        if record.page is not None and record.bbox is not None:
            marks[record.page].append(Mark(record.bbox, colour, text, 2))
    return dict(sorted(marks.items()))


def _told(records: Records) -> Iterator[tuple[Provenance, tuple[int, int, int], str]]:
    for objective in records.objectives:
        yield objective, OBJECTIVE, f"{word(objective.level.value)} {objective.code or ''}".strip()
    for indicator in records.indicators:
        yield indicator, INDICATOR, f"{word('indicator')} {indicator.code or ''}".strip()
    for value in records.values:
        yield value, VALUE, f"{role_text(value)}: {value_text(value, spoken())}"
    for action in records.actions:
        yield action, OTHER, text("action")
    for unit in records.units:
        yield unit, OTHER, text("unit")
    for criterion in records.criteria:
        yield criterion, OTHER, text("criterion")


def _hull(boxes: Sequence[BBox]) -> BBox:
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _pages(
    path: Path, marks: Mapping[int, Sequence[Mark]], password: str | None
) -> Iterator[tuple[int, Image]]:
    """The pages that have marks, one after the other as pictures."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        file = pdfplumber.open(path, password=password or "")
    except PdfminerException as error:
        if any(isinstance(reason, PDFPasswordIncorrect) for reason in error.args):
            raise PasswordError("{path}: the password is missing or wrong", path=path) from error
        raise UnreadableFileError(
            "{path}: its pages cannot be drawn: {error}", path=path, error=str(error)
        ) from error
    with file:
        for number, found in marks.items():
            if number <= len(file.pages):
                page = file.pages[number - 1]
                yield number, _drawn(page, found)
                page.close()


def _drawn(page: Any, marks: Sequence[Mark]) -> Image:
    from PIL import ImageDraw

    image = _upright(page, marks).convert("RGB")
    draw = ImageDraw.Draw(image)
    scale = RESOLUTION / 72
    for mark in marks:
        x0, top, x1, bottom = (value * scale for value in mark.bbox)
        if x1 > x0 and bottom > top:
            draw.rectangle((x0, top, x1, bottom), outline=mark.colour, width=mark.width)
    taken: set[tuple[int, int]] = set()
    for mark in marks:
        if mark.text:
            _write(draw, mark, scale, taken)
    left = 8.0
    for name, colour in LEGEND:
        draw.text((left, 4), str(name), fill=colour)
        left += draw.textlength(str(name)) + 14
    return image


def _write(draw: ImageDraw, mark: Mark, scale: float, taken: set[tuple[int, int]]) -> None:
    """The words of a table above it, of all else in the upper right corner of its box.

    There the box's own text is seldom; what stands there already goes before.
    """
    text = plain(mark.text).translate(_PLAIN_SIGNS)[:LONGEST]
    x0, y0, x1, _ = (value * scale for value in mark.bbox)
    width = draw.textlength(text)
    above = mark.colour == TABLE
    left, top = (x0, y0 - LINE) if above else (max(x0 + 1, x1 - width - 3), y0 - LINE / 3)
    top = max(top, LINE + 4)
    while (round(left / 30), round(top / LINE)) in taken:
        top += LINE
    taken.add((round(left / 30), round(top / LINE)))
    draw.rectangle((left, top, left + width + 2, top + LINE), fill=(255, 255, 255))
    draw.text((left + 1, top), text, fill=mark.colour)


def _upright(page: Any, marks: Sequence[Mark]) -> Image:
    """The page as its reader turns it: what was found on a turned page is in that view."""
    image: Image = page.to_image(resolution=RESOLUTION, antialias=True).original
    right = max(mark.bbox[2] for mark in marks)
    bottom = max(mark.bbox[3] for mark in marks)
    if right <= page.width + 2 and bottom <= page.height + 2:
        return image
    upwards = bool(page.chars) and page.chars[0]["matrix"][1] > 0
    return image.rotate(-90 if upwards else 90, expand=True)
