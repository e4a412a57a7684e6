"""Office files are ZIP archives: what is in one, and whether it is safe to unpack."""

from __future__ import annotations

import io
import zlib
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from piao.extractors.registry import Source
from piao.schema.errors import UnreadableFileError

ZIP_SIGNATURE = b"PK\x03\x04"
MAX_MEMBERS = 10_000
MAX_UNPACKED_BYTES = 200_000_000
_CHUNK = 1 << 20
DAMAGED = (
    BadZipFile, EOFError, KeyError, NotImplementedError, OSError, RuntimeError, ValueError,
    zlib.error,
)  # fmt: skip
"""What `zipfile` raises on a damaged archive; on a compression that it does not know, too."""


def member_names(content: bytes) -> frozenset[str]:
    """The names in a ZIP archive; empty for anything else.

    A damaged archive has lost its list of names at the end; the names before
    each member are then looked for instead, so that the format is still known.
    """
    if not content.startswith(ZIP_SIGNATURE):
        return frozenset()
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            return frozenset(archive.namelist())
    except DAMAGED:
        known = ("word/document.xml", "xl/workbook.xml", "content.xml")
        return frozenset(name for name in known if name.encode() in content)


def check_archive(source: Source) -> None:
    """Unpack everything once, keeping nothing, to see that it is whole and not too large.

    The sizes that an archive states are not believed. Raises
    `UnreadableFileError` for a damaged archive or one of more than
    `MAX_UNPACKED_BYTES`.
    """
    path, content = source.path, source.content
    unpacked = 0
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS:
                raise _too_large(path)
            for member in members:
                member.file_size = 2 * MAX_UNPACKED_BYTES
                with archive.open(member) as stream:
                    while chunk := stream.read(_CHUNK):
                        unpacked += len(chunk)
                        if unpacked > MAX_UNPACKED_BYTES:
                            raise _too_large(path)
    except DAMAGED as error:
        raise UnreadableFileError(
            "{path}: the file is damaged ({error}). Download it again or save it again.",
            path=path,
            error=str(error),
        ) from error


def is_encrypted_open_document(content: bytes) -> bool:
    """Whether this OpenDocument archive says that its parts are encrypted."""
    return b"encryption-data" in read_member(content, "META-INF/manifest.xml")


def read_member(content: bytes, name: str) -> bytes:
    """The first megabyte of a member of the archive; nothing where it cannot be read."""
    if name not in member_names(content):
        return b""
    try:
        with ZipFile(io.BytesIO(content)) as archive, archive.open(name) as stream:
            return stream.read(_CHUNK)
    except DAMAGED:
        return b""


def _too_large(path: Path) -> UnreadableFileError:
    return UnreadableFileError(
        "{path}: it unpacks to over {limit} MB or {most} parts. "
        "Check where the file comes from, or split it.",
        path=path,
        limit=MAX_UNPACKED_BYTES // 1_000_000,
        most=MAX_MEMBERS,
    )
