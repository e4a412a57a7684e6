"""The words that names are made of: what a line of the lists may hold, what comes of it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from piao.normalizers.wording import vocabulary as module
from piao.normalizers.wording.names import wording
from piao.normalizers.wording.vocabulary import root

FOLDER = Path(module.__file__).parent
LISTS = sorted((FOLDER / "synonyms").glob("*.yaml"))


def pairs_of(file: Path) -> list[tuple[object, list[object]]]:
    """All lines of a list, those too that YAML would let another replace."""
    lines: list[tuple[object, list[object]]] = []
    tree = yaml.compose(file.read_text("utf-8"), Loader=yaml.SafeLoader)
    assert tree is not None
    loader = yaml.SafeLoader("")
    for key, value in tree.value[0][1].value:
        lines.append((loader.construct_object(key), loader.construct_object(value, deep=True)))
    return lines


def test_a_concept_is_in_one_place_and_all_its_wordings_are_text() -> None:
    lines = [line for file in LISTS for line in pairs_of(file)]
    counts = Counter(one for one, _ in lines)
    assert [one for one, count in counts.items() if count > 1] == []
    assert [w for one, others in lines for w in (one, *others) if not isinstance(w, str)] == []


def test_every_wording_says_something() -> None:
    wordings = [w for file in LISTS for one, others in pairs_of(file) for w in (one, *others)]
    assert [w for w in wordings if not wording(str(w)).terms] == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("cultura", "culturali", True),
        ("tributo", "tributarie", True),
        ("comune", "comunicazione", False),
        ("accesso", "accessibilita", False),
        ("posto", "posta", False),
        ("sala", "salute", False),
        ("rinnovo", "rinnovabili", False),
    ],
)
def test_roots(one: str, other: str, *, same: bool) -> None:
    assert (root(one) == root(other)) is same
