"""The first screen of the command line: commands by what a person wants, one example each."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from typer.core import TyperGroup

GROUPS = {
    "Read": ("piao ingest plans/", ("ingest", "tables")),
    "Look": (
        "piao show piano.pdf",
        ("list", "show", "findings", "administrations", "common", "report", "review"),
    ),
    "Use": ("piao compare 2024 2025", ("compare", "similar", "score", "export")),
    "Teach": (
        'piao lexicon add "Ponderazione" indicator.weight',
        ("lexicon", "profile", "explain"),
    ),
    "Care": ("piao set piano.pdf --year 2025", ("set", "remove", "corrections", "db")),
}
"""What a person wants: an example, and the commands in the order in which they are shown."""


class _Formatter(Protocol):
    """What a page of help is written to."""

    width: int

    def section(self, name: str) -> AbstractContextManager[None]:
        """A heading with what is written below it."""

    def write_dl(self, rows: Sequence[tuple[str, str]]) -> None:
        """Write names with what they mean."""


class GroupedCommands(TyperGroup):
    """Lists the commands under what they are for."""

    def format_commands(self, ctx: object, formatter: _Formatter) -> None:  # noqa: ARG002 - Typer's
        """Write a section a group, headed by its name and example."""
        width = max(map(len, self.commands))
        left = formatter.width - width - 6
        for title, (example, names) in GROUPS.items():
            with formatter.section(f"{title}, as in: {example}"):
                commands = [(name, self.commands[name]) for name in names]
                formatter.write_dl(
                    [(f"{name:{width}}", each.get_short_help_str(left)) for name, each in commands]
                )
