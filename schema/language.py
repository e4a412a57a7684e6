"""The language that the program speaks, and its messages in it, from one catalogue.

Messages stand in the code in English; the files of `messages/` have the Italian of each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from enum import StrEnum
from functools import cache
from string import Formatter
from typing import Any


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
    if spoken() is Language.ENGLISH:
        return template.format(**details) if details else template
    template = italian().get(template, template)
    return _italian_formatter.vformat(template, (), details) if details else template


def counted(count: int, one: str, many: str) -> str:
    """A number with its noun, as templates with `{count}`.

    >>> counted(1, "{count} file", "{count} files")
    '1 file'
    """
    return text(one if count == 1 else many, count=count)


class Message:
    """A message, or a part of one, that is told in the language spoken where it is read.

    >>> str(Message("{count} files", count=3))
    '3 files'
    """

    def __init__(self, template: str, /, **details: object) -> None:
        self.template, self.details = template, details

    def __str__(self) -> str:
        return text(self.template, **self.details)

    def __repr__(self) -> str:
        return f"Message({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Message):
            return NotImplemented
        return (self.template, self.details) == (other.template, other.details)

    def __hash__(self) -> int:
        return hash(self.template)


def reason_of(error: Exception) -> object:
    """What an error says, as a detail of a message: a :class:`Message` as such, else its text."""
    is_message = len(error.args) == 1 and isinstance(error.args[0], Message)
    return error.args[0] if is_message else str(error)


class _ItalianFormatter(Formatter):
    """Formats numbers as Italian has them: 50.000 and 0,5."""

    def format_field(self, value: Any, format_spec: str) -> str:
        said = str(super().format_field(value, format_spec))
        is_number = isinstance(value, int | float | Decimal)
        return said.translate(_ITALIAN_NUMBERS) if is_number and format_spec else said


_ITALIAN_NUMBERS = str.maketrans(",.", ".,")
_italian_formatter = _ItalianFormatter()


@cache
def italian() -> Mapping[str, str]:
    """The Italian of each English message."""
    from importlib.resources import files

    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    messages: dict[str, str] = {}
    for file in files(__package__).joinpath("messages").iterdir():
        source = file.read_text(encoding="utf-8")
        messages |= loader(source).get_single_data()
    return messages
