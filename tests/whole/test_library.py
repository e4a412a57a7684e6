"""`import piao`: what it names, that it loads nothing, and what it gives for a file."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url

import piao
from piao.schema import errors
from tests.plans import make_records

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "samples" / "asp_breve.pdf"


def typed_names() -> set[str]:
    """What type checkers are told of the package."""
    tree = ast.parse((ROOT / "pipeline" / "package" / "__init__.py").read_text("utf-8"))
    (choice,) = (node for node in tree.body if isinstance(node, ast.If))
    return {
        name.name for node in choice.body if isinstance(node, ast.ImportFrom) for name in node.names
    } | {"__version__"}


def test_the_names_are_those_that_type_checkers_see() -> None:
    assert sorted(piao.__all__) == sorted(typed_names()) == dir(piao)


@pytest.mark.parametrize("name", piao.__all__)
def test_every_name_is_there(name: str) -> None:
    assert getattr(piao, name).__class__.__name__ in {
        "ABCMeta",
        "EnumType",
        "function",
        "str",
        "type",
    }


def test_all_errors_are_named_and_are_one_family() -> None:
    known = {name for name in vars(errors) if name.endswith("Error")}
    assert known == {name for name in piao.__all__ if name.endswith("Error")}
    assert {name for name in known if not issubclass(getattr(piao, name), piao.PiaoError)} == set()


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="module 'piao' has no attribute 'raed'"):
        getattr(piao, "ra" + "ed")


def printed_by(code: str) -> str:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize(
    ("used", "loaded"),
    [
        ("", ["piao"]),
        (
            "piao.PiaoError",
            ["piao", "piao.schema", "piao.schema.errors", "piao.schema.language"],
        ),
        ("piao.Records", ["piao", "piao.schema", "piao.schema.records"]),
    ],
)
def test_nothing_is_loaded_before_it_is_asked_for(used: str, loaded: list[str]) -> None:
    code = (
        f"import sys, piao\n{used}\n"
        "print(*sorted(n for n in sys.modules if n.partition('.')[0] in ('piao', 'pandas')))"
    )
    assert printed_by(code).split() == loaded


@pytest.mark.parametrize("used", ["piao.Store", "piao.read", "piao.ingest", "piao.Records"])
def test_no_name_loads_pandas(used: str) -> None:
    assert printed_by(f"import sys, piao\n{used}\nprint('pandas' in sys.modules)") == "False"


def test_python_m_piao() -> None:
    command = [sys.executable, "-m", "piao", "--version"]
    assert subprocess.check_output(command, text=True).strip() == piao.__version__


@pytest.mark.parametrize("path", [PLAN, str(PLAN)], ids=["path", "text"])
def test_read(path: str | Path) -> None:
    records = piao.read(path)
    assert repr(records) == "<Records of asp_breve.pdf: 5 objectives, 5 indicators, 5 values>"


def test_read_with_what_is_stated() -> None:
    records = piao.read(PLAN, statement=piao.Statement(entity_name="Ente di Prova"), ocr="never")
    assert records.document.entity_name == "Ente di Prova"


def test_read_with_own_words(tmp_path: Path) -> None:
    plan = tmp_path / "piano.md"
    plan.write_text(
        "# Piano della performance 2025\n\n| Gnomone | Cifra guida | Peso |\n|---|---|---|\n"
        "| Ridurre i tempi di pagamento | Giorni medi di pagamento | 60 |\n"
        "| Digitalizzare l'archivio storico | Fascicoli digitalizzati | 40 |\n",
        encoding="utf-8",
    )
    words = tmp_path / "words.yaml"
    words.write_text(
        "fields:\n  objective.title:\n    synonyms: [gnomone]\n"
        "  indicator.name:\n    synonyms: [cifra guida]\n",
        encoding="utf-8",
    )
    assert [o.title for o in piao.read(plan, lexicon=str(words)).objectives] == [
        "Ridurre i tempi di pagamento",
        "Digitalizzare l'archivio storico",
    ]


def test_tables_whatever_the_file_is_about(tmp_path: Path) -> None:
    sheet = tmp_path / "menu.csv"
    sheet.write_text("piatto;prezzo\nzuppa;4\npane;1\n", encoding="utf-8")
    (table,) = piao.tables(str(sheet))
    assert [[cell.text if cell else "" for cell in line] for line in table.grid()] == [
        ["piatto", "prezzo"],
        ["zuppa", "4"],
        ["pane", "1"],
    ]


@pytest.mark.parametrize("call", [piao.read, piao.tables])
def test_what_is_not_there(call: type, tmp_path: Path) -> None:
    with pytest.raises(piao.UnreadableFileError, match=r"none\.pdf: the file does not exist"):
        call(str(tmp_path / "none.pdf"))


def test_a_word_on_pictures_that_is_none() -> None:
    word: Any = "maybe"
    with pytest.raises(
        piao.UsageError, match="ocr must be one of auto, never, always, not 'maybe'"
    ):
        piao.read(PLAN, ocr=word)


def test_ingest_one_and_several(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    with piao.Store(tmp_path / "plans.db") as store:
        one = piao.ingest(str(PLAN), store, ocr="never")
        with pytest.raises(piao.UnreadableFileError):
            piao.ingest(broken, store)
        paths: Iterator[str | Path] = iter([str(PLAN), broken])
        several = list(piao.ingest_all(paths, store))
        assert repr(store) == f"<Store sqlite:///{tmp_path}/plans.db>"
    assert one.counts["indicators"] == 5
    assert [result.status.value for result in several] == ["unchanged", "failed"]


def test_a_store_shows_no_password(postgresql: str) -> None:
    word = "geheim"
    url = make_url(postgresql).set(password=word)
    with piao.Store(url.render_as_string(hide_password=False)) as store:
        assert word not in repr(store)
        assert ":***@" in repr(store)


def test_a_notebook_shows_records_escaped() -> None:
    records = make_records()
    objective = replace(records.objectives[0], title="<script>alert(1)</script>" + "a" * 200)
    records = replace(records, objectives=(objective,) * 12)
    shown = records._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert f"{'a' * 95}…</td><td>30 %</td><td>1</td>" in shown
    assert shown.count("<tr>") == 1 + 10
    assert shown.endswith("<p>and 2 objectives more</p>")
    assert repr(records).startswith("<Records of a.pdf: 12 objectives, 2 indicators, 4 values, ")
