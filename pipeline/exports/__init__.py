"""Export formats, one file each, in the room of what they write: `records/to_<format>`.

Every such module has one function `write`, and is found by its name: a new format is a
new file, and `_` of a file's name is `-` of the format's. `write` of `records` takes pairs of
an array's name and its records, that of `tables` raw tables, those of `comparison` and `score`
what their names say; then `out`, a path, or None for standard output. What the formats are
written with is in `writing`.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from piao.schema.errors import UsageError

_PREFIX = "to_"


def formats(kind: str) -> list[str]:
    """The formats for `kind`: "records", "tables", "comparison" or "score"."""
    names = (
        module.name for module in pkgutil.iter_modules([f"{path}/{kind}" for path in __path__])
    )
    found = (name.removeprefix(_PREFIX) for name in names if name.startswith(_PREFIX))
    return sorted(name.replace("_", "-") for name in found)


def writer(kind: str, format_name: str) -> Callable[[Any, Path | None], None]:
    """The `write` of a format. Raises `UsageError` naming the formats there are."""
    if format_name not in formats(kind):
        raise UsageError(
            "unknown format {format_name!r}: one of {known}",
            format_name=format_name,
            known=", ".join(formats(kind)),
        )
    name = format_name.replace("-", "_")
    write: Callable[[Any, Path | None], None]
    write = import_module(f"{__name__}.{kind}.{_PREFIX}{name}").write
    return write
