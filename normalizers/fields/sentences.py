"""Sentences that say what measures an objective, what is to be reached, what it weighs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from piao.normalizers.own_data import read_data

_FILE = Path(__file__).with_name("sentences.yaml")
_END = re.compile(r"(?<=[.;!?])\s+(?=[A-ZÀ-Ý«“\"(])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:art|artt|n|nr|cfr|lett|co|sig|dott|ing|arch|rag|prof|avv)|\b[A-Z])\.$"
)
_ARTICLE = re.compile(r"^(?:(?:il|lo|la|i|gli|le|un|uno|una)\s+|l['’]\s*)", re.IGNORECASE)
_AFTER_NAME = re.compile(r"(?<![\s,;:(–-])[\s,;:(–-]+(?:con|e)?$")
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Measure:
    """What a sentence says is measured (None: what the one before did), and what is promised."""

    name: str | None
    promise: str


def sentences(text: str) -> list[str]:
    """The sentences of a text; 'art. 4' and 'dott. Riva' are none.

    >>> sentences("Si veda l'art. 4. La raccolta aumenta.")
    ["Si veda l'art. 4.", 'La raccolta aumenta.']
    """
    found: list[str] = []
    for part in _END.split(text.strip()):
        if found and _ABBREVIATED.search(found[-1]):
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(part)
    return found


def measure_in(sentence: str) -> Measure | None:
    """What a sentence says of an indicator; None where it says nothing.

    >>> measure_in("L'indicatore è il numero di pomeriggi, che dovrà essere pari ad almeno 60.")
    Measure(name='numero di pomeriggi', promise='pari ad almeno 60.')
    """
    words = _words()
    lead = _first(words.measured_by, sentence)
    begin = lead.end() if lead else 0
    reached = _first(words.reached, sentence, begin)
    if lead is None:
        return Measure(None, sentence[reached.end() :].strip(" ,:")) if reached else None
    name = sentence[begin : reached.start()] if reached else sentence[begin:]
    name = _ARTICLE.sub("", name.strip(' :«"').strip())
    name = _AFTER_NAME.sub("", name.rstrip(' .;,»"'))
    if not name or len(name) > LONGEST_NAME:
        return None
    promise = sentence[reached.end() :].strip(" ,:") if reached else ""
    return Measure(name, promise)


def names_measure(text: str) -> bool:
    """Whether one of the sentences of a text says what measures something."""
    return any(pattern.search(text) for pattern in _words().measured_by)


def weight_in(sentence: str) -> str | None:
    """The weight that a sentence gives an objective.

    >>> weight_in("All'obiettivo è attribuito un peso del 25%.")
    '25%'
    """
    match = _first(_words().weighs, sentence)
    return match[1].strip() if match else None


def _first(
    patterns: tuple[re.Pattern[str], ...], text: str, begin: int = 0
) -> re.Match[str] | None:
    """The match that begins first, of those the longest."""
    found = [match for pattern in patterns if (match := pattern.search(text, begin))]
    return min(found, key=lambda match: (match.start(), -match.end()), default=None)


@dataclass(frozen=True, slots=True)
class _Words:
    """The patterns of the file."""

    measured_by: tuple[re.Pattern[str], ...]
    reached: tuple[re.Pattern[str], ...]
    weighs: tuple[re.Pattern[str], ...]


@cache
def _words() -> _Words:
    data = read_data(_FILE)
    return _Words(
        **{
            name: tuple(re.compile(text, re.IGNORECASE) for text in texts)
            for name, texts in data.items()
        }
    )
