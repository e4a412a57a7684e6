"""Texts of a plan that a spreadsheet would run or a browser obey: harmless in every output."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from piao.pipeline.exports.writing.rows import FORMULA_STARTS, NUMBER
from piao.pipeline.store import Store
from tests.command_line import Run
from tests.golden import SAMPLES
from tests.plans import make_document, make_records

HOSTILE = ('=HYPERLINK("http://x")', "+1+1", "-cmd", "@SUM(1)", "\t=1", "<script>alert(1)</script>")
TERMINAL = ("\x1b[31mred", "\x1b]0;title\x07", "\x1b[2J", "\x9b31m", "a\rb", "\u202egnp.exe")
"""What colours, names or clears a terminal, writes over a line, or turns its direction."""


@pytest.fixture
def store(tmp_path: Path) -> None:
    """Two plans with a hostile text in every field that a plan fills."""
    with Store(tmp_path / "piao.db") as store:
        for name, texts in (("a", HOSTILE), ("b", HOSTILE[::-1]), ("t", TERMINAL)):
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
    assert page.count("Content-Security-Policy") == 1


PRINTED = [
    ["list"],
    ["show", "t.pdf"],
    ["show", "t.pdf", "--full"],
    ["show", "t.pdf", "--form"],
    ["show", "t.pdf", "--unread"],
    ["findings", "t.pdf"],
    ["compare", "a.pdf", "t.pdf"],
    ["similar", "red"],
    ["score", "t.pdf"],
    ["export"],
    ["export", "--format", "csv", "--out", "out"],
    ["compare", "a.pdf", "t.pdf", "--format", "html"],
    ["lexicon", "headings"],
    ["explain", "table", "t.pdf"],
]


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("arguments", PRINTED, ids=" ".join)
def test_nothing_printed_steers_the_terminal(piao: Run, arguments: list[str]) -> None:
    ran = piao(*arguments)
    steering = {c for c in ran.out + ran.err if unicodedata.category(c) == "Cc"} - {"\n", "\t"}
    assert steering <= ({"\r"} if "csv" in arguments else set())


@pytest.mark.parametrize("name", ["\x1b[31mplan.pdf", "a\rb.pdf", "<script>.pdf", "=1+1.pdf"])
def test_names_of_files_are_printed_harmless(piao: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes((SAMPLES / "asp_breve.pdf").read_bytes())
    for arguments in (["ingest", tmp_path / name], ["list"], ["findings"], ["report"]):
        ran = piao(*arguments)
        assert ran.status == 0
        assert not {"\x1b", "\r"} & {*ran.out, *ran.err}
