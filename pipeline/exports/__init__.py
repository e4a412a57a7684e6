"""Export formats, one file each: `records_to_<format>` and `tables_to_<format>`.

Every module has one function `write`, and is found by its name: a new format is a
new file, and `_` of a file's name is `-` of the format's. `records_to_*.write(arrays, out)`
takes pairs of an array's name and its records; `tables_to_*.write(tables, out)` takes raw
tables. `out` is a path, or None for standard output.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from piao.schema.errors import UsageError


def formats(kind: str) -> list[str]:
    """The formats for `kind`, "records" or "tables"."""
    prefix = f"{kind}_to_"
    names = (module.name for module in pkgutil.iter_modules(__path__))
    found = (name.removeprefix(prefix) for name in names if name.startswith(prefix))
    return sorted(name.replace("_", "-") for name in found)


def writer(kind: str, format_name: str) -> Callable[[Any, Path | None], None]:
    """The `write` of a format. Raises `UsageError` naming the formats there are."""
    if format_name not in formats(kind):
        raise UsageError(f"unknown format {format_name!r}: one of {', '.join(formats(kind))}")
    write: Callable[[Any, Path | None], None]
    write = import_module(f"{__name__}.{kind}_to_{format_name.replace('-', '_')}").write
    return write
