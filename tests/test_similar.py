"""The nearest indicators of the store, in step with what is saved and deleted."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from piao.pipeline.store import Store, database
from piao.pipeline.store.upgrade import upgrade
from piao.schema.records import Indicator, Records
from tests.command_line import Run
from tests.plans import make_document, make_records

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


def test_an_older_store_is_indexed_by_the_upgrade(location: str) -> None:
    with Store(location) as store:
        store.save(records(), make_document())
    engine = database.open_engine(database.resolve_url(location))
    with database.writing(engine) as connection:
        connection.execute(text("DROP TABLE indicator_terms"))
        connection.execute(text("ALTER TABLE documents DROP COLUMN stated"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0004'"))
    engine.dispose()
    assert upgrade(location) is True
    with Store(location) as store:
        assert store.similar("customer satisfaction")[0].name == NAMES[1]


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
