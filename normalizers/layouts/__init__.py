"""One file a table layout.

Each module has two functions: `fits(section, reader)` says from 0 (no) to 1 (surely)
how well it can read the rows of a table, `read(section, reader)` turns them into
records. A layout that reads columns by their content, whatever their heading, has a
third: `meanings(section, reader)` gives the field that it takes each column for. A new
layout is a new file here; nothing else changes.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import Protocol, cast

from piao.normalizers.reader import Reader
from piao.normalizers.rows import Rows


class Layout(Protocol):
    """What every module of this folder is."""

    def fits(self, section: Rows, reader: Reader) -> float: ...

    def read(self, section: Rows, reader: Reader) -> None: ...


@cache
def layouts() -> tuple[Layout, ...]:
    """All layouts, in the order of their names."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(cast(Layout, importlib.import_module(f"{__name__}.{name}")) for name in names)


def meanings(layout: Layout, section: Rows, reader: Reader) -> dict[int, str] | None:
    """The fields of the columns that a layout reads by content; None where it goes by headings."""
    by_content = getattr(layout, "meanings", None)
    return by_content(section, reader) if by_content else None


def choose(section: Rows, reader: Reader) -> Layout | None:
    """The layout that fits best; None where none does."""
    best = max(layouts(), key=lambda layout: layout.fits(section, reader))
    return best if best.fits(section, reader) > 0 else None
