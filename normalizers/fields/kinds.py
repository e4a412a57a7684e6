"""What a section of a document is, and what its heading says of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from piao.normalizers.fields.labels import Label
from piao.normalizers.text.cleaning import fold


class Kind(StrEnum):
    """What a section of a document is, from the outermost to the innermost."""

    CHAPTER = "chapter"
    UNIT = "unit"
    GROUP = "group"
    MISSION = "mission"
    PROGRAMME = "programme"
    STRATEGIC_AREA = "strategic area"
    AREA = "area"
    STRATEGIC = "strategic objective"
    OBJECTIVE = "objective"
    PROJECT = "project"
    INDICATOR = "indicator"
    PART = "part"


KIND_OF_FIELD = {
    "objective.title": Kind.OBJECTIVE,
    "objective.description": Kind.OBJECTIVE,
    "objective.code": Kind.OBJECTIVE,
    "objective.strategic": Kind.STRATEGIC,
    "objective.area": Kind.AREA,
    "objective.sub_area": Kind.AREA,
    "objective.project": Kind.PROJECT,
    "objective.mission": Kind.MISSION,
    "objective.programme": Kind.PROGRAMME,
    "objective.strategic_area": Kind.STRATEGIC_AREA,
    "indicator.name": Kind.INDICATOR,
}
_LEVELS = {
    "strategic": Kind.STRATEGIC,
    "operativ": Kind.OBJECTIVE,
    "gestional": Kind.OBJECTIVE,
    "esecutiv": Kind.OBJECTIVE,
}
OBJECTIVES = frozenset({Kind.STRATEGIC, Kind.OBJECTIVE, Kind.AREA, Kind.PROJECT})


@dataclass(frozen=True, slots=True)
class Announcement:
    """What a heading says: `title` is its text without label and number, '' where none follows.

    `text` is what it prints without the labels after it, which are the `attributes`.
    """

    kind: Kind
    text: str
    title: str
    code: str | None = None
    year: int | None = None
    attributes: tuple[tuple[Label, str], ...] = ()
    name: str = ""
    """The folded words of a part that only names what follows: 'indicatori'."""


def printed_level(text: str | None) -> Kind | None:
    """The one level of objectives that a text names: 'STRATEGICO', 'obiettivo operativo'."""
    words = fold(text or "")
    found = {kind for stem, kind in _LEVELS.items() if stem in words}
    return found.pop() if len(found) == 1 else None
