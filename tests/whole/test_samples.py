"""The samples: their golden files follow from their sources, and the program reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

from samples.make_samples import golden_text, plans
from tests.golden import EXPECTED, compare, load, read_sample, sample_files

PLANS = plans()
FILES = [path for name in PLANS for path in sample_files(name)]
MINIMUM_ACCURACY = 0.95
DANGEROUS = {"baseline", "target", "actual"}
SURE = 0.9
SHORT_SAMPLE = 2
"""Wrong fields that would be more than one in a hundred of a short sample's only."""


@pytest.mark.parametrize("name", PLANS)
def test_golden_file_follows_from_its_source(name: str) -> None:
    written = (EXPECTED / f"{name}.json").read_text(encoding="utf-8")
    assert written == golden_text(PLANS[name])


def test_every_golden_file_has_a_source() -> None:
    assert {path.stem for path in EXPECTED.glob("*.json")} == set(PLANS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_sample_is_read_as_its_golden_file_says(path: Path) -> None:
    result = compare(load(EXPECTED / f"{path.stem}.json"), read_sample(path))
    assert result.total.accuracy >= MINIMUM_ACCURACY, "\n".join(result.differences)
    swapped = [
        judged
        for judged in result.filled
        if judged.field == "role" and {judged.expected, judged.found} <= DANGEROUS
        if not judged.right
    ]
    assert swapped == []
    sure = [judged for judged in result.filled if (judged.confidence or 0) >= SURE]
    wrong = [judged for judged in sure if not judged.right]
    assert len(wrong) <= 0.01 * len(sure) + SHORT_SAMPLE, wrong
