"""PDF: pages read once, their tables and the text around them.

`extraction` leads: `file` opens and reads the pages, `text` makes words and lines of their
characters, `scan` adds what pictures print, `tables` finds what stands in columns, `document`
joins the pages. `layout` is what the steps hand on.
"""

from __future__ import annotations

from pathlib import Path

from piao.extractors.registry import Format, Source
from piao.extractors.settings import ExtractionSettings
from piao.schema.document import Document

__all__ = ["FORMAT", "extract"]

_SIGNATURE = b"%PDF-"
_SIGNATURE_WITHIN = 1024


def recognises(content: bytes) -> float:
    """1 where the signature stands in the first kilobyte, as readers of PDF accept it."""
    return float(_SIGNATURE in content[:_SIGNATURE_WITHIN])


def extract(
    path: Path,
    content: bytes,
    *,
    password: str | None = None,
    settings: ExtractionSettings | None = None,
) -> Document:
    """Read the PDF in `content`; `path` only names it.

    Raises `UnreadableFileError` for a damaged file or one without pages and
    `PasswordError` where a password is missing or wrong. Pictures
    that are not read, pages that cannot be read and pages that take longer than
    `settings` allow become findings.
    """
    from piao.extractors.pdf.extraction import extract_document

    return extract_document(path, content, password, settings or ExtractionSettings())


def _read(source: Source) -> Document:
    return extract(source.path, source.content, password=source.password, settings=source.settings)


FORMAT = Format("pdf", recognises, _read)
