"""The nearest indicators of the store, in step with what is saved and deleted."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import make_url, select, text

from piao.normalizers.wording.fingerprint import fingerprint
from piao.normalizers.wording.names import wording
from piao.normalizers.wording.vocabulary import root
from piao.pipeline.store import Store, database, name_index, tables
from piao.pipeline.store.upgrade import upgrade
from piao.schema.records import Indicator, Records
from tests.command_line import Run
from tests.plans import make_document, make_records
from tests.store.databases import set_back

NAMES = (
    "Indicatore di ritardo annuale dei pagamenti",
    "Grado di soddisfazione degli utenti",
    "Percentuale di assenze del personale",
    "Numero di sopralluoghi nei cantieri",
)


def records(name: str = "a", names: tuple[str, ...] = NAMES) -> Records:
    """A plan with these indicators only."""
    plan = make_records(name)
    document_id = plan.document.document_id
    made = tuple(
        Indicator(
            indicator_id=f"{document_id}-x{n}", document_id=document_id, position=n, name=name
        )
        for n, name in enumerate(names)
    )
    return replace(plan, objectives=(), indicators=made, values=(), actions=())


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Tempestività dei pagamenti: ritardo medio", NAMES[0]),
        ("customer satisfaction", NAMES[1]),
        ("tasso di assenteismo", NAMES[2]),
        ("sopraluoghi cantieri", NAMES[3]),
        ("zzz qwerty", None),
        ("", None),
        ("'; DROP TABLE documents; --", None),
    ],
)
def test_nearest(location: str, asked: str, found: str | None) -> None:
    with Store(location) as store:
        store.save(records(), make_document())
        names = [item.name for item in store.similar(asked, limit=1)]
    assert names == ([found] if found else [])


def test_in_step_with_the_store(location: str) -> None:
    with Store(location) as store:
        store.save(records(), make_document())
        store.save(records(names=("Pasti serviti",)), make_document(), refresh=True)
        assert store.similar("customer satisfaction") == []
        (found,) = store.similar("pasti")
        assert (found.name, found.entity, found.year) == ("Pasti serviti", "Comune di Prova", 2024)
        store.delete(found.document_id)
        assert store.similar("pasti") == []


def test_superseded_versions_are_left_out(location: str) -> None:
    with Store(location) as store:
        store.save(records("a"), make_document("a"))
        store.save(records("b"), make_document("b"))
        assert [item.file_name for item in store.similar("customer satisfaction")] == ["b.pdf"]


def indexed_by_other_words(location: str) -> None:
    """A store whose index was made by other words: it knows the first name as 'pecunia' only."""
    with Store(location) as store:
        store.save(records(), make_document())
    engine = database.open_engine(database.resolve_url(location))
    with database.writing(engine) as connection:
        kept = {"term": min(wording(NAMES[0]).index), "other": root("pecunia")}
        connection.execute(text("DELETE FROM indicator_terms WHERE term <> :term"), kept)
        connection.execute(text("UPDATE indicator_terms SET term = :other"), kept)
        connection.execute(text("UPDATE vocabulary SET fingerprint = 'older'"))
    engine.dispose()


def terms(location: str) -> set[tuple[str, str]]:
    """All that the index holds."""
    engine = database.open_engine(database.resolve_url(location))
    with database.reading(engine) as connection:
        columns = tables.indicator_terms.c
        rows = connection.execute(select(columns.term, columns.indicator_id))
        found = {(term, indicator_id) for term, indicator_id in rows}
    engine.dispose()
    return found


def search(location: str) -> None:
    with Store(location) as store:
        assert store.similar("customer satisfaction")[0].name == NAMES[1]


def refresh(location: str) -> None:
    with Store(location) as store:
        store.save(records(), make_document(), refresh=True)


@pytest.mark.parametrize("used", [search, refresh, upgrade])
def test_an_index_of_other_words_is_made_anew(
    location: str, used: Callable[[str], object], caplog: pytest.LogCaptureFixture
) -> None:
    with Store(location) as store:
        store.save(records(), make_document())
    expected = terms(location)
    indexed_by_other_words(location)
    assert terms(location) != expected
    assert caplog.messages == []
    used(location)
    assert terms(location) == expected
    search(location)
    assert caplog.messages == [
        "names are understood by other words now: indexing 4 indicators anew"
    ]


def test_it_is_made_anew_page_by_page(
    location: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(name_index, "PAGE", 2)
    monkeypatch.setattr(name_index, "PAGES_A_LINE", 1)
    indexed_by_other_words(location)
    search(location)
    assert caplog.messages[1:] == ["2 of 4 indicators indexed", "4 of 4 indicators indexed"]


def test_what_is_saved_brings_the_others_up(location: str) -> None:
    indexed_by_other_words(location)
    with Store(location) as store:
        store.save(records("b", ("Pasti serviti",)), make_document("b"))
    with database.reading(database.open_engine(database.resolve_url(location))) as connection:
        assert name_index.fits(connection)
    found = {term for term, _ in terms(location)}
    assert wording(NAMES[3]).index | wording("Pasti serviti").index <= found


def test_a_store_that_may_not_be_written_is_searched_by_the_older_words(
    tmp_path: Path, postgresql: str, caplog: pytest.LogCaptureFixture
) -> None:
    place = str(tmp_path / "plans.db")
    read_only = make_url(postgresql).update_query_dict(
        {"options": "-c default_transaction_read_only=on"}
    )
    for location, opened in (
        (place, f"sqlite:///file:{place}?mode=ro&uri=true"),
        (postgresql, read_only.render_as_string(hide_password=False)),
    ):
        indexed_by_other_words(location)
        caplog.clear()
        with Store(opened) as store:
            assert store.similar("pagamenti") == []
            assert store.similar("pecunia")[0].name == NAMES[0]
        assert "until then names are found by the words of another version" in caplog.text
        search(location)


def test_a_store_that_another_program_writes_to_is_searched_by_the_older_words(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    place = tmp_path / "plans.db"
    indexed_by_other_words(str(place))
    other = sqlite3.connect(place, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Store(f"sqlite:///{place}?timeout=0.01") as store:
        assert store.similar("pecunia")[0].name == NAMES[0]
    other.close()
    assert "another program is writing to it" in caplog.text
    search(str(place))


def test_several_at_once_make_it_anew_once(location: str, caplog: pytest.LogCaptureFixture) -> None:
    indexed_by_other_words(location)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(search, [location] * 4))
    assert caplog.messages == [
        "names are understood by other words now: indexing 4 indicators anew"
    ]


def test_an_older_store_is_indexed_by_the_upgrade(location: str) -> None:
    with Store(location) as store:
        store.save(records(), make_document())
    expected = terms(location)
    set_back(location, "0004")
    assert upgrade(location) is True
    assert terms(location) == expected


@pytest.mark.parametrize(
    ("file", "differs"),
    [
        ("wording/synonyms/money.yaml", True),
        ("wording/wording.yaml", True),
        ("text/spelling.yaml", True),
        ("figures/words.yaml", True),
        ("wording/terms.py", True),
        ("wording/vocabulary.py", True),
        ("lexicon/lexicon.yaml", False),
        ("figures/tolerances.py", False),
    ],
)
def test_the_fingerprint_is_of_what_names_are_understood_by(
    tmp_path: Path, file: str, differs: bool
) -> None:
    folder = Path(__file__).parents[2] / "normalizers"
    copy = shutil.copytree(folder, tmp_path / "normalizers")
    assert fingerprint(copy) == fingerprint(folder)
    changed = shutil.copytree(copy, tmp_path / "changed")
    with (changed / file).open("a", encoding="utf-8") as stream:
        stream.write("# another word\n")
    assert (fingerprint(changed) != fingerprint(copy)) is differs


def test_command(piao: Run, tmp_path: Path) -> None:
    with Store(tmp_path / "piao.db") as store:
        store.save(records(), make_document())
    ran = piao("similar", "customer satisfaction", "--json")
    assert (ran.status, ran.err) == (0, "")
    assert json.loads(ran.out)[0]["name"] == NAMES[1]
    assert NAMES[1] in piao("similar", "customer satisfaction").out
    ran = piao("similar", "qwerty")
    assert (ran.status, ran.out, ran.err) == (0, "", "no indicator in the store is like that\n")
    assert piao("similar", "pagamenti", "--db", "no.db").status == 1


def test_the_command_says_that_names_are_indexed_anew(piao: Run, tmp_path: Path) -> None:
    indexed_by_other_words(str(tmp_path / "piao.db"))
    ran = piao("similar", "customer satisfaction", "--json")
    assert json.loads(ran.out)[0]["name"] == NAMES[1]
    assert piao("similar", "customer satisfaction", "--json") == replace(ran, err="")
