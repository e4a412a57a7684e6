"""Commands that look into a store: what was asked for on standard output, the rest beside it."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from piao.pipeline.store import Store
from tests.command_line import Run
from tests.plans import make_document, make_records

A, B = "6100000000000000", "6200000000000000"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with two versions of a plan and one of another administration."""
    file = tmp_path / "piao.db"
    with Store(file) as opened:
        opened.save(make_records("a"), make_document("a"))
        opened.save(make_records("b"), make_document("b"))
        opened.save(make_records("z", entity="Unione di Prova"), make_document("z"))
    return file


def test_list_shows_versions(piao: Run, store: Path) -> None:
    ran = piao("list")
    assert (ran.status, ran.err) == (0, "")
    lines = [re.sub(r"  +", " | ", line).strip(" |") for line in ran.out.splitlines()]
    assert lines == [
        "document | administration | kind | period | pages | read | file | findings "
        "| superseded by",
        f"{A} | Comune di Prova | piao | 2024–2026 | 2 | a.pdf | 11 warning | {B}",
        f"{B} | Comune di Prova | piao | 2024–2026 | 2 | b.pdf | 11 warning",
        "7a00000000000000 | Unione di Prova | piao | 2024–2026 | 2 | z.pdf | 11 warning",
    ]


def test_list_as_json(piao: Run, store: Path) -> None:
    listed = json.loads(piao("list", "--current", "--json").out)
    assert [(d["file_name"], d["superseded_by"]) for d in listed] == [
        ("b.pdf", None),
        ("z.pdf", None),
    ]


TREE = """\
Comune di Prova · PIAO 2024-2026  (piao, 2024–2026, b.pdf, 2 pages)
├── Conti in ordine  weight 12.5 %  strategic
│   └── 1.1 Pagare prima  weight 30 %  operational · by 31/12/2024 · p. 1
│       ├── ◦ Ritardo medio  weight 33.3 %
│       │   ├── target 2024: ≤ 0 giorni
│       │   ├── baseline: -9,157.8
│       │   ├── target: 60–70 %
│       │   └── target: 12,345,678,901,234,567,890.12
│       └── → Rivedere il flusso  by 30/06/2024
├── Indicators of no objective (1)
│   └── ◦ =Spese [bold]
├── Organisational units (1)
│   └── 12 Ragioneria
└── Criteria of judgement (1)
    └── Risultati · dirigenti  weight 60 %  scale 0–10
"""
ITALIAN_TREE = """\
Comune di Prova · PIAO 2024-2026  (piao, 2024–2026, b.pdf, 2 pagine)
├── Conti in ordine  peso 12,5 %  strategico
│   └── 1.1 Pagare prima  peso 30 %  operativo · entro 31/12/2024 · p. 1
│       ├── ◦ Ritardo medio  peso 33,3 %
│       │   ├── target 2024: ≤ 0 giorni
│       │   ├── partenza: -9.157,8
│       │   ├── target: 60–70 %
│       │   └── target: 12.345.678.901.234.567.890,12
│       └── → Rivedere il flusso  entro 30/06/2024
├── Indicatori di nessun obiettivo (1)
│   └── ◦ =Spese [bold]
├── Unità organizzative (1)
│   └── 12 Ragioneria
└── Criteri di valutazione (1)
    └── Risultati · dirigenti  peso 60 %  scala 0–10
"""


@pytest.mark.parametrize("name", [B, "6200", "b.pdf", "B.PDF"])
def test_show_prints_the_plan_as_a_tree(piao: Run, store: Path, name: str) -> None:
    ran = piao("show", name)
    assert (ran.status, ran.out) == (0, TREE)
    assert ran.err == f"11 warning: see `piao findings {B}`\n"


def test_show_in_italian(piao: Run, store: Path) -> None:
    ran = piao("show", "b.pdf", "--lang", "it")
    assert (ran.status, ran.out) == (0, ITALIAN_TREE)
    assert ran.err == f"11 avvisi: vedere `piao findings {B}`\n"


def test_findings_of_one_and_of_all_current_documents(piao: Run, store: Path) -> None:
    one = piao("findings", "a.pdf", "--lang", "it")
    assert (one.status, one.err) == (0, "")
    first = "avviso impossible_date a.pdf p. 1 Data impossibile: '31/02/2000'."
    assert " ".join(one.out.splitlines()[1].split()) == first
    found = json.loads(piao("findings", "--json", "--lang", "it").out)
    assert [f["document_id"] for f in found] == [B] * 11 + ["7a00000000000000"] * 11
    assert found[10]["message"] == "Data impossibile: '31/02/2010'."


ARRAYS = (
    *("documents", "objectives", "indicators", "values", "actions", "units", "criteria"),
    *("findings", "heading_map"),
)


def test_export_json_has_every_array_and_every_digit(piao: Run, store: Path) -> None:
    ran = piao("export", "b.pdf")
    assert (ran.status, ran.err) == (0, "")
    exported = json.loads(ran.out, parse_float=Decimal)
    assert tuple(exported) == ARRAYS
    assert [v["value"] for v in exported["values"]] == [
        0,
        Decimal("-9157.8"),
        60,
        Decimal("12345678901234567890.12"),
    ]
    assert exported["objectives"][0]["bbox"] == [
        Decimal(number) for number in ("56.7", "120.25", "538.3", "141.0")
    ]
    assert exported["objectives"][0]["due_date"] == "2024-12-31"
    assert exported["objectives"][0]["description"] is None
    assert exported["heading_map"][2]["field"] is None


def test_export_without_documents_means_the_current_ones(piao: Run, store: Path) -> None:
    exported = json.loads(piao("export").out)
    assert [d["file_name"] for d in exported["documents"]] == ["b.pdf", "z.pdf"]
    assert len(exported["objectives"]) == 4


def test_export_to_a_file_says_how_many_documents(piao: Run, store: Path, tmp_path: Path) -> None:
    printed = piao("export").out
    ran = piao("export", "--out", "plans.json")
    assert (ran.status, ran.out, ran.err) == (0, "", "plans.json: 2 documents\n")
    assert (tmp_path / "plans.json").read_text(encoding="utf-8") == printed


def test_export_csv_is_a_file_a_record_type(piao: Run, store: Path, tmp_path: Path) -> None:
    ran = piao("export", "b.pdf", "--format", "csv", "--out", "out/plan")
    assert (ran.status, ran.out, ran.err) == (0, "", "out/plan: 1 document\n")
    folder = tmp_path / "out" / "plan"
    assert sorted(file.name for file in folder.iterdir()) == sorted(f"{n}.csv" for n in ARRAYS)
    with (folder / "values.csv").open(encoding="utf-8", newline="") as file:
        values = list(csv.DictReader(file))
    assert [(v["raw"], v["value"], v["value_max"]) for v in values] == [
        ("<= 0", "0", ""),
        ("-9157,800", "-9157.8", ""),
        ("60÷70%", "60", "70"),
        ("lungo", "12345678901234567890.12", ""),
    ]
    with (folder / "indicators.csv").open(encoding="utf-8", newline="") as file:
        assert [i["name"] for i in csv.DictReader(file)] == ["Ritardo medio", "'=Spese [bold]"]
    with (folder / "objectives.csv").open(encoding="utf-8", newline="") as file:
        objective = next(csv.DictReader(file))
    assert objective["bbox"] == "[56.7, 120.25, 538.3, 141.0]"
    assert objective["level"] == "operational"


WRONG_USAGE = [
    (["export", "--format", "csv"], "name a folder with --out"),
    (
        ["export", "--format", "doc"],
        "unknown format 'doc': one of csv, csv-it, datapackage, gzoom, json, parquet, sqlite, xlsx",
    ),
    (["export", "--nothing"], "--nothing"),
    (["show"], "DOCUMENT"),
    (["ingest"], "PATH"),
    (["nothing"], "nothing"),
    (
        ["tables", "piao.db", "--format", "xls"],
        "unknown format 'xls': one of csv, csv-it, html, json, md",
    ),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG_USAGE, ids=str)
def test_wrong_usage_is_2(piao: Run, store: Path, arguments: list[str], message: str) -> None:
    ran = piao(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err


FAILURES = [
    (["show", "nothing.pdf"], "error: no document 'nothing.pdf' in the store: see `piao list`"),
    (["export", "--out", "missing/plans.json"], "error: missing/plans.json cannot be written"),
    (["list", "--db", "other.db"], "error: there is no store at other.db"),
    (["list", "--db", "."], "error: store .: no file can be opened there"),
]


@pytest.mark.parametrize(("arguments", "message"), FAILURES, ids=str)
def test_a_failure_is_1(piao: Run, store: Path, arguments: list[str], message: str) -> None:
    ran = piao(*arguments)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith(message)
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("arguments", "out", "err"),
    [
        (["list"], "", "the store is empty: `piao ingest FILE` reads a plan into it\n"),
        (["list", "--json"], "[]\n", ""),
        (["findings"], "", "the store is empty\n"),
        (["findings", "--json"], "[]\n", ""),
    ],
    ids=str,
)
def test_an_empty_store_says_so(
    piao: Run, tmp_path: Path, arguments: list[str], out: str, err: str
) -> None:
    Store(tmp_path / "piao.db").close()
    ran = piao(*arguments)
    assert (ran.status, ran.out, ran.err) == (0, out, err)


def test_an_empty_export_has_all_arrays(piao: Run, tmp_path: Path) -> None:
    Store(tmp_path / "piao.db").close()
    assert json.loads(piao("export").out) == {name: [] for name in ARRAYS}


def test_text_of_a_document_cannot_steer_the_terminal(piao: Run, tmp_path: Path) -> None:
    with Store(tmp_path / "piao.db") as store:
        records = make_records("a", entity="Comune \x1b[31mrosso\x07\n[bold]x[/bold]")
        store.save(records, make_document("a"))
    for ran in (piao("list"), piao("show", "a.pdf")):
        assert "\x1b" not in ran.out
        assert "Comune [31mrosso [bold]x[/bold]" in ran.out


def test_the_store_of_the_environment(
    piao: Run, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.rename(tmp_path / "other.db")
    assert piao("list").status == 1
    monkeypatch.setenv("PIAO_DB", "other.db")
    assert piao("list").status == 0


def test_db_upgrade_of_a_store_that_is_up_to_date(piao: Run, store: Path) -> None:
    ran = piao("db", "upgrade")
    assert (ran.status, ran.out, ran.err) == (0, "", "the store is up to date\n")


def test_db_upgrade_without_a_store(piao: Run) -> None:
    ran = piao("db", "upgrade")
    assert (ran.status, ran.err) == (
        1,
        "error: there is no store at piao.db: `piao ingest` makes one\n",
    )


def test_version_and_module(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "piao", "--version"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert re.fullmatch(r"\d+\.\d+\.\d+(\.dev\d+)?\n", done.stdout)


def test_a_reader_that_stops_early_gets_no_traceback(store: Path, tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "piao", "export"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert "Traceback" not in process.stderr.read()


PLAN = """\
| Obiettivo | Peso | Indicatore |
| --- | --- | --- |
| Pagare <prima> | 30 | =Ritardo |
| Assumere | 70 | -5% |
"""


def tables_of_plan(piao: Run, tmp_path: Path, name: str) -> str:
    (tmp_path / "plan.md").write_text(PLAN, encoding="utf-8")
    ran = piao("tables", "plan.md", "--format", name)
    assert (ran.status, ran.err) == (0, "")
    return ran.out


def test_tables_as_json(piao: Run, tmp_path: Path) -> None:
    (table,) = json.loads(tables_of_plan(piao, tmp_path, "json"))
    assert list(table) == [
        *("table_id", "pages", "bbox", "rows", "columns", "header_rows", "extractor"),
        *("confidence", "cells"),
    ]
    assert (table["pages"], table["bbox"], table["rows"], table["columns"]) == ([], None, 3, 3)
    assert table["cells"][3] == {
        "row": 1,
        "col": 0,
        "row_span": 1,
        "col_span": 1,
        "text": "Pagare <prima>",
        "page": None,
        "bbox": None,
    }


def test_tables_as_csv(piao: Run, tmp_path: Path) -> None:
    assert list(csv.reader(io.StringIO(tables_of_plan(piao, tmp_path, "csv")))) == [
        ["Obiettivo", "Peso", "Indicatore"],
        ["Pagare <prima>", "30", "'=Ritardo"],
        ["Assumere", "70", "-5%"],
    ]


def test_tables_as_html(piao: Run, tmp_path: Path) -> None:
    page = tables_of_plan(piao, tmp_path, "html")
    assert "<td>Pagare &lt;prima&gt;</td><td>30</td><td>=Ritardo</td>" in page


def test_tables_as_markdown_read_back_the_same(piao: Run, tmp_path: Path) -> None:
    text = tables_of_plan(piao, tmp_path, "md")
    assert text.splitlines()[4] == "| Pagare \\<prima> | 30 | =Ritardo |"
    (tmp_path / "again.md").write_text(text, encoding="utf-8")
    ran = piao("tables", "again.md", "--format", "json")
    before = json.loads(tables_of_plan(piao, tmp_path, "json"))
    assert [t["cells"] for t in json.loads(ran.out)] == [t["cells"] for t in before]


def test_tables_into_files(piao: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text(PLAN + "\nAltro testo.\n\n" + PLAN, encoding="utf-8")
    ran = piao("tables", "plan.md", "--format", "csv", "--out", "tables")
    assert (ran.status, ran.out) == (0, "")
    assert len(list((tmp_path / "tables").glob("*.csv"))) == 2


def test_a_file_without_tables_says_so(piao: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("Solo parole.\n", encoding="utf-8")
    ran = piao("tables", "plan.txt")
    assert (ran.status, ran.out) == (0, "[]\n")
    assert "plan.txt: no tables" in ran.err
