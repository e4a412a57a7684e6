"""Which language a person wants: what they say, else their locale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from piao.schema.language import Language

OPTION = "--lang"
_OWN = "export"
"""The command whose language is one of its own: that of the messages in the data."""


def language_of_locale(environment: Mapping[str, str]) -> Language:
    """Italian where the locale is Italian, else English.

    >>> language_of_locale({"LANG": "it_IT.UTF-8"}), language_of_locale({"LC_ALL": "C"})
    (<Language.ITALIAN: 'it'>, <Language.ENGLISH: 'en'>)
    """
    named = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, named), "")
    return Language.ITALIAN if locale.casefold().startswith("it") else Language.ENGLISH


def language_first(arguments: Sequence[str]) -> list[str]:
    """The arguments with `--lang` before the command, wherever it was given.

    >>> language_first(["show", "plan.pdf", "--lang", "it"])
    ['--lang', 'it', 'show', 'plan.pdf']
    """
    end = arguments.index("--") if "--" in arguments else len(arguments)
    rest, found = list(arguments[:end]), list[str]()
    if rest[:1] == [_OWN]:
        return list(arguments)
    for place, argument in enumerate(rest):
        if argument == OPTION:
            found, rest[place : place + 2] = rest[place : place + 2], []
            break
        if argument.startswith(f"{OPTION}="):
            found = [rest.pop(place)]
            break
    return [*found, *rest, *arguments[end:]]
