"""Where on the pages the records are, the cells around them, and what was not read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from piao.pipeline.corrections.texts import IDS, TYPES
from piao.pipeline.review.tree import is_doubtful
from piao.schema.document import Cell, Table
from piao.schema.records import BBox, Part, PartShape, Provenance, Records

UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Mark:
    """A box on a page, in points from its top left corner.

    `kind` is cell, unread or the name of a record's table; `key` what it stands for: the place
    of a cell (`table/row/column`), the id of a record.
    """

    kind: str
    key: str
    bbox: BBox
    text: str = ""
    is_doubtful: bool = False

    @property
    def width(self) -> float:
        return max(0.0, self.bbox[2] - self.bbox[0])

    @property
    def height(self) -> float:
        return max(0.0, self.bbox[3] - self.bbox[1])


Marks = Mapping[int, Sequence[Mark]]


def marks_of(records: Records, tables: Sequence[Table], parts: Sequence[Part]) -> Marks:
    """The marks of each page, from below to above: unread parts, cells, records."""
    found: dict[int, list[Mark]] = defaultdict(list)
    boxes = {(t.table_id, c.row, c.col): c for t in tables for c in t.cells}
    for part in unread(parts):
        for page, bbox in _extent(part, boxes):
            found[page].append(Mark(UNREAD, "", bbox, part.title or ""))
    for table in tables:
        for cell in table.cells:
            if cell.page is not None and cell.bbox is not None and cell.text:
                key = f"{table.table_id}/{cell.row}/{cell.col}"
                found[cell.page].append(Mark("cell", key, cell.bbox, cell.text))
    for name in TYPES:
        for record in getattr(records, name):
            place = _place(record, boxes)
            if place is not None:
                page, bbox = place
                mark = Mark(name, getattr(record, IDS[name]), bbox, "", is_doubtful(record))
                found[page].append(mark)
    for marks in found.values():
        marks.sort(key=lambda mark: (_rank(mark), -mark.width * mark.height))
    return found


def unread(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts of a document that look like planning and became no record."""
    return (part for part in parts if part.outcome == UNREAD)


def _extent(part: Part, cells: Mapping[tuple[str, int, int], Cell]) -> Iterator[tuple[int, BBox]]:
    """Where a part is: a whole table on each of its pages, else its own box."""
    if part.shape is not PartShape.TABLE or part.table_id is None:
        if part.page is not None and part.bbox is not None:
            yield part.page, part.bbox
        return
    pages: dict[int, list[BBox]] = defaultdict(list)
    for (table_id, _, _), cell in cells.items():
        if table_id == part.table_id and cell.page is not None and cell.bbox is not None:
            pages[cell.page].append(cell.bbox)
    for page, inside in pages.items():
        left, top, right, bottom = zip(*inside, strict=True)
        yield page, (min(left), min(top), max(right), max(bottom))


def _place(
    record: Provenance, cells: Mapping[tuple[str, int, int], Cell]
) -> tuple[int, BBox] | None:
    if record.page is not None and record.bbox is not None:
        return record.page, record.bbox
    cell = cells.get((record.table_id or "", record.row or 0, record.column or 0))
    if cell is None or cell.page is None or cell.bbox is None:
        return None
    return cell.page, cell.bbox


def _rank(mark: Mark) -> int:
    order = (UNREAD, "cell", "units", "objectives", "criteria", "actions", "indicators", "values")
    return order.index(mark.kind)
