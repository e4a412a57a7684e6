"""The reading under what people corrected, as it comes back."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

import pytest

from piao.pipeline.corrections.replaying import base_of, reading_of
from piao.schema.corrections import Correction, CorrectionKind
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


def stated(number: int, field: str, old: str | None, new: str) -> Correction:
    return Correction(
        correction_id=str(number), step=str(number), number=number, document_id="d", sha256="",
        at=datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC), by="Anna", kind=CorrectionKind.SET,
        record="documents", field=field, old=old, new=new,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("log", "year", "left"),
    [
        ([], 2030, "year entity"),
        ([stated(1, "year", "2024", "2025")], 2024, "entity"),
        ([stated(1, "year", "2024", "2025"), stated(2, "year", "2025", "2030")], 2024, "entity"),
        ([stated(1, "title", "Piano", "Altro")], 2030, "year entity"),
    ],
    ids=["nothing-noted", "once", "twice", "not-stated"],
)
def test_a_document_is_again_what_it_was_before_the_first_word(
    log: Sequence[Correction], year: int, left: str
) -> None:
    document = replace(make_records().document, year=2030, stated="year entity")
    base = base_of(document, log)
    assert (base.year, base.stated) == (year, left)
