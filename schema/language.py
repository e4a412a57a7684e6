"""The language that the program speaks, and its messages in it, from one catalogue.

Messages stand in the code in English; `messages.it.yaml` has the Italian of each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml


class Language(StrEnum):
    """The languages that messages can be had in."""

    ITALIAN = "it"
    ENGLISH = "en"


_spoken: ContextVar[Language] = ContextVar("spoken", default=Language.ENGLISH)


def spoken() -> Language:
    """The language that is spoken now: English unless :func:`speak` says otherwise."""
    return _spoken.get()


def speak(language: Language) -> None:
    """Speak a language from now on."""
    _spoken.set(language)


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak a language for a while.

    >>> with speaking(Language.ITALIAN):
    ...     text("error: {error}", error="?")
    'errore: ?'
    """
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def text(template: str, /, **details: object) -> str:
    """A message of the catalogue in the language that is spoken, filled with its details.

    `template` is its English, as for `str.format`. One that the catalogue lacks stays English.

    >>> text("{count} files", count=3)
    '3 files'
    """
    if spoken() is Language.ITALIAN:
        template = italian().get(template, template)
    return template.format(**details) if details else template


def counted(count: int, one: str, many: str) -> str:
    """A number with its noun, as templates with `{count}`.

    >>> counted(1, "{count} file", "{count} files")
    '1 file'
    """
    return text(one if count == 1 else many, count=count)


@cache
def italian() -> Mapping[str, str]:
    """The Italian of each English message."""
    source = files(__package__).joinpath("messages.it.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    messages: Mapping[str, str] = yaml.load(source, loader)  # noqa: S506 - a safe loader
    return messages
