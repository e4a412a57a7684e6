"""What the checks look at: the records of a plan, found by what they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeVar

from piao.normalizers.lexicon import Lexicon
from piao.normalizers.own_data import read_data
from piao.normalizers.text.cleaning import fold
from piao.schema.document import Document
from piao.schema.records import (
    DocumentKind,
    Indicator,
    Objective,
    Provenance,
    Records,
    Value,
)

LONGEST_NAME = 80
Item = TypeVar("Item")
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something to look at: a code of the catalogue and the record that shows its place.

    Alarms with a `name` are listed together, those of one table or, where they are of the
    `whole` plan, all of them; `details` fill the message.
    """

    code: str
    place: Provenance
    name: str | None = None
    details: Mapping[str, object] = field(default_factory=dict)
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan's records by id and by owner."""

    records: Records
    document: Document
    lexicon: Lexicon
    objectives: Mapping[str, Objective]
    children: Mapping[str | None, Sequence[Objective]]
    indicators: Mapping[str | None, Sequence[Indicator]]
    values: Mapping[str | None, Sequence[Value]]

    @classmethod
    def of(cls, records: Records, document: Document, lexicon: Lexicon) -> Plan:
        return cls(
            records,
            document,
            lexicon,
            {objective.objective_id: objective for objective in records.objectives},
            grouped(records.objectives, lambda objective: objective.parent_id),
            grouped(records.indicators, lambda indicator: indicator.objective_id),
            grouped(records.values, lambda value: value.indicator_id),
        )

    @property
    def promises(self) -> bool:
        """Whether the document says what will be done, not how it is judged or what was."""
        kind = self.records.document.kind
        return kind not in (DocumentKind.SMVP, DocumentKind.PERFORMANCE_REPORT)

    @property
    def name(self) -> str:
        """What stands for the whole plan in a message."""
        document = self.records.document
        return document.entity_name or document.file_name


def grouped(items: Iterable[Item], key: Callable[[Item], Key]) -> dict[Key, list[Item]]:
    """The items by their key, in their order."""
    groups: defaultdict[Key, list[Item]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups


def title_of(objective: Objective) -> str:
    """An objective's code and title, cut where they are long."""
    return short(" ".join(filter(None, [objective.code, objective.title or objective.description])))


def name_of(indicator: Indicator) -> str:
    """An indicator's code and name, cut where they are long."""
    return short(" ".join(filter(None, [indicator.code, indicator.name or indicator.description])))


def short(text: str) -> str:
    """The text on one line, cut with '…'."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_NAME else line[: LONGEST_NAME - 1].rstrip() + "…"


@cache
def words(group: str) -> tuple[str, ...]:
    """A list of `words.yaml`, folded."""
    return tuple(fold(word) for word in _lists()[group])


@cache
def _lists() -> Mapping[str, Sequence[str]]:
    lists: dict[str, list[str]] = read_data(Path(__file__).with_name("words.yaml"))
    return lists


def speaks_of(group: str, *texts: str | None) -> bool:
    """Whether one of the texts has a word or phrase of the list."""
    folded = f" {fold(' '.join(text for text in texts if text))} "
    return any(f" {word} " in folded for word in words(group))
