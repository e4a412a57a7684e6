"""The words that names are made of: what they weigh, what is called by several names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from piao.normalizers.own_data import read_data
from piao.normalizers.text.cleaning import fold

_FOLDER = Path(__file__).parent
_SHORTEST_ROOT = 5
_T = TypeVar("_T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand for a concept together: their roots, each with what it stands for alone."""

    words: Mapping[str, frozenset[str]]
    concept: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What `wording.yaml` and the lists of synonyms say, words as roots.

    `stop`, `weak`, `light`, `background`, `counted`, `persons`, `telling`, `negating`, `periods`
    and `family` (endings) are as there;
    `measures` gives the ways of measuring by root, `ratios` by words in a row, `senses` the
    concepts that a root may stand for, `phrases` those that several words do, by the rarest
    of them; `implied` what goes without saying beside a concept; `kindred`, `opposites` and
    `opposite_heads` the groups that a word is in, of opposites with its place there.
    """

    stop: frozenset[str]
    weak: frozenset[str]
    light: frozenset[str]
    background: frozenset[str]
    counted: frozenset[str]
    persons: frozenset[str]
    telling: frozenset[str]
    negating: frozenset[str]
    periods: frozenset[str]
    family: frozenset[str]
    measures: Mapping[str, str]
    ratios: Mapping[str, str]
    senses: Mapping[str, frozenset[str]]
    phrases: Mapping[str, tuple[Phrase, ...]]
    implied: Mapping[str, frozenset[str]]
    kindred: Mapping[str, frozenset[int]]
    opposites: Mapping[str, frozenset[tuple[int, int]]]
    opposite_heads: Mapping[str, frozenset[tuple[int, int]]]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, read once."""
    words = _words()
    stop = frozenset(fold(word) for word in words["stop_words"])
    weak = frozenset(root(fold(word)) for word in words["weak_words"])

    def roots(wording: str) -> tuple[str, ...]:
        return tuple(
            root(word) for word in fold(wording).split() if word not in stop and word not in "dl"
        )

    wordings = {one: [roots(w) for w in (one, *others)] for one, others in _synonyms().items()}
    senses = _gathered(
        (entry[0], one)
        for one, entries in wordings.items()
        for entry in entries
        if len(entry) == 1 and entry[0] not in weak
    )

    def name(wording: str) -> str:
        """The concept that the wording names, or its root."""
        return wording if wording in wordings else " ".join(roots(wording))

    def names(wordings: Iterable[str]) -> frozenset[str]:
        return frozenset(map(name, wordings))

    def opposites(key: str) -> dict[str, frozenset[tuple[int, int]]]:
        return _gathered(
            (name(word), (number, place))
            for number, group in enumerate(words[key])
            for place, entry in enumerate(group)
            for word in entry.split("/")
        )

    # Where a word of a phrase means the same by itself, the others go without saying.
    phrases, fuller = [], []
    for one, entries in wordings.items():
        for entry in (tuple(dict.fromkeys(entry)) for entry in entries):
            if any(one in senses.get(word, ()) for word in entry):
                fuller += [(one, word) for word in entry]
            else:
                phrases.append(Phrase({w: senses.get(w, frozenset()) for w in entry}, one))
    said = [(name(one), name(word)) for one, some in words["implied"].items() for word in some]
    measures = {entry: kind for kind, entries in words["measures"].items() for entry in entries}
    return Vocabulary(
        stop=stop,
        weak=weak,
        light=names(words["light_words"]),
        background=names(words["background_words"]),
        counted=frozenset(root(fold(word)) for word in words["counted_words"]),
        persons=names(words["persons"]),
        telling=names(words["telling_words"]),
        negating=names(words["negating_words"]),
        periods=frozenset(root(word) for word in words["periods"]),
        family=frozenset(("", *words["family_endings"])),
        measures={root(fold(e)): kind for e, kind in measures.items() if " " not in e},
        ratios={f" {fold(e)} ": kind for e, kind in measures.items() if " " in e},
        senses=senses,
        phrases=_by_rarest([phrase for phrase in phrases if len(phrase.words) > 1]),
        implied=_gathered((*fuller, *said)),
        kindred=_gathered(
            (name(word), number) for number, group in enumerate(words["kindred"]) for word in group
        ),
        opposites=opposites("opposites"),
        opposite_heads=opposites("opposite_heads"),
    )


def _gathered(pairs: Iterable[tuple[str, _T]]) -> dict[str, frozenset[_T]]:
    """All that is paired with each key."""
    found: dict[str, set[_T]] = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return {key: frozenset(values) for key, values in found.items()}


def _by_rarest(phrases: list[Phrase]) -> dict[str, tuple[Phrase, ...]]:
    """The phrases under their two rarest words: one of them at least is in a name itself."""
    frequency = Counter(word for phrase in phrases for word in phrase.words)
    found: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        for word in sorted(phrase.words, key=lambda word: frequency[word])[:2]:
            found[word].append(phrase)
    return {key: tuple(some) for key, some in found.items()}


@lru_cache(maxsize=65536)
def root(word: str) -> str:
    """What the words of a family share: the stem, without the endings of `wording.yaml`.

    >>> [root(word) for word in ("cultura", "culturali", "comune", "comunicazione")]
    ['cultur', 'cultur', 'comun', 'comunicaz']
    """
    own, endings, stemmer = _rules()
    if word.startswith(tuple(own)):
        return next(found for beginning, found in own.items() if word.startswith(beginning))
    stem: str = stemmer.stemWord(word)
    for ending in endings:
        if stem.endswith(ending) and len(stem) - len(ending) >= _SHORTEST_ROOT:
            return stem[: -len(ending)]
    return stem


@cache
def _rules() -> tuple[dict[str, str], tuple[str, ...], Any]:
    # Imported here: few commands need it.
    import snowballstemmer

    words = _words()
    stemmer = snowballstemmer.stemmer("italian")
    groups = [entry.split("/") for entry in words["own_roots"]]
    own = {beginning: group[0] for group in groups for beginning in group}
    longest_first = sorted(own, key=lambda beginning: (-len(beginning), beginning))
    return {one: own[one] for one in longest_first}, tuple(words["endings"]), stemmer


@cache
def _words() -> dict[str, Any]:
    data: dict[str, Any] = read_data(_FOLDER / "wording.yaml")
    return data


def _synonyms() -> dict[str, list[str]]:
    files = sorted((_FOLDER / "synonyms").glob("*.yaml"))
    return {one: others for file in files for one, others in read_data(file)["same"].items()}
