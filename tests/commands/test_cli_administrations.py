"""`piao administrations`, and the groups of `list`, `compare` and `report`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command_line import Run

PLAN = """\
# {entity}

Piano dettagliato degli obiettivi {year}

| Obiettivo | Indicatore | Target |
| --- | --- | --- |
| Pagare prima | Giorni medi di ritardo | {target} |
"""


@pytest.fixture
def plans(piao: Run, tmp_path: Path) -> Run:
    """A store with plans of two years of one municipality, of one of two names, of a union."""
    for name, entity, year, target in (
        ("uno", "COMUNE DI AVELLINO (AV)", 2024, 5),
        ("due", "Comune di Avellino", 2025, 4),
        ("tre", "Comune di Castro", 2025, 3),
        ("quattro", "Unione dei Comuni Valle di Prova", 2025, 2),
    ):
        text = PLAN.format(entity=entity, year=year, target=target)
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
        assert piao("ingest", f"{name}.md").status == 0
    return piao


def test_administrations_are_listed_with_their_plans(plans: Run) -> None:
    listed = json.loads(plans("administrations", "--json").out)
    assert [
        (row["name"], row["administration_id"], row["how"], [p["year"] for p in row["plans"]])
        for row in listed
    ] == [
        ("Comune di Avellino", "istat:064008", "name", [2024, 2025]),
        ("Comune di Castro", None, None, [2025]),
        ("Unione dei Comuni Valle di Prova", "name:unione valle di prova", "as_printed", [2025]),
    ]
    assert [p["administration_id"] for p in listed[1]["proposals"]] == [
        "istat:016065",
        "istat:075096",
    ]
    shown = plans("administrations").out
    assert "istat:064008" in shown
    assert "? Comune di Castro (LE)" in shown


def test_documents_that_name_nobody_are_counted(piao: Run, tmp_path: Path) -> None:
    for name, target in (("uno", 5), ("due", 4)):
        text = PLAN.format(entity="Piano", year=2025, target=target)
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
        assert piao("ingest", f"{name}.md").status == 0
    assert "? (2 documents)" in piao("administrations").out


def test_a_group_and_how_many_of_it_have_a_plan(plans: Run) -> None:
    ran = plans("administrations", "--province", "av", "--entity-kind", "comuni", "--json")
    assert [row["name"] for row in json.loads(ran.out)] == ["Comune di Avellino"]
    assert ran.err == "comuni della provincia di Avellino: 1 of 118 has a plan of 2025\n"
    listed = json.loads(plans("list", "--region", "Campania", "--json").out)
    assert [document["file_name"] for document in listed] == ["uno.md", "due.md"]
    ran = plans("administrations", "--region", "Molise")
    assert (ran.status, ran.out) == (0, "")
    assert "no administration of the group" in ran.err


def test_a_person_decides_and_takes_it_back(plans: Run) -> None:
    assert plans("set", "tre.md", "--administration", "075096").status == 0
    listed = json.loads(plans("administrations", "--region", "Puglia", "--json").out)
    assert [(row["administration_id"], row["how"]) for row in listed] == [
        ("istat:075096", "stated")
    ]
    assert json.loads(plans("findings", "--json").out) == []
    plans("ingest", "tre.md", "--refresh")
    assert json.loads(plans("findings", "--json").out) == []
    plans("ingest", "tre.md", "--administration", "")
    assert [f["code"] for f in json.loads(plans("findings", "--json").out)] == [
        "administration_uncertain"
    ]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("set", "tre.md", "--administration", "999"), 1, "no administration '999'"),
        (("list", "--province", "ave"), 2, "no province 'ave': Avellino?"),
        (("list", "--size", "7"), 2, "no class of inhabitants '7': one of fino a 1.000"),
        (("compare", "2024", "2025", "--region", "Puglia"), 1, "no plan of 2024 of the group"),
        (("administrations", "import", "due.md"), 1, "no line names the columns"),
        (("report", "--region", "Molise"), 0, "no plan of the group"),
    ],
)
def test_what_means_nothing_is_said(
    plans: Run, arguments: tuple[str, ...], status: int, said: str
) -> None:
    ran = plans(*arguments)
    assert ran.status == status
    assert said in ran.err


def test_a_comparison_and_a_report_of_a_group(plans: Run, tmp_path: Path) -> None:
    ran = plans("compare", "2024", "2025", "--province", "AV")
    assert ran.err.splitlines() == [
        "comuni della provincia di Avellino: 1 of 118 has a plan of 2024",
        "comuni della provincia di Avellino: 1 of 118 has a plan of 2025",
    ]
    assert "5 → 4" in ran.out
    assert plans("report", "--province", "AV").status == 0
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "1 su 118 comuni della provincia di Avellino ha un piano del 2025." in page
    assert "<dt>Enti riconosciuti</dt><dd>1</dd>" in page
