"""Kinds of administrations and classes of municipalities, from their yaml files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

_HERE = Path(__file__).parent
MUNICIPALITY = "comune"
PROVINCES = ("provincia", "provincia_autonoma", "citta_metropolitana")
REGION = "regione"
UNKNOWN_SIZE = "non noti"
"""The class of what no file says the inhabitants of."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind: its label for one and for several, and whether its names are a place alone."""

    key: str
    label: str
    plural: str
    by_place: bool


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds, in the order of the file."""
    return {
        key: Kind(key, entry["label"][0], entry["label"][1], entry.get("by_place", False))
        for key, entry in _file("kinds").items()
    }


@cache
def _words() -> tuple[tuple[str, str], ...]:
    """The words that begin names, the longest first, each with its kind."""
    found = [(word, key) for key, entry in _file("kinds").items() for word in entry["words"]]
    return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def _categories() -> Mapping[str, str]:
    entries = _file("kinds").items()
    return {category: key for key, entry in entries for category in entry["categories"]}


def kind_of_category(category: str) -> str | None:
    """The kind of a category of the public register (IPA).

    >>> kind_of_category("L17"), kind_of_category("X9")
    ('universita', None)
    """
    return _categories().get(category.strip().upper())


def beginning(folded: str) -> tuple[str, str] | None:
    """The words of a kind that a folded name begins with, and the kind; the longest decide.

    >>> beginning("comune di prova"), beginning("unione dei comuni ala e bala")
    (('comune di', 'comune'), ('unione dei comuni', 'unione'))
    """
    line = f"{folded} "
    return next(((word, key) for word, key in _words() if line.startswith(f"{word} ")), None)


@cache
def sizes() -> tuple[str, ...]:
    """The classes of municipalities by inhabitants, the smallest first, as a reader writes them."""
    ends = _file("sizes")["from"]
    between = (f"{_number(low)}–{_number(high)}" for low, high in pairwise(ends))
    return (f"fino a {_number(ends[0])}", *between, f"oltre {_number(ends[-1])}")


def size_of(population: int | None) -> str:
    """The class of a number of inhabitants.

    >>> size_of(7_500), size_of(999), size_of(1_000_000), size_of(None)
    ('5.000–10.000', 'fino a 1.000', 'oltre 250.000', 'non noti')
    """
    if population is None:
        return UNKNOWN_SIZE
    ends: list[int] = _file("sizes")["from"]
    return sizes()[sum(population >= end for end in ends)]


def _number(number: int) -> str:
    return f"{number:,}".replace(",", ".")


@cache
def _file(name: str) -> Any:
    return yaml.safe_load((_HERE / f"{name}.yaml").read_text(encoding="utf-8"))


def writing() -> Any:
    """How names are written otherwise: `writing.yaml`."""
    return _file("writing")
