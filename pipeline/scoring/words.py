"""The words of `words.yaml`, and texts in the form that they are compared in."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


def plain(text: str) -> str:
    """Small letters, single spaces."""
    return " ".join(text.casefold().split())


@cache
def words(key: str) -> frozenset[str]:
    """The words under a key of `words.yaml`."""
    lists: dict[str, list[Any]] = yaml.safe_load(
        files(__package__).joinpath("words.yaml").read_text(encoding="utf-8")
    )
    return frozenset(str(word).casefold() for word in lists[key])
