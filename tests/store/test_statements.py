"""What a person says of a plan: over what it says, kept when it is read again."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from piao.pipeline.ingestion import Status, ingest
from piao.pipeline.store import Store
from piao.schema.records import DocumentKind, DocumentRecord
from piao.schema.statements import Statement
from tests.command_line import Run
from tests.plans import make_document, make_records

PLAN = """\
# Schede

| Obiettivo | Indicatore | Target |
| --- | --- | --- |
| Pagare prima | Giorni medi di ritardo | 4 |
| Aprire la sede | Ore di apertura | entro giugno |
"""
FIELDS = ("entity_name", "entity_code", "tax_code", "year", "kind", "stated")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan that says nothing of itself, in the working folder."""
    file = tmp_path / "schede.md"
    file.write_text(PLAN, encoding="utf-8")
    return file


def listed(piao: Run) -> dict[str, Any]:
    (document,) = json.loads(piao("list", "--json").out)
    return {name: document[name] for name in FIELDS if document[name] is not None}


def codes(piao: Run) -> set[str]:
    return {finding["code"] for finding in json.loads(piao("findings", "--json").out)}


def targets(piao: Run) -> list[tuple[int | None, str | None]]:
    exported = json.loads(piao("export").out)
    return [(value["year"], value["due_date"]) for value in exported["values"]]


def test_what_the_document_does_not_say_is_given_when_it_is_read(piao: Run, plan: Path) -> None:
    given = (
        "--entity",
        " Comune  di Prova",
        "--entity-code",
        "c_x123",
        "--tax-code",
        "01234567890",
    )
    assert piao("ingest", plan, *given, "--year", "2024", "--kind", "objectives").status == 0
    assert listed(piao) == {
        "entity_name": "Comune di Prova",
        "entity_code": "c_x123",
        "tax_code": "01234567890",
        "year": 2024,
        "kind": "objectives",
        "stated": "entity_name entity_code tax_code year kind",
    }
    assert targets(piao) == [(2024, None), (2024, "2024-06-30")]
    assert codes(piao) == set()


def test_a_stored_document_is_corrected_without_reading_it_again(piao: Run, plan: Path) -> None:
    piao("ingest", plan)
    assert codes(piao) == {"entity_unknown", "year_unknown", "kind_unknown", "ambiguous_value"}
    plan.unlink()
    ran = piao("set", "schede.md", "--entity", "Comune di Prova", "--year", "2024")
    assert (ran.status, ran.err) == (0, "")
    assert "Comune di Prova" in ran.out
    assert codes(piao) == {"kind_unknown", "ambiguous_value"}
    assert listed(piao) == {
        "entity_name": "Comune di Prova",
        "year": 2024,
        "kind": "unknown",
        "stated": "entity_name year",
    }
    # The month of a text is no date until it is read again.
    assert targets(piao) == [(2024, None), (2024, None)]
    ran = piao("set", "schede.md", "--year", "2025")
    assert "figures keep the years that they were read with" in ran.err
    assert targets(piao) == [(2024, None), (2024, None)]


def test_what_was_given_is_kept_and_a_later_word_goes_first(piao: Run, plan: Path) -> None:
    piao("ingest", plan, "--entity", "Comune di Prova", "--year", "2024")
    assert piao("ingest", plan).err.startswith("unchanged")
    piao("set", "schede.md", "--year", "2025")
    assert piao("ingest", plan, "--refresh").err.startswith("refreshed")
    assert targets(piao) == [(2025, None), (2025, "2025-06-30")]
    # What is new to a known document is read again, what is not new is not.
    assert piao("ingest", plan, "--entity", "Comune di Altrove").err.startswith("refreshed")
    assert piao("ingest", plan, "--entity", "Comune di Altrove").err.startswith("unchanged")
    assert listed(piao) == {
        "entity_name": "Comune di Altrove",
        "year": 2025,
        "kind": "unknown",
        "stated": "entity_name year",
    }


def test_what_was_given_is_taken_back(piao: Run, plan: Path) -> None:
    plan.write_text(f"Comune di Prova\n\n# PEG 2024\n\n{PLAN}", encoding="utf-8")
    printed = {"entity_name": "Comune di Prova", "year": 2024, "kind": "objectives"}
    given = ("--entity", "Comune di Altrove", "--tax-code", "01234567890", "--kind", "smvp")
    piao("ingest", plan, *given)
    piao("set", "schede.md", "--year", "2025")
    assert piao("ingest", plan, "--entity", "", "--year", " ").err.startswith("refreshed")
    assert listed(piao) == {
        **printed,
        "tax_code": "01234567890",
        "kind": "smvp",
        "stated": "tax_code kind",
    }
    assert targets(piao) == [(2024, None), (2024, "2024-06-30")]
    piao("ingest", plan, "--kind", "", "--tax-code", "")
    assert listed(piao) == printed
    # What was not given is not there to be taken back.
    assert piao("ingest", plan, "--kind", "", "--entity-code", "").err.startswith("unchanged")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("set", "schede.md"), "nothing to set"),
        (("set", "schede.md", "--entity", " "), "`piao ingest FILE` with the empty option"),
        (("set", "schede.md", "--year", "", "--kind", "smvp"), "`piao ingest FILE`"),
        (("set", "schede.md", "--year", "24"), "'24' is no year from 2000 to 2100"),
        (("set", "schede.md", "--year", "MMXX"), "'MMXX' is no year"),
        (("set", "schede.md", "--kind", "peg"), "'peg' is none of piao, performance_plan"),
        (("set",), "DOCUMENT"),
    ],
)
def test_wrong_usage(piao: Run, plan: Path, arguments: tuple[str, ...], message: str) -> None:
    piao("ingest", plan)
    ran = piao(*arguments)
    assert ran.status == 2
    assert message in " ".join(ran.err.replace("│", " ").split())
    assert listed(piao) == {"kind": "unknown"}


def test_a_document_that_is_not_there(piao: Run, plan: Path) -> None:
    piao("ingest", plan)
    ran = piao("set", "altro.md", "--year", "2024")
    assert (ran.status, ran.err.startswith("error: no document 'altro.md'")) == (1, True)


def test_a_period_without_the_year_given_is_none() -> None:
    document = DocumentRecord(
        document_id="d",
        sha256="d",
        file_name="piao.pdf",
        year=2024,
        period_start=datetime.date(2024, 1, 1),
        period_end=datetime.date(2026, 12, 31),
    )
    assert Statement(year=2025).over(document) == replace(document, year=2025, stated="year")
    assert Statement(year=2023).over(document) == replace(
        document, year=2023, period_start=None, period_end=None, stated="year"
    )


def test_a_correction_links_the_versions_of_a_plan_anew(location: str) -> None:
    with Store(location) as store:
        ids = []
        for name, entity in (("a", "Comune di Prova"), ("b", "Comune di Altrove")):
            records = make_records(name)
            records = replace(records, document=replace(records.document, entity_name=entity))
            ids.append(store.save(records, make_document(name)).document_id)
        superseded = [d.superseded_by for d in store.documents()]
        corrected = store.correct(ids[1], Statement(entity_name="Comune di Prova"))
        linked = [d.superseded_by for d in store.documents()]
        store.correct(ids[0], Statement(kind=DocumentKind.SMVP))
        parted = [d.superseded_by for d in store.documents()]
    assert corrected.entity_name == "Comune di Prova"
    assert (superseded, linked, parted) == ([None, None], [ids[1], None], [None, None])


def test_from_python(plan: Path) -> None:
    said = Statement(entity_name="Comune di Prova", year=2024)
    with Store(":memory:") as store:
        first = ingest(plan, store, statement=said)
        again = ingest(plan, store, statement=said)
        (document,) = store.documents()
    assert (first.status, again.status) == (Status.ADDED, Status.UNCHANGED)
    assert (document.entity_name, document.year) == ("Comune di Prova", 2024)
