"""The comparison itself: what counts as right, wrong, missing and extra."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.golden import Book, Row, compare

GOLDEN: Book = {
    "objectives": [
        {"key": "o1", "parent_key": None, "title": "Strade sicure", "org_unit": "A", "weight": 30},
        {"key": "o2", "parent_key": "o1", "title": "Pagare in tempo", "org_unit": "A"},
        {"key": "o3", "parent_key": None, "title": "Pagare in tempo", "org_unit": "B"},
    ],
}
FOUND: list[Row] = [
    {
        "objective_id": "x1",
        "parent_id": None,
        "title": "Strade sicure",
        "org_unit": "A",
        "weight": Decimal("30.0"),
    },
    {"objective_id": "x2", "parent_id": "x1", "title": "Pagare  in\ntempo", "org_unit": "A"},
    {"objective_id": "x3", "parent_id": None, "title": "Pagare in tempo", "org_unit": "B"},
]


def changed(position: int, **fields: object) -> list[Row]:
    """The found records with one of them changed."""
    return [{**row, **fields} if n == position else row for n, row in enumerate(FOUND)]


@pytest.mark.parametrize(
    ("found", "counts"),
    [
        pytest.param(FOUND, (8, 0, 0, 0), id="equal but for white space and decimals"),
        pytest.param(FOUND[::-1], (8, 0, 0, 0), id="another order"),
        pytest.param(changed(0, weight=Decimal(40)), (7, 1, 0, 0), id="another figure"),
        pytest.param(changed(0, weight=None), (7, 0, 1, 0), id="a figure not found"),
        pytest.param(changed(1, parent_id=None), (7, 0, 1, 0), id="a parent not found"),
        pytest.param(changed(1, parent_id="x3"), (7, 1, 0, 0), id="another parent"),
        pytest.param(changed(2, weight=Decimal(5)), (8, 0, 0, 0), id="a field left open"),
        pytest.param(FOUND[:2], (6, 0, 2, 0), id="a record not found"),
        pytest.param(
            [*FOUND, {"objective_id": "x4", "title": "Altro", "weight": Decimal(1)}],
            (8, 0, 0, 2),
            id="a record not expected",
        ),
    ],
)
def test_counts_fields(found: list[Row], counts: tuple[int, int, int, int]) -> None:
    total = compare(GOLDEN, {"objectives": found}).total
    assert (total.right, total.wrong, total.missing, total.extra) == counts


def test_same_title_is_told_apart_by_its_unit() -> None:
    result = compare(GOLDEN, {"objectives": [FOUND[2], FOUND[0]]})
    assert result.fields["objectives", "org_unit"].missing == 1
    assert result.fields["objectives", "org_unit"].wrong == 0
