"""Spreadsheets: XLSX, ODS and XLS, each sheet a heading and its tables."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from piao.extractors.detection import OLE2_SIGNATURE, is_ole2_with
from piao.extractors.number_format import in_italian_notation, shown_number
from piao.extractors.registry import Format, Source
from piao.extractors.shared.archive import (
    check_archive,
    is_encrypted_open_document,
    member_names,
    read_member,
)
from piao.extractors.shared.assembly import Problem, assemble, check_rows
from piao.extractors.shared.inline import folded
from piao.extractors.sheets import Place, sheet_blocks, whole_sheet
from piao.extractors.workbook_layout import (
    SheetLayout,
    SheetTooLargeError,
    TooManyRowsError,
    read_layouts,
)
from piao.schema.document import Block, Document, TextBlock
from piao.schema.errors import PasswordError, UnreadableFileError
from piao.schema.language import Message, reason_of

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Value = str | float | bool | datetime.date | datetime.time | datetime.timedelta


def printed(value: Value) -> str:
    """A value that is no number as an Italian sheet shows it.

    >>> printed(datetime.date(2024, 6, 30)), printed(True)
    ('30/06/2024', 'VERO')
    """
    match value:
        case str():
            return folded(value)
        case bool():
            return "VERO" if value else "FALSO"
        case datetime.datetime() if value.time() != datetime.time():
            return value.strftime("%d/%m/%Y %H:%M")
        case datetime.date():
            return value.strftime("%d/%m/%Y")
        case datetime.time():
            return value.strftime("%H:%M")
    return str(value)


def _recognises(content: bytes) -> float:
    names = member_names(content)
    if "xl/workbook.xml" in names:
        return 1.0
    if "content.xml" in names and b"opendocument.spreadsheet" in (
        content[:200] + read_member(content, "mimetype")
    ):
        return 1.0
    return float(is_ole2_with(content, "Workbook") or is_ole2_with(content, "Book"))


def extract(source: Source) -> Document:
    """Read every sheet that is shown; hidden and empty ones are findings.

    An encrypted workbook is refused whatever the password: save it without.
    """
    from lxml.etree import LxmlError
    from python_calamine import CalamineError, CalamineWorkbook
    from python_calamine import PasswordError as CalaminePasswordError

    layouts: dict[str, SheetLayout] = {}
    try:
        if not source.content.startswith(OLE2_SIGNATURE):
            check_archive(source)
            if is_encrypted_open_document(source.content):
                raise _protected(source)
            layouts = read_layouts(source.content, source.settings.most_rows)
        with CalamineWorkbook.from_filelike(io.BytesIO(source.content)) as workbook:
            blocks, problems = _read(workbook, layouts, source.settings.sheets_as_data)
    except CalaminePasswordError as error:
        raise _protected(source) from error
    except SheetTooLargeError as error:
        raise UnreadableFileError(
            "{path}: the sheet '{sheet}' spans too many cells, most of them empty. "
            "Delete the cells far from the data and save it again.",
            path=source.path,
            sheet=str(error),
        ) from error
    except TooManyRowsError as error:
        most = source.settings.most_rows
        check_rows(source, most + 1, most, Message(" in the sheet '{sheet}'", sheet=str(error)))
    except (CalamineError, LxmlError, BadZipFile, KeyError, OSError, ValueError) as error:
        raise UnreadableFileError(
            "{path}: the workbook is damaged ({error}). Save it again.",
            path=source.path,
            error=reason_of(error),
        ) from error
    return assemble(source, "workbook", blocks, problems)


def _protected(source: Source) -> PasswordError:
    return PasswordError(
        "{path}: the file needs a password. Open it and save it without one.", path=source.path
    )


def _read(
    workbook: CalamineWorkbook, layouts: Mapping[str, SheetLayout], as_data: bool
) -> tuple[list[Block], list[Problem]]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    blocks: list[Block] = []
    problems: list[Problem] = []
    for entry in workbook.sheets_metadata:
        if entry.typ != SheetTypeEnum.WorkSheet:
            continue
        if entry.visible != SheetVisibleEnum.Visible:
            problems.append(("hidden_sheet", {"sheet": entry.name}))
            continue
        sheet = workbook.get_sheet_by_name(entry.name)
        found = list(_blocks(sheet, layouts.get(entry.name, SheetLayout()), as_data))
        if found:
            blocks += [TextBlock(folded(entry.name), bold=True, level=1), *found]
        else:
            problems.append(("empty_sheet", {"sheet": entry.name}))
    return blocks, problems


def _blocks(sheet: CalamineSheet, layout: SheetLayout, as_data: bool) -> Iterator[Block]:
    if sheet.start is None:
        return
    top, left = sheet.start
    texts = [
        [_shown(value, (row, col), layout, as_data) for col, value in enumerate(values, start=left)]
        for row, values in enumerate(sheet.to_python(skip_empty_area=True), start=top)
    ]
    merged = dict(sheet.merged_cell_ranges or ()) | layout.merged
    inside = {
        (first[0] - top, first[1] - left): (last[0] - top, last[1] - left)
        for first, last in merged.items()
    }
    if as_data:
        yield from whole_sheet(texts, "workbook", inside, top)
    else:
        yield from sheet_blocks(texts, "workbook", inside)


def _shown(value: Value, place: Place, layout: SheetLayout, exact: bool) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return printed(value)
    text = folded(layout.shown[place]) if place in layout.shown else None
    if text is None:
        return shown_number(value, layout.formats.get(place, ""), exact=exact)
    if exact:
        return shown_number(value, "0%" if "%" in text else "", exact=True)
    return in_italian_notation(value, text)


FORMAT = Format("workbook", _recognises, extract)
