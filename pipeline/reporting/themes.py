"""The themes that plans speak of, by the words of `themes.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from piao.normalizers.own_data import read_data
from piao.normalizers.text.cleaning import fold
from piao.normalizers.text.patterns import term_pattern

OTHER = "Altro"
"""What none of the themes fits; always shown."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme's name and the pattern of its terms in folded text."""

    name: str
    pattern: re.Pattern[str]


def theme_of(texts: Iterable[str | None]) -> str:
    """The theme of the first text that has one: of an indicator, then of what it belongs to.

    >>> theme_of(["Ore per dipendente", "Rispetto dei tempi di pagamento"])
    'Personale e organizzazione'
    >>> theme_of(["Relazione", None])
    'Altro'
    """
    return next((theme for text in texts if text and (theme := _found(text))), OTHER)


def theme_names() -> list[str]:
    """The names of all themes in the order of their file, then `OTHER`."""
    return [*(theme.name for theme in _themes()), OTHER]


@lru_cache(maxsize=20_000)
def _found(text: str) -> str | None:
    """The theme with the most words in a text; of equals the first."""
    folded = fold(text)
    best, most = None, 0
    for theme in _themes():
        words = sum(len(hit.split()) for hit in theme.pattern.findall(folded))
        if words > most:
            best, most = theme.name, words
    return best


@cache
def _themes() -> tuple[Theme, ...]:
    path = Path(__file__).with_name("themes.yaml")
    entries: Sequence[Mapping[str, Sequence[str]]] = read_data(path)
    return tuple(Theme(str(entry["name"]), term_pattern(entry["terms"])) for entry in entries)
