"""What a file is, from its content; and what it is not, said so that it helps."""

from __future__ import annotations

from operator import itemgetter
from pathlib import Path

from piao.extractors.registry import Format, Source, formats
from piao.schema.errors import PasswordError, UnreadableFileError

MAX_FILE_BYTES = 500_000_000
OLE2_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "un documento RTF", "salvarlo come DOCX o PDF"),
    (b"\x89PNG", "un'immagine PNG", "salvarla come PDF con testo riconosciuto (OCR)"),
    (b"\xff\xd8\xff", "un'immagine JPEG", "salvarla come PDF con testo riconosciuto (OCR)"),
    (b"II*\x00", "un'immagine TIFF", "salvarla come PDF con testo riconosciuto (OCR)"),
    (b"MM\x00*", "un'immagine TIFF", "salvarla come PDF con testo riconosciuto (OCR)"),
    (b"PK\x03\x04", "un archivio ZIP o un formato d'ufficio non previsto",
     "estrarne i documenti, oppure salvarlo come PDF, DOCX, XLSX o ODS"),
    (b"7z\xbc\xaf", "un archivio 7z", "estrarne i documenti"),
    (b"Rar!", "un archivio RAR", "estrarne i documenti"),
    (b"\x1f\x8b", "un archivio gzip", "estrarne i documenti"),
    (b"0\x80\x06\x09*\x86H\x86\xf7", "un file firmato (P7M)", "estrarne il documento firmato"),
    (OLE2_SIGNATURE, "un documento in un vecchio formato d'ufficio",
     "salvarlo come PDF, DOCX o XLSX"),
)  # fmt: skip

_UNKNOWN = (
    "il contenuto non è di alcun formato leggibile (PDF, DOCX, XLSX, ODS, HTML, CSV, testo). "
    "Scaricarlo di nuovo o salvarlo in uno di questi formati"
)


def read_content(path: Path) -> bytes:
    """The bytes of the file; raises `UnreadableFileError` where there is nothing to read."""
    try:
        if path.is_dir():
            raise UnreadableFileError(f"{path}: è una cartella. Indicare i file che contiene.")
        if path.exists() and not path.is_file():
            raise UnreadableFileError(f"{path}: non è un file. Indicare un documento.")
        if path.stat().st_size > MAX_FILE_BYTES:
            limit = MAX_FILE_BYTES // 1_000_000
            raise UnreadableFileError(f"{path}: supera {limit} MB. Dividere il documento.")
        content = path.read_bytes()
    except FileNotFoundError as error:
        message = f"{path}: il file non esiste. Controllare il percorso."
        raise UnreadableFileError(message) from error
    except (OSError, ValueError) as error:
        message = f"{path}: il file non si può leggere ({error}). Controllare i permessi."
        raise UnreadableFileError(message) from error
    if not content.strip(b"\0 \t\r\n\f\v"):
        raise UnreadableFileError(f"{path}: il file è vuoto. Scaricarlo di nuovo.")
    return content


def recognise(source: Source) -> Format:
    """The format that the content shows, the file's name notwithstanding.

    Raises `PasswordError` for an encrypted office file and `UnreadableFileError`
    for any content that no format recognises.
    """
    path, content = source.path, source.content
    if is_ole2_with(content, "EncryptedPackage"):
        raise PasswordError(
            f"{path}: il file è protetto da password. Aprirlo e salvarlo senza password."
        )
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
            return f"è {name}, non un formato leggibile. Rimedio: {remedy}"
    return None
