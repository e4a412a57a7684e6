"""Export formats, one file each: `records_to_<format>` and `tables_to_<format>`.

Every module has one function `write`, and is found by its name: a new format is a
new file. `records_to_*.write(arrays, out)` takes pairs of an array's name and its
records; `tables_to_*.write(tables, out)` takes raw tables. `out` is a path, or None
for standard output.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import Any


def formats(kind: str) -> list[str]:
    """The formats for `kind`, "records" or "tables"."""
    prefix = f"{kind}_to_"
    names = (module.name for module in pkgutil.iter_modules(__path__))
    return sorted(name.removeprefix(prefix) for name in names if name.startswith(prefix))


def write(kind: str, format_name: str, content: Any, out: Any) -> None:
    """Writes `content` in the given format; see the module of the format."""
    if format_name not in formats(kind):
        raise ValueError(f"unknown format {format_name!r}: one of {', '.join(formats(kind))}")
    import_module(f"{__name__}.{kind}_to_{format_name}").write(content, out)
