"""The list of names that mean the same or not, and how the matcher is held against it.

python -m tests.name_pairs
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from piao.pipeline.comparison.likeness import MIN_SCORE, Likeness, likeness

LIST = Path(__file__).parent / "data" / "name_pairs.yaml"


@dataclass(frozen=True, slots=True)
class Measured:
    """The errors of one half of the list, each with its likeness, and its figures."""

    pairs: int
    precision: float
    recall: float
    errors: tuple[tuple[str, str, Likeness], ...]


def measure(split: str) -> Measured:
    """Precision and recall of the matcher on `tune` or `unseen`."""
    pairs: dict[str, list[tuple[str, str]]] = yaml.safe_load(LIST.read_text("utf-8"))[split]
    judged = [
        (left, right, likeness(left, right), truth == "same")
        for truth, names in pairs.items()
        for left, right in names
    ]
    found = [same for _, _, alike, same in judged if alike.score >= MIN_SCORE]
    errors = tuple((a, b, x) for a, b, x, same in judged if (x.score >= MIN_SCORE) is not same)
    return Measured(len(judged), sum(found) / len(found), sum(found) / len(pairs["same"]), errors)


def main() -> None:
    """Print the figures of both halves, the errors of the half that may be looked at."""
    for split in ("tune", "unseen"):
        result = measure(split)
        print(
            f"{split}: {result.pairs} pairs, precision {result.precision:.3f}, "
            f"recall {result.recall:.3f}, {len(result.errors)} errors"
        )
        if split == "tune":
            for left, right, alike in result.errors:
                print(f"  {alike.score:.2f} {left!r} / {right!r}: {alike.reason}")


if __name__ == "__main__":
    main()
