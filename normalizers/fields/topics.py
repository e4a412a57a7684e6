"""What the parts of a document are about: planning, or things that only look alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from piao.normalizers.lexicon import Lexicon
from piao.normalizers.own_data import read_data
from piao.normalizers.text.cleaning import fold

_FILE = Path(__file__).with_name("topics.yaml")
_LONGEST_HEADING = 160
_NUMBER = re.compile(
    r"^(?:(?:sezione|sottosezione|sotto sezione|parte|capitolo|cap|titolo|paragrafo|allegato|all"
    r"|tabella|tab|scheda|[a-z]|[ivx]+|\d+)\s+)+"
)
"""What counts a heading, and says nothing of what it is about."""
_LISTED = re.compile(r",|\be\b|\bed\b", re.IGNORECASE)


class Topic(StrEnum):
    """What a part of a document is about; see `topics.yaml`."""

    PLANNING = "planning"
    RISK = "risk"
    PUBLICATION = "publication"
    STAFF = "staff"
    TRAINING = "training"
    CONTEXT = "context"
    ACCOUNTS = "accounts"
    WORKS = "works"
    CONTRACT = "contract"
    CALL = "call"
    EVALUATION = "evaluation"
    MONITORING = "monitoring"


WITHOUT_OBJECTIVES = frozenset(
    {Topic.RISK, Topic.PUBLICATION, Topic.STAFF, Topic.TRAINING, Topic.WORKS, Topic.CONTRACT,
     Topic.CALL}
)  # fmt: skip
"""Parts in which nothing is an objective or an indicator of performance."""
TABLES_WITHOUT_OBJECTIVES = WITHOUT_OBJECTIVES | {Topic.ACCOUNTS}
"""The same of tables: budget indicators are indicators, a list of chapters is none."""
STICKY = frozenset({Topic.RISK, Topic.PUBLICATION, Topic.CONTRACT, Topic.CALL})
"""Parts of which all is about the same, whatever the headings in them say."""


def inner_topic(around: Topic | None, own: Topic | None) -> Topic | None:
    """What a section is about whose heading names `own`, in one that is about `around`."""
    return around if own is None or around in STICKY else own


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of the file as stems, each with its topic."""

    headings: Mapping[str, Topic]
    columns: Mapping[str, Topic]
    first_of_several: frozenset[str]


def topic_of_heading(text: str, lexicon: Lexicon) -> Topic | None:
    """The topic that a heading names, by its longest words; None where it names none.

    >>> topic_of_heading("2.3 Rischi corruttivi e trasparenza", Lexicon.load())
    <Topic.RISK: 'risk'>
    """
    if len(text) > _LONGEST_HEADING:
        return None
    words = _words(lexicon)
    stems = lexicon.stems(_NUMBER.sub("", fold(text)))
    first, *others = _LISTED.split(text, maxsplit=1)
    if others and lexicon.stems(_NUMBER.sub("", fold(first))) in words.first_of_several:
        return Topic.PLANNING
    found = [
        (len(name), topic)
        for name, topic in words.headings.items()
        if f" {name} " in f" {stems} " and _is_about(stems, name)
    ]
    return max(found)[1] if found else None


def _is_about(stems: str, name: str) -> bool:
    """Whether a heading is about what it names: it begins with it, or says little else."""
    return stems.startswith(f"{name} ") or 2 * len(name) >= len(stems)


def topic_of_columns(headings: Iterable[str], lexicon: Lexicon) -> Topic | None:
    """The topic of a table that one of its column headings gives away."""
    columns = _words(lexicon).columns
    found = (columns.get(lexicon.stems(fold(heading))) for heading in headings)
    return next((topic for topic in found if topic), None)


@lru_cache(maxsize=8)
def _words(lexicon: Lexicon) -> _Words:
    data = _data()

    def by_topic(groups: Mapping[str, list[str]]) -> dict[str, Topic]:
        return {
            lexicon.stems(fold(name)): Topic(topic)
            for topic, names in groups.items()
            for name in names
        }

    return _Words(
        by_topic(data["headings"]),
        by_topic(data["columns"]),
        frozenset(lexicon.stems(fold(name)) for name in data["first_of_several"]),
    )


@cache
def _data() -> Any:
    return read_data(_FILE)
