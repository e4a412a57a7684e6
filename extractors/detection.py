"""What a file is, from its content; and what it is not, said so that it helps."""

from __future__ import annotations

import glob
from operator import itemgetter
from pathlib import Path

from piao.extractors.registry import Format, Source, formats
from piao.schema.errors import PasswordError, UnreadableFileError
from piao.schema.language import Message

MAX_FILE_BYTES = 500_000_000
OLE2_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_AS_TEXT = Message("Save it as PDF with recognised text (OCR)")
_UNPACK = Message("Unpack its documents")
_FOREIGN: tuple[tuple[bytes, Message, Message], ...] = (
    (b"{\\rtf", Message("an RTF document"), Message("Save it as DOCX or PDF")),
    (b"\x89PNG", Message("a PNG image"), _AS_TEXT),
    (b"\xff\xd8\xff", Message("a JPEG image"), _AS_TEXT),
    (b"II*\x00", Message("a TIFF image"), _AS_TEXT),
    (b"MM\x00*", Message("a TIFF image"), _AS_TEXT),
    (b"PK\x03\x04", Message("a ZIP archive or an office format not known here"),
     Message("Unpack its documents, or save it as PDF, DOCX, XLSX or ODS")),
    (b"7z\xbc\xaf", Message("a 7z archive"), _UNPACK),
    (b"Rar!", Message("a RAR archive"), _UNPACK),
    (b"\x1f\x8b", Message("a gzip archive"), _UNPACK),
    (b"0\x80\x06\x09*\x86H\x86\xf7", Message("a signed file (P7M)"),
     Message("Extract the signed document")),
    (OLE2_SIGNATURE, Message("a document in an old office format"),
     Message("Save it as PDF, DOCX or XLSX")),
)  # fmt: skip


def read_content(path: Path) -> bytes:
    """The bytes of the file; raises `UnreadableFileError` where there is nothing to read."""
    try:
        if path.is_dir():
            raise UnreadableFileError("{path}: this is a folder. Name the files in it.", path=path)
        if path.exists() and not path.is_file():
            raise UnreadableFileError("{path}: this is not a file. Name a document.", path=path)
        if path.stat().st_size > MAX_FILE_BYTES:
            limit = MAX_FILE_BYTES // 1_000_000
            raise UnreadableFileError(
                "{path}: over {limit} MB. Split the document.", path=path, limit=limit
            )
        content = path.read_bytes()
    except FileNotFoundError as error:
        if glob.has_magic(str(path)):
            raise UnreadableFileError(
                "{path}: no file matches. Check the pattern.", path=path
            ) from error
        raise UnreadableFileError(
            "{path}: the file does not exist. Check the path.", path=path
        ) from error
    except (OSError, ValueError) as error:
        raise UnreadableFileError(
            "{path}: the file cannot be read ({error}). Check its permissions.",
            path=path,
            error=str(error),
        ) from error
    if not content.strip(b"\0 \t\r\n\f\v"):
        raise UnreadableFileError("{path}: the file is empty. Download it again.", path=path)
    return content


def recognise(source: Source) -> Format:
    """The format that the content shows, the file's name notwithstanding.

    Raises `PasswordError` for an encrypted office file and `UnreadableFileError`
    for any content that no format recognises.
    """
    path, content = source.path, source.content
    if is_ole2_with(content, "EncryptedPackage"):
        raise PasswordError(
            "{path}: the file needs a password. Open it and save it without one.", path=path
        )
    certainty, surest = max(
        ((entry.recognises(content), entry) for entry in formats()), key=itemgetter(0)
    )
    if certainty < 1:
        _refuse_foreign(path, content)
    if certainty <= 0:
        raise UnreadableFileError(
            "{path}: the content is of no known format (PDF, DOCX, XLSX, ODS, HTML, CSV, text). "
            "Download it again or save it in one of these formats.",
            path=path,
        )
    return surest


def is_ole2_with(content: bytes, stream: str) -> bool:
    """Whether this is an OLE2 container (old office files) that names such a stream."""
    return content.startswith(OLE2_SIGNATURE) and stream.encode("utf-16-le") in content


def _refuse_foreign(path: Path, content: bytes) -> None:
    """Says what this is and what to do with it, where it is of a known format that is not read."""
    for signature, name, remedy in _FOREIGN:
        if content.startswith(signature):
            raise UnreadableFileError(
                "{path}: this is {name}, which is not read here. {remedy}.",
                path=path,
                name=name,
                remedy=remedy,
            )
