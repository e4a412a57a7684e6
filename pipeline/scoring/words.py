"""The words of `words.yaml`, and texts in the form that they are compared in."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from piao.normalizers.own_data import read_data


def plain(text: str) -> str:
    """Small letters, single spaces."""
    return " ".join(text.casefold().split())


@cache
def words(key: str) -> frozenset[str]:
    """The words under a key of `words.yaml`."""
    lists: dict[str, list[Any]] = read_data(Path(__file__).with_name("words.yaml"))
    return frozenset(str(word).casefold() for word in lists[key])
