"""Write pages with the truth of their tables.

    python -m tests.table_pages OUT [--seeds 1-6] [--kinds plain_grid,prose_only]

Each page is `KIND-SEED.pdf` with `KIND-SEED-str.xml`, as `bench_tables` reads them.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.benchmarks.tables.adjacency import read_truth
from tests.table_pages.kinds import KINDS, page
from tests.table_pages.structure import structure


def seeds(text: str) -> range:
    """The seeds of `3` or `1-6`."""
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


def kinds(text: str) -> list[str]:
    """The names in a list with commas."""
    names = text.split(",")
    unknown = set(names) - set(KINDS)
    if unknown:
        raise argparse.ArgumentTypeError(f"no such kind: {', '.join(sorted(unknown))}")
    return names


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--seeds", type=seeds, default=range(1, 7))
    parser.add_argument("--kinds", type=kinds, default=list(KINDS))
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    for kind in chosen.kinds:
        for seed in chosen.seeds:
            made = page(kind, seed)
            stem = f"{kind}-{seed}"
            truth = chosen.out / f"{stem}-str.xml"
            (chosen.out / f"{stem}.pdf").write_bytes(made.pdf)
            truth.write_bytes(structure(f"{stem}.pdf", made.tables))
            if tuple(read_truth(truth)) != made.tables:
                raise SystemExit(f"{truth} does not read back as it was written")
            print(f"{stem}: {len(made.tables)} tables")


if __name__ == "__main__":
    main()
