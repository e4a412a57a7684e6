"""How often what the program says it is sure of is right: the reliability of `confidence`.

    python -m tests.benchmarks.understanding.bench_confidence

Every field that the program fills in the samples is held against the golden files. A
field is as sure as its record. Of a bin: the mean confidence said, the share found
right, the number of fields.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean

from tests.golden import EXPECTED, Judged, compare, load, read_sample, sample_files

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
SURE = 0.9


def judged_samples() -> list[Judged]:
    """All filled fields of all samples that say how sure they are."""
    return [
        judged
        for expected in sorted(EXPECTED.glob("*.json"))
        for path in sample_files(expected.stem)
        for judged in compare(load(expected), read_sample(path)).filled
        if judged.confidence is not None
    ]


def share(fields: Sequence[Judged]) -> float:
    """Right among the fields."""
    return fmean(field.right for field in fields)


def table(fields: Sequence[Judged]) -> list[str]:
    """One line a bin, and one for the sure fields as a whole."""
    lines = [f"{'confidence':<14}{'said':>8}{'found':>8}{'count':>8}"]
    for low, high in pairwise(EDGES):
        last = high == EDGES[-1]
        inside = [
            f
            for f in fields
            if low <= (f.confidence or 0) < high or (last and f.confidence == high)
        ]
        if inside:
            said = fmean(field.confidence or 0 for field in inside)
            name = f"{low:.2f} – {high:.2f}"
            lines.append(f"{name:<14}{said:>8.3f}{share(inside):>8.4f}{len(inside):>8}")
    sure = [field for field in fields if (field.confidence or 0) >= SURE]
    lines.append(
        f"said ≥ {SURE}: {share(sure):.4f} right of {len(sure)} fields (at least 0.99 is due)"
    )
    return lines


def main() -> None:
    """Print the table, and for each type of record how many of its fields are sure."""
    fields = judged_samples()
    print(*table(fields), sep="\n")
    for kind in dict.fromkeys(field.kind for field in fields):
        own = [field for field in fields if field.kind == kind]
        sure = sum((field.confidence or 0) >= SURE for field in own)
        print(f"  {kind:<12} {sure:>5} of {len(own):>5} fields are sure")


if __name__ == "__main__":
    main()
