"""Where an export is written: a file or a folder, in place once whole, or standard output."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from html import escape
from pathlib import Path
from typing import TextIO

from piao.pipeline.exports.writing.guard import Content, refuse_to_replace
from piao.schema.errors import PiaoError, UsageError

POLICY = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">"
)
"""For the head of every page: nothing in it runs, loads or sends."""

_CONTROLS = dict.fromkeys([*range(9), *range(11, 32), *range(127, 160)], " ")


def escaped(text: str) -> str:
    """A document's text for a page: no markup, nothing that steers the terminal it may be sent to.

    >>> escaped("a < b\x1b[2J")
    'a &lt; b [2J'
    """
    return escape(text.translate(_CONTROLS))


@contextmanager
def whole_file(out: Path, over: Content | None = None) -> Iterator[Path]:
    """The path to write `out` at; it takes its place only once it is whole.

    Of the contents that somebody may miss it replaces `over` alone. Raises `UsageError` where
    another is there, `PiaoError` where the file cannot be written.
    """
    refuse_to_replace(out, over)
    partial = out.with_name(f"{out.name}.partial")
    try:
        yield partial
        partial.replace(out)
    except OSError as error:
        raise PiaoError(
            "{out} cannot be written: {reason}", out=out, reason=error.strerror
        ) from error
    finally:
        with suppress(OSError):
            partial.unlink()


@contextmanager
def text_output(out: Path | None) -> Iterator[TextIO]:
    """The text file `out`, in place only once it is whole; standard output for None.

    Raises `UsageError` where something is there that is no text, `PiaoError` where the file
    cannot be written.
    """
    if out is None:
        yield sys.stdout
        return
    with whole_file(out) as partial, partial.open("w", encoding="utf-8", newline="") as stream:
        yield stream


def folder_output(out: Path) -> Path:
    """The folder `out`, made where it is missing.

    Raises `UsageError` where a file is there that somebody may miss, `PiaoError` where the folder
    cannot be made.
    """
    refuse_to_replace(out)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PiaoError(
            "the folder {out} cannot be made: {reason}", out=out, reason=error.strerror
        ) from error
    return out


@contextmanager
def whole_folder(out: Path) -> Iterator[Path]:
    """A folder to write the files of `out` in; they are moved there once all are whole.

    Other files of `out` stay. Raises `PiaoError` where the folder cannot be written.
    """
    partial = folder_output(out) / ".partial"
    try:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir()
        yield partial
        files = sorted(partial.iterdir())
        for file in files:
            refuse_to_replace(out / file.name)
        for file in files:
            file.replace(out / file.name)
    except OSError as error:
        raise PiaoError(
            "{out} cannot be written: {reason}", out=out, reason=error.strerror
        ) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def named(out: Path | None, request: UsageError) -> Path:
    """`out`, which not every format can do without. Raises the request for it."""
    if out is None:
        raise request
    return out
