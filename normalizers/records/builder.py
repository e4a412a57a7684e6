"""Collects the records of one document while its blocks are read in order."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Unpack, cast

from piao.normalizers.records.attributes import (
    IndicatorSaid,
    NewAction,
    NewCriterion,
    NewIndicator,
    NewObjective,
    NewUnit,
    NewValue,
    ObjectiveSaid,
)
from piao.schema.findings import make_finding
from piao.schema.records import (
    Action,
    Criterion,
    DocumentRecord,
    Finding,
    HeadingMap,
    Indicator,
    Level,
    Objective,
    Records,
    Unit,
    Value,
)

_PLACED = frozenset(
    {"level", "page", "table_id", "row", "column", "bbox", "confidence", "objective_id", "position"}
)
"""What says where an objective was read: never taken from another."""


class RecordBuilder:
    """Numbers records in reading order; objectives and indicators may be amended later.

    The `add_` methods take the attributes of the record class that they build,
    ids, document and position excepted; see `attributes`.
    """

    def __init__(self, document: DocumentRecord, findings: Iterable[Finding] = ()) -> None:
        self.document = document
        self.objectives: dict[str, Objective] = {}
        self.indicators: dict[str, Indicator] = {}
        self.values: list[Value] = []
        self.actions: list[Action] = []
        self.units: list[Unit] = []
        self.criteria: list[Criterion] = []
        self.findings: list[Finding] = list(findings)
        self.heading_map: list[HeadingMap] = []
        self.summed_weights: set[str] = set()

    def add_objective(self, level: Level, **said: Unpack[NewObjective]) -> str:
        """Add an objective and give its id."""
        position = len(self.objectives) + 1
        identity = self._id("o", position)
        self.objectives[identity] = Objective(
            objective_id=identity,
            document_id=self.document.document_id,
            position=position,
            level=level,
            **said,
        )
        return identity

    def add_indicator(self, **said: Unpack[NewIndicator]) -> str:
        """Add an indicator and give its id."""
        position = len(self.indicators) + 1
        identity = self._id("i", position)
        self.indicators[identity] = Indicator(
            indicator_id=identity,
            document_id=self.document.document_id,
            position=position,
            **said,
        )
        return identity

    def add_value(self, **said: Unpack[NewValue]) -> None:
        position = len(self.values) + 1
        self.values.append(
            Value(
                value_id=self._id("v", position),
                document_id=self.document.document_id,
                position=position,
                **said,
            )
        )

    def add_action(self, **said: Unpack[NewAction]) -> None:
        position = len(self.actions) + 1
        self.actions.append(
            Action(
                action_id=self._id("a", position),
                document_id=self.document.document_id,
                position=position,
                **said,
            )
        )

    def add_unit(self, **said: Unpack[NewUnit]) -> None:
        position = len(self.units) + 1
        self.units.append(
            Unit(
                unit_id=self._id("u", position),
                document_id=self.document.document_id,
                position=position,
                **said,
            )
        )

    def add_criterion(self, **said: Unpack[NewCriterion]) -> None:
        position = len(self.criteria) + 1
        self.criteria.append(
            Criterion(
                criterion_id=self._id("c", position),
                document_id=self.document.document_id,
                position=position,
                **said,
            )
        )

    def _id(self, letter: str, position: int) -> str:
        return f"{self.document.document_id}-{letter}{position}"

    def add_finding(
        self,
        code: str,
        *,
        page: int | None = None,
        table_id: str | None = None,
        row: int | None = None,
        column: int | None = None,
        **details: object,
    ) -> None:
        """Report `code` of the catalogue at a place, its message filled with `details`."""
        position = len(self.findings) + 1
        self.findings.append(
            make_finding(
                self.document.document_id,
                position,
                code,
                page=page,
                table_id=table_id or None,
                row=row,
                column=column,
                bbox=None,
                **details,
            )
        )

    def fill_objective(self, objective_id: str, **said: Unpack[ObjectiveSaid]) -> None:
        """Set the attributes that the objective does not have yet."""
        objective = self.objectives[objective_id]
        missing = {
            name: value
            for name, value in said.items()
            if value is not None and getattr(objective, name) is None
        }
        self.amend_objective(objective_id, **cast(ObjectiveSaid, missing))

    def merge_objectives(self, identity: str, into: str) -> None:
        """Make one objective of two: what `identity` has and owns goes to `into`."""
        merged = self.objectives.pop(identity)
        kept = self.objectives[into]
        fields = dataclasses.fields(kept)
        missing = {
            field.name: getattr(merged, field.name)
            for field in fields
            if field.name not in _PLACED and getattr(kept, field.name) is None
        }
        higher = min(kept.level, merged.level, key=list(Level).index)
        self.objectives[into] = dataclasses.replace(kept, level=higher, **missing)
        for owner, objective in self.objectives.items():
            if objective.parent_id == identity:
                parent = None if owner == into else into
                self.objectives[owner] = dataclasses.replace(objective, parent_id=parent)
        for owner, indicator in self.indicators.items():
            if indicator.objective_id == identity:
                self.indicators[owner] = dataclasses.replace(indicator, objective_id=into)
        self.actions = [
            dataclasses.replace(action, objective_id=into)
            if action.objective_id == identity
            else action
            for action in self.actions
        ]

    def amend_objective(
        self, objective_id: str, *, level: Level | None = None, **said: Unpack[ObjectiveSaid]
    ) -> None:
        """Replace attributes of the objective."""
        known = self.objectives[objective_id]
        amended = dataclasses.replace(known, level=level or known.level, **said)
        self.objectives[objective_id] = amended

    def amend_indicator(self, indicator_id: str, **said: Unpack[IndicatorSaid]) -> None:
        """Replace attributes of the indicator."""
        known = self.indicators[indicator_id]
        self.indicators[indicator_id] = dataclasses.replace(known, **said)

    def records(self) -> Records:
        """All that was collected."""
        return Records(
            document=self.document,
            objectives=tuple(self.objectives.values()),
            indicators=tuple(self.indicators.values()),
            values=tuple(self.values),
            actions=tuple(self.actions),
            units=tuple(self.units),
            criteria=tuple(self.criteria),
            findings=tuple(self.findings),
            heading_map=tuple(self.heading_map),
        )
