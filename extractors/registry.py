"""The formats that the package can read, found by looking through its modules."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import piao.extractors
from piao.extractors.settings import ExtractionSettings
from piao.schema.document import Document


def unheard(_: int) -> None:
    """Nobody is told which page is read."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: all of its `content`; its `path` only names it.

    `on_page` is told the number of each page before it is read, in formats with pages.
    """

    path: Path
    content: bytes
    password: str | None = None
    settings: ExtractionSettings = field(default_factory=ExtractionSettings)
    on_page: Callable[[int], None] = unheard


@dataclass(frozen=True, slots=True)
class Parts:
    """How a long file is read in several processes: its ranges, one of them, all as one.

    What `read` gives can be pickled; `join` takes it in the order of the `ranges`.
    """

    ranges: Callable[[Source], Sequence[range]]
    read: Callable[[Source, range], Any]
    join: Callable[[Source, Sequence[Any]], Document]


@dataclass(frozen=True, slots=True)
class Format:
    """An input format: what a module of this package exposes as `FORMAT`.

    `recognises` says from the content alone how surely (0-1) it is of this
    format; the surest one reads the file. Importing the module must stay cheap. A format
    of long files may say how it is read in `parts`.
    """

    name: str
    recognises: Callable[[bytes], float]
    extract: Callable[[Source], Document]
    parts: Parts | None = None


@cache
def formats() -> tuple[Format, ...]:
    """All formats, in the order of their modules' names."""
    modules = (
        import_module(f"{piao.extractors.__name__}.{module.name}")
        for module in pkgutil.iter_modules(piao.extractors.__path__)
    )
    found = (getattr(module, "FORMAT", None) for module in modules)
    return tuple(entry for entry in found if isinstance(entry, Format))
