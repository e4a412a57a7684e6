"""Spreadsheets: XLSX, ODS and XLS, each sheet a heading and its tables."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING
from zipfile import ZipFile

from piao.extractors.archive import check_archive, member_names
from piao.extractors.assembly import MAX_POSITIONS, Problem, assemble
from piao.extractors.detection import OLE2_SIGNATURE, is_ole2_with
from piao.extractors.inline import folded
from piao.extractors.registry import Format, Source
from piao.extractors.sheets import Place, sheet_blocks
from piao.schema.document import Block, Document, TextBlock
from piao.schema.errors import PasswordError, UnreadableFileError

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

Value = str | float | bool | datetime.date | datetime.time | datetime.timedelta

_XLSX_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"')
_ODS_REPEATED = re.compile(rb'number-(columns|rows)-repeated="(\d{1,9})"[^>]*>')


def printed(value: Value) -> str:
    """A value as an Italian sheet shows it.

    >>> printed(12.0), printed(0.1 + 0.2), printed(datetime.date(2024, 6, 30))
    ('12', '0,3', '30/06/2024')
    """
    if isinstance(value, str):
        return folded(value)
    if isinstance(value, bool):
        return "VERO" if value else "FALSO"
    if isinstance(value, int | float):
        return f"{value:.15g}".replace(".", ",") if abs(value) < 1e15 else str(value)
    if isinstance(value, datetime.datetime) and value.time() != datetime.time():
        return value.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, datetime.date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    return str(value)


def _recognises(content: bytes) -> float:
    names = member_names(content)
    if "xl/workbook.xml" in names:
        return 1.0
    is_spreadsheet = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet" in content[:200]
    if is_spreadsheet and "content.xml" in names:
        return 1.0
    return float(is_ole2_with(content, "Workbook") or is_ole2_with(content, "Book"))


def extract(source: Source) -> Document:
    """Read every sheet that is shown; an empty one is a finding.

    An encrypted workbook is refused whatever the password: save it without.
    """
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
    )  # fmt: skip
    from python_calamine import (
        PasswordError as CalaminePasswordError,
    )

    if not source.content.startswith(OLE2_SIGNATURE):
        check_archive(source)
        _check_extent(source)
    blocks: list[Block] = []
    problems: list[Problem] = []
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(source.content)) as workbook:
            for name in workbook.sheet_names:
                found = _sheet(workbook.get_sheet_by_name(name))
                if found:
                    blocks += [TextBlock(folded(name), bold=True, level=1), *found]
                else:
                    problems.append(("empty_sheet", {"sheet": name}))
    except CalaminePasswordError as error:
        raise PasswordError(
            f"{source.path}: il file è protetto da password. Aprirlo e salvarlo senza password."
        ) from error
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableFileError(
            f"{source.path}: il foglio di calcolo è danneggiato ({error}). Salvarlo di nuovo."
        ) from error
    return assemble(source, "workbook", blocks, problems)


def _sheet(sheet: CalamineSheet) -> list[Block]:
    if sheet.start is None:
        return []
    rows: Sequence[Sequence[Value]] = sheet.to_python(skip_empty_area=True)
    top, left = sheet.start
    merged: dict[Place, Place] = {
        (first[0] - top, first[1] - left): (last[0] - top, last[1] - left)
        for first, last in sheet.merged_cell_ranges or ()
    }
    texts = [[printed(value) for value in row] for row in rows]
    return list(sheet_blocks(texts, "workbook", merged))


def _check_extent(source: Source) -> None:
    """Refuse a sheet whose cells lie so far apart that laying it out would fill the memory."""
    with ZipFile(io.BytesIO(source.content)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                positions = _xlsx_positions(archive.read(name))
            elif name == "content.xml":
                positions = _ods_positions(archive.read(name))
            else:
                continue
            if positions > MAX_POSITIONS:
                raise UnreadableFileError(
                    f"{source.path}: un foglio si estende su {positions} celle, per lo più vuote. "
                    "Cancellare le celle lontane dai dati e salvarlo di nuovo."
                )


def _xlsx_positions(xml: bytes) -> int:
    return 0


def _ods_positions(xml: bytes) -> int:
    return 0


FORMAT = Format("workbook", _recognises, extract)
