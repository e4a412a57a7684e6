"""What the parser says of one figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from piao.schema.records import Comparator

AMBIGUOUS = "ambiguous_value"
IMPOSSIBLE_DATE = "impossible_date"
RELATIVE = "relative_value"
"""Codes of the findings that a doubt becomes."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure or deadline of a text, as the fields of a `value` record.

    `year` is set only where the text itself prints the year that the figure holds
    for ('2024: 80%'). A change ('ridurre del 5%') is a `text` with a unit and no value: which
    level it means is not said; `origin` is the level that one with two begins at ('dal 70%
    all'80%'), in the same unit. `doubt` is a finding code with an Italian reason, where the
    text is ambiguous, says a change or names an impossible date.
    """

    comparator: Comparator
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str | None = None
    due_date: date | None = None
    year: int | None = None
    confidence: float = 1.0
    doubt: tuple[str, str] | None = None
    origin: Decimal | None = None
