"""What calamine leaves out of a workbook: how its numbers look, merged cells in ODS.

Read from the XML parts, which also shows how far a sheet extends before all of
it is laid out in memory.
"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING
from zipfile import ZipFile

from piao.extractors.number_format import BUILT_IN
from piao.extractors.shared.assembly import MAX_POSITIONS
from piao.extractors.sheets import Place
from piao.schema.language import Message

if TYPE_CHECKING:
    from lxml.etree import _Element

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_NUMBERS = frozenset(("float", "percentage", "currency"))
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
MOST_SHEET_ROWS = 1_048_576
MOST_SHEET_COLUMNS = 16_384
MOST_BLANKS = 10_000
"""Blanks of a sheet that are written as their count, and not one by one."""


class SheetTooLargeError(Exception):
    """A sheet extends over more cells than are read; the message is its name."""


class TooManyRowsError(Exception):
    """A sheet has more filled rows than are read; the message is its name."""


@dataclass(slots=True)
class SheetLayout:
    """Of one sheet, by (row, column) from 0: number formats, printed numbers, merged cells.

    `merged` gives for the top left place of a merged cell its bottom right one.
    """

    formats: dict[Place, str] = field(default_factory=dict)
    shown: dict[Place, str] = field(default_factory=dict)
    merged: dict[Place, Place] = field(default_factory=dict)


def read_layouts(content: bytes, most_rows: int) -> dict[str, SheetLayout]:
    """The layout of every sheet by its name, from the archive of an XLSX or ODS file.

    Raises `SheetTooLargeError`, `TooManyRowsError` for more filled rows than `most_rows`, and
    the errors of `zipfile` and `lxml` and `ValueError` for damaged parts.
    """
    with ZipFile(io.BytesIO(content)) as archive:
        if "content.xml" in archive.namelist():
            return _ods_layouts(archive, most_rows)
        formats = _xlsx_formats(archive)
        return {
            name: _xlsx_layout(archive, part, _Extent(name, most_rows), formats)
            for name, part in _xlsx_parts(archive)
        }


def _parse(archive: ZipFile, part: str) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(archive.read(part), parser)


def _each(archive: ZipFile, part: str, *tags: str) -> Iterator[_Element]:
    """The elements of these tags one by one, each forgotten when the next is asked for."""
    from lxml import etree

    with archive.open(part) as stream:
        for _, element in etree.iterparse(
            stream, events=("end",), tag=tags, resolve_entities=False
        ):
            yield element
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]


def _xlsx_parts(archive: ZipFile) -> Iterator[tuple[str, str]]:
    relations = {
        relation.get("Id"): relation.get("Target") or ""
        for relation in _parse(archive, "xl/_rels/workbook.xml.rels")
    }
    members = set(archive.namelist())
    for sheet in _parse(archive, "xl/workbook.xml").iter(f"{_SHEET}sheet"):
        target = relations.get(sheet.get(_RELATION), "")
        part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
        if part in members:
            yield sheet.get("name") or "", part


def _xlsx_formats(archive: ZipFile) -> list[str]:
    """The number format codes in the order of the cell styles."""
    if "xl/styles.xml" not in archive.namelist():
        return []
    root = _parse(archive, "xl/styles.xml")
    codes = {str(key): code for key, code in BUILT_IN.items()}
    for entry in root.iter(f"{_SHEET}numFmt"):
        codes[entry.get("numFmtId") or ""] = entry.get("formatCode") or ""
    styles = root.find(f"{_SHEET}cellXfs")
    return [] if styles is None else [codes.get(s.get("numFmtId") or "", "") for s in styles]


def _xlsx_layout(archive: ZipFile, part: str, extent: _Extent, formats: list[str]) -> SheetLayout:
    layout = SheetLayout()
    row, col = 0, -1
    for cell in _each(archive, part, f"{_SHEET}c", f"{_SHEET}row"):
        if cell.tag == f"{_SHEET}row":
            row, col = _row(cell.get("r"), row) + 1, -1
            continue
        row, col = _place(cell.get("r") or "") or (row, col + 1)
        if not len(cell):
            continue
        extent.include(row, col)
        style = cell.get("s") or ""
        code = formats[int(style)] if style.isdecimal() and int(style) < len(formats) else ""
        if code and cell.get("t", "n") == "n":
            layout.formats[row, col] = code
    return layout


def _place(reference: str) -> Place | None:
    """The row and column of 'B12'; None where nothing is said. Raises `ValueError`."""
    if not reference:
        return None
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise ValueError(Message("a cell in place '{place}'", place=reference[:40]))
    col = 0
    for letter in match[1]:
        col = col * 26 + ord(letter) - ord("A") + 1
    row = int(match[2])
    if not (0 < row <= MOST_SHEET_ROWS and col <= MOST_SHEET_COLUMNS):
        raise ValueError(
            Message("a cell in place '{place}', beyond the end of any sheet", place=reference)
        )
    return row - 1, col - 1


def _row(number: str | None, counted: int) -> int:
    """The row that is so numbered, else as counted. Raises `ValueError`."""
    if number is None:
        return counted
    plain = number.isascii() and number.isdecimal() and len(number) < 10
    if not (plain and 0 < int(number) <= MOST_SHEET_ROWS):
        raise ValueError(Message("a row numbered '{number}'", number=number[:40]))
    return int(number) - 1


def _ods_layouts(archive: ZipFile, most_rows: int) -> dict[str, SheetLayout]:
    layouts: dict[str, SheetLayout] = {}
    extent = _Extent("", most_rows)
    blanks = 0
    sheet: _Element | None = None
    row = 0
    for element in _each(archive, "content.xml", f"{_TABLE}table-row"):
        parent = next(element.iterancestors(f"{_TABLE}table"), None)
        if parent is None:
            continue
        blanks += sum(_blanks(gap) for gap in element.iter(f"{_TEXT}s"))
        if blanks > MOST_BLANKS:
            raise ValueError(Message("its cells hold more blanks than words"))
        name = parent.get(f"{_TABLE}name") or ""
        if parent is not sheet:
            sheet, row, extent = parent, 0, _Extent(name, most_rows)
        layout = layouts.setdefault(name, SheetLayout())
        repeated = _number(element, "number-rows-repeated")
        col = 0
        for cell in element:
            width = _number(cell, "number-columns-repeated")
            if len(cell) or cell.get(f"{_OFFICE}value-type"):
                extent.include(row + repeated - 1, col + width - 1)
                rows, columns = range(row, row + repeated), range(col, col + width)
                for place in product(rows, columns):
                    _note_ods_cell(layout, cell, place)
            col += width
        row += repeated
    return layouts


def _note_ods_cell(layout: SheetLayout, cell: _Element, place: Place) -> None:
    if cell.get(f"{_OFFICE}value-type") in _NUMBERS:
        paragraphs = cell.iterchildren(f"{_TEXT}p")
        layout.shown[place] = " ".join("".join(map(str, p.itertext())) for p in paragraphs)
    rows, cols = _number(cell, "number-rows-spanned"), _number(cell, "number-columns-spanned")
    if rows > 1 or cols > 1:
        layout.merged[place] = (place[0] + rows - 1, place[1] + cols - 1)


def _blanks(gap: _Element) -> int:
    """How many blanks stand there; one for what is no number."""
    value = gap.get(f"{_TEXT}c") or ""
    return max(1, int(value[:12])) if value.isascii() and value.isdecimal() else 1


def _number(element: _Element, name: str) -> int:
    value = element.get(f"{_TABLE}{name}") or ""
    return max(1, int(value)) if value.isdecimal() and len(value) < 10 else 1


class _Extent:
    """How far the filled cells of a sheet reach; refuses what is too far."""

    def __init__(self, name: str, most_rows: int) -> None:
        self._name, self._most_rows = name, most_rows
        self._filled = 0
        self._last = -1
        self._rows = 0
        self._columns = 0

    def include(self, row: int, col: int) -> None:
        self._filled += row != self._last
        self._last = row
        if self._filled > self._most_rows:
            raise TooManyRowsError(self._name)
        self._rows = max(self._rows, row + 1)
        self._columns = max(self._columns, col + 1)
        if self._rows * self._columns > MAX_POSITIONS:
            raise SheetTooLargeError(self._name)
