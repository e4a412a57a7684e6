"""Time grows as the document does: no step looks at all of it for each part of it.

Timed, as nothing else shows it: a pattern or a loop that grows with the square gives the same
records, of an ordinary plan in no time and of one a hundred times as long never. It is the
processor's time, the least of some runs, and only how it grows that counts.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from piao.pipeline.reading.step import Request, read
from tests.fuzz.sized import FORMATS, SHAPES, long_text

STEPS = (1, 2, 4, 8)
MOST = 2.6
"""Times as long for twice as much."""
TRIES = 4
PIECES = (
    "a", "A", "1", ".", "a ", "1 ", ". ", "1. ", "- ", "1,", "**a ", "a: ", "a; ", "(a) ", "a – 1 ",
    "Peso: ", "peso 20 ", "Obiettivo 1 ", "entro il ", "1% ", "31/12/2025 ", "[a](", "<!--", "\\",
)  # fmt: skip
"""What damage and conversions repeat in a line."""


@pytest.fixture(scope="module", autouse=True)
def frozen() -> Iterator[None]:
    """What other tests loaded is not looked through again before each reading."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def seconds(path: Path) -> float:
    """The processor's time for one reading."""
    gc.collect()
    before = time.process_time()
    read(Request(path))
    return time.process_time() - before


def growth(write: Callable[[int], bytes], path: Path) -> list[float]:
    """How many times as long each of the steps takes as the one before, at best."""
    best = [float("inf")] * len(STEPS)
    grown = [float("inf")]
    for _ in range(TRIES):
        for place, step in enumerate(STEPS):
            path.write_bytes(write(step))
            best[place] = min(best[place], seconds(path))
        grown = [after / before for before, after in pairwise(best)]
        if max(grown) <= MOST:
            break
    return grown


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_as_the_document_does(shape: str, ending: str, tmp_path: Path) -> None:
    grown = growth(lambda step: FORMATS[ending](SHAPES[shape](step)), tmp_path / f"plan.{ending}")
    assert max(grown) <= MOST


@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_as_a_line_of_one_piece_does(piece: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    grown = growth(lambda step: FORMATS["md"](long_text(piece, step)), path)
    assert max(grown) <= MOST
