"""What law asks of all administrations, as `objectives.yaml` says it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from piao.normalizers.text.patterns import term_pattern
from piao.schema.records import Comparator

FILE = Path(__file__).with_name("objectives.yaml")
WORDS = " + "
"""What stands in a phrase before the words that must be printed."""


class Side(StrEnum):
    """What kind of record a phrase is looked for in."""

    OBJECTIVE = "objective"
    INDICATOR = "indicator"


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a name says, and patterns of words that must be printed in it, too (folded)."""

    says: str
    printed: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class AskedTarget:
    """The figure asked for, in one of `units` (folded), of indicators that say `measured`.

    `in_name` finds it in a folded name, where names print it; `unit` is as it is asked for.
    """

    comparator: Comparator
    value: Decimal
    unit: str
    units: frozenset[str]
    measured: re.Pattern[str]
    in_name: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class CommonObjective:
    """One objective of all: who asks it of whom, since when, with what, in which words.

    `least_weight` is in percent. `found` are the phrases of each side that suffice,
    `uncertain` those after which a person has to look.
    """

    common_id: str
    name: str
    source: str
    asked_of: str
    from_year: int
    least_weight: Decimal | None
    target: AskedTarget | None
    found: Mapping[Side, Sequence[Phrase]]
    uncertain: Mapping[Side, Sequence[Phrase]]
    never: re.Pattern[str] | None

    @property
    def of_all(self) -> bool:
        """Whether it is asked of every administration, and not of those of the state only."""
        return self.asked_of == "all"


@cache
def catalogue() -> tuple[CommonObjective, ...]:
    """All common objectives, in the order of their file.

    >>> [common.common_id for common in catalogue()][:2]
    ['payment_delay', 'training_hours']
    """
    # The loader in C takes a tenth of the time.
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    entries: list[dict[str, Any]] = loader(FILE.read_text(encoding="utf-8")).get_single_data()
    return tuple(map(_common, entries))


def common_objective(common_id: str) -> CommonObjective:
    """The common objective of that id; `KeyError` where there is none."""
    return {common.common_id: common for common in catalogue()}[common_id]


def digest() -> str:
    """A text that differs where the file does."""
    return hashlib.sha256(FILE.read_text(encoding="utf-8").encode()).hexdigest()


def _common(entry: Mapping[str, Any]) -> CommonObjective:
    weight = entry.get("least_weight")
    return CommonObjective(
        common_id=entry["id"],
        name=entry["name"],
        source=entry["source"],
        asked_of=entry["asked_of"],
        from_year=entry["from_year"],
        least_weight=None if weight is None else Decimal(weight),
        target=_target(entry["target"]) if "target" in entry else None,
        found=_phrases(entry["found"]),
        uncertain=_phrases(entry.get("uncertain", {})),
        never=term_pattern(entry["never"]) if "never" in entry else None,
    )


def _target(entry: Mapping[str, Any]) -> AskedTarget:
    return AskedTarget(
        Comparator(entry["comparator"]),
        Decimal(entry["value"]),
        entry["units"][0],
        frozenset(entry["units"]),
        term_pattern(entry["measured"]),
        re.compile(rf"\b{entry['in_name']}\b") if "in_name" in entry else None,
    )


def _phrases(lists: Mapping[str, Iterable[str]]) -> dict[Side, tuple[Phrase, ...]]:
    return {
        side: tuple(map(_phrase, (*lists.get(side.value, ()), *lists.get("both", ()))))
        for side in Side
    }


def _phrase(text: str) -> Phrase:
    says, *printed = text.split(WORDS)
    return Phrase(says, tuple(term_pattern(words.split("|")) for words in printed))
