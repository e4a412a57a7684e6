"""Five real plans as text conversions: what comes out, counted.

The texts are not part of the project; where they are absent nothing is said of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from piao.extractors import extract
from piao.normalizers import normalize
from piao.schema.records import Level, Records, Role

TEXTS = Path(__file__).parents[3] / "shared" / "seeds"

EXPECTED: Mapping[str, Mapping[str, object]] = {
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


def counts_of(records: Records) -> dict[str, object]:
    """What came out of a text, counted."""
    return {
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


def agreement() -> list[str]:
    """How much of what is counted agrees, in a line; none where the texts are absent."""
    if not TEXTS.is_dir():
        return []
    agreed = counted = 0
    for number, expected in EXPECTED.items():
        (path,) = TEXTS.glob(f"{number}_*.txt")
        found = counts_of(normalize(extract(path)))
        agreed += sum(found[name] == value for name, value in expected.items())
        counted += len(expected)
    return [f"real texts: {agreed} of {counted} counts over {len(EXPECTED)} plans agree"]
