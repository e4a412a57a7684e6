"""The terminal: colours only where a person looks, nothing in a text can act on it."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from functools import cache
from typing import TYPE_CHECKING

from piao.schema.language import Message

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

PIPED_WIDTH = 160
"""Columns of a page that goes into a file or another program."""

MOST_NAMES = 10
"""Names that a line of text gives, not more."""

CONTROLS = dict.fromkeys([*range(32), *range(127, 160)], " ")


@cache
def output() -> Console:
    """Standard output: what was asked for."""
    return _console(stderr=False)


@cache
def messages() -> Console:
    """Standard error: what there is to say about it."""
    return _console(stderr=True)


def say(message: str) -> None:
    """One line to the person who runs the program, on standard error."""
    print(plain(message), file=sys.stderr)


def names_text(names: Sequence[str]) -> str:
    """The first names of a list; '…' stands for the others.

    >>> names_text(["Comune di Riva", "Comune di Prova"])
    'Comune di Riva, Comune di Prova'
    """
    return ", ".join(names[:MOST_NAMES]) + (", …" if len(names) > MOST_NAMES else "")


def plain(text: str) -> str:
    """A document's text on one line and without the characters that steer a terminal."""
    return " ".join(text.translate(CONTROLS).split())


def lines(*headings: Message, folding: Collection[int] | None = None) -> Table:
    """A table without rows yet; the columns of these places fold long texts, all if None."""
    from rich.table import Table

    table = Table(box=None, header_style="bold", pad_edge=False)
    for place, heading in enumerate(headings):
        folds = folding is None or place in folding
        table.add_column(str(heading), no_wrap=not folds, overflow="fold")
    return table


def _console(*, stderr: bool) -> Console:
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else PIPED_WIDTH
    return Console(stderr=stderr, width=width, highlight=False, soft_wrap=False)
