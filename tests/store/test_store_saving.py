"""What goes into the store comes out again, whole and exact, in SQLite and PostgreSQL."""

from __future__ import annotations

import sqlite3
from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from piao.pipeline.store import Outcome, Store
from piao.pipeline.store.stored import RECORD_TYPES
from piao.schema.errors import UnknownDocumentError, UnstorableError
from piao.schema.records import DocumentKind, DocumentRecord, Records
from tests.plans import TABLE, make_document, make_records

ARRAYS = [name for name in RECORD_TYPES if name != "documents"]


def save(store: Store, name: str, *, refresh: bool = False, **changes: Any) -> str:
    """Saves the plan `name`, its document record changed as asked; returns its id."""
    records = make_records(name)
    records = replace(records, document=replace(records.document, **changes))
    return store.save(records, make_document(name), refresh=refresh).document_id


def test_records_come_back_as_they_went_in(location: str) -> None:
    records = make_records()
    with Store(location) as store:
        assert store.save(records, make_document()).outcome is Outcome.ADDED
    with Store(location) as store:
        back = store.records(records.document.document_id)
    assert {name: getattr(back, name) for name in ARRAYS} == {
        name: getattr(records, name) for name in ARRAYS
    }
    for attribute in fields(DocumentRecord):
        assert getattr(back.document, attribute.name) == getattr(records.document, attribute.name)


def test_raw_tables_come_back_as_they_were_read(location: str) -> None:
    with Store(location) as store:
        assert store.raw_tables(save(store, "a")) == [TABLE]


def test_every_record_leads_to_the_table_it_was_read_from(location: str) -> None:
    with Store(location) as store:
        document_id = save(store, "a")
        objective = store.records(document_id).objectives[0]
        tables = {table.table_id: table for table in store.raw_tables(document_id)}
    assert objective.table_id is not None
    assert objective.row is not None
    cell = tables[objective.table_id].grid()[objective.row][0]
    assert cell is not None
    assert cell.text == objective.title


NUMBERS = [
    "0",
    "40",
    "-3",
    "12.5",
    "0.1",
    "33.333",
    "0.07",
    "85523032.17",
    "123456789012.345",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "0.1234567890123456789",
    "12345678901234567890.12",
    "-12345678901234567890.12",
    "1E+3",
    "1E-9",
]


@pytest.mark.parametrize("number", NUMBERS)
def test_decimals_are_exact(location: str, number: str) -> None:
    records = make_records()
    objective = replace(records.objectives[1], weight=Decimal(number))
    records = replace(records, objectives=(records.objectives[0], objective))
    with Store(location) as store:
        store.save(records, make_document())
        back = store.records(records.document.document_id)
    assert back.objectives[1].weight == Decimal(number)
    assert isinstance(back.objectives[1].weight, Decimal)


def test_sqlite_sorts_compares_and_sums_decimals_as_numbers(tmp_path: Path) -> None:
    records = make_records()
    weights = [Decimal(text) for text in ("100", "12.5", "30", "7.25")]
    objectives = tuple(
        replace(records.objectives[1], objective_id=f"o{n}", position=n, weight=weight)
        for n, weight in enumerate(weights)
    )
    with Store(tmp_path / "plans.db") as store:
        store.save(Records(document=records.document, objectives=objectives), make_document())
    connection = sqlite3.connect(tmp_path / "plans.db")
    found = connection.execute("SELECT weight FROM objectives WHERE weight > 10 ORDER BY weight")
    assert found.fetchall() == [(12.5,), (30,), (100,)]
    assert connection.execute("SELECT sum(weight) FROM objectives").fetchone() == (149.75,)
    connection.close()


def test_the_same_content_again_changes_nothing(location: str) -> None:
    with Store(location) as store:
        save(store, "a")
        before = store.documents()
        saved = store.save(make_records("a", entity="Altro"), make_document("a"))
        assert saved.outcome is Outcome.UNCHANGED
        assert store.documents() == before


def test_a_refresh_replaces_what_the_store_held(location: str) -> None:
    records = make_records()
    with Store(location) as store:
        store.save(records, make_document())
        before = store.documents()[0]
        saved = store.save(replace(records, values=()), make_document(), refresh=True)
        assert saved.outcome is Outcome.REFRESHED
        assert store.records(before.document_id).values == ()
        assert store.records(before.document_id).objectives == records.objectives
        assert store.documents() == [replace(before, revision=before.revision + 1)]


def current(store: Store) -> dict[str, str | None]:
    """The file names with that of the next version."""
    names = {d.document_id: d.file_name for d in store.documents()}
    return {
        d.file_name: names[d.superseded_by] if d.superseded_by else None for d in store.documents()
    }


def test_a_changed_file_of_the_same_plan_supersedes_the_earlier_one(location: str) -> None:
    with Store(location) as store:
        save(store, "a")
        saved = store.save(make_records("b"), make_document("b"))
        assert saved.supersedes is not None
        assert saved.supersedes.file_name == "a.pdf"
        last = save(store, "c")
        assert current(store) == {"a.pdf": "b.pdf", "b.pdf": "c.pdf", "c.pdf": None}
        assert [d.document_id for d in store.documents(superseded=False)] == [last]
        assert len(store.records(store.find("a.pdf").document_id).objectives) == 2


FORMATS = [
    (["piano.pdf", "piano.docx"], {"piano.docx": "piano.pdf", "piano.pdf": None}),
    (["piano.docx", "piano.pdf"], {"piano.docx": "piano.pdf", "piano.pdf": None}),
    (["piano.pdf", "nuovo.docx"], {"piano.pdf": "nuovo.docx", "nuovo.docx": None}),
    (
        ["piano.pdf", "piano.docx", "nuovo.pdf"],
        {"piano.docx": "piano.pdf", "piano.pdf": "nuovo.pdf", "nuovo.pdf": None},
    ),
]


@pytest.mark.parametrize(("names", "following"), FORMATS, ids=str)
def test_of_one_plan_in_two_formats_that_with_pages_is_current(
    location: str, names: list[str], following: dict[str, str | None]
) -> None:
    with Store(location) as store:
        for letter, name in zip("abc", names, strict=False):
            records = make_records(letter)
            pages = 2 if name.endswith(".pdf") else None
            document = replace(records.document, file_name=name, pages=pages)
            store.save(replace(records, document=document), make_document(letter))
        assert current(store) == following


def test_parts_of_a_plan_in_files_of_their_own_are_no_versions_of_each_other(
    location: str,
) -> None:
    other = make_records("b")
    named = tuple(replace(o, title=f"Altro {o.position}") for o in other.objectives)
    measured = tuple(replace(i, name=f"Misura {i.position}") for i in other.indicators)
    with Store(location) as store:
        save(store, "a")
        part = replace(other, objectives=named, indicators=measured)
        assert store.save(part, make_document("b")).supersedes is None
        assert current(store) == {"a.pdf": None, "b.pdf": None}
        save(store, "c")
        assert current(store) == {"a.pdf": "c.pdf", "b.pdf": None, "c.pdf": None}


def test_a_refreshed_earlier_version_stays_superseded(location: str) -> None:
    with Store(location) as store:
        save(store, "a")
        save(store, "b")
        save(store, "a", refresh=True)
        assert current(store) == {"a.pdf": "b.pdf", "b.pdf": None}


def test_a_version_read_anew_as_another_plan_leaves_the_chain(location: str) -> None:
    with Store(location) as store:
        for name in ("a", "b", "c"):
            save(store, name)
        save(store, "b", refresh=True, year=2023)
        assert current(store) == {"a.pdf": "c.pdf", "b.pdf": None, "c.pdf": None}


def test_deleting_the_current_version_brings_the_earlier_one_back(location: str) -> None:
    with Store(location) as store:
        save(store, "a")
        store.delete(save(store, "b"))
        assert current(store) == {"a.pdf": None}
        assert list(store.array("values", ["b"])) == []


OTHER_PLANS = [
    {"entity_name": "Comune di Altrove"},
    {"entity_name": None},
    {"kind": DocumentKind.SMVP},
    {"kind": DocumentKind.UNKNOWN},
    {"year": 2025},
    {"year": None, "period_start": None, "period_end": None},
]


@pytest.mark.parametrize("difference", OTHER_PLANS, ids=str)
def test_another_plan_supersedes_nothing(tmp_path: Path, difference: dict[str, Any]) -> None:
    with Store(tmp_path / "plans.db") as store:
        save(store, "a", **difference)
        save(store, "b")
        save(store, "c", **{**difference, "title": "c"})
        names = current(store)
    assert names["b.pdf"] is None
    known = not ({None, DocumentKind.UNKNOWN} & set(difference.values()))
    assert names["a.pdf"] == ("c.pdf" if known else None)


def test_records_that_do_not_hang_together_are_refused_whole(location: str) -> None:
    records = make_records()
    orphan = replace(records.indicators[0], objective_id="nowhere")
    with Store(location) as store:
        with pytest.raises(UnstorableError, match=r"(?i)foreign key"):
            store.save(replace(records, indicators=(orphan,)), make_document())
        assert store.documents() == []
        assert list(store.array("objectives", [records.document.document_id])) == []


@pytest.mark.parametrize("title", ["half a pair \ud83d", "zero \x00"])
def test_text_that_no_database_takes_is_refused_or_kept_whole(location: str, title: str) -> None:
    records = make_records()
    objective = replace(records.objectives[1], title=title)
    records = replace(records, objectives=(records.objectives[0], objective))
    with Store(location) as store:
        try:
            store.save(records, make_document())
        except UnstorableError:
            assert store.documents() == []
        else:
            back = store.records(records.document.document_id)
            assert back.objectives[1].title == title


NAMES = [
    ("piano.pdf", "a"),
    ("PIANO.PDF", "a"),
    ("folder/piano.pdf", "a"),
    ("61", None),
    ("6100", "a"),
    ("6100000000000000", "a"),
    ("7000", None),
    ("bilancio.pdf", None),
]


@pytest.mark.parametrize(("name", "found"), NAMES)
def test_a_document_is_found_by_id_start_of_id_or_file_name(
    tmp_path: Path, name: str, found: str | None
) -> None:
    with Store(tmp_path / "plans.db") as store:
        document_id = save(store, "a", file_name="piano.pdf")
        save(store, "b", file_name="altro.pdf")
        if found:
            assert store.find(name).document_id == document_id
        else:
            with pytest.raises(UnknownDocumentError, match="piao list"):
                store.find(name)


def test_a_file_name_of_two_current_documents_asks_for_the_id(tmp_path: Path) -> None:
    with Store(tmp_path / "plans.db") as store:
        first = save(store, "a", file_name="piano.pdf", year=2023)
        second = save(store, "b", file_name="piano.pdf")
        with pytest.raises(UnknownDocumentError, match=f"{first}.*{second}"):
            store.find("piano.pdf")


def test_a_file_name_of_two_versions_means_the_current_one(tmp_path: Path) -> None:
    with Store(tmp_path / "plans.db") as store:
        save(store, "a", file_name="piano.pdf")
        second = save(store, "b", file_name="piano.pdf")
        assert store.find("piano.pdf").document_id == second
