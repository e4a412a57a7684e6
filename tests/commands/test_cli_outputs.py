"""What no command writes over: the store, other databases, documents, what is read."""

from __future__ import annotations

import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from tests.command_line import Run

SAMPLES = Path(__file__).parents[2] / "samples"
PLAN = """\
# Comune di Prova

## Piano della performance {year}

| Obiettivo | Indicatore | Valore atteso {year} |
| --- | --- | --- |
| Assumere | Persone assunte | {hired} |
"""
STORE = "is a store of plans, which no output replaces"
OTHER = "is an SQLite database that `piao export --format sqlite` did not write"
PDF = "is a PDF"
WORKBOOK = "is an Excel workbook"
OFFICE = "is an office document or an archive"
READ = "is the file that is read"
READ_ONLY = "is read-only"
DEVICE = "is a device or a pipe"

REFUSED = [
    ("export --format sqlite --out piao.db", "piao.db", STORE),
    ("export --out piao.db", "piao.db", STORE),
    ("export --schema --out piao.db", "piao.db", STORE),
    ("export --format xlsx --out piao.db", "piao.db", STORE),
    ("export --format csv --out piao.db", "piao.db", STORE),
    ("export --format parquet --out piao.db", "piao.db", STORE),
    ("export --format parquet --partitioned --out piao.db", "piao.db", STORE),
    ("export --format datapackage --out piao.db", "piao.db", STORE),
    ("export --format gzoom --out piao.db", "piao.db", STORE),
    ("report --out piao.db", "piao.db", STORE),
    ("compare 2024.md 2025.md --out piao.db", "piao.db", STORE),
    ("compare 2024.md 2025.md --format html --out piao.db", "piao.db", STORE),
    ("score 2024.md --out piao.db", "piao.db", STORE),
    ("score 2024.md --template piao.db", "piao.db", STORE),
    ("score 2024.md --template piao.db --force", "piao.db", STORE),
    ("corrections export --out piao.db", "piao.db", STORE),
    ("ingest 2024.md --out piao.db", "piao.db", STORE),
    ("tables 2024.md --out piao.db", "piao.db", STORE),
    ("tables plan.pdf --annotate piao.pdf", "piao.pdf", STORE),
    ("export --format sqlite --out other.db", "other.db", OTHER),
    ("export --out other.db", "other.db", OTHER),
    ("tables plan.pdf --out plan.pdf", "plan.pdf", READ),
    ("tables plan.pdf --out linked.pdf", "linked.pdf", READ),
    ("tables plan.pdf --annotate plan.pdf", "plan.pdf", READ),
    ("tables plan.pdf --annotate linked.pdf", "linked.pdf", READ),
    ("tables 2024.md --format md --out 2024.md", "2024.md", READ),
    ("score 2024.md --actuals results.csv --out results.csv", "results.csv", READ),
    ("tables 2024.md --out plan.pdf", "plan.pdf", PDF),
    ("corrections export --out plan.pdf", "plan.pdf", PDF),
    ("export --format xlsx --out plan.pdf", "plan.pdf", PDF),
    ("export --format sqlite --out plan.pdf", "plan.pdf", PDF),
    ("export --format csv --out plan.pdf", "plan.pdf", PDF),
    ("export --out peg.xlsx", "peg.xlsx", WORKBOOK),
    ("tables plan.pdf --annotate peg.pdf", "peg.pdf", WORKBOOK),
    ("export --out plan.docx", "plan.docx", OFFICE),
    ("export --format xlsx --out plan.docx", "plan.docx", OFFICE),
    ("export --out old.doc", "old.doc", OFFICE),
    ("export --out kept.json", "kept.json", READ_ONLY),
    ("export --format csv --out folder", "folder/values.csv", READ_ONLY),
    ("export --format datapackage --out folder", "folder/values.csv", READ_ONLY),
    ("export --out /dev/null", "/dev/null", DEVICE),
]


@pytest.fixture
def folder(piao: Run, tmp_path: Path) -> Path:
    """A store of two plans among files that somebody may miss."""
    for year, hired in ((2024, 4), (2025, 5)):
        text = PLAN.format(year=year, hired=hired)
        (tmp_path / f"{year}.md").write_text(text, encoding="utf-8")
    assert piao("ingest", "2024.md", "2025.md").status == 0
    (tmp_path / "results.csv").write_text("indicatore;consuntivo\nPersone assunte;4\n")
    shutil.copy(tmp_path / "piao.db", tmp_path / "piao.pdf")
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE documents (name TEXT)")
    shutil.copy(SAMPLES / "asp_breve.pdf", tmp_path / "plan.pdf")
    (tmp_path / "linked.pdf").symlink_to("plan.pdf")
    for name in ("peg.xlsx", "peg.pdf"):
        shutil.copy(SAMPLES / "provincia_peg.xlsx", tmp_path / name)
    with zipfile.ZipFile(tmp_path / "plan.docx", "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    (tmp_path / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    (tmp_path / "folder").mkdir()
    for name in ("kept.json", "folder/values.csv"):
        (tmp_path / name).write_text("kept\n")
        (tmp_path / name).chmod(0o444)
    return tmp_path


@pytest.mark.parametrize(("command", "place", "reason"), REFUSED, ids=[c for c, _, _ in REFUSED])
def test_what_may_be_missed_is_not_replaced(
    piao: Run, folder: Path, command: str, place: str, reason: str
) -> None:
    names = [file.name for file in sorted(folder.iterdir())]
    kept = (folder / place).read_bytes()
    ran = piao(*command.split())
    assert ran.status == 2
    assert f"{place} {reason}: name " in ran.err
    assert (folder / place).read_bytes() == kept
    assert [file.name for file in sorted(folder.iterdir())] == names


AGAIN = [
    "export --out again.json",
    "export --schema --out again.json",
    "export --format sqlite --out again.db",
    "export --format xlsx --out again.xlsx",
    "export --format csv --out again",
    "export --format datapackage --out again",
    "export --format parquet --out again",
    "export --format parquet --partitioned --out again",
    "export --format gzoom --out again",
    "compare 2024.md 2025.md --format html --out again.html",
    "compare 2024.md 2025.md --format xlsx --out again.xlsx",
    "score 2024.md --actuals results.csv --out again.txt",
    "score 2024.md --template again.csv --force",
    "report --out again.html",
    "corrections export --out again.json",
    "tables plan.pdf --out again.json",
    "tables plan.pdf --format csv --out again",
    "tables plan.pdf --annotate again.pdf",
    "tables plan.pdf --annotate again.png",
]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("command", AGAIN)
def test_an_earlier_output_is_replaced(piao: Run, command: str) -> None:
    first, second = piao(*command.split()), piao(*command.split())
    assert (first.status, second) == (0, first)


WRITTEN = [
    ("export", ""),
    ("export --schema", ""),
    ("export --out plans.json", "plans.json: 2 documents\n"),
    ("export 2024.md --format csv --out plans/", "plans: 1 document\n"),
    ("export --format parquet --partitioned --out lake", "lake: 2 documents\n"),
    ("export --schema --out schema.json", "schema.json: the JSON Schema of the JSON export\n"),
]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("command", "said"), WRITTEN)
def test_an_export_says_what_it_wrote(piao: Run, command: str, said: str) -> None:
    ran = piao(*command.split())
    assert (ran.status, ran.err) == (0, said)
