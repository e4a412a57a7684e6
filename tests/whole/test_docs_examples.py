"""What README.md and docs/ show holds: transcripts, Python, SQL with what it gives."""

from __future__ import annotations

import json
import re
import runpy
import shlex
import shutil
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import duckdb
import pytest
import typer
from sqlalchemy import text
from typer.core import TyperGroup

from piao.extractors import extract
from piao.normalizers import normalize
from piao.pipeline.cli import app
from piao.pipeline.commands.language import language_first
from piao.pipeline.exports import writer
from piao.pipeline.exports.lake.partitions import write_partitioned
from piao.pipeline.store import Store, database
from piao.pipeline.store.views import VIEWS, view_columns
from piao.schema.document import Document
from piao.schema.records import Records
from tests.command_line import Run

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
SAMPLES = ("asp_breve", "comune_pdo", "parco_2025", "parco_2026")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INDENTED = re.compile(r"(?:^    .*\n(?:\s*\n(?=    ))?)+", re.MULTILINE)
LAKE = "lake.md"
"""Its SQL is asked of files, by DuckDB."""
REST = "…"
"""A line of a transcript that stands for any lines."""


def code_blocks(page: Path) -> list[str]:
    """What a page shows as code, fenced or indented."""
    content = page.read_text(encoding="utf-8")
    fenced = [code for _, code in FENCE.findall(content)]
    indented = INDENTED.findall(FENCE.sub("", content))
    return [*fenced, *(re.sub("^    ", "", block, flags=re.MULTILINE) for block in indented)]


def fenced(language: str) -> list[tuple[str, str, str]]:
    """Page, code and the text block right after it, of all blocks in a language."""
    found = []
    for page in PAGES:
        blocks = FENCE.findall(page.read_text(encoding="utf-8"))
        for (kind, code), (after, shown) in pairwise([*blocks, ("", "")]):
            if kind == language:
                found.append((page.name, code, shown if after == "text" else ""))
    return found


@pytest.fixture(scope="module")
def read_samples() -> list[tuple[Records, Document]]:
    documents = [extract(ROOT / "samples" / f"{name}.pdf") for name in SAMPLES]
    return [(normalize(document), document) for document in documents]


@pytest.fixture(scope="module")
def folder(
    read_samples: list[tuple[Records, Document]], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A working folder with a store and the exports that the pages speak of."""
    folder = tmp_path_factory.mktemp("docs")
    shutil.copy(ROOT / "samples" / "asp_breve.pdf", folder / "plan.pdf")
    with Store(folder / "plans.db") as store:
        for records, document in read_samples:
            store.save(records, document)
        ids = [document.document_id for document in store.documents()]
        for format_name, place in (
            ("json", "plans.json"),
            ("datapackage", "plans"),
            ("parquet", "plans"),
            ("xlsx", "plans.xlsx"),
            ("sqlite", "plans.sqlite"),
        ):
            writer("records", format_name)(store.arrays(ids), folder / place)
        write_partitioned(store.documents(), store.whole_arrays, folder / "lake")
    return folder


def follows(shown: Sequence[str], printed: Sequence[str]) -> bool:
    """Whether the printed lines are those shown, `REST` standing for any."""
    if not shown:
        return not printed
    if shown[0] == REST:
        starts = range(len(printed) + 1)
        return any(follows(shown[1:], printed[start:]) for start in starts)
    return bool(printed) and shown[0] == printed[0] and follows(shown[1:], printed[1:])


def transcript(page: Path) -> list[tuple[str, list[str] | None]]:
    """The commands of a page with what it shows of their output; None where nothing."""
    return [
        (command, shown or None)
        for block in code_blocks(page)
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
        for command, *shown in [part.rstrip().split("\n")]
    ]


@pytest.mark.parametrize(
    "page", [page for page in PAGES if transcript(page)], ids=lambda page: page.name
)
def test_transcript(page: Path, piao: Run, tmp_path: Path) -> None:
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    (tmp_path / "tests").symlink_to(ROOT / "tests")
    for command, shown in transcript(page):
        name, *arguments = shlex.split(command, comments=True)
        ran = piao(*arguments)
        lines = [line.rstrip() for line in (ran.out + ran.err).splitlines()]
        assert (name, ran.status) == ("piao", 0), ran.err
        assert shown is None or follows(shown, lines), "\n".join([command, *lines])


def test_record_that_the_readme_shows(folder: Path) -> None:
    (block,) = (b for b in code_blocks(ROOT / "README.md") if b.startswith('"role"'))
    shown = json.loads(f"{{{block}}}", parse_float=Decimal)
    records = json.loads((folder / "plans.json").read_text("utf-8"), parse_float=Decimal)
    assert [row for row in records["values"] if shown.items() <= row.items()] != []


@pytest.mark.parametrize("example", fenced("python"), ids=lambda example: example[0])
def test_python(
    example: tuple[str, str, str],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, code, shown = example
    monkeypatch.chdir(folder)
    (folder / "example.py").write_text(code, encoding="utf-8")
    runpy.run_path("example.py", {"Store": Store})
    assert capsys.readouterr().out == shown or not shown


def shown_table(names: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A result as the pages show it: a heading and a line a row, numbers without idle zeros."""
    lines = [names, *([cell_text(cell) for cell in row] for row in rows)]
    return "".join(f"{' | '.join(line)}".rstrip() + "\n" for line in lines)


def cell_text(cell: object) -> str:
    if isinstance(cell, int | float | Decimal):
        return f"{Decimal(str(cell)).normalize():f}"
    return "" if cell is None else str(cell)


def test_sql(read_samples: list[tuple[Records, Document]], location: str) -> None:
    queries = [shown for shown in fenced("sql") if shown[0] != LAKE]
    assert len(queries) > 5
    with Store(location) as store:
        for records, document in read_samples:
            store.save(records, document)
        engine = database.open_engine(store.url)
    with engine.connect() as connection:
        for _, query, shown in queries:
            result = connection.execute(text(query))
            assert shown_table(list(result.keys()), list(map(tuple, result))) == shown, query
    engine.dispose()


@pytest.mark.parametrize("example", [shown for shown in fenced("sql") if shown[0] == LAKE])
def test_sql_over_files(
    example: tuple[str, str, str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, query, shown = example
    monkeypatch.chdir(folder)
    with duckdb.connect() as connection:
        result = connection.execute(query)
        names = [column[0] for column in result.description or ()]
        assert shown_table(names, result.fetchall()) == shown


@pytest.mark.parametrize("view", VIEWS)
def test_columns_of_the_views(view: str, folder: Path) -> None:
    page = (ROOT / "docs" / "data" / "views.md").read_text(encoding="utf-8")
    section = page.split(f"## {view}\n")[1].split("\n## ")[0]
    engine = database.open_engine(database.resolve_url(folder / "plans.db"))
    with engine.connect() as connection:
        assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == view_columns(
            connection, view
        )
    engine.dispose()


def shown_commands() -> list[str]:
    """Every line of the pages and of the help that calls the program."""
    lines = [line for page in PAGES for block in code_blocks(page) for line in block.splitlines()]
    group = typer.main.get_group(app)
    for command in group.commands.values():
        lines += (command.help or "").splitlines()
    called = (line.strip().removeprefix("$ ") for line in lines)
    return sorted({line for line in called if line.startswith("piao ")})


@pytest.mark.parametrize("line", shown_commands())
def test_command_line_can_be_typed(line: str) -> None:
    command = typer.main.get_command(app)
    arguments = shlex.split(line, comments=True)[1:]
    if "--lang" in language_first(arguments)[:1]:
        arguments = language_first(arguments)[2:]
    while isinstance(command, TyperGroup) and arguments and not arguments[0].startswith("-"):
        context = typer.Context(command)
        _, below, arguments = command.resolve_command(context, arguments)
        assert below is not None
        command = below
    command.make_context(command.name, arguments)
