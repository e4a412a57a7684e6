"""The records of a document as the tree that a controller looks at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from piao.pipeline.corrections.texts import IDS
from piao.pipeline.display.wording import percent_text, value_text
from piao.pipeline.headings import SURE
from piao.pipeline.review.wording import MAIN, RECORDS, WORDS
from piao.schema.records import Origin, Provenance, Records, Role, Severity, Value

Owners = Mapping[str | None, list[Any]]


@dataclass(frozen=True, slots=True)
class Node:
    """One record: what it is, what it says, where, and what is below it."""

    record: str
    record_id: str
    noun: str
    text: str
    said: str
    page: int | None
    origin: Origin
    confidence: float | None
    is_doubtful: bool
    lacks_target: bool = False
    findings: tuple[str, ...] = ()
    children: tuple[Node, ...] = field(default=())

    @property
    def noun_of_type(self) -> str:
        """What records of its type are called, whatever their level or role."""
        return RECORDS[self.record]

    @property
    def origin_text(self) -> str:
        """What a person made of it, in Italian; '' for what is as it was read."""
        return "" if self.origin is Origin.READ else WORDS[self.origin]


_KEEPS: Mapping[str, Callable[[Node], bool]] = {
    "all": lambda _: True,
    "doubtful": lambda node: node.is_doubtful,
    "findings": lambda node: bool(node.findings),
    "without_target": lambda node: node.lacks_target,
    "corrected": lambda node: node.origin is not Origin.READ,
}


def tree_of(records: Records) -> tuple[Node, ...]:
    """All records as a forest: objectives with what is below them, then what stands alone."""
    return _Forest(records).roots()


def kept(nodes: Sequence[Node], asked: str) -> tuple[Node, ...]:
    """What a filter leaves: the nodes that it asks for, and those around them."""
    keeps = _KEEPS.get(asked, _KEEPS["all"])
    found = []
    for node in nodes:
        children = kept(node.children, asked)
        if children or keeps(node):
            found.append(replace(node, children=children))
    return tuple(found)


def counts_of(nodes: Sequence[Node]) -> dict[str, int]:
    """How many nodes each filter asks for."""
    every = list(walk(nodes))
    return {name: sum(map(keeps, every)) for name, keeps in _KEEPS.items()}


def walk(nodes: Sequence[Node]) -> Iterator[Node]:
    """All nodes in their order."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def is_doubtful(record: Provenance) -> bool:
    """Whether a record was read with less certainty than what is called sure."""
    return record.confidence is not None and record.confidence < SURE


class _Forest:
    def __init__(self, records: Records) -> None:
        self._records = records
        self._objectives = _by_owner(records.objectives, "parent_id", records.objectives)
        self._indicators = _by_owner(records.indicators, "objective_id", records.objectives)
        self._actions = _by_owner(records.actions, "objective_id", records.objectives)
        self._values = _by_owner(records.values, "indicator_id", records.indicators)
        self._units = _by_owner(records.units, "parent_id", records.units)
        self._findings: dict[tuple[object, ...], list[str]] = defaultdict(list)
        for finding in records.findings:
            if finding.severity is not Severity.INFO and finding.row is not None:
                place = (finding.table_id, finding.row, finding.column, finding.page)
                self._findings[place].append(finding.message)

    def roots(self) -> tuple[Node, ...]:
        own = self._records
        return (
            *map(self._objective, self._objectives[None]),
            *map(self._indicator, self._indicators[None]),
            *(self._plain("actions", action) for action in self._actions[None]),
            *map(self._unit, self._units[None]),
            *(self._plain("criteria", criterion) for criterion in own.criteria),
        )

    def _objective(self, objective: Any) -> Node:
        key = objective.objective_id
        children = (
            *map(self._indicator, self._indicators[key]),
            *(self._plain("actions", action) for action in self._actions[key]),
            *map(self._objective, self._objectives[key]),
        )
        return self._plain("objectives", objective, children, noun=WORDS[objective.level])

    def _indicator(self, indicator: Any) -> Node:
        values = self._values[indicator.indicator_id]
        children = tuple(map(self._value, values))
        lacks = not any(value.role is Role.TARGET for value in values)
        return self._plain("indicators", indicator, children, lacks_target=lacks)

    def _value(self, value: Value) -> Node:
        year = "" if value.year is None else f" {value.year}"
        node = self._plain("values", value, noun=f"{WORDS[value.role]}{year}")
        text = value_text(value)
        return replace(node, text=text, said=value.raw if value.raw != text else "")

    def _unit(self, unit: Any) -> Node:
        return self._plain("units", unit, tuple(map(self._unit, self._units[unit.unit_id])))

    def _plain(
        self,
        record: str,
        one: Any,
        children: tuple[Node, ...] = (),
        *,
        noun: str | None = None,
        lacks_target: bool = False,
    ) -> Node:
        code, weight = getattr(one, "code", None), getattr(one, "weight", None)
        title = getattr(one, "name" if record == "values" else MAIN[record], None)
        words = (code, title or getattr(one, "component", None))
        place = (one.table_id, one.row, one.column, one.page)
        return Node(
            record=record,
            record_id=getattr(one, IDS[record]),
            noun=noun or RECORDS[record],
            text=" ".join(word for word in words if word) or "(senza titolo)",
            said="" if weight is None else percent_text(weight),
            page=one.page,
            origin=one.origin,
            confidence=one.confidence,
            is_doubtful=is_doubtful(one),
            lacks_target=lacks_target,
            findings=tuple(self._findings.get(place, ())) if one.row is not None else (),
            children=children,
        )


def _by_owner(records: Sequence[Any], owner: str, owners: Sequence[Any]) -> Owners:
    """Records by the id above them; those whose owner is absent stand under None."""
    known = {getattr(one, f"{type(one).__name__.casefold()}_id") for one in owners}
    found: dict[str | None, list[Any]] = defaultdict(list)
    for record in records:
        key = getattr(record, owner)
        found[key if key in known else None].append(record)
    return found
