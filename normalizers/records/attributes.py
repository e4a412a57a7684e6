"""What may be said of each type of record, besides its number and its document.

These are the arguments that the builder takes: a name or a type that the record class does
not have is an error of the type checker, from the cell to the record.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Literal, TypedDict, get_args

from piao.schema.records import BBox, Comparator, Role

ObjectiveText = Literal[
    "description", "org_unit", "responsible", "mission", "programme", "strategic_area",
    "stakeholders", "expected_outcome", "reference",
]  # fmt: skip
OBJECTIVE_TEXTS: tuple[ObjectiveText, ...] = get_args(ObjectiveText)
"""The texts that describe an objective, as rows and cards print them; its code is apart."""


class Place(TypedDict):
    """Where a record was read; the keyword arguments of `Provenance`."""

    page: int | None
    table_id: str | None
    row: int | None
    column: int | None
    bbox: BBox | None
    confidence: float


class ObjectiveSaid(TypedDict, total=False):
    """What may be said of an objective besides its level."""

    parent_id: str | None
    code: str | None
    title: str | None
    description: str | None
    org_unit: str | None
    responsible: str | None
    weight: Decimal | None
    year: int | None
    due_date: datetime.date | None
    mission: str | None
    programme: str | None
    strategic_area: str | None
    stakeholders: str | None
    expected_outcome: str | None
    reference: str | None


class IndicatorTexts(TypedDict, total=False):
    """What may be said of an indicator beside its name."""

    code: str | None
    description: str | None
    dimension: str | None
    formula: str | None
    unit: str | None
    data_source: str | None
    frequency: str | None
    reference: str | None
    responsible: str | None
    org_unit: str | None


class IndicatorSaid(IndicatorTexts, total=False):
    """All that may be said of an indicator."""

    objective_id: str | None
    name: str | None
    weight: Decimal | None


class ValueSaid(TypedDict, total=False):
    """What may be said of a figure besides its role and its words."""

    year: int | None
    value: Decimal | None
    value_max: Decimal | None
    unit: str | None
    due_date: datetime.date | None


class ActionSaid(TypedDict, total=False):
    """What may be said of a step."""

    objective_id: str | None
    description: str | None
    scope: str | None
    due_raw: str | None
    due_date: datetime.date | None
    responsible: str | None
    outcome: str | None


class UnitSaid(TypedDict, total=False):
    """What may be said of an office."""

    parent_id: str | None
    code: str | None
    name: str | None
    responsible: str | None


class CriterionSaid(TypedDict, total=False):
    """What may be said of a rule by which results are judged."""

    component: str | None
    subject: str | None
    weight: Decimal | None
    scale_min: Decimal | None
    scale_max: Decimal | None
    text: str | None


class NewObjective(ObjectiveSaid, Place):
    """An objective that is recorded: its place is known."""


class NewIndicator(IndicatorSaid, Place):
    """An indicator that is recorded."""


class NewValue(ValueSaid, Place):
    """A figure that is recorded: of an indicator, in a role, as it is printed."""

    indicator_id: str
    role: Role
    raw: str
    comparator: Comparator


class NewAction(ActionSaid, Place):
    """A step that is recorded."""


class NewUnit(UnitSaid, Place):
    """An office that is recorded."""


class NewCriterion(CriterionSaid, Place):
    """A criterion that is recorded."""
