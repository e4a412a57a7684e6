"""`piao common`: counts over plans, the places of one, JSON, empty states, errors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command_line import Run

PLAN = """\
# Comune di Prova

## Piano della performance {year}

| Obiettivo | Indicatore | Valore atteso {year} | Peso |
| --- | --- | --- | --- |
| Rispetto dei tempi di pagamento | Indicatore di ritardo annuale | <= 0 giorni | {weight}% |
| Assumere | Persone assunte | 5 | 70% |
"""


@pytest.fixture
def plans(piao: Run, tmp_path: Path) -> None:
    for year, weight in ((2024, 20), (2025, 30)):
        (tmp_path / f"{year}.md").write_text(PLAN.format(year=year, weight=weight), "utf-8")
    assert piao("ingest", "2024.md", "2025.md").status == 0


@pytest.mark.usefixtures("plans")
def test_counts(piao: Run) -> None:
    ran = piao("common")
    lines = [line.split() for line in ran.out.splitlines()]
    assert ran.status == 0
    assert lines[0][:3] == ["id", "plans", "found"]
    assert lines[1] == ["payment_delay", "2", "2", "0", "0", "0", "1", "1", "2", "0"]
    assert lines[2] == ["training_hours", "1", "0", "0", "1", "0", "0", "0"]
    assert len(lines) == 20


@pytest.mark.usefixtures("plans")
def test_json(piao: Run) -> None:
    counts = json.loads(piao("common", "--json", "--year", "2025").out)
    assert (counts[0]["common_id"], counts[0]["plans"], counts[0]["weight_met"]) == (
        "payment_delay",
        1,
        1,
    )
    places = json.loads(piao("common", "payment_delay", "--json").out)
    assert [(p["year"], p["status"], p["weight"], p["meets_weight"], p["raw"]) for p in places] == [
        (2024, "found", 20, "no", "<= 0 giorni"),
        (2025, "found", 30, "yes", "<= 0 giorni"),
    ]


@pytest.mark.usefixtures("plans")
def test_places(piao: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    ran = piao("common", "payment_delay", "--year", "2024")
    (_, line) = ran.out.splitlines()
    assert " ".join(line.split()) == (
        "Comune di Prova 2024 found Indicatore di ritardo annuale 20 % <= 0 giorni no yes 100 %"
    )


@pytest.mark.usefixtures("plans")
@pytest.mark.parametrize(
    ("arguments", "status", "out", "err"),
    [
        (["--year", "2019"], 0, "", "no current plan in the store is asked for that in 2019\n"),
        (["payment_delay", "--year", "2023", "--json"], 0, "[]\n", ""),
        (["nothing"], 2, "", "error: no common objective 'nothing': one of payment_delay"),
        (["--year", "1"], 2, "", "Usage:"),
    ],
)
def test_empty_states_and_errors(
    piao: Run, arguments: list[str], status: int, out: str, err: str
) -> None:
    ran = piao("common", *arguments)
    assert (ran.status, ran.out) == (status, out)
    assert err in ran.err


def test_without_a_store(piao: Run) -> None:
    ran = piao("common")
    assert (ran.status, ran.out) == (1, "")
    assert "there is no store" in ran.err
