"""The bar that a person sees who waits for files to be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from piao.pipeline.display.console import messages, plain
from piao.pipeline.display.wording import waiting_line
from piao.pipeline.reading.remote import Place
from piao.schema.language import text

_LONGEST_NAME = 40


class RichBar:
    """A bar of files, with the page that is read."""

    def __init__(self, bar: Progress, total: int) -> None:
        self._bar = bar
        self._task = bar.add_task("", total=total, page="")

    def done(self, line: str, style: str) -> None:
        """Print the line of a finished file above the bar, and move it on."""
        self._bar.console.print(Text(plain(line), style=style))
        self._bar.advance(self._task)
        self._bar.refresh()

    def reading(self, path: Place, page: int) -> None:
        """Show the page that is read of a file."""
        name = plain(path.name)
        name = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
        self._bar.update(
            self._task,
            page=f"{name} {text('p. {page}', page=page)}" if page else name,
            refresh=True,
        )

    def waiting(self, path: Place, worker: str) -> None:
        """Say above the bar that another process reads a file."""
        self._bar.console.print(Text(plain(waiting_line(path, worker)), style="dim"))
        self._bar.refresh()


@contextmanager
def progress_bar(total: int) -> Iterator[RichBar]:
    """A bar on standard error that goes away at the end.

    It has no thread of its own: workers are forked while it is shown.
    """
    page = TextColumn("{task.fields[page]}", markup=False)
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), page)
    with Progress(*columns, console=messages(), transient=True, auto_refresh=False) as bar:
        yield RichBar(bar, total)
