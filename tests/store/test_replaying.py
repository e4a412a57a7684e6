"""The reading under what people corrected, as it comes back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from piao.pipeline.corrections.replaying import reading_of
from tests.plans import make_records


@pytest.mark.parametrize("taken", [[0], [1], [0, 1]], ids=str)
def test_what_was_taken_out_comes_back_in_its_place(taken: list[int]) -> None:
    records = make_records()
    kept = [("objectives", one.objective_id, one) for one in records.objectives]
    left = tuple(one for place, one in enumerate(records.objectives) if place not in taken)
    current = replace(records, objectives=left)
    assert reading_of(current, [kept[place] for place in taken]) == records


def test_what_was_changed_is_as_it_was_read() -> None:
    records = make_records()
    first, *others = records.values
    changed = replace(records, values=(replace(first, raw="altro"), *others))
    assert reading_of(changed, [("values", first.value_id, first)]) == records
