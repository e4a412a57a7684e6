"""The objectives and indicators of plans as a comparison sees them."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from piao.pipeline.display.wording import date_text, percent_text, value_text
from piao.schema.language import Language
from piao.schema.records import (
    Comparator,
    DocumentRecord,
    Indicator,
    Objective,
    Records,
    Role,
    Value,
)


class Kind(StrEnum):
    """What is compared."""

    OBJECTIVE = "objective"
    INDICATOR = "indicator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An objective or an indicator with what a comparison shows of it.

    `level` is the objective's own, or that of the objective an indicator belongs to;
    `parent` is the title of the objective above, `parent_id` its id; `year` is the plan's;
    `target` is as an Italian reader writes it, of the figures `targets`; `weight` in percent.
    """

    kind: Kind
    item_id: str
    document_id: str
    entity: str | None
    name: str
    code: str | None = None
    year: int | None = None
    level: str | None = None
    page: int | None = None
    parent: str | None = None
    parent_id: str | None = None
    target: str | None = None
    weight: Decimal | None = None
    deadline: datetime.date | None = None
    responsible: str | None = None
    org_unit: str | None = None
    unit: str | None = None
    formula: str | None = None
    comparator: Comparator | None = None
    theme: str | None = None
    targets: tuple[Value, ...] = ()

    def text(self, field: str, language: Language = Language.ITALIAN) -> str | None:
        """A field as a reader writes it, white space folded; None where there is nothing."""
        value: object = getattr(self, field)
        if field == "target" and self.targets:
            value = _target(self.targets, language)
        if isinstance(value, Decimal):
            return percent_text(value, language)
        if isinstance(value, datetime.date):
            return date_text(value)
        return None if value is None else " ".join(str(value).split())


def items_of(records: Records) -> Iterator[Item]:
    """The objectives, then the indicators of a plan; those without a name are left out."""
    entity = records.document.entity_name
    objectives = {objective.objective_id: objective for objective in records.objectives}
    for objective in records.objectives:
        name = objective.title or objective.description
        if name:
            parent = objectives.get(objective.parent_id or "")
            yield Item(
                kind=Kind.OBJECTIVE,
                item_id=objective.objective_id,
                document_id=objective.document_id,
                entity=entity,
                name=name,
                code=objective.code,
                year=records.document.year,
                level=objective.level.value,
                page=objective.page,
                parent=parent.title if parent else None,
                parent_id=objective.parent_id,
                weight=objective.weight,
                deadline=objective.due_date,
                responsible=objective.responsible or objective.org_unit,
                org_unit=objective.org_unit,
                theme=_theme(objective),
            )
    values: dict[str, list[Value]] = defaultdict(list)
    for value in records.values:
        values[value.indicator_id].append(value)
    for indicator in records.indicators:
        name = indicator.name or indicator.description
        if name:
            owner = objectives.get(indicator.objective_id or "")
            mine = values.get(indicator.indicator_id, [])
            yield _indicator(indicator, name, owner, mine, records.document)


def _indicator(
    indicator: Indicator,
    name: str,
    owner: Objective | None,
    values: list[Value],
    document: DocumentRecord,
) -> Item:
    targets = _targets(values, document.year)
    first = targets[0] if targets else None
    return Item(
        kind=Kind.INDICATOR,
        item_id=indicator.indicator_id,
        document_id=indicator.document_id,
        entity=document.entity_name,
        name=name,
        code=indicator.code,
        year=document.year,
        level=owner.level.value if owner else None,
        page=indicator.page,
        parent=owner.title if owner else None,
        parent_id=indicator.objective_id,
        target=_target(targets) or None,
        weight=indicator.weight,
        deadline=next((value.due_date for value in targets if value.due_date), None),
        responsible=indicator.responsible or (owner.responsible if owner else None),
        org_unit=indicator.org_unit or (owner.org_unit if owner else None),
        unit=(first.unit if first else None) or indicator.unit,
        formula=indicator.formula,
        comparator=first.comparator if first else None,
        theme=_theme(owner) if owner else None,
        targets=tuple(targets),
    )


def _target(targets: Sequence[Value], language: Language = Language.ITALIAN) -> str:
    return "; ".join(value_text(value, language) for value in targets)


def _theme(objective: Objective) -> str | None:
    return objective.programme or objective.mission or objective.strategic_area


def _targets(values: Iterable[Value], year: int | None) -> list[Value]:
    """The targets of the plan's year; all where it has none."""
    targets = [value for value in values if value.role is Role.TARGET]
    return [value for value in targets if value.year == year] or targets
