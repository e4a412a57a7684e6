"""What no output takes the place of: stores, other databases, documents, what is read-only."""

from __future__ import annotations

import os
import sqlite3
import stat
import zipfile
from contextlib import closing
from enum import Enum, auto
from pathlib import Path

from piao.schema.errors import PiaoError, UsageError

HEAD = 1024
"""Bytes that tell what a file is; a PDF may begin with others, but its mark is among them."""
_DATABASE = b"SQLite format 3\0"
_PDF = b"%PDF-"
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOK = "xl/workbook.xml"
_MIGRATED = "alembic_version"
"""The table that a store has, and an export of one lacks."""


class Content(Enum):
    """What is in a file that somebody may miss."""

    STORE = auto()
    EXPORTED = auto()
    DATABASE = auto()
    PDF = auto()
    WORKBOOK = auto()
    DOCUMENT = auto()


def _refusal(content: Content, out: Path) -> UsageError:
    match content:
        case Content.STORE:
            return UsageError(
                "{out} is a store of plans, which no output replaces: name another file", out=out
            )
        case Content.EXPORTED:
            return UsageError("{out} is an SQLite database: name another file", out=out)
        case Content.DATABASE:
            return UsageError(
                "{out} is an SQLite database that `piao export --format sqlite` did not write: "
                "name another file",
                out=out,
            )
        case Content.PDF:
            return UsageError("{out} is a PDF: name another file", out=out)
        case Content.WORKBOOK:
            return UsageError("{out} is an Excel workbook: name another file", out=out)
        case Content.DOCUMENT:
            return UsageError(
                "{out} is an office document or an archive: name another file", out=out
            )


def refuse_to_replace(out: Path, over: Content | None = None) -> None:
    """Raises `UsageError` where `out` is there and holds something else than text, or `over`.

    A file that is read-only is refused too, whoever asks: root could replace it. Nothing is said
    of a folder. Raises `PiaoError` where it cannot be read.
    """
    try:
        mode = out.stat().st_mode
    except OSError:
        return  # it is not there, or who writes it says what is wrong
    if stat.S_ISDIR(mode):
        return
    if not stat.S_ISREG(mode):
        raise UsageError("{out} is a device or a pipe: name a file", out=out)
    content = content_of(out)
    if content is not None and content is not over:
        raise _refusal(content, out)
    if not (mode & stat.S_IWUSR and os.access(out, os.W_OK)):
        raise UsageError("{out} is read-only: name another file", out=out)


def refuse_source(out: Path | None, source: Path | None) -> None:
    """Raises `UsageError` where `out` is the very file that is read, by whatever name."""
    try:
        same = out is not None and source is not None and out.samefile(source)
    except OSError:
        return  # one of them is not there
    if same:
        raise UsageError("{out} is the file that is read: name another file", out=out)


def content_of(file: Path) -> Content | None:
    """What a file holds; None for text and all else that may be replaced.

    Raises `PiaoError` where it cannot be read.
    """
    try:
        with file.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError as error:
        raise PiaoError(
            "{out} cannot be read: {reason}", out=file, reason=error.strerror
        ) from error
    if head.startswith(_DATABASE):
        return _database(file)
    if head.startswith(_ARCHIVES):
        return _archive(file)
    if head.startswith(_OLD_OFFICE):
        return Content.DOCUMENT
    return Content.PDF if _PDF in head else None


def _database(file: Path) -> Content:
    """What an SQLite file is; one that cannot be opened may be anything."""
    from piao.pipeline.store.stored import RECORD_TYPES

    place = f"{file.resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(place, uri=True)) as connection:
            found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            names = {name for (name,) in found}
    except sqlite3.Error:
        return Content.DATABASE
    if _MIGRATED in names:
        return Content.STORE
    return Content.EXPORTED if names == set(RECORD_TYPES) else Content.DATABASE


def _archive(file: Path) -> Content:
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return Content.DOCUMENT
    return Content.WORKBOOK if _WORKBOOK in names else Content.DOCUMENT
