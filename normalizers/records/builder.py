"""Collects the records of one document while its blocks are read in order."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any, TypedDict

from piao.schema.findings import make_finding
from piao.schema.records import (
    Action,
    BBox,
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


class Place(TypedDict):
    """Where a record was read; the keyword arguments of `Provenance`."""

    page: int | None
    table_id: str | None
    row: int | None
    column: int | None
    bbox: BBox | None
    confidence: float


_PLACED = frozenset(
    {"level", "page", "table_id", "row", "column", "bbox", "confidence", "objective_id", "position"}
)
"""What says where an objective was read: never taken from another."""


class RecordBuilder:
    """Numbers records in reading order; objectives and indicators may be amended later.

    The `add_` methods take the attributes of the record class that they build,
    ids, document and position excepted, and refuse unknown names with `TypeError`.
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

    def _identity(self, kind: str, count: int) -> dict[str, Any]:
        document_id = self.document.document_id
        return {
            f"{kind}_id": f"{document_id}-{kind[0]}{count + 1}",
            "document_id": document_id,
            "position": count + 1,
        }

    def add_objective(self, level: Level, **attributes: Any) -> str:
        """Add an objective and give its id."""
        identity = self._identity("objective", len(self.objectives))
        objective = Objective(level=level, **identity, **attributes)
        self.objectives[objective.objective_id] = objective
        return objective.objective_id

    def add_indicator(self, **attributes: Any) -> str:
        """Add an indicator and give its id."""
        identity = self._identity("indicator", len(self.indicators))
        indicator = Indicator(**identity, **attributes)
        self.indicators[indicator.indicator_id] = indicator
        return indicator.indicator_id

    def add_value(self, **attributes: Any) -> None:
        self.values.append(Value(**self._identity("value", len(self.values)), **attributes))

    def add_action(self, **attributes: Any) -> None:
        self.actions.append(Action(**self._identity("action", len(self.actions)), **attributes))

    def add_unit(self, **attributes: Any) -> None:
        self.units.append(Unit(**self._identity("unit", len(self.units)), **attributes))

    def add_criterion(self, **attributes: Any) -> None:
        identity = self._identity("criterion", len(self.criteria))
        self.criteria.append(Criterion(**identity, **attributes))

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

    def fill_objective(self, objective_id: str, **attributes: Any) -> None:
        """Set the attributes that the objective does not have yet."""
        objective = self.objectives[objective_id]
        missing = {
            name: value
            for name, value in attributes.items()
            if value is not None and getattr(objective, name) is None
        }
        self.objectives[objective_id] = dataclasses.replace(objective, **missing)

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

    def amend_objective(self, objective_id: str, **attributes: Any) -> None:
        """Replace attributes of the objective."""
        self.objectives[objective_id] = dataclasses.replace(
            self.objectives[objective_id], **attributes
        )

    def amend_indicator(self, indicator_id: str, **attributes: Any) -> None:
        """Replace attributes of the indicator."""
        self.indicators[indicator_id] = dataclasses.replace(
            self.indicators[indicator_id], **attributes
        )

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
