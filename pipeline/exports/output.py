"""Where an export is written: a file, or standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from piao.schema.errors import PiaoError


@contextmanager
def text_output(out: Path | None) -> Iterator[TextIO]:
    """The text file `out`, in place only once it is whole; standard output for None.

    Raises `PiaoError` where the file cannot be written.
    """
    if out is None:
        yield sys.stdout
        return
    partial = out.with_name(f"{out.name}.partial")
    try:
        with partial.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        partial.replace(out)
    except OSError as error:
        raise PiaoError(f"{out} cannot be written: {error.strerror}") from error
    finally:
        partial.unlink(missing_ok=True)


def folder_output(out: Path) -> Path:
    """The folder `out`, made where it is missing. Raises `PiaoError` where it cannot be."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PiaoError(f"the folder {out} cannot be made: {error.strerror}") from error
    return out
