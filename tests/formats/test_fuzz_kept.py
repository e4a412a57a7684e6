"""Broken files that once stopped the reader: each is read, or refused with a word."""

from __future__ import annotations

from pathlib import Path

from piao.pipeline.reading.limits import Limits
from tests.fuzz.outcomes import GOOD, outcomes

KEPT = Path(__file__).parents[1] / "fuzz" / "kept"
LIMITS = Limits(page_seconds=20, document_seconds=20, memory=2_000_000_000)


def test_files_that_were_kept() -> None:
    paths = sorted(KEPT.iterdir())
    assert len(paths) > 20
    assert max(path.stat().st_size for path in paths) < 10_000
    results = outcomes(paths, 1, limits=LIMITS)
    assert [r for r in results if r.outcome not in GOOD or r.seconds > 10] == []
