"""Every column of every record is explained in docs/data/records.md."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from piao.schema import records

DOCS = (Path(__file__).parents[2] / "docs" / "data" / "records.md").read_text(encoding="utf-8")
TYPES = {
    "documents": records.DocumentRecord,
    "objectives": records.Objective,
    "indicators": records.Indicator,
    "values": records.Value,
    "actions": records.Action,
    "units": records.Unit,
    "criteria": records.Criterion,
    "findings": records.Finding,
    "heading_map": records.HeadingMap,
}
PLACES = {field.name for field in dataclasses.fields(records.Provenance)}


def section(name: str) -> str:
    return DOCS.split(f"\n## {name}\n", 1)[1].split("\n## ", 1)[0]


@pytest.mark.parametrize("name", TYPES)
def test_columns_are_explained(name: str) -> None:
    columns = {field.name for field in dataclasses.fields(TYPES[name])} - PLACES
    assert [column for column in sorted(columns) if f"`{column}`" not in section(name)] == []


def test_places_are_explained() -> None:
    where = section("Where it was read")
    assert [place for place in sorted(PLACES) if f"`{place}`" not in where] == []


@pytest.mark.parametrize(
    "values", [records.DocumentKind, records.Level, records.Role, records.Comparator]
)
def test_values_are_explained(values: type[records.Level]) -> None:
    assert [value for value in values if f"`{value}`" not in DOCS] == []
