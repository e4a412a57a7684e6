"""A comparison as an Excel workbook of one sheet."""

from __future__ import annotations

from pathlib import Path

from piao.pipeline.comparison import Comparison
from piao.pipeline.comparison.rows import flat_rows
from piao.pipeline.exports.workbook import workbook_output


def write(comparison: Comparison, out: Path | None) -> None:
    """Writes the sheet, its heading frozen and filtered; every cell is text, none a formula.

    Raises `UsageError` without a file, `PiaoError` where it cannot be written or the
    package is missing.
    """
    lines = flat_rows(comparison)
    with workbook_output(out) as workbook:
        sheet = workbook.add_worksheet("Confronto")
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        for number, line in enumerate(lines):
            for column, text in enumerate(line):
                sheet.write_string(number, column, text, wrapped)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(lines) - 1, len(lines[0]) - 1)
        sheet.set_column(0, len(lines[0]) - 1, 22)
