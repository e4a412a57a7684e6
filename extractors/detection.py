"""What a file is, from its content; and what it is not, said so that it helps."""

from __future__ import annotations

import glob
from operator import itemgetter
from pathlib import Path

from piao.extractors.registry import Format, Source, formats
from piao.schema.errors import PasswordError, UnreadableFileError

MAX_FILE_BYTES = 500_000_000
OLE2_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "an RTF document", "Save it as DOCX or PDF"),
    (b"\x89PNG", "a PNG image", "Save it as PDF with recognised text (OCR)"),
    (b"\xff\xd8\xff", "a JPEG image", "Save it as PDF with recognised text (OCR)"),
    (b"II*\x00", "a TIFF image", "Save it as PDF with recognised text (OCR)"),
    (b"MM\x00*", "a TIFF image", "Save it as PDF with recognised text (OCR)"),
    (b"PK\x03\x04", "a ZIP archive or an office format not known here",
     "Unpack its documents, or save it as PDF, DOCX, XLSX or ODS"),
    (b"7z\xbc\xaf", "a 7z archive", "Unpack its documents"),
    (b"Rar!", "a RAR archive", "Unpack its documents"),
    (b"\x1f\x8b", "a gzip archive", "Unpack its documents"),
    (b"0\x80\x06\x09*\x86H\x86\xf7", "a signed file (P7M)", "Extract the signed document"),
    (OLE2_SIGNATURE, "a document in an old office format",
     "Save it as PDF, DOCX or XLSX"),
)  # fmt: skip

_UNKNOWN = (
    "the content is of no known format (PDF, DOCX, XLSX, ODS, HTML, CSV, text). "
    "Download it again or save it in one of these formats"
)


def read_content(path: Path) -> bytes:
    """The bytes of the file; raises `UnreadableFileError` where there is nothing to read."""
    try:
        if path.is_dir():
            raise UnreadableFileError(f"{path}: this is a folder. Name the files in it.")
        if path.exists() and not path.is_file():
            raise UnreadableFileError(f"{path}: this is not a file. Name a document.")
        if path.stat().st_size > MAX_FILE_BYTES:
            limit = MAX_FILE_BYTES // 1_000_000
            raise UnreadableFileError(f"{path}: over {limit} MB. Split the document.")
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
        message = f"{path}: the file cannot be read ({error}). Check its permissions."
        raise UnreadableFileError(message) from error
    if not content.strip(b"\0 \t\r\n\f\v"):
        raise UnreadableFileError(f"{path}: the file is empty. Download it again.")
    return content


def recognise(source: Source) -> Format:
    """The format that the content shows, the file's name notwithstanding.

    Raises `PasswordError` for an encrypted office file and `UnreadableFileError`
    for any content that no format recognises.
    """
    path, content = source.path, source.content
    if is_ole2_with(content, "EncryptedPackage"):
        raise PasswordError(f"{path}: the file needs a password. Open it and save it without one.")
    certainty, surest = max(
        ((entry.recognises(content), entry) for entry in formats()), key=itemgetter(0)
    )
    foreign = _foreign(content) if certainty < 1 else None
    if foreign or certainty <= 0:
        raise UnreadableFileError(f"{path}: {foreign or _UNKNOWN}.")
    return surest


def is_ole2_with(content: bytes, stream: str) -> bool:
    """Whether this is an OLE2 container (old office files) that names such a stream."""
    return content.startswith(OLE2_SIGNATURE) and stream.encode("utf-16-le") in content


def _foreign(content: bytes) -> str | None:
    """What this is and what to do with it, where it is of a known format that is not read."""
    for signature, name, remedy in _FOREIGN:
        if content.startswith(signature):
            return f"this is {name}, which is not read here. {remedy}"
    return None
