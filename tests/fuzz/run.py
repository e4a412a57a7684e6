"""Breaks files of every format and prints what came of them: python -m tests.fuzz.run 500."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from piao.extractors.settings import Ocr
from piao.pipeline.reading.limits import cores
from tests.fuzz.mutators import mutant
from tests.fuzz.outcomes import GOOD, Outcome, Result, outcomes
from tests.fuzz.sized import FORMATS, SHAPES
from tests.golden import SAMPLES

FIXTURES = Path(__file__).parents[1] / "fixtures"
ENDINGS = ("pdf", *FORMATS)


def main() -> None:
    options = _options()
    known = _corpus([SAMPLES, FIXTURES, *options.folder])
    print(f"{'':8}{'tried':>7}", *(f"{outcome:>16}" for outcome in Outcome), "slowest  memory")
    with tempfile.TemporaryDirectory() as folder:
        for ending in options.only or ENDINGS:
            paths = _mutants(
                known[ending],
                ending,
                range(options.first, options.first + options.count),
                Path(folder),
            )
            results = []
            for result in outcomes(paths, options.jobs, ocr=options.ocr):
                results.append(result)
                _keep(result, options.keep, options.slow)
            _show(ending, results)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, help="mutants of each format")
    parser.add_argument("--only", action="append", choices=ENDINGS)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--jobs", type=int, default=cores())
    parser.add_argument("--ocr", type=Ocr, choices=Ocr, default=Ocr.NEVER)
    parser.add_argument("--folder", type=Path, action="append", default=[], help="more files")
    parser.add_argument("--keep", type=Path, help="where mutants that fail are kept")
    parser.add_argument("--slow", type=float, default=20.0, help="seconds; slower ones are told")
    return parser.parse_args()


def _corpus(folders: Sequence[Path]) -> Mapping[str, Sequence[bytes]]:
    """The files that are broken, by the ending of their names."""
    made = {
        ending: [write(shape(2)) for shape in SHAPES.values()] for ending, write in FORMATS.items()
    }
    found = {
        ending: [
            path.read_bytes()
            for folder in folders
            for path in sorted(folder.rglob(f"*.{ending}"))
            if path.stat().st_size < 2_000_000
        ]
        for ending in ENDINGS
    }
    return {ending: found[ending] + made.get(ending, []) for ending in ENDINGS}


def _mutants(known: Sequence[bytes], ending: str, seeds: range, folder: Path) -> Iterator[Path]:
    for seed in seeds:
        path = folder / f"{seed}.{ending}"
        path.write_bytes(mutant(known[seed % len(known)], ending, seed))
        yield path


def _keep(result: Result, folder: Path | None, slow: float) -> None:
    """Tell of a mutant that failed, and keep it; forget the others."""
    if result.outcome not in GOOD or result.seconds > slow:
        print(f"{result.path.name}: {result.outcome}, {result.seconds:.1f} s {result.reason}")
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(result.path, folder)
    result.path.unlink()


def _show(ending: str, results: Sequence[Result]) -> None:
    counts = Counter(result.outcome for result in results)
    slowest = max(result.seconds for result in results)
    memory = max(result.resident for result in results) // 1_000_000
    columns = (f"{counts[outcome]:>16,}" for outcome in Outcome)
    print(
        f"{ending:8}{len(results):>7,}", *columns, f"{slowest:>5.1f} s {memory:>5,} MB", flush=True
    )


if __name__ == "__main__":
    main()
