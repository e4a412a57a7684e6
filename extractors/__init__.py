"""Files in, documents out: one module a format, the format found from the content.

A new input format is one new module here (or a package of modules) with a
`FORMAT`; see :class:`piao.extractors.registry.Format`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from piao.extractors.settings import ExtractionSettings, Ocr, SecondOpinion
from piao.schema.document import Document

if TYPE_CHECKING:
    from piao.extractors.registry import Format, Source

__all__ = [
    "ExtractionSettings",
    "Ocr",
    "SecondOpinion",
    "extract",
    "join_parts",
    "parts_of",
    "read_part",
]


def extract(
    path: str | Path,
    *,
    password: str | None = None,
    settings: ExtractionSettings | None = None,
    on_page: Callable[[int], None] | None = None,
) -> Document:
    """Read the file at `path`, whatever its name says that it is.

    `on_page` is told the number of each page before it is read, in formats with pages.

    Raises :class:`~piao.schema.errors.UnreadableFileError` for a file that is
    missing, empty, damaged or of no known format, and
    :class:`~piao.schema.errors.PasswordError` where a password is missing or wrong.
    """
    form, source = _opened(path, password, settings, on_page)
    return form.extract(source)


def parts_of(
    path: str | Path, *, password: str | None = None, settings: ExtractionSettings | None = None
) -> Sequence[range]:
    """The ranges of pages that several processes can read; none where one must read the file.

    Raises as :func:`extract` does.
    """
    form, source = _opened(path, password, settings, None)
    return form.parts.ranges(source) if form.parts else ()


def read_part(
    path: str | Path,
    numbers: range,
    *,
    password: str | None = None,
    settings: ExtractionSettings | None = None,
    on_page: Callable[[int], None] | None = None,
) -> Any:
    """What one of the ranges of :func:`parts_of` gave: for :func:`join_parts`, to be pickled."""
    form, source = _opened(path, password, settings, on_page)
    if form.parts is None:
        raise ValueError(f"{form.name} is not read in parts")
    return form.parts.read(source, numbers)


def join_parts(
    path: str | Path,
    parts: Sequence[Any],
    *,
    password: str | None = None,
    settings: ExtractionSettings | None = None,
) -> Document:
    """The document of all ranges in their order: the same that :func:`extract` gives."""
    form, source = _opened(path, password, settings, None)
    if form.parts is None:
        raise ValueError(f"{form.name} is not read in parts")
    return form.parts.join(source, parts)


def _opened(
    path: str | Path,
    password: str | None,
    settings: ExtractionSettings | None,
    on_page: Callable[[int], None] | None,
) -> tuple[Format, Source]:
    from piao.extractors.detection import read_content, recognise
    from piao.extractors.registry import Source, unheard

    path = Path(path)
    content = read_content(path)
    source = Source(path, content, password, settings or ExtractionSettings(), on_page or unheard)
    return recognise(source), source
