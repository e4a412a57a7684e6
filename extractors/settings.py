"""How files are to be read: one object, checked once, that goes through every step."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal, Self

from piao.schema.errors import UsageError


class Ocr(StrEnum):
    """When text is recognised in pictures.

    `AUTO`: on pages without usable text and in large pictures without text over
    them; `ALWAYS`: on every page, whatever its text layer says; `NEVER`.
    """

    AUTO = "auto"
    NEVER = "never"
    ALWAYS = "always"


OcrWord = Literal["auto", "never", "always"]
"""The same as plain words."""


class SecondOpinion(StrEnum):
    """When another table reader is asked about a page.

    `AUTO`: where a table found is unsure, or text in columns is left that is in no table.
    """

    AUTO = "auto"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class ExtractionSettings:
    """`page_seconds` is the time that one page may take before it is left with a finding.

    `skipped_pages` are left unread, each with a finding: a reader was stopped by them before.
    `sheets_as_data` gives each sheet of a workbook as one table with all its rows, also blank
    ones, and its numbers with all their digits, though its cells show fewer. A file of more
    than `most_pages`, of more than `most_rows` in one sheet or of more than `most_text` bytes of
    text is refused: no plan has as many. Raises `ValueError` for a time that is not a positive
    number.

    >>> ExtractionSettings(ocr=Ocr.NEVER).page_seconds
    60.0
    """

    ocr: Ocr = Ocr.AUTO
    page_seconds: float = 60.0
    second_opinion: SecondOpinion = SecondOpinion.AUTO
    sheets_as_data: bool = False
    skipped_pages: frozenset[int] = frozenset()
    most_pages: int = 10_000
    most_rows: int = 50_000
    most_text: int = 20_000_000

    def __post_init__(self) -> None:
        if not (math.isfinite(self.page_seconds) and self.page_seconds > 0):
            raise ValueError(f"page_seconds must be a positive number, not {self.page_seconds}")

    def with_ocr(self, ocr: Ocr | OcrWord | None) -> Self:
        """The same with another word on pictures; None leaves it as it is.

        Raises `UsageError` for a word that is none of `Ocr`.
        """
        if ocr is None:
            return self
        if ocr not in list(Ocr):
            raise UsageError(
                "ocr must be one of {words}, not {ocr!r}", words=", ".join(Ocr), ocr=ocr
            )
        return replace(self, ocr=Ocr(ocr))
