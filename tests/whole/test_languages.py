"""The catalogue of messages holds what the code says, and nothing else, in Italian."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import pytest
import yaml

import piao.schema
from piao.schema import errors
from piao.schema.language import Language, Message, italian, reason_of, speaking, text

CODE = Path(piao.schema.__file__).parents[1]
FOLDERS = ("schema", "extractors", "normalizers", "pipeline")
MACHINERY = {CODE / "schema" / "language.py", CODE / "schema" / "errors.py"}
"""Where templates are passed on."""

MESSAGES = {"piao.schema.language": {"text": 0, "Message": 0, "counted": 1}}
MESSAGES["piao.schema.errors"] = {
    name: 0
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.PiaoError)
}
"""What makes a message, with the place of its first template; `counted` takes two."""

NUMBERS = {"{score:g}", "{score:.2f}", "{low:.2f} – {high:.2f}", "{count} file", "p. {page}"}
ALIKE = {"{error}", "{file}: {error}", *NUMBERS, "file", "id", "record", "target"}
"""What is said alike in both languages."""


@dataclass(frozen=True, slots=True)
class Said:
    """A template as a call gives it: where, its text, the names of its details if any."""

    place: str
    template: str | None
    details: frozenset[str]


def test_every_template_is_a_literal() -> None:
    """A text that is put together as the program runs is in no catalogue."""
    assert [said.place for said in _all_said() if said.template is None] == []


def test_every_message_has_its_italian() -> None:
    missing = {s.template for s in _all_said() if s.template} - italian().keys()
    assert sorted(missing) == []


def test_the_catalogue_has_nothing_that_is_never_said() -> None:
    unused = italian().keys() - {said.template for said in _all_said()}
    assert sorted(unused) == []


def test_details_fill_the_braces_of_both_languages() -> None:
    wrong = []
    for said in _all_said():
        if not said.details or said.template is None:
            continue
        english, other = _fields(said.template), _fields(italian().get(said.template, ""))
        if english != other or {name for name, _, _ in english} != said.details:
            wrong.append((said.place, said.template))
    assert wrong == []


def test_the_italian_is_not_english() -> None:
    alike = {english for english, other in italian().items() if english == other}
    assert sorted(alike - ALIKE) == []


def test_no_message_stands_twice_in_the_catalogue() -> None:
    files = sorted((CODE / "schema" / "messages").iterdir())
    keys = [key for file in files for key in _keys(file)]
    assert sorted(key for key in set(keys) if keys.count(key) > 1) == []


@pytest.mark.parametrize(
    ("template", "number", "said"),
    [
        ("{number:,} rows", 50_000, "50.000 rows"),
        ("{number:.1f} seconds", 0.5, "0,5 seconds"),
        ("{number} rows", 50_000, "50000 rows"),
    ],
)
def test_numbers_are_written_as_in_italian(template: str, number: float, said: str) -> None:
    with speaking(Language.ITALIAN):
        assert text(template, number=number) == said


def test_a_part_of_a_message_is_told_in_its_language() -> None:
    error = errors.UsageError("error: {error}", error=reason_of(ValueError(Message("no figure"))))
    assert str(error) == "error: no figure"
    with speaking(Language.ITALIAN):
        assert str(error) == "errore: nessuna cifra"


def _all_said() -> Iterator[Said]:
    for folder in FOLDERS:
        for path in sorted((CODE / folder).rglob("*.py")):
            if path not in MACHINERY:
                yield from _said(path)


def _said(path: Path) -> Iterator[Said]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = _names(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        place = f"{path.relative_to(CODE)}:{node.lineno}"
        called = ast.unparse(node.func)
        if called == "typer.BadParameter" and isinstance(
            node.args[0], ast.JoinedStr | ast.Constant
        ):
            yield Said(place, None, frozenset())
        if called not in names:
            continue
        first = names[called]
        details = frozenset(keyword.arg or "**" for keyword in node.keywords)
        if first:
            details = frozenset({"count"})
        for template in node.args[first:]:
            value = template.value if isinstance(template, ast.Constant) else None
            yield Said(place, value if isinstance(value, str) else None, details)


def _names(tree: ast.Module) -> dict[str, int]:
    """The names under which a module calls what makes messages."""
    names = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom):
            continue
        for alias in node.names:
            own = alias.asname or alias.name
            if alias.name in MESSAGES.get(node.module or "", {}):
                names[own] = MESSAGES[node.module or ""][alias.name]
            for called, first in MESSAGES.get(f"{node.module}.{alias.name}", {}).items():
                names[f"{own}.{called}"] = first
    return names


def _keys(file: Path) -> list[str]:
    """All keys of a file, those too that stand there twice."""
    mapping = yaml.compose(file.read_text(encoding="utf-8"))
    assert isinstance(mapping, yaml.MappingNode)
    return [key.value for key, _ in mapping.value]


def _fields(template: str) -> set[tuple[str, str | None, str | None]]:
    """What stands in braces: the name, the conversion, the format."""
    parsed = Formatter().parse(template)
    return {(name, how, form) for _, name, form, how in parsed if name is not None}
