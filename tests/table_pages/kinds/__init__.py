"""All kinds of pages by name."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.table_pages.kinds.boxes import (
    coloured_boxes,
    coloured_row_titles,
    plain_grid,
    thick_frame,
)
from tests.table_pages.kinds.level import (
    dot_leaders,
    small_among_small_type,
    statistics_level_rules,
    two_row_heading,
)
from tests.table_pages.kinds.prose import prose_only
from tests.table_pages.kinds.typewriter import typewriter_blocks
from tests.table_pages.model import Page

KINDS: dict[str, Callable[[Random], Page]] = {
    kind.__name__: kind
    for kind in (
        coloured_boxes,
        coloured_row_titles,
        typewriter_blocks,
        statistics_level_rules,
        thick_frame,
        two_row_heading,
        small_among_small_type,
        dot_leaders,
        plain_grid,
        prose_only,
    )
}


def page(kind: str, seed: int) -> Page:
    """A page of a kind; the same for the same seed."""
    return KINDS[kind](Random(f"{kind} {seed}"))
