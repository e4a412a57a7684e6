"""Where an export is written: a file or a folder, in place once whole, or standard output."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from html import escape
from pathlib import Path
from typing import TextIO

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
def whole_file(out: Path) -> Iterator[Path]:
    """The path to write `out` at; it takes its place only once it is whole.

    Raises `PiaoError` where the file cannot be written.
    """
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

    Raises `PiaoError` where the file cannot be written.
    """
    if out is None:
        yield sys.stdout
        return
    with whole_file(out) as partial, partial.open("w", encoding="utf-8", newline="") as stream:
        yield stream


def folder_output(out: Path) -> Path:
    """The folder `out`, made where it is missing. Raises `PiaoError` where it cannot be."""
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
        for file in sorted(partial.iterdir()):
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
