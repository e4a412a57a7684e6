"""What a caller hands in, looked at where it comes in: a slip is told before anything is done."""

from __future__ import annotations

from collections.abc import Iterable
from numbers import Integral
from pathlib import Path

from piao.schema.errors import UsageError

YEARS = range(2000, 2101)
"""Years that a plan may be of."""


def year_of(given: object) -> int:
    """A year as a number. Raises `UsageError` for all else, also for a text.

    >>> year_of(2025)
    2025
    """
    # Numbers of numpy are no `int`.
    if isinstance(given, bool) or not isinstance(given, Integral):
        raise UsageError("{given!r} is no year: give a whole number, as 2025", given=given)
    return int(given)


def check_plan_year(given: object) -> None:
    """Raises `UsageError` where no plan can be of the year."""
    if year_of(given) not in YEARS:
        raise UsageError(
            "{given!r} is no year from {first} to {last}",
            given=given,
            first=YEARS[0],
            last=YEARS[-1],
        )


def years_of(given: object) -> frozenset[int]:
    """The years that are meant by one, several or None.

    >>> sorted(years_of([2026, 2025])), years_of(None)
    ([2025, 2026], frozenset())
    """
    if given is None:
        return frozenset()
    if isinstance(given, str | bytes) or not isinstance(given, Iterable):
        return frozenset({year_of(given)})
    return frozenset(map(year_of, given))


def check_text(name: str, given: object) -> None:
    """Raises `UsageError` where an argument is neither a text nor left out."""
    if not isinstance(given, str | None):
        raise UsageError("{name} must be a text, not {given!r}", name=name, given=given)


def check_store(given: object) -> None:
    """Raises `UsageError` where something else is given in the place of a store."""
    if isinstance(given, str | Path):
        place = str(given)
        raise UsageError("{place!r} is no store: open it with piao.Store({place!r})", place=place)
    if not hasattr(given, "document"):
        raise UsageError(
            "a store is needed, as piao.Store('plans.db'), not {kind}", kind=kind_of(given)
        )


def kind_of(given: object) -> str:
    """What something is, in one word: None, or the name of its type."""
    return "None" if given is None else type(given).__name__
