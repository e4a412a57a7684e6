"""The house rules: style, types, direction of imports, a quick start, documents that keep up."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

from piao.normalizers.lexicon import Lexicon
from piao.pipeline.cli import app
from piao.pipeline.exports import formats
from piao.schema.findings import CATALOGUE

ROOT = Path(__file__).parents[2]
PACKAGES = ("schema", "extractors", "normalizers", "pipeline")
PDF_STEPS = ("file", "text", "scan", "tables", "document")
CODE = (*PACKAGES, "samples", "tests", "setup.py")
BIN = Path(sys.executable).parent


def run(*command: str | Path) -> None:
    """Runs a tool in the project's folder; what it says is the failure's message."""
    environment = {**os.environ, "MYPYPATH": "typings", "PYTHONPATH": "typings", "PIAO_DB": ""}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.fail(f"{command[0]} {command[1:]}:\n{done.stdout}{done.stderr}", pytrace=False)


def test_style() -> None:
    run(BIN / "ruff", "check", "--no-cache", *CODE)


def test_format() -> None:
    run(BIN / "ruff", "format", "--check", "--no-cache", *CODE)


def test_types_of_the_package() -> None:
    run(BIN / "mypy", "-p", "piao")


def test_types_of_the_tests() -> None:
    run(BIN / "mypy", "tests", "samples")


def test_imports_go_one_way() -> None:
    run(BIN / "lint-imports", "--no-cache")


@pytest.mark.parametrize(
    ("folder", "later"),
    [
        ("schema", "pipeline"),
        ("extractors/pdf/text", "extractors.pdf.tables"),
        ("extractors/pdf/scan", "extractors.pdf.tables"),
        ("extractors/pdf/tables", "extractors.pdf.document"),
    ],
)
def test_an_import_the_other_way_is_caught(folder: str, later: str, tmp_path: Path) -> None:
    package = tmp_path / "piao"
    package.mkdir()
    (package / "__init__.py").write_text("")
    for name in (*PACKAGES, "extractors/pdf", *(f"extractors/pdf/{step}" for step in PDF_STEPS)):
        (package / name).mkdir(parents=True)
        (package / name / "__init__.py").write_text("")
    (package / folder / "wrong.py").write_text(f"import piao.{later}\n")
    done = subprocess.run(
        [BIN / "lint-imports", "--no-cache", "--config", ROOT / "pyproject.toml"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert f"piao.{folder.replace('/', '.')}.wrong -> piao.{later}" in done.stdout


LONGEST_FILE = 500


def test_files_are_short() -> None:
    lengths = {
        file.relative_to(ROOT): len(file.read_text(encoding="utf-8").splitlines())
        for folder in (*PACKAGES, "tests", "samples")
        for file in (ROOT / folder).rglob("*.py")
    }
    assert {file: lines for file, lines in lengths.items() if lines > LONGEST_FILE} == {}


HEAVY = (
    "sqlalchemy",
    "alembic",
    "rich",
    "pandas",
    "pdfplumber",
    "camelot",
    "pypdfium2",
    "lxml",
    "jinja2",
    "matplotlib",
)


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["ingest", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom piao.pipeline.cli import main\nsys.argv[1:] = sys.argv[1:]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    assert done.stderr.strip() == "[]"


def commands() -> list[str]:
    """All commands, those of groups with the name of the group."""
    names = []
    group = typer.main.get_group(app)
    for name, command in group.commands.items():
        below = getattr(command, "commands", None)
        names.extend([f"{name} {sub}" for sub in below] if below else [name])
    return names


def documentation() -> str:
    """README.md and all pages in docs/."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return "\n".join(page.read_text(encoding="utf-8") for page in pages)


@pytest.mark.parametrize("command", commands())
def test_every_command_is_documented(command: str) -> None:
    assert f"piao {command}" in documentation()


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_every_finding_is_documented(code: str) -> None:
    assert f"`{code}`" in (ROOT / "docs" / "data" / "findings.md").read_text(encoding="utf-8")


def test_every_lexicon_field_is_documented_with_its_label() -> None:
    page = (ROOT / "docs" / "use" / "lexicon.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w.]+)` \| (.+) \|$", page, re.MULTILINE)
    assert rows == list(Lexicon.load().labels.items())


@pytest.mark.parametrize("kind", ["records", "tables"])
def test_every_export_format_is_documented(kind: str) -> None:
    page = (ROOT / "docs" / "use" / "commands.md").read_text(encoding="utf-8")
    assert [name for name in formats(kind) if f"`{name}`" not in page] == []


def test_every_make_target_has_its_line() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[0].split()
    assert sorted(targets) == sorted(re.findall(r"^([a-z-]+):.* ## .", makefile, re.MULTILINE))


def test_constraints_name_packages_and_versions_only() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    named = re.compile(r"[a-z0-9.-]+==[a-z0-9.]+|# (The following .*|pip|setuptools)|")
    assert [line for line in lines if not named.fullmatch(line)] == []


def test_every_link_between_documents_leads_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    links = [
        (page, target)
        for page in pages
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
        if "://" not in target
    ]
    assert [
        (page.name, target) for page, target in links if not (page.parent / target).exists()
    ] == []
