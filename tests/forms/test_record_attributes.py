"""What the builder takes for each record is what the record class has, with the same types."""

from __future__ import annotations

from dataclasses import fields
from typing import get_type_hints

import pytest

from piao.normalizers.records import attributes as said
from piao.schema.records import (
    Action,
    Criterion,
    Indicator,
    Objective,
    Provenance,
    Unit,
    Value,
)

NUMBERED = {"document_id", "position", "origin"}
"""What the builder itself gives, or a person later."""


@pytest.mark.parametrize(
    ("arguments", "record", "apart"),
    [
        (said.NewObjective, Objective, {"objective_id", "level"}),
        (said.NewIndicator, Indicator, {"indicator_id"}),
        (said.NewValue, Value, {"value_id"}),
        (said.NewAction, Action, {"action_id"}),
        (said.NewUnit, Unit, {"unit_id"}),
        (said.NewCriterion, Criterion, {"criterion_id"}),
    ],
    ids=lambda part: getattr(part, "__name__", ""),
)
def test_arguments_are_the_attributes(arguments: type, record: type, apart: set[str]) -> None:
    expected = get_type_hints(record)
    for name in NUMBERED | apart:
        del expected[name]
    given = get_type_hints(arguments)
    assert given.pop("confidence") is float  # a record that is read says how sure it is
    del expected["confidence"]
    assert given == expected
    place = {attribute.name for attribute in fields(Provenance)}
    optional = frozenset(getattr(arguments, "__optional_keys__", ()))
    assert place & optional == set()
