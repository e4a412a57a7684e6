"""PDF: pages read once, their tables and the text around them.

`extraction` leads: `file` opens and reads the pages, `text` makes words and lines of their
characters, `scan` adds what pictures print, `tables` finds what stands in columns, `document`
joins the pages. `model` is what the steps hand on, `findings` says what could not be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from piao.extractors.registry import Format, Parts, Source
from piao.extractors.settings import ExtractionSettings
from piao.schema.document import Document

if TYPE_CHECKING:
    from piao.extractors.pdf.pages import PagesRead

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

    return extract_document(Source(path, content, password, settings or ExtractionSettings()))


def _read(source: Source) -> Document:
    from piao.extractors.pdf.extraction import extract_document

    return extract_document(source)


def _ranges(source: Source) -> Sequence[range]:
    from piao.extractors.pdf.extraction import ranges_of

    return ranges_of(source)


def _read_range(source: Source, numbers: range) -> PagesRead:
    from piao.extractors.pdf.extraction import read_range

    return read_range(source, numbers)


def _join(source: Source, parts: Sequence[PagesRead]) -> Document:
    from piao.extractors.pdf.extraction import join_parts

    return join_parts(source, parts)


FORMAT = Format("pdf", recognises, _read, Parts(_ranges, _read_range, _join))
