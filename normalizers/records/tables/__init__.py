"""One file a kind of table; the rows of objectives, indicators and steps are the usual one.

Each module has two functions: `fits(grid, scope, maker)` says from 0 (no) to 1 (surely)
how well it can read the rows of a table, `read(grid, scope, maker)` turns them into
records and says what became of them. One that reads columns by their content, whatever
their heading, has a third: `meanings(grid, scope, maker)` gives the field that it takes
each column for. A new kind is a new file here; nothing else changes.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import Protocol, cast

from piao.normalizers.fields.topics import Topic
from piao.normalizers.forms.pieces import Grid
from piao.normalizers.records.maker import Maker, Outcome
from piao.normalizers.records.scope import Scope
from piao.normalizers.records.tables import units


class TableReader(Protocol):
    """What every module of this folder is."""

    def fits(self, grid: Grid, scope: Scope, maker: Maker) -> float: ...

    def read(self, grid: Grid, scope: Scope, maker: Maker) -> Outcome: ...


@cache
def readers() -> tuple[TableReader, ...]:
    """All readers, in the order of their names."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(cast(TableReader, importlib.import_module(f"{__name__}.{name}")) for name in names)


def meanings(reader: TableReader, grid: Grid, scope: Scope, maker: Maker) -> dict[int, str] | None:
    """The fields of the columns that a reader takes by content; None where it goes by headings."""
    by_content = getattr(reader, "meanings", None)
    return by_content(grid, scope, maker) if by_content else None


def choose(
    grid: Grid, scope: Scope, maker: Maker, about: Topic | None = None
) -> TableReader | None:
    """The reader that fits best; None where none does.

    `about` is what a part without objectives is about: in one about staff there may still be
    the table that says who heads each office.
    """
    if about is not None:
        heads = about is Topic.STAFF and units.names_offices(grid, scope, maker)
        return cast(TableReader, units) if heads else None
    best = max(readers(), key=lambda reader: reader.fits(grid, scope, maker))
    return best if best.fits(grid, scope, maker) > 0 else None
