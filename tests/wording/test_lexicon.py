"""The lexicon as a file that people edit."""

from __future__ import annotations

import os
from dataclasses import fields
from pathlib import Path

import pytest

from piao.normalizers.fields.columns.headings import match_heading
from piao.normalizers.lexicon import OWN_FILE, Lexicon, stem
from piao.normalizers.lexicon.file import read_lexicon_file
from piao.normalizers.text.cleaning import fold
from piao.schema import records
from piao.schema.errors import LexiconError

RECORDS = {
    "objective": records.Objective,
    "indicator": records.Indicator,
    "action": records.Action,
    "unit": records.Unit,
    "criterion": records.Criterion,
}
OF_ANOTHER_OBJECTIVE = {
    "objective.area": "the title of an objective of level area",
    "objective.sub_area": "the title of an objective of level area under the area",
    "objective.area_weight": "the weight of the area",
    "objective.strategic_weight": "the weight of the strategic objective above",
    "objective.area_code": "the code of the area",
    "objective.strategic_code": "the code of the strategic objective above",
    "objective.strategic": "the title of the strategic objective above",
    "objective.parent": "the code of the objective above",
    "objective.project": "the title of an objective of level project",
    "objective.project_code": "the code of an objective of level project",
}
"""Columns that speak of the objective above or beside the row's own."""


def test_every_field_of_the_lexicon_is_one_of_the_records() -> None:
    attributes = {
        f"{name}.{attribute.name}"
        for name, record in RECORDS.items()
        for attribute in fields(record)
    }
    roles = {f"value.{role}" for role in records.Role}
    assert set(Lexicon.load().labels) <= attributes | roles | set(OF_ANOTHER_OBJECTIVE)
    assert roles <= set(Lexicon.load().labels)


def test_the_lexicon_holds_hundreds_of_names() -> None:
    lexicon = Lexicon.load()
    assert len(lexicon.by_name) >= 300
    assert all(label for label in lexicon.labels.values())


def test_no_name_is_given_to_two_fields_without_being_listed_as_ambiguous() -> None:
    data = read_lexicon_file(OWN_FILE)
    lexicon = Lexicon.load()
    listed = {lexicon.stems(fold(name)) for name in (*data["ambiguous"], *data["none"])}
    owners: dict[str, set[str]] = {}
    for field, entry in data["fields"].items():
        for name in (*entry.get("synonyms", []), *entry.get("secondary", [])):
            owners.setdefault(lexicon.stems(fold(name)), set()).add(field)
    clashes = {name: sorted(own) for name, own in owners.items() if len(own) > 1}
    assert {name: own for name, own in clashes.items() if name not in listed} == {}


def test_every_name_of_a_figure_bears_no_role_but_its_own() -> None:
    """Read on its own, no name of a target may pass for a baseline or a result."""
    data = read_lexicon_file(OWN_FILE)
    lexicon = Lexicon.load()
    ambiguous = {fold(name) for name in data["ambiguous"]}
    for field, entry in data["fields"].items():
        if field.startswith("value."):
            for name in entry.get("synonyms", []):
                if fold(name) not in ambiguous:
                    assert match_heading(name, lexicon).field == field, name


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("indicatore", "indicatori"),
        ("strategica", "strategiche"),
        ("attività", "attività"),
        ("stakeholder", "stakeholders"),
        ("peso", "pesi"),
    ],
)
def test_number_and_gender_make_no_difference(word: str, other: str) -> None:
    assert stem(fold(word)) == stem(fold(other))


@pytest.mark.parametrize("text", ["", " ", "-", "---", "n.d.", "N.D.", "…", "n.p."])
def test_marks_of_nothing(text: str) -> None:
    assert Lexicon.load().is_blank(text)


@pytest.mark.parametrize("text", ["0", "No", "N. 3"])
def test_small_texts_that_are_something(text: str) -> None:
    assert not Lexicon.load().is_blank(text)


def test_the_lexicon_is_read_once() -> None:
    assert Lexicon.load() is Lexicon.load()


def test_a_user_file_adds_to_the_lexicon_and_wins(tmp_path: Path) -> None:
    user = tmp_path / "mine.yaml"
    user.write_text(
        "fields:\n"
        "  indicator.weight:\n    synonyms: [punti ponderali]\n"
        "  objective.weight:\n    synonyms: [peso]\n"
        "none: [stakeholder]\n",
        encoding="utf-8",
    )
    lexicon = Lexicon.load(user)
    assert match_heading("Punti ponderali", lexicon).field == "indicator.weight"
    assert match_heading("PESO", lexicon).field == "objective.weight"
    assert match_heading("Stakeholder", lexicon).field is None
    assert match_heading("Indicatore", lexicon).field == "indicator.name"
    assert match_heading("Punti ponderali", Lexicon.load()).field is None


def test_an_edited_user_file_is_read_again(tmp_path: Path) -> None:
    user = tmp_path / "mine.yaml"
    user.write_text("fields:\n  value.target:\n    synonyms: [mira]\n", encoding="utf-8")
    assert match_heading("Mira", Lexicon.load(user)).field == "value.target"
    user.write_text("fields:\n  value.baseline:\n    synonyms: [mira]\n", encoding="utf-8")
    os.utime(user, ns=(1, 1))
    assert match_heading("Mira", Lexicon.load(user)).field == "value.baseline"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("fields: [", "not valid YAML"),
        ("- a list", "must hold sections"),
        ("feilds: {}", "unknown section 'feilds'"),
        ("fields:\n  indicator.wieght: {synonyms: [peso]}", "unknown field 'indicator.wieght'"),
        ("fields:\n  indicator.weight: {synonyms: peso}", "must be a list of names"),
        ("fields:\n  indicator.weight: {synonyms: [12]}", "'12' must be text"),
        ("fields:\n  indicator.weight: {synonim: [peso]}", "unknown key 'synonim'"),
        ("fields:\n  indicator.weight: {content: kilos}", "'kilos' is not one of"),
        ("fields:\n  indicator.weight: peso", "must hold synonyms"),
        ("ambiguous:\n  peso: {fields: [value.goal]}", "unknown field 'value.goal'"),
        ("ambiguous:\n  peso: {fields: [value.target], looks: up}", "must be one of left, right"),
        ("roles:\n  goal: [meta]", "unknown role"),
        ("phrases:\n  - {field: value.target}", "unknown section 'phrases'"),
        ("none: {a: b}", "must be a list of names"),
    ],
)
def test_a_wrong_user_file_is_refused_with_its_name_and_the_entry(
    tmp_path: Path, content: str, told: str
) -> None:
    user = tmp_path / "mine.yaml"
    user.write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError) as error:
        Lexicon.load(user)
    assert str(user) in str(error.value)
    assert told in str(error.value)


def test_a_user_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="cannot be read"):
        Lexicon.load(tmp_path / "absent.yaml")
    binary = tmp_path / "binary.yaml"
    binary.write_bytes(b"fields:\n  # caf\xe9\n")
    with pytest.raises(LexiconError, match="UTF-8"):
        Lexicon.load(binary)


def test_an_empty_user_file_changes_nothing(tmp_path: Path) -> None:
    user = tmp_path / "mine.yaml"
    user.write_text("", encoding="utf-8")
    assert Lexicon.load(user).by_name == Lexicon.load().by_name
