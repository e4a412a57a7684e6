"""Files in, documents out: one module a format, the format found from the content.

A new input format is one new module here (or a package of modules) with a
`FORMAT`; see :class:`piao.extractors.registry.Format`.
"""

from __future__ import annotations

from pathlib import Path

from piao.extractors.settings import ExtractionSettings, Ocr, SecondOpinion
from piao.schema.document import Document

__all__ = ["ExtractionSettings", "Ocr", "SecondOpinion", "extract"]


def extract(
    path: Path, *, password: str | None = None, settings: ExtractionSettings | None = None
) -> Document:
    """Read the file at `path`, whatever its name says that it is.

    Raises :class:`~piao.schema.errors.UnreadableFileError` for a file that is
    missing, empty, damaged or of no known format, and
    :class:`~piao.schema.errors.PasswordError` where a password is missing or wrong.
    """
    from piao.extractors.detection import read_content, recognise
    from piao.extractors.registry import Source

    source = Source(path, read_content(path), password, settings or ExtractionSettings())
    return recognise(source).extract(source)
