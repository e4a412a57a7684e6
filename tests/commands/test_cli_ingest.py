"""`piao ingest` on good and bad files: one line each, nothing lost, the others go on."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from piao.pipeline.files import find_files
from piao.pipeline.store import Store
from piao.schema.records import Comparator, DocumentKind
from tests.command_line import Run

FIXTURES = Path(__file__).parents[1] / "fixtures"

PLAN = """\
# Comune di Prova

## Piano della performance 2024-2026

| Obiettivo | Indicatore | Valore atteso 2024 | Peso |
| --- | --- | --- | --- |
| Pagare prima | Giorni medi di ritardo | <= 0 | 30% |
| Assumere | Persone assunte | {hired} | 70% |
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A small plan as Markdown in the working folder."""
    file = tmp_path / "plan.md"
    file.write_text(PLAN.format(hired=4), encoding="utf-8")
    return file


def test_a_plan_becomes_records_that_lead_to_their_cells(
    piao: Run, plan: Path, tmp_path: Path
) -> None:
    ran = piao("ingest", "plan.md")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.splitlines()[0].startswith("added plan.md: 2 objectives, 2 indicators, 2 values")
    assert ran.err.splitlines()[-1].startswith("1 file: 1 added")
    with Store(tmp_path / "piao.db") as store:
        (document,) = store.documents()
        records = store.records(document.document_id)
        tables = {table.table_id: table for table in store.raw_tables(document.document_id)}
    assert document.entity_name == "Comune di Prova"
    assert (document.kind, document.year) == (DocumentKind.PERFORMANCE_PLAN, 2024)
    assert [(o.title, o.weight) for o in records.objectives] == [
        ("Pagare prima", Decimal(30)),
        ("Assumere", Decimal(70)),
    ]
    assert [(v.raw, v.comparator, v.value, v.year) for v in records.values] == [
        ("<= 0", Comparator.LE, Decimal(0), 2024),
        ("4", Comparator.EQ, Decimal(4), 2024),
    ]
    value = records.values[1]
    assert value.table_id is not None
    assert value.row is not None
    assert "4" in [cell.text for cell in tables[value.table_id].grid()[value.row] if cell]


def test_the_same_content_again_is_unchanged_under_any_name(
    piao: Run, plan: Path, tmp_path: Path
) -> None:
    piao("ingest", "plan.md")
    before = (tmp_path / "piao.db").read_bytes()
    plan.rename(tmp_path / "again.md")
    ran = piao("ingest", "again.md")
    assert ran.status == 0
    line, summary = ran.err.splitlines()
    assert line.startswith("unchanged again.md: already in the store as plan.md (")
    assert line.endswith("--refresh reads it again")
    assert summary == "1 file: 1 unchanged"
    assert (tmp_path / "piao.db").read_bytes() == before


def test_refresh_reads_it_again(piao: Run, plan: Path) -> None:
    piao("ingest", "plan.md")
    ran = piao("ingest", "plan.md", "--refresh")
    assert (ran.status, ran.err.splitlines()[-1]) == (0, "1 file: 1 refreshed")


def test_a_changed_file_becomes_the_current_version(piao: Run, plan: Path) -> None:
    piao("ingest", "plan.md")
    plan.write_text(PLAN.format(hired=5), encoding="utf-8")
    plan = plan.rename(plan.with_name("plan-2.md"))
    ran = piao("ingest", "plan-2.md")
    assert "replaces plan.md as the current version" in ran.err
    listed = json.loads(piao("list", "--json").out)
    assert [(d["file_name"], d["superseded_by"]) for d in listed] == [
        ("plan.md", listed[1]["document_id"]),
        ("plan-2.md", None),
    ]


def test_results_as_json(piao: Run, plan: Path) -> None:
    ran = piao("ingest", "plan.md", "missing.pdf", "--json")
    assert ran.status == 1
    added, failed = json.loads(ran.out)
    assert (added["path"], added["status"], added["counts"]["values"]) == ("plan.md", "added", 2)
    assert (failed["path"], failed["status"], failed["document_id"]) == (
        "missing.pdf",
        "failed",
        None,
    )
    assert "missing.pdf" in failed["error"]


def test_results_as_json_count_findings(piao: Run, tmp_path: Path) -> None:
    text = PLAN.format(hired=4).replace("70%", "60%").replace("Pagare", "Gestire")
    (tmp_path / "plan.md").write_text(text, encoding="utf-8")
    (result,) = json.loads(piao("ingest", "plan.md", "--json").out)
    assert result["findings"] == {"warning": 2}


def broken_pdf(folder: Path) -> None:
    whole = (FIXTURES / "pdf-merged-cells.pdf").read_bytes()
    (folder / "broken.pdf").write_bytes(whole[: len(whole) // 3])


def fake_pdf(folder: Path) -> None:
    (folder / "fake.pdf").write_bytes(bytes(range(256)) * 16)


def empty_file(folder: Path) -> None:
    (folder / "empty.pdf").touch()


def folder_named_as_file(folder: Path) -> None:
    (folder / "folder.pdf").mkdir()
    (folder / "folder.pdf" / "empty.pdf").touch()


def encrypted(folder: Path) -> None:
    (folder / "secret.pdf").write_bytes((FIXTURES / "pdf-encrypted.pdf").read_bytes())


def nothing(folder: Path) -> None:
    """The file is missing."""


BAD = [
    (nothing, "missing.pdf"),
    (empty_file, "empty.pdf"),
    (fake_pdf, "fake.pdf"),
    (broken_pdf, "broken.pdf"),
    (encrypted, "secret.pdf"),
    (folder_named_as_file, "folder.pdf"),
]


@pytest.mark.parametrize(("make", "name"), BAD)
def test_a_bad_file_is_named_and_the_others_go_on(
    piao: Run, plan: Path, tmp_path: Path, make: object, name: str
) -> None:
    assert callable(make)
    make(tmp_path)
    ran = piao("ingest", name, "plan.md")
    assert (ran.status, ran.out) == (1, "")
    failed, added, summary = ran.err.splitlines()
    assert failed.startswith(f"failed {name}")
    assert "unexpected" not in failed
    assert added.startswith("added plan.md")
    assert summary.startswith("2 files: 1 added, 1 failed")
    with Store(tmp_path / "piao.db") as store:
        assert [document.file_name for document in store.documents()] == ["plan.md"]


def test_a_document_without_tables_is_stored_with_a_finding(piao: Run, tmp_path: Path) -> None:
    (tmp_path / "prose.txt").write_text("Il Comune di Prova adotta il piano.\n", encoding="utf-8")
    ran = piao("ingest", "prose.txt")
    assert ran.status == 0
    assert "added prose.txt: no records; findings: 1 warning" in ran.err
    (finding,) = json.loads(piao("findings", "--json").out)
    assert finding["code"] == "no_tables"


def test_pages_without_text_are_never_a_silent_zero(piao: Run) -> None:
    ran = piao("ingest", FIXTURES / "pdf-pages-without-text.pdf", "--ocr", "never")
    assert ran.status == 0
    findings = json.loads(piao("findings", "--json").out)
    assert "no_text_layer" in [finding["code"] for finding in findings]


def test_without_a_store_that_can_be_written_nothing_is_read(
    piao: Run, plan: Path, tmp_path: Path
) -> None:
    Store(tmp_path / "piao.db").close()
    other = sqlite3.connect(tmp_path / "piao.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    ran = piao("ingest", "plan.md", "--db", f"sqlite:///{tmp_path}/piao.db?timeout=0.01")
    other.close()
    assert ran.status == 1
    assert "another program is writing to it" in ran.err
    assert "Traceback" not in ran.err


def test_a_lexicon_that_is_none(piao: Run, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("not: [a lexicon", encoding="utf-8")
    ran = piao("ingest", "plan.md", "--lexicon", "mine.yaml")
    assert ran.status == 2
    assert "mine.yaml" in ran.err


def test_a_folder_without_plans(piao: Run, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    ran = piao("ingest", "folder")
    assert (ran.status, ran.err) == (2, "error: no file to read: a folder given holds no plan\n")


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("missing.pdf", "failed missing.pdf: the file does not exist. Check the path.\n"),
        ("nope/*.pdf", "failed nope/*.pdf: no file matches. Check the pattern.\n"),
    ],
)
def test_a_missing_file_makes_no_store(piao: Run, tmp_path: Path, named: str, said: str) -> None:
    ran = piao("ingest", named)
    assert (ran.status, ran.err) == (1, f"{said}1 file: 1 failed\n")
    assert list(tmp_path.iterdir()) == []


def test_of_two_files_of_a_plan_the_last_by_name_is_current(piao: Run, tmp_path: Path) -> None:
    for name, hired in (("b.txt", 5), ("a.md", 4)):
        (tmp_path / name).write_text(PLAN.format(hired=hired), encoding="utf-8")
    ran = piao("ingest", ".")
    records = "2 objectives, 2 indicators, 2 values; "
    records += "read 1 of 1 tables and boxes of the performance section"
    assert ran.err.splitlines() == [
        f"added a.md: {records}",
        f"added b.txt: {records}; replaces a.md as the current version",
        "2 files: 2 added",
    ]


HEADING_LINES = [
    ("indicatore;consuntivo", True),
    ("Indicatore ;Consuntivo", True),
    ("id;obiettivo;indicatore;valore atteso;unità;consuntivo", True),
    ("nome;valore", True),
    ("Nome indicatore;Valore conseguito;Data di conclusione", True),
    ("Denominazione indicatore;Consuntivo al 31/12/2025", True),
    ("indicatore;valore;peso", False),
    ("obiettivo;indicatore;valore atteso;consuntivo", False),
    ("indicatore;valore atteso;peso", False),
]


@pytest.mark.parametrize(("headings", "results"), HEADING_LINES)
def test_a_file_of_results_is_no_plan(
    piao: Run, tmp_path: Path, headings: str, *, results: bool
) -> None:
    line = ";".join(f"Pasti serviti {n}" for n, _ in enumerate(headings.split(";")))
    (tmp_path / "mine.csv").write_text(f"{headings}\n{line}\n{line}\n", encoding="utf-8")
    ran = piao("ingest", "mine.csv")
    refused = (
        "skipped mine.csv: it holds results of a plan, and is none. "
        "Use it with `piao score DOCUMENT --actuals mine.csv`; "
        "where it is a plan, head its targets 'valore atteso'.\n1 file: 1 skipped\n"
    )
    assert (ran.status, ran.err == refused) == (int(results), results)


def test_the_template_is_no_plan(piao: Run, plan: Path) -> None:
    piao("ingest", "plan.md")
    assert piao("score", "plan.md", "--template", "mine.csv").status == 0
    ran = piao("ingest", "mine.csv")
    assert (ran.status, "--actuals mine.csv" in ran.err) == (1, True)


def test_postgresql(piao: Run, plan: Path, postgresql: str) -> None:
    assert piao("ingest", "plan.md", "--db", postgresql).status == 0
    exported = json.loads(piao("export", "--db", postgresql).out)
    assert [o["weight"] for o in exported["objectives"]] == [30, 70]
    assert piao("list", "--db", postgresql).status == 0


INTERRUPTED = """
import os, signal
from sqlalchemy import Engine, event
from piao.pipeline.cli import main

def interrupt(_c, _k, sql, *_rest):
    if sql.startswith("INSERT INTO heading_map"):
        os.kill(os.getpid(), signal.SIGINT)

signal.signal(signal.SIGINT, signal.default_int_handler)
event.listen(Engine, "after_cursor_execute", interrupt)
main()
"""


def test_ctrl_c_leaves_the_store_whole(plan: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, "ingest", "plan.md"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={key: value for key, value in os.environ.items() if key != "PIAO_DB"},
    )
    assert done.returncode == 128 + signal.SIGINT
    assert done.stderr.splitlines() == [
        "interrupted: 0 of 1 file done, 0 documents saved; the same command goes on from there"
    ]
    with Store(tmp_path / "piao.db") as store:
        assert store.documents() == []


def test_find_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = [
        "b/2.PDF",
        "b/1.md",
        "b/.hidden.pdf",
        "b/~$1.docx",
        "b/photo.jpg",
        "b/c/3.docx",
        "x.dat",
    ]
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).touch()
    table: list[tuple[list[str], list[str]]] = [
        (["b"], ["b/1.md", "b/2.PDF", "b/c/3.docx"]),
        (["x.dat", "b"], ["x.dat", "b/1.md", "b/2.PDF", "b/c/3.docx"]),
        (["b/*.md", "b/1.md"], ["b/1.md"]),
        (["**/*.docx"], ["b/c/3.docx"]),
        (["b/*.zip"], ["b/*.zip"]),
        (["missing.pdf"], ["missing.pdf"]),
        (["./b/1.md", "b/1.md"], ["b/1.md"]),
    ]
    for paths, expected in table:
        assert [str(file) for file in find_files(paths)] == expected
