"""`piao corrections`, and what a correction shows in exports, views and scores."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from piao.pipeline.corrections.reliability import reliability
from piao.pipeline.store import Store
from tests.command_line import Run

PLAN = """\
Comune di Prova

# PEG 2025

| Obiettivo | Peso | Indicatore | Target |
| --- | --- | --- | --- |
| Pagare prima | 60 | Giorni medi di ritardo | 4 |
| Aprire la sede | 40 | Ore di apertura | 30 |
"""


@pytest.fixture
def plan(tmp_path: Path, piao: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan in the store `piao.db` of the working folder."""
    monkeypatch.setenv("PIAO_USER", "Anna Rossi")
    file = tmp_path / "peg.md"
    file.write_text(PLAN, encoding="utf-8")
    piao("ingest", file)
    return file


def corrected(figure: str = "non superiore a 5 giorni") -> str:
    """Corrects the first target and confirms the second; gives the document's id."""
    with Store("piao.db") as store:
        document_id = store.find("peg.md").document_id
        first, second = store.records(document_id).values
        store.correct_record(document_id, first.value_id, {"figure": figure}, reason="letto male")
        store.confirm(document_id, [second.value_id])
    return document_id


def values(piao: Run) -> list[tuple[object, ...]]:
    exported = json.loads(piao("export").out)["values"]
    return [(v["comparator"], v["value"], v["unit"], v["raw"], v["origin"]) for v in exported]


def test_a_correction_is_listed_undone_and_done_again(piao: Run, plan: Path) -> None:
    assert piao("corrections", "list").err == "no corrections\n"
    assert values(piao)[0][-1] == "read"
    corrected()
    found = values(piao)
    assert [(row[0], row[1], *row[3:]) for row in found] == [
        ("le", 5, "4", "corrected"),
        ("eq", 30, "30", "confirmed"),
    ]
    listed = json.loads(piao("corrections", "list", "peg.md", "--json").out)
    assert [(c["kind"], c["by"], c["state"]) for c in listed] == [
        ("set", "Anna Rossi", "in force"),
        ("confirm", "Anna Rossi", "in force"),
    ]
    shown = piao("corrections", "list").out
    assert "non superiore a 5" in " ".join(shown.split())
    ran = piao("corrections", "undo", "peg.md", listed[0]["step"][:5], "--reason", "era giusto")
    assert (ran.status, ran.err.startswith(f"peg.md: undone: {listed[0]['step']}")) == (0, True)
    assert (values(piao)[0][1], values(piao)[0][-1]) == (4, "read")
    assert piao("corrections", "undo", "peg.md", "--redo").status == 0
    assert values(piao) == found


def test_a_refresh_says_what_it_replayed(piao: Run, plan: Path) -> None:
    corrected()
    before = values(piao)
    assert "corrections: 2;" in f"{piao('ingest', plan, '--refresh').err.splitlines()[0]};"
    assert values(piao) == before


def test_corrections_go_from_one_store_to_another(piao: Run, plan: Path, tmp_path: Path) -> None:
    corrected()
    assert piao("corrections", "export", "peg.md", "--out", "correzioni.json").status == 0
    piao("remove", "peg.md", "--yes")
    ran = piao("corrections", "import", "correzioni.json", "--db", "other.db")
    assert ran.err == (
        "2 corrections taken over, 2 of them for documents that are not read yet; "
        "0 were there already\n"
    )
    piao("ingest", plan, "--db", "other.db")
    exported = json.loads(piao("export", "--db", "other.db").out)["values"]
    assert [value["origin"] for value in exported] == ["corrected", "confirmed"]


def test_how_sure_the_program_had_been(piao: Run, plan: Path) -> None:
    assert piao("corrections", "score").err == "nobody has corrected or confirmed a record\n"
    document_id = corrected()
    with Store("piao.db") as store:
        store.add_record(document_id, "indicators", {"name": "Nuovo"})
        read = [c.confidence for c in store.corrections()][:2]
        found = reliability(store.corrections([document_id]))
    assert sum(band.confirmed for band in found.bands) == 1
    assert sum(band.corrected for band in found.bands) == 1
    assert found.added == 1
    assert None not in read
    told = json.loads(piao("corrections", "score", "peg.md", "--json").out)
    assert told["added"] == 1
    ran = piao("corrections", "score")
    assert ran.out.split()[:5] == ["confidence", "said", "right", "confirmed", "corrected"]
    assert "1 records were not read" in ran.err


def test_views_and_scores_say_what_was_corrected(piao: Run, plan: Path) -> None:
    document_id = corrected()
    with Store("piao.db") as store:
        objective = store.records(document_id).objectives[0].objective_id
        store.confirm(document_id, [objective])
        targets = store.view("v_indicator_targets", [document_id])
        scoring = store.view("v_scoring", [document_id])
        weights = store.view("v_weights", [document_id])
    assert [row["origin"] for row in targets] == ["corrected", "confirmed"]
    assert [row["origin"] for row in scoring] == ["corrected", "confirmed"]
    assert {row["record_id"]: row["origin"] for row in weights}[objective] == "confirmed"
    rows = json.loads(piao("score", "peg.md", "--format", "json").out)["rows"]
    assert [row["origin"] for row in rows] == ["confirmed", "corrected", "read", "confirmed"]


def changed(**columns: object) -> Callable[[Any], object]:
    return lambda entries: [{**entries[0], **columns}]


DAMAGED: list[tuple[Callable[[Any], object], str]] = [
    (lambda entries: {}, "is no list of corrections"),
    (lambda entries: [3], "correction 1: not the columns"),
    (changed(kind="rewrite"), "correction 1"),
    (changed(colour="red"), "not the columns"),
    (changed(record="findings"), "no type of record"),
    (changed(record=None), "no type of record"),
    (changed(field="document_id"), "no field of values"),
    (changed(new='{"document_id": "x"}'), "correction 1"),
    (changed(new="[]"), "correction 1"),
    (changed(number="1"), "is no number"),
    (changed(at="yesterday"), "correction 1"),
    (changed(bbox=[1, 2]), "correction 1"),
    (changed(key="3"), "key that is no list"),
    (changed(sha256="0" * 64), "do not belong together"),
    (changed(correction_id="../x"), "is no id"),
    (changed(kind="undo"), "undoes nothing"),
    (changed(kind="move", target=None), "leads nowhere"),
    (changed(kind="add", new="{}"), "no id of an added record"),
    (changed(record="documents"), "nothing that is said of a document"),
]


@pytest.mark.parametrize(("damage", "message"), DAMAGED)
def test_a_file_cannot_say_what_a_person_could_not(
    piao: Run, plan: Path, damage: Callable[[Any], object], message: str
) -> None:
    corrected()
    entries = json.loads(piao("corrections", "export").out)
    Path("damaged.json").write_text(json.dumps(damage(entries)), encoding="utf-8")
    ran = piao("corrections", "import", "damaged.json", "--db", "other.db")
    assert (ran.status, ran.out) == (1, "")
    assert message in ran.err
    assert ran.err.startswith("error: damaged.json")


def test_wrong_usage(piao: Run, plan: Path) -> None:
    assert piao("corrections", "undo", "peg.md").status == 2
    assert piao("corrections", "undo", "peg.md", "abc").status == 1
    assert piao("corrections", "undo", "peg.md", "abc", "--redo").status == 2
    assert piao("corrections", "import", "nowhere.json").status == 1


@pytest.mark.usefixtures("plan")
def test_show_says_what_a_person_made_of_a_record(piao: Run) -> None:
    corrected()
    shown = piao("show", "peg.md").out
    assert "target 2025: ≤ 5 giorni  corrected\n" in shown
    assert "target 2025: 30  confirmed\n" in shown
    assert "Pagare prima  weight 60 %  operational\n" in shown
