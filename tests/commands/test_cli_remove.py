"""What should not be in the store: our own files stay out, `piao remove` takes others out."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from piao.pipeline.store import Store
from tests.command_line import Run

PLAN = """\
# Comune di Prova

## Piano della performance {year}

| Obiettivo | Indicatore | Valore atteso {year} | Peso |
| --- | --- | --- | --- |
| Pagare prima | Giorni medi di ritardo | <= 0 | 30% |
| Assumere | Persone assunte | {hired} | 70% |
"""

WRITTEN = [
    ("compare 2024.md 2025.md --format csv --out own.csv", ["own.csv"]),
    ("compare 2024.md 2025.md --format csv-it --out own.csv", ["own.csv"]),
    ("compare 2024.md 2025.md --format xlsx --out own.xlsx", ["own.xlsx"]),
    ("compare 2024.md 2025.md --format html --out own.html", ["own.html"]),
    ("export --format csv --out own", ["own/indicators.csv", "own/values.csv", "own/actions.csv"]),
    ("export --format csv-it --out own", ["own/documents.csv", "own/criteria.csv"]),
    ("export --format xlsx --out own.xlsx", ["own.xlsx"]),
    ("export --format gzoom --out own", ["own/WeInterface.csv"]),
    ("score 2024.md --actuals results.csv --format csv --out own.csv", ["own.csv"]),
    ("score 2024.md --actuals results.csv --format csv-it --out own.csv", ["own.csv"]),
    ("report --out own.html", ["own.html"]),
    ("export --out own.json", ["own.json"]),
    ("tables 2024.md --format html --out own.html", ["own.html"]),
    ("tables 2024.md --format md --out own.md", ["own.md"]),
    ("tables 2024.md --format json --out own.json", ["own.json"]),
    ("tables 2024.md --format csv --out own", ["own/3a9c2523cf3f3bde-t1.csv"]),
    ("tables 2024.md --format csv-it --out own", ["own/3a9c2523cf3f3bde-t1.csv"]),
]


@pytest.fixture
def plans(piao: Run, tmp_path: Path) -> None:
    """The plans of two years in the store, beside results of the first."""
    for year, hired in ((2024, 4), (2025, 5)):
        text = PLAN.format(year=year, hired=hired)
        (tmp_path / f"{year}.md").write_text(text, encoding="utf-8")
    (tmp_path / "results.csv").write_text("indicatore;consuntivo\nPersone assunte;4\n")
    assert piao("ingest", "2024.md", "2025.md").status == 0


@pytest.mark.usefixtures("plans")
@pytest.mark.parametrize(("command", "files"), WRITTEN, ids=[command for command, _ in WRITTEN])
def test_what_the_program_wrote_is_no_plan(piao: Run, command: str, files: list[str]) -> None:
    assert piao(*command.split()).status == 0
    ran = piao("ingest", *files)
    assert ran.status == 1
    assert ran.err.splitlines()[:-1] == [
        f"skipped {file}: piao wrote it itself (an export, a comparison, a score or a page), "
        "and it is no plan. Read the plan that it was made from."
        for file in files
    ]


REMOVALS = [
    (["2024.md", "--yes"], "", 0, ["2025.md"]),
    (["2024.md", "2025.md", "-y"], "", 0, []),
    (["2024.md"], "y\n", 0, ["2025.md"]),
    (["2024.md"], "n\n", 1, ["2024.md", "2025.md"]),
    (["2024.md"], "", 1, ["2024.md", "2025.md"]),
    (["2024.md", "2023.md", "--yes"], "", 1, ["2024.md", "2025.md"]),
    ([], "", 2, ["2024.md", "2025.md"]),
]


@pytest.mark.usefixtures("plans")
@pytest.mark.parametrize(("arguments", "answer", "status", "left"), REMOVALS)
def test_remove(
    piao: Run,
    monkeypatch: pytest.MonkeyPatch,
    *,
    tmp_path: Path,
    arguments: list[str],
    answer: str,
    status: int,
    left: list[str],
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    ran = piao("remove", *arguments)
    assert ran.status == status
    with Store(tmp_path / "piao.db") as store:
        assert [document.file_name for document in store.documents()] == left


@pytest.mark.usefixtures("plans")
def test_remove_says_what_goes(piao: Run) -> None:
    ran = piao("remove", "2024.md", "--yes")
    first, last = ran.err.splitlines()
    assert first.split(" ", 1)[1] == (
        "2024.md: Comune di Prova, 2024, 2 objectives, 2 indicators, 2 values"
    )
    assert (last, ran.out) == ("1 document removed", "")


@pytest.mark.usefixtures("plans")
def test_of_a_removed_version_the_one_before_is_current_again(piao: Run, tmp_path: Path) -> None:
    (tmp_path / "new.md").write_text(PLAN.format(year=2024, hired=9), encoding="utf-8")
    piao("ingest", "new.md")
    assert piao("remove", "new.md", "--yes").status == 0
    with Store(tmp_path / "piao.db") as store:
        names = [document.file_name for document in store.documents(superseded=False)]
    assert names == ["2024.md", "2025.md"]
