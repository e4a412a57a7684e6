"""Plans with what means the same in them, and how the pairing of items is held against it.

python -m tests.plan_pairs
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from piao.pipeline.comparison.items import Item, Kind
from piao.pipeline.comparison.matching import MIN_SCORE, Match, match
from piao.schema.records import Comparator

FOLDER = Path(__file__).parent / "data" / "plan_pairs"
SPLITS = ("tune", "unseen")
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Case:
    """Two plans, the positions of what means the same, and of what may or may not."""

    years: bool
    left: tuple[Item, ...]
    right: tuple[Item, ...]
    same: frozenset[tuple[int, int]]
    doubtful: frozenset[tuple[int, int]]

    def wrong(self, min_score: float = MIN_SCORE) -> list[Match]:
        """The pairs found that do not mean the same."""
        return [pair for pair in self._counted(min_score) if self._place(pair) not in self.same]

    def missed(self, min_score: float = MIN_SCORE) -> frozenset[tuple[int, int]]:
        """The positions of what means the same and was not found."""
        return self.same - {self._place(pair) for pair in self._counted(min_score)}

    def found(self, min_score: float = MIN_SCORE) -> int:
        """How many pairs are found, doubtful ones not counted."""
        return len(self._counted(min_score))

    def _counted(self, min_score: float) -> list[Match]:
        pairs = match(self.left, self.right, min_score)
        return [pair for pair in pairs if self._place(pair) not in self.doubtful]

    @staticmethod
    def _place(pair: Match) -> tuple[int, int]:
        return pair.left, pair.right


@dataclass(frozen=True, slots=True)
class Measured:
    """How many pairs mean the same; precision and recall of what is found."""

    same: int
    precision: float
    recall: float


@cache
def cases(split: str) -> tuple[Case, ...]:
    """The plans of `tune` or `unseen`, two by two."""
    data: Any = yaml.load((FOLDER / f"{split}.yaml").read_text("utf-8"), yaml.CSafeLoader)
    plans = {f"{plan['entity']} {plan['year']}": plan for plan in data["plans"]}
    return tuple(_case(plans, entry) for entry in data["pairs"])


def measure(split: str, min_score: float = MIN_SCORE, *, years: bool | None = None) -> Measured:
    """Precision and recall on `tune` or `unseen`.

    `years` asks for the plans of one administration in two years only, or for those of two
    administrations.
    """
    asked = [case for case in cases(split) if years in (None, case.years)]
    same = sum(len(case.same) for case in asked)
    right = same - sum(len(case.missed(min_score)) for case in asked)
    return Measured(same, right / sum(case.found(min_score) for case in asked), right / same)


def _case(plans: dict[str, Any], entry: dict[str, Any]) -> Case:
    left, right = (plans[name] for name in entry["of"])
    places = [
        {item["id"]: place for place, item in enumerate(plan["items"])} for plan in (left, right)
    ]

    def positions(pairs: list[str]) -> frozenset[tuple[int, int]]:
        split = (pair.split() for pair in pairs)
        return frozenset((places[0][a], places[1][b]) for a, b in split)

    return Case(
        left["entity"] == right["entity"],
        tuple(_items(left)),
        tuple(_items(right)),
        positions(entry["same"]),
        positions(entry.get("doubtful", [])),
    )


def _items(plan: dict[str, Any]) -> Iterator[Item]:
    names = {item["id"]: item["name"] for item in plan["items"]}
    for item in plan["items"]:
        yield Item(
            kind=Kind.OBJECTIVE if item["id"].startswith("o") else Kind.INDICATOR,
            item_id=item["id"],
            document_id=f"{plan['entity']} {plan['year']}",
            entity=plan["entity"],
            name=item["name"],
            year=plan["year"],
            parent=names.get(item.get("above")),
            parent_id=item.get("above"),
            unit=item.get("unit"),
            comparator=Comparator(item["comparator"]) if "comparator" in item else None,
        )


def main() -> None:
    """Print the figures of both splits, the errors of the one that may be looked at."""
    for case in cases("tune"):
        for pair in case.wrong():
            names = f"{case.left[pair.left].name!r} / {case.right[pair.right].name!r}"
            print(f"wrong  {pair.likeness.score:.2f} {names}: {pair.likeness.reason}")
        for i, j in sorted(case.missed()):
            print(f"missed {case.left[i].name!r} / {case.right[j].name!r}")
    for split in SPLITS:
        for years, which in ((True, "two years"), (False, "two administrations"), (None, "all")):
            for threshold in THRESHOLDS if years is None else (MIN_SCORE,):
                result = measure(split, threshold, years=years)
                print(
                    f"{split}, {which}, from {threshold}: {result.same} pairs, "
                    f"precision {result.precision:.3f}, recall {result.recall:.3f}"
                )


if __name__ == "__main__":
    main()
