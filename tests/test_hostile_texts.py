"""Texts of a plan that a spreadsheet would run or a browser obey: harmless in every output."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from piao.pipeline.exports.rows import FORMULA_STARTS, NUMBER
from piao.pipeline.store import Store
from tests.command_line import Run
from tests.plans import make_document, make_records

HOSTILE = ('=HYPERLINK("http://x")', "+1+1", "-cmd", "@SUM(1)", "\t=1", "<script>alert(1)</script>")


@pytest.fixture
def store(tmp_path: Path) -> None:
    """Two plans with a hostile text in every field that a plan fills."""
    with Store(tmp_path / "piao.db") as store:
        for name, texts in (("a", HOSTILE), ("b", HOSTILE[::-1])):
            records = make_records(name, entity=texts[0])
            first, *others = records.objectives
            indicators = tuple(
                replace(
                    records.indicators[0],
                    indicator_id=f"{records.document.document_id}-h{number}",
                    position=number,
                    name=text,
                    code=text,
                    formula=text,
                    responsible=text,
                )
                for number, text in enumerate(texts)
            )
            values = tuple(
                replace(value, indicator_id=indicators[0].indicator_id, raw=texts[1], unit=texts[2])
                for value in records.values
            )
            hostile = replace(
                records,
                document=replace(records.document, title=texts[3], file_name=f"{name}.pdf"),
                objectives=(
                    replace(first, title=texts[0], code=texts[1], org_unit=texts[5]),
                    *others,
                ),
                indicators=indicators,
                values=values,
                actions=tuple(replace(a, description=texts[2]) for a in records.actions),
                units=tuple(replace(u, name=texts[0], code=texts[1]) for u in records.units),
                criteria=tuple(replace(c, component=texts[3]) for c in records.criteria),
            )
            store.save(hostile, make_document(name))


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("arguments", "delimiter"),
    [
        (["export", "--format", "csv", "--out", "out"], ","),
        (["export", "--format", "datapackage", "--out", "out"], ","),
        (["export", "--format", "gzoom", "--out", "out"], ","),
        (["compare", "a.pdf", "b.pdf", "--format", "csv", "--out", "out.csv"], ","),
        (["score", "a.pdf", "--format", "csv", "--out", "out.csv"], ","),
        (["score", "a.pdf", "--template", "out.csv"], ";"),
    ],
    ids=lambda value: " ".join(value[:3]) if isinstance(value, list) else "",
)
def test_no_cell_is_a_formula(
    piao: Run, tmp_path: Path, arguments: list[str], delimiter: str
) -> None:
    assert piao(*arguments).status == 0
    files = sorted((tmp_path / "out").glob("*.csv")) or [tmp_path / "out.csv"]
    cells = [
        cell
        for file in files
        for line in csv.reader(io.StringIO(file.read_text(encoding="utf-8")), delimiter=delimiter)
        for cell in line
    ]
    assert any("HYPERLINK" in cell for cell in cells)
    run = [cell for cell in cells if cell.startswith(FORMULA_STARTS) and not NUMBER.fullmatch(cell)]
    assert run == []


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    "arguments", [["export"], ["compare", "a.pdf", "b.pdf"]], ids=lambda value: str(value[0])
)
def test_no_cell_of_a_workbook_is_a_formula(
    piao: Run, tmp_path: Path, arguments: list[str]
) -> None:
    assert piao(*arguments, "--format", "xlsx", "--out", "out.xlsx").status == 0
    workbook = openpyxl.load_workbook(tmp_path / "out.xlsx")
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert [cell.hyperlink for cell in cells if cell.hyperlink] == []


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    "arguments",
    [
        ["compare", "a.pdf", "b.pdf", "--format", "html", "--out", "out.html"],
        ["report", "--out", "out.html"],
    ],
    ids=lambda value: str(value[0]),
)
def test_no_markup_of_a_plan_is_markup(piao: Run, tmp_path: Path, arguments: list[str]) -> None:
    assert piao(*arguments).status == 0
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)" in page
    assert re.findall(r"<script|<img", page) == []
