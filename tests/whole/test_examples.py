"""The examples in the docstrings hold."""

from __future__ import annotations

import ast
import doctest
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("schema", "extractors", "normalizers", "pipeline")
PARSER = doctest.DocTestParser()


def has_examples(file: Path) -> bool:
    """Whether a docstring of a module has an example that is run."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    nodes = (
        node for node in ast.walk(ast.parse(file.read_bytes())) if isinstance(node, documented)
    )
    examples = (one for node in nodes for one in PARSER.get_examples(ast.get_docstring(node) or ""))
    return any(not example.options.get(doctest.SKIP) for example in examples)


def with_examples() -> list[str]:
    """The modules with examples, by their full names."""
    files = (file for package in PACKAGES for file in (ROOT / package).rglob("*.py"))
    return sorted(
        "piao." + ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for file in files
        if has_examples(file)
    )


def test_all_packages_have_examples() -> None:
    assert {name.split(".")[1] for name in with_examples()} == set(PACKAGES)


@pytest.mark.parametrize("name", with_examples())
def test_examples(name: str) -> None:
    ran = doctest.testmod(import_module(name))
    assert ran.failed == 0
    assert ran.attempted > 0
