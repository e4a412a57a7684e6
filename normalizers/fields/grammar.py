"""The grammar of labels: a noun, the thing that it is of, and words that tell more of either.

'Peso attribuito all'obiettivo operativo' is the weight of an objective; no list has to hold
every such combination. `grammar.yaml` says of which words labels are made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from piao.normalizers.lexicon import PHRASE_SCORE, SECONDARY_SCORE, Entry, Lexicon
from piao.normalizers.own_data import read_data
from piao.normalizers.text.cleaning import fold

PLAIN_SCORE = 0.97
_FILE = Path(__file__).with_name("grammar.yaml")
_NONE = Entry((), "none", 0.0)

Words = tuple[str, ...]
"""The stems of a noun: one word or several in a row."""


@dataclass(frozen=True, slots=True)
class _Noun:
    """What a label may begin with, or be of: see `grammar.yaml`."""

    name: str
    nouns: tuple[Words, ...]
    by_first: Mapping[str, tuple[Words, ...]]
    less: frozenset[Words]
    needs: frozenset[str]
    goes_on: frozenset[str]
    fields: Mapping[str, tuple[str, ...]]
    score: float
    alone: str | None
    weak: frozenset[Words]

    def begins(self, words: Sequence[str], at: int = 0) -> int:
        """How many of the words from `at` on are the longest of its nouns."""
        fitting = (
            len(noun)
            for noun in self.by_first.get(words[at] if at < len(words) else "", ())
            if tuple(words[at : at + len(noun)]) == noun
        )
        return max(fitting, default=0)


@dataclass(frozen=True, slots=True)
class _Values:
    nouns: frozenset[str]
    heads: frozenset[str]
    roles: Mapping[str, str]
    earlier: frozenset[str]
    goes_on: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class _Grammar:
    things: tuple[_Noun, ...]
    aspects: tuple[_Noun, ...]
    values: _Values
    none: tuple[Words, ...]
    leads: frozenset[str]
    qualifiers: frozenset[str]


def understand(stems: Sequence[str], lexicon: Lexicon) -> Entry | None:
    """What a label of these stems means; None where a word has no place in the grammar."""
    grammar = _grammar(lexicon)
    words = list(stems)
    while len(words) > 1 and words[0] in grammar.leads:
        words.pop(0)
    if not words:
        return None
    for noun in grammar.none:
        if tuple(words[: len(noun)]) == noun:
            return _NONE
    return (
        _of_value(words, grammar)
        or _of_aspect(words, grammar, lexicon)
        or _of_thing(words, grammar)
    )


@lru_cache(maxsize=8)
def known_stems(lexicon: Lexicon) -> frozenset[str]:
    """The stems of all words that labels are made of."""
    grammar = _grammar(lexicon)
    stems = {word for name in lexicon.by_stems for word in name.split()}
    for noun in (*grammar.things, *grammar.aspects):
        stems.update(*noun.nouns, noun.needs, noun.goes_on)
    values = grammar.values
    return frozenset(stems | values.nouns | values.heads | values.roles.keys() | values.goes_on)


def _of_thing(words: Sequence[str], grammar: _Grammar) -> Entry | None:
    """'Obiettivo operativo', 'Indicatore di risultato': the thing itself."""
    for thing in grammar.things:
        length = thing.begins(words)
        if not length or "name" not in thing.fields:
            continue
        rest = words[length:]
        if _has(thing.needs, rest) and _all_known(rest, thing, grammar):
            return _entry(thing.fields["name"], thing.score, plain=set(rest) <= thing.needs)
        if entry := _followed_by_aspect(rest, thing, grammar):
            return entry
    return None


def _followed_by_aspect(rest: Sequence[str], thing: _Noun, grammar: _Grammar) -> Entry | None:
    """'Obiettivo – peso', 'Indicatore operativo numero': the aspect stands behind its thing."""
    for aspect in grammar.aspects:
        if aspect.name not in _FOLLOWS or aspect.name not in thing.fields:
            continue
        for place in range(len(rest)):
            between = rest[:place]
            ends = aspect.begins(rest, place) == len(rest) - place
            if ends and _has(thing.needs, between) and _all_known(between, thing, grammar):
                return _entry(thing.fields[aspect.name], thing.score)
    return None


def _of_aspect(words: Sequence[str], grammar: _Grammar, lexicon: Lexicon) -> Entry | None:
    for aspect in grammar.aspects:
        length = aspect.begins(words)
        if not length:
            continue
        rest = words[length:]
        if "" in aspect.fields:
            if _has(aspect.needs, words) and _all_known(rest, aspect, grammar):
                less = tuple(words[:length]) in aspect.less
                score = SECONDARY_SCORE if less else aspect.score
                return _entry(aspect.fields[""], score, plain=not rest)
            continue
        found = _aspect_of_thing(rest, aspect, grammar)
        if found is not None:
            if found.fields and tuple(words[:length]) in aspect.less:
                return Entry(found.fields, found.method, SECONDARY_SCORE)
            return found
        if not _has(aspect.needs, rest) if rest else tuple(words) in aspect.weak:
            continue
        if _all_known(rest, aspect, grammar):
            alone = lexicon.by_stems.get(lexicon.stems(fold(aspect.alone or "")))
            alone = alone or lexicon.by_stems.get(" ".join(words[:length]))
            if alone is not None and alone.fields:
                return Entry(alone.fields, "pattern", alone.score * PHRASE_SCORE, alone.looks)
    return None


def _aspect_of_thing(rest: Sequence[str], aspect: _Noun, grammar: _Grammar) -> Entry | None:
    for thing in grammar.things:
        for place in range(len(rest)):
            length = thing.begins(rest, place)
            if not length:
                continue
            before, after = rest[:place], rest[place + length :]
            allowed = aspect.goes_on | grammar.qualifiers
            around = [*before, *after]
            if not set(before) <= allowed | _heads(grammar) or not _has(thing.needs, around):
                continue
            if not set(after) <= allowed | thing.goes_on | thing.needs:
                continue
            name = aspect.name if aspect.name in thing.fields else _ALIKE.get(aspect.name, "")
            if name not in thing.fields:
                return None
            plain = not before and set(after) <= thing.needs
            return _entry(thing.fields[name], thing.score, plain=plain)
    return None


_ALIKE = {"label": "name"}
_FOLLOWS = frozenset({"code", "label", "name", "description", "weight", "due"})


@cache
def _heads(grammar: _Grammar) -> frozenset[str]:
    """The nouns of one word that say something of a thing: 'codice e denominazione'."""
    names = ("code", "label", "name", "description", "weight")
    return frozenset(
        noun[0]
        for aspect in grammar.aspects
        if aspect.name in names
        for noun in aspect.nouns
        if len(noun) == 1
    )


def counts_several(name: str) -> bool:
    """Whether a folded heading says how many of something there are, and not which one.

    >>> counts_several("n obiettivi"), counts_several("n obiettivo")
    (True, False)
    """
    first, _, rest = name.partition(" ")
    return first in _COUNTS and rest.split(" ")[0] in _COUNTED


_COUNTS = frozenset({"n", "nr", "num", "numero"})
_COUNTED = frozenset(
    {"obiettivi", "indicatori", "progetti", "azioni", "fasi", "attivita", "schede"}
)


def _of_value(words: Sequence[str], grammar: _Grammar) -> Entry | None:
    """'Valore atteso a fine anno', 'Target primo anno': a figure in its role."""
    values = grammar.values
    first = words[0]
    if first not in values.nouns and first not in values.heads:
        return None
    rest = words if first in values.heads else words[1:]
    roles = {values.roles[word] for word in rest if word in values.roles}
    known = values.goes_on | values.earlier | grammar.qualifiers | values.roles.keys()
    if not set(rest) <= known:
        return None
    if values.earlier & set(rest):
        return _entry(("value.baseline",), PHRASE_SCORE)
    strong = {values.roles[w] for w in rest if w in values.roles and w not in _WEAK_ROLES}
    found = strong or roles
    plain = set(rest) <= values.roles.keys()
    return _entry((found.pop(),), PHRASE_SCORE, plain=plain) if len(found) == 1 else None


_WEAK_ROLES = frozenset({"obiettiv"})
"""'Valore obiettivo raggiunto' is a result: the objective's."""


def _has(needed: frozenset[str], words: Sequence[str]) -> bool:
    return not needed or bool(needed.intersection(words))


def _all_known(words: Iterable[str], noun: _Noun, grammar: _Grammar) -> bool:
    return set(words) <= noun.goes_on | noun.needs | grammar.qualifiers


def _entry(fields: Sequence[str], score: float, *, plain: bool = False) -> Entry:
    """What was understood: `plain` where no word stands beside the noun and its thing."""
    if not fields:
        return _NONE
    if plain and score == PHRASE_SCORE and len(fields) == 1:
        return Entry(tuple(fields), "exact", PLAIN_SCORE)
    return Entry(tuple(fields), "pattern", score)


@lru_cache(maxsize=8)
def _grammar(lexicon: Lexicon) -> _Grammar:
    data = read_data(_FILE)
    groups: Mapping[str, list[str]] = data["groups"]

    def spread(names: Iterable[str]) -> list[str]:
        spread_out: list[str] = []
        for name in names:
            spread_out += spread(groups[name[1:]]) if name[0] == "@" else [name]
        return spread_out

    def stems(name: str) -> Words:
        return tuple(lexicon.stems(fold(name)).split())

    def words(names: Iterable[str]) -> frozenset[str]:
        return frozenset(word for name in spread(names) for word in stems(name))

    def noun(name: str, entry: Mapping[str, Any]) -> _Noun:
        fields = {"": entry["field"]} if "field" in entry else entry.get("fields", {})
        nouns = tuple(dict.fromkeys(map(stems, spread([*entry["nouns"], *entry.get("less", [])]))))
        return _Noun(
            name,
            nouns,
            {first: tuple(one for one in nouns if one[0] == first) for first, *_ in nouns},
            frozenset(map(stems, entry.get("less", []))),
            words(entry.get("with", [])),
            words([*entry.get("goes_on", []), *(one for one in entry["nouns"] if " " not in one)]),
            {aspect: _listed(field) for aspect, field in fields.items()},
            SECONDARY_SCORE if entry.get("secondary") else PHRASE_SCORE,
            entry.get("alone"),
            frozenset(map(stems, entry.get("weak", []))),
        )

    values = data["values"]
    return _Grammar(
        tuple(noun(name, entry) for name, entry in data["things"].items()),
        tuple(noun(name, entry) for name, entry in data["aspects"].items()),
        _Values(
            words(values["nouns"]),
            words(values["heads"]),
            {word: role for role, names in values["roles"].items() for word in words(names)},
            words(values["earlier"]),
            words(values["goes_on"]),
        ),
        tuple(stems(name) for name in data["none"]),
        words(data["leads"]),
        lexicon.qualifiers,
    )


def _listed(field: str | list[str] | None) -> tuple[str, ...]:
    if field is None:
        return ()
    return (field,) if isinstance(field, str) else tuple(field)
