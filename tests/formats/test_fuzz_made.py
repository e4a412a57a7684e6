"""Broken files that once stopped the reader: each is read, or refused with a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from piao.pipeline.reading.limits import Limits
from tests.fuzz.made import MADE
from tests.fuzz.outcomes import GOOD, Outcome, outcomes

LIMITS = Limits(page_seconds=20, document_seconds=20, memory=2_000_000_000)


def bad(paths: list[Path]) -> list[tuple[str, Outcome, str]]:
    """The files that came to no good end, with what came of them."""
    results = outcomes(paths, 1, limits=LIMITS)
    return [(r.path.name, r.outcome, r.reason) for r in results if r.outcome not in GOOD]


def test_files_made_to_do_one_thing(tmp_path: Path) -> None:
    for name, make in MADE.items():
        (tmp_path / name).write_bytes(make())
    assert bad(sorted(tmp_path.iterdir())) == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("counted_blanks.ods", "more blanks than words"),
        ("beyond_the_last_column.xlsx", "a cell in place 'ZZZZZZZ1'"),
        ("beyond_the_last_row.xlsx", "a cell in place 'A4294967295'"),
        ("row_of_no_number.xlsx", "a row numbered '99"),
        ("sheet_without_end.xlsx", "over 50,000 rows in the sheet 'Foglio1'"),
        ("million_pages.pdf", "it has 1,000,000 pages, more than 10,000"),
        ("rows_without_end.csv", "over 50,000 rows"),
        ("rows_without_end.html", "over 50,000 rows"),
        ("lines_without_end.md", "over 200,000 rows"),
        ("text_without_end.txt", "over 20,000,000 bytes of text"),
    ],
)
def test_what_no_plan_has_is_refused_before_it_is_read(
    name: str, words: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(MADE[name]())
    (result,) = outcomes([path], 1, limits=LIMITS)
    assert result.outcome is Outcome.REFUSED
    assert words in result.reason
    assert result.seconds < 10
