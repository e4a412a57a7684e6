"""The program speaks one language at a time: what is asked for, else that of the locale."""

from __future__ import annotations

import pickle
from collections.abc import Mapping

import pytest

from piao.pipeline.commands.language import language_first, language_of_locale
from piao.schema.errors import PasswordError, PiaoError
from piao.schema.language import Language, speaking, text
from tests.command_line import Run


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "it_IT.UTF-8"}, "it"),
        ({"LANG": "it_IT.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "it_CH"}, "it"),
        ({"LANG": "de_DE"}, "en"),
    ],
)
def test_the_locale_says_the_language(environment: Mapping[str, str], language: str) -> None:
    assert language_of_locale(environment) == language


@pytest.mark.parametrize(
    ("arguments", "first"),
    [
        ("show a.pdf --lang it", "--lang it show a.pdf"),
        ("show --lang=en a.pdf", "--lang=en show a.pdf"),
        ("--lang it list", "--lang it list"),
        ("explain value -- --lang", "explain value -- --lang"),
        ("export --lang en", "export --lang en"),
        ("list --lang", "--lang list"),
    ],
)
def test_the_option_may_stand_anywhere(arguments: str, first: str) -> None:
    assert " ".join(language_first(arguments.split())) == first


@pytest.mark.parametrize(
    ("arguments", "variable", "said"),
    [
        (["list"], None, "error: there is no store"),
        (["list", "--lang", "it"], None, "errore: "),
        (["list"], "it", "errore: "),
        (["list", "--lang", "en"], "it", "error: there is no store"),
    ],
)
def test_errors_are_told_in_the_language_that_is_asked_for(
    piao: Run,
    arguments: list[str],
    variable: str | None,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if variable is not None:
        monkeypatch.setenv("PIAO_LANG", variable)
    assert piao(*arguments).err.startswith(said)
    assert text("error: {error}", error="x") == "error: x"


def test_an_error_is_told_where_it_is_read_and_crosses_processes() -> None:
    sent = pickle.loads(pickle.dumps(PasswordError("error: {error}", error="{x}")))
    assert (type(sent), str(sent)) == (PasswordError, "error: {x}")
    with speaking(Language.ITALIAN):
        assert str(sent) == "errore: {x}"
    assert str(PiaoError("as it stands: {x}")) == "as it stands: {x}"
