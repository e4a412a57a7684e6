"""What was taught, and how far it reaches."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Scope(StrEnum):
    """How far a lesson reaches; the first of these wins over the others."""

    TABLE = "table"
    DOCUMENT = "document"
    FORM = "form"
    EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a person says once: that `term` names `field`, that a row is a heading, or boxes.

    `field` is one of the lexicon's, or 'none': the term names nothing that is kept.
    `table_id` is the table that is meant, `heading_row` (from 0) its row that is the heading:
    then `term` and `field` may be ''. So they may where `box` gives the fields of the lines of
    boxes that look as those of that table: ("objective.title", "objective.description").

    >>> Lesson("Performance attesa", "value.target", Scope.FORM).table_id is None
    True
    """

    term: str
    field: str
    scope: Scope
    table_id: str | None = None
    heading_row: int | None = None
    box: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fitted:
    """A profile that is for a document: how far it reaches, how alike the form is (0-1).

    `table_id` is the table that it is for, where it is for one only.
    """

    path: Path
    score: float
    scope: Scope
    table_id: str | None = None
