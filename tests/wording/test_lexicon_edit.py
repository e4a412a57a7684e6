"""A user's lexicon file that gains a term keeps what was written in it by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from piao.normalizers.lexicon import Lexicon
from piao.normalizers.lexicon.edit import add_term
from piao.schema.errors import LexiconError

NEW = "# Terms of our own. `piao lexicon add` adds to this file; it may be edited by hand.\n"

FILES = [
    pytest.param(
        None,
        f'{NEW}fields:\n  indicator.weight:\n    synonyms: ["Peso specifico"]\n',
        id="no file yet",
    ),
    pytest.param(
        "",
        'fields:\n  indicator.weight:\n    synonyms: ["Peso specifico"]\n',
        id="an empty file",
    ),
    pytest.param(
        "none: [Note]  # ours\n",
        'none: [Note]  # ours\nfields:\n  indicator.weight:\n    synonyms: ["Peso specifico"]\n',
        id="other sections",
    ),
    pytest.param(
        "fields:\n  indicator.unit:\n    synonyms: [Misura]  # ours\n\nnone: [Note]\n",
        "fields:\n  indicator.unit:\n    synonyms: [Misura]  # ours\n"
        '  indicator.weight:\n    synonyms: ["Peso specifico"]\n\nnone: [Note]\n',
        id="other fields",
    ),
    pytest.param(
        "fields:\n  indicator.weight:\n    synonyms: [Pond]  # ours\n",
        'fields:\n  indicator.weight:\n    synonyms: [Pond, "Peso specifico"]  # ours\n',
        id="a list in brackets",
    ),
    pytest.param(
        "fields:\n  indicator.weight:\n    synonyms:\n      - Pond  # ours\n      # last\n",
        'fields:\n  indicator.weight:\n    synonyms:\n      - Pond  # ours\n'
        '      - "Peso specifico"\n      # last\n',
        id="a list of lines",
    ),
    pytest.param(
        "fields:\n  indicator.weight:\n    abbreviations: [Pd.]",
        "fields:\n  indicator.weight:\n    abbreviations: [Pd.]\n"
        '    synonyms: ["Peso specifico"]\n',
        id="a field without synonyms",
    ),
    pytest.param(
        "fields: {indicator.weight: {synonyms: []}}\n",
        'fields: {indicator.weight: {synonyms: ["Peso specifico"]}}\n',
        id="all in braces",
    ),
    pytest.param(
        "fields: {indicator.unit: {synonyms: [Misura]}}\n",
        'fields: {indicator.unit: {synonyms: [Misura]}, '
        'indicator.weight: {synonyms: ["Peso specifico"]}}\n',
        id="another field in braces",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), FILES)
def test_a_term_goes_in_and_the_rest_stays(tmp_path: Path, before: str | None, after: str) -> None:
    file = tmp_path / "terms.yaml"
    if before is not None:
        file.write_text(before, encoding="utf-8")
    assert add_term(file, "Peso specifico", "indicator.weight") is True
    assert file.read_text(encoding="utf-8") == after
    assert add_term(file, "peso specifico", "indicator.weight") is False
    assert Lexicon.load(file).by_name["peso specifico"].fields == ("indicator.weight",)
    assert [path.name for path in tmp_path.iterdir()] == ["terms.yaml"]


@pytest.mark.parametrize("term", ['Peso "vero"', "Peso: %", "# peso", "Però – così", "si"])
def test_terms_are_quoted(tmp_path: Path, term: str) -> None:
    file = tmp_path / "terms.yaml"
    add_term(file, term, "indicator.weight")
    add_term(file, "Altro nome", "none")
    add_term(file, "Nome diverso", "none")
    assert add_term(file, term, "indicator.weight") is False
    assert Lexicon.load(file).by_name["nome diverso"].fields == ()


def test_a_file_that_leaves_no_place_is_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "terms.yaml"
    file.write_text("fields:\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r'write "Peso specifico" under fields / indicator'):
        add_term(file, "Peso specifico", "indicator.weight")
    assert file.read_text(encoding="utf-8") == "fields:\n"
