"""Five real plans as text conversions: what comes out, counted.

The texts are not part of the project; where they are absent the tests say so.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from piao.extractors import extract
from piao.normalizers import normalize
from piao.schema.records import Comparator, Level, Records, Role

TEXTS = Path(__file__).parents[2] / "shared" / "seeds"

pytestmark = pytest.mark.skipif(
    not TEXTS.is_dir(), reason="the real texts are not beside the project"
)

EXPECTED = {
    "000": {
        "kind, year": ("objectives", 2024),
        "levels": {Level.AREA: 9},
        "indicators": 66,
        "of no objective": 39,
        "roles": {Role.TARGET: 66},
        "actions, units, criteria": (0, 0, 3),
        "weights": Decimal(400),
    },
    "001": {
        "kind, year": ("objectives", 2024),
        "levels": {Level.AREA: 16, Level.PROJECT: 18},
        "indicators": 41,
        "of no objective": 13,
        "roles": {Role.TARGET: 41},
        "actions, units, criteria": (0, 0, 2),
        "weights": Decimal(600),
    },
    "002": {
        "kind, year": ("performance_plan", 2021),
        "levels": {Level.AREA: 11, Level.STRATEGIC: 5, Level.OPERATIONAL: 5},
        "indicators": 46,
        "of no objective": 8,
        "roles": {Role.TARGET: 109, Role.BASELINE: 1, Role.TOLERANCE: 2},
        "actions, units, criteria": (15, 0, 6),
        "weights": Decimal(0),
    },
    "003": {
        "kind, year": ("performance_plan", 2023),
        "levels": {Level.STRATEGIC: 8, Level.OPERATIONAL: 20},
        "indicators": 20,
        "of no objective": 0,
        "roles": {Role.TARGET: 20},
        "actions, units, criteria": (20, 0, 0),
        "weights": Decimal(0),
    },
    "004": {
        "kind, year": ("piao", 2024),
        "levels": {Level.STRATEGIC: 15, Level.OPERATIONAL: 52},
        "indicators": 150,
        "of no objective": 63,
        "roles": {Role.TARGET: 149, Role.BASELINE: 25},
        "actions, units, criteria": (0, 20, 2),
        "weights": Decimal(1090),
    },
}


@pytest.fixture(scope="module", params=sorted(EXPECTED))
def text(request: pytest.FixtureRequest) -> tuple[str, Records]:
    number: str = request.param
    (path,) = TEXTS.glob(f"{number}_*.txt")
    return number, normalize(extract(path))


def test_what_comes_out(text: tuple[str, Records]) -> None:
    number, records = text
    found = {
        "kind, year": (records.document.kind.value, records.document.year),
        "levels": dict(Counter(objective.level for objective in records.objectives)),
        "indicators": len(records.indicators),
        "of no objective": sum(item.objective_id is None for item in records.indicators),
        "roles": dict(Counter(value.role for value in records.values)),
        "actions, units, criteria": (
            len(records.actions),
            len(records.units),
            len(records.criteria),
        ),
        "weights": sum((item.weight or Decimal(0) for item in records.objectives), Decimal(0)),
    }
    assert found == EXPECTED[number]


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
