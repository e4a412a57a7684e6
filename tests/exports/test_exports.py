"""Raw tables with merged cells in every export format."""

from __future__ import annotations

from pathlib import Path

import pytest

from piao.pipeline.exports import writer
from piao.pipeline.exports.writing.rows import harmless
from tests.plans import TABLE

HTML = (
    "<tr><th>Obiettivo</th><th>Peso</th><th>Indicatore</th></tr>\n"
    '<tr><td rowspan="2">Pagare prima</td><td rowspan="2">30</td>'
    "<td>Ritardo medio &lt;giorni&gt;\n|a|</td></tr>\n"
    "<tr><td>=SOMMA(A1)</td></tr>\n"
)
MARKDOWN = """\
<!-- generator: piao -->

| Obiettivo | Peso | Indicatore |
| --- | --- | --- |
| Pagare prima | 30 | Ritardo medio \\<giorni><br>\\|a\\| |
|  |  | =SOMMA(A1) |
"""
CSV = """\
Obiettivo,Peso,Indicatore
Pagare prima,30,"Ritardo medio <giorni>
|a|"
,,'=SOMMA(A1)
"""
JSON_START = (
    '[\n  {"table_id": "t1", "pages": [1, 2], "bbox": [56.7, 120.25, 538.3, 141.0], '
    '"rows": 3, "columns": 3, "header_rows": 1, "extractor": "ruled", "confidence": 1.0, '
    '"cells": [{"row": 0, "col": 0, "row_span": 1, "col_span": 1, "text": "Obiettivo", '
    '"page": 1, "bbox": [56.7, 120.25, 538.3, 141.0]}'
)


@pytest.mark.parametrize(
    ("name", "expected"), [("html", HTML), ("md", MARKDOWN), ("json", JSON_START)]
)
def test_merged_cells(tmp_path: Path, name: str, expected: str) -> None:
    out = tmp_path / f"tables.{name}"
    writer("tables", name)([TABLE], out)
    assert expected in out.read_text(encoding="utf-8")


def test_merged_cells_in_csv(tmp_path: Path) -> None:
    writer("tables", "csv")([TABLE], tmp_path)
    with (tmp_path / "t1.csv").open(encoding="utf-8", newline="") as file:
        assert file.read() == CSV


HARMLESS = [
    ("=1+1", "'=1+1"),
    ("+39 055", "'+39 055"),
    ("@cmd", "'@cmd"),
    ("-", "'-"),
    ("- primo passo", "'- primo passo"),
    ("\t=1", "'\t'=1"),
    ("a;=1+1", "a;'=1+1"),
    ("a,=1+1", "a,'=1+1"),
    ("a\n@x", "a\n'@x"),
    ('"=1+1"', '"\'=1+1"'),
    ("a\t+cmd|' /C calc'!A0", "a\t'+cmd|' /C calc'!A0"),
    ("=1;=2", "'=1;'=2"),
    ("fase 1\n- avvio\n-2 giorni", "fase 1\n- avvio\n-2 giorni"),
    ("a; = b", "a; = b"),
    ("-5", "-5"),
    ("+5,2%", "+5,2%"),
    ("-9157,800", "-9157,800"),
    ("1=1", "1=1"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), HARMLESS)
def test_text_that_a_spreadsheet_would_run(text: str, expected: str) -> None:
    assert harmless(text) == expected


def test_an_export_that_fails_leaves_the_earlier_file(tmp_path: Path) -> None:
    out = tmp_path / "tables.json"
    out.write_text("earlier")

    def broken() -> object:
        yield TABLE
        raise RuntimeError

    with pytest.raises(RuntimeError):
        writer("tables", "json")(broken(), out)
    assert out.read_text() == "earlier"
    assert [file.name for file in tmp_path.iterdir()] == ["tables.json"]
