"""Excel workbooks that are in place once whole and in which text is only ever text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from piao.pipeline.exports.extras import needs_extra
from piao.pipeline.exports.output import named, whole_file
from piao.schema.errors import PiaoError

if TYPE_CHECKING:
    from xlsxwriter import Workbook

OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
    "remove_timezone": True,
    "constant_memory": True,
}


@contextmanager
def workbook_output(out: Path | None) -> Iterator[Workbook]:
    """The workbook `out` to write sheets into, row by row: a row is on disk with the next one.

    Raises `UsageError` without a file, `PiaoError` where it cannot be written and without
    the extra `exports`.
    """
    with needs_extra("exports"):
        from xlsxwriter import Workbook
        from xlsxwriter.exceptions import XlsxFileError
    file = named(out, "a workbook is a file: name it with --out")
    with whole_file(file) as partial:
        workbook = Workbook(str(partial), OPTIONS)
        yield workbook
        try:
            workbook.close()
        except XlsxFileError as error:
            raise PiaoError(f"{file} cannot be written: {error}") from error
