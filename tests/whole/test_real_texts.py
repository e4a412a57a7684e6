"""Five real plans as text conversions: what comes out, counted.

The texts are not part of the project; where they are absent the tests say so.
"""

from __future__ import annotations

import pytest

from piao.extractors import extract
from piao.normalizers import normalize
from piao.schema.records import Comparator, Records
from tests.evaluation.seeds import EXPECTED, TEXTS, counts_of

pytestmark = pytest.mark.skipif(
    not TEXTS.is_dir(), reason="the real texts are not beside the project"
)


@pytest.fixture(scope="module", params=sorted(EXPECTED))
def text(request: pytest.FixtureRequest) -> tuple[str, Records]:
    number: str = request.param
    (path,) = TEXTS.glob(f"{number}_*.txt")
    return number, normalize(extract(path))


def test_what_comes_out(text: tuple[str, Records]) -> None:
    number, records = text
    assert counts_of(records) == EXPECTED[number]


def test_every_record_names_its_table_and_row(text: tuple[str, Records]) -> None:
    _, records = text
    read_from_tables = (*records.indicators, *records.values, *records.actions, *records.units)
    assert all(item.table_id is not None and item.row is not None for item in read_from_tables)
    assert all(item.confidence is not None for item in read_from_tables)


def test_a_comparison_has_its_figure_and_a_deadline_its_day(text: tuple[str, Records]) -> None:
    _, records = text
    for value in records.values:
        if value.comparator is Comparator.BY:
            assert value.due_date is not None, value.raw
        elif value.comparator in (Comparator.TEXT, Comparator.REFERENCE, Comparator.YES_NO):
            assert value.value is None, value.raw
        else:
            assert value.value is not None, value.raw
