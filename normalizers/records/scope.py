"""What the sections around a piece say of the records in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypedDict

from piao.normalizers.fields.kinds import OBJECTIVES, Kind, printed_level
from piao.normalizers.fields.labels import Label, names_several
from piao.normalizers.fields.topics import Topic, inner_topic
from piao.normalizers.records.attributes import ObjectiveSaid
from piao.normalizers.structure.section import Section
from piao.normalizers.text.cleaning import fold

_Given = Literal["unit", "responsible", "mission", "programme", "strategic_area"]
_OF_SECTIONS: dict[str, _Given] = {
    "objective.responsible": "responsible", "unit.responsible": "responsible",
    "objective.org_unit": "unit", "unit.name": "unit", "objective.mission": "mission",
    "objective.programme": "programme", "objective.strategic_area": "strategic_area",
}  # fmt: skip
"""The labels whose text holds for all in a section, each with what it gives."""


class _Labelled(TypedDict, total=False):
    """What labels give all that is in a section."""

    unit: str
    responsible: str
    mission: str
    programme: str
    strategic_area: str


@dataclass(frozen=True, slots=True)
class Scope:
    """The sections in force: `objective` and `strategic` are ids of records."""

    unit: str | None = None
    responsible: str | None = None
    mission: str | None = None
    programme: str | None = None
    strategic_area: str | None = None
    year: int | None = None
    objective: str | None = None
    strategic: str | None = None
    indicator: str | None = None
    topic: Topic | None = None
    part: Label | None = None
    title: str | None = None
    level: Kind | None = None
    """That of the objectives which a heading says to follow: 'Obiettivi strategici'."""
    kind: Kind = Kind.CHAPTER

    def inherited(self, plan_year: int | None) -> ObjectiveSaid:
        """What an objective here takes over."""
        return ObjectiveSaid(
            org_unit=self.unit,
            responsible=self.responsible,
            mission=self.mission,
            programme=self.programme,
            strategic_area=self.strategic_area,
            year=self.year or plan_year,
        )

    def inside(self, section: Section) -> Scope:
        """The scope within a section that is no objective."""
        scope = replace(
            self,
            topic=inner_topic(self.topic, section.topic),
            year=section.year or self.year,
            title=section.title if section.table_id else self.title,
            level=_level_below(section) or self.level,
            kind=section.kind,
            indicator=None,
            part=None,
        )
        match section.kind:
            case Kind.UNIT:
                head = self.responsible if is_inside(section, Kind.UNIT) else None
                scope = replace(scope.without_objectives(), unit=section.text, responsible=head)
                if not is_inside(section, Kind.MISSION, Kind.PROGRAMME):
                    scope = replace(scope, mission=None, programme=None)
            case Kind.MISSION:
                scope = replace(scope.without_objectives(), mission=section.text, programme=None)
            case Kind.PROGRAMME:
                scope = replace(scope.without_objectives(), programme=section.text)
            case Kind.STRATEGIC_AREA:
                scope = replace(scope.without_objectives(), strategic_area=section.text)
            case Kind.GROUP:
                scope = replace(scope.without_objectives(), mission=None, programme=None)
            case _:
                pass
        return scope.with_attributes(section)

    def without_objectives(self) -> Scope:
        """No objective above owns what follows."""
        return replace(self, objective=None, strategic=None, indicator=None)

    def with_attributes(self, section: Section) -> Scope:
        """What the heading itself prints of its section: 'Settore X – Responsabile: Y'."""
        scope = self
        if section.kind in OBJECTIVES:
            return scope
        for label, spot in section.attributes:
            if section.kind is not Kind.UNIT or _OF_SECTIONS.get(label.field or "") != "unit":
                scope = scope.with_label(label.field, spot.text)
        return scope

    def with_label(self, field: str | None, text: str) -> Scope:
        """A labelled text of a section that holds for all in it."""
        text = " ".join(text.split())
        name = _OF_SECTIONS.get(field or "")
        given: _Labelled = {}
        if name and text:
            given[name] = text
        return replace(self, **given)

    def is_unit(self, text: str | None) -> bool:
        """Whether a text names the unit in force."""
        return text is not None and self.unit is not None and fold(text) == fold(self.unit)


def _level_below(section: Section) -> Kind | None:
    return printed_level(section.title) if names_several(section.title) else None


def is_inside(section: Section, *kinds: Kind) -> bool:
    """Whether a section stands inside of one of these kinds."""
    around = section.parent.around() if section.parent else ()
    return any(outer.kind in kinds for outer in around)
