"""The list of names that are common objectives or not, and how the recognising is held against it.

python -m tests.common_names            the half that was looked at, with its errors
python -m tests.common_names untouched  the figures of the other half only
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import yaml

from piao.normalizers.common_objectives.catalogue import Side
from piao.pipeline.common_objectives.recognising import Status, hits

LIST = Path(__file__).parent / "data" / "common_objectives.yaml"


@dataclass(frozen=True, slots=True)
class Measured:
    """What was found of one half: of pairs of a name and a common objective, and the errors."""

    right: int
    wrong: int
    missed: int
    uncertain: int
    errors: tuple[str, ...]

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed)


def measure(half: str) -> Measured:
    """How a half of the list is recognised; what is uncertain is not found."""
    entries: list[tuple[str, str, list[str]]] = yaml.safe_load(LIST.read_text("utf-8"))[half]
    right = wrong = missed = uncertain = 0
    errors = []
    for side, name, expected in entries:
        said = hits(name, Side(side))
        found = {hit.common_id for hit in said if hit.status is Status.FOUND}
        unsure = {hit.common_id for hit in said} - found
        right += len(found & set(expected))
        wrong += len(found - set(expected))
        missed += len(set(expected) - found)
        uncertain += len(unsure)
        if found != set(expected):
            errors.append(f"{name}: {sorted(found)}, not {expected}; uncertain {sorted(unsure)}")
    return Measured(right, wrong, missed, uncertain, tuple(errors))


if __name__ == "__main__":
    asked = sys.argv[1] if sys.argv[1:] else "looked_at"
    measured = measure(asked)
    print(
        f"{asked}: precision {measured.precision:.3f}, recall {measured.recall:.3f}, "
        f"{measured.uncertain} uncertain"
    )
    if asked == "looked_at":
        print(*measured.errors, sep="\n")
