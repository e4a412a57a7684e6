"""A plan's records as the views look at them: found by what they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from piao.normalizers.checks.plan import grouped
from piao.pipeline.display.tree import parents_first
from piao.pipeline.reporting.themes import theme_of
from piao.schema.records import (
    Action,
    DocumentKind,
    DocumentRecord,
    Indicator,
    Objective,
    Records,
    Role,
    Value,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan's objectives, parents first, each with its parent's id, and what they own.

    `shares` are the percents of its weight that its lowest records carry, by their ids.
    """

    records: Records
    tree: Sequence[tuple[Objective, str | None]]
    indicators: Mapping[str | None, Sequence[Indicator]]
    actions: Mapping[str | None, Sequence[Action]]
    values: Mapping[str, Sequence[Value]]
    shares: Mapping[str, Decimal]

    @classmethod
    def of(cls, records: Records, shares: Mapping[str, Decimal] | None = None) -> Plan:
        known = {objective.objective_id for objective in records.objectives}

        def owner(item: Indicator | Action) -> str | None:
            return item.objective_id if item.objective_id in known else None

        return cls(
            records,
            parents_first(records.objectives, "objective_id"),
            grouped(records.indicators, owner),
            grouped(records.actions, owner),
            grouped(records.values, lambda value: value.indicator_id),
            shares or {},
        )

    @property
    def document(self) -> DocumentRecord:
        """Whose plan it is, of which year."""
        return self.records.document

    @property
    def promises(self) -> bool:
        """Whether the document says what will be done, not how it is judged or what was."""
        return self.document.kind not in (DocumentKind.SMVP, DocumentKind.PERFORMANCE_REPORT)

    @property
    def has_content(self) -> bool:
        """Whether anything was read that a plan or a system of judgement is about."""
        records = self.records
        return bool(records.objectives or records.indicators or records.criteria)

    @property
    def promised(self) -> Iterator[Indicator]:
        """The indicators but those of no objective and no target: volumes of past years."""
        return (i for i in self.records.indicators if i.objective_id or self.targets(i))

    @property
    def lowest(self) -> list[Objective]:
        """The objectives that have none below them."""
        parents = {parent_id for _, parent_id in self.tree}
        return [objective for objective, _ in self.tree if objective.objective_id not in parents]

    def figures(self, indicator: Indicator, role: Role) -> list[Value]:
        """The figures of an indicator in a role."""
        values = self.values.get(indicator.indicator_id, ())
        return [value for value in values if value.role is role]

    def targets(self, indicator: Indicator) -> list[Value]:
        """Those of the plan's own year; where there are none, those of the first year."""
        targets = self.figures(indicator, Role.TARGET)
        own = [value for value in targets if value.year in (None, self.document.year)]
        first = min((value.year for value in targets if value.year is not None), default=None)
        return own or [value for value in targets if value.year == first]

    def baseline(self, indicator: Indicator) -> Value | None:
        """The latest figure that it starts from."""
        values = self.figures(indicator, Role.BASELINE)
        return max(values, key=lambda value: value.year or 0, default=None)

    def ancestors(self) -> dict[str, tuple[Objective, ...]]:
        """By its id each objective with those above it, itself first."""
        lines: dict[str, tuple[Objective, ...]] = {}
        for objective, parent_id in self.tree:
            lines[objective.objective_id] = (objective, *lines.get(parent_id or "", ()))
        return lines

    def themes(self) -> dict[str, str]:
        """The theme by the id of each objective and indicator."""
        lines = self.ancestors()
        titles = {key: [text for o in line for text in _texts(o)] for key, line in lines.items()}
        found = {key: theme_of(texts) for key, texts in titles.items()}
        for indicator in self.records.indicators:
            own = (indicator.name, indicator.description, indicator.formula)
            above = titles.get(indicator.objective_id or "", ())
            found[indicator.indicator_id] = theme_of([*own, *above])
        return found


def _texts(objective: Objective) -> tuple[str | None, ...]:
    return (objective.title, objective.description)
