"""The words around figures, read from `words.yaml` on first use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from piao.normalizers.figures.tokens import Token, clean, tokenize
from piao.normalizers.own_data import read_data
from piao.schema.records import Comparator

T = TypeVar("T")


class Phrases(Generic[T]):
    """Phrases of one or several words, each with its meaning."""

    def __init__(self, meanings: Iterable[tuple[str, T]]) -> None:
        by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, meaning in meanings:
            words = tuple(token.word for token in tokenize(clean(phrase)))
            if words:
                by_first.setdefault(words[0], []).append((words, meaning))
        for entries in by_first.values():
            entries.sort(key=lambda entry: len(entry[0]), reverse=True)
        self._by_first = by_first

    def at(self, tokens: Sequence[Token], start: int) -> tuple[T, int] | None:
        """The meaning of the longest phrase at tokens[start], and the index after it."""
        if start >= len(tokens):
            return None
        for words, meaning in self._by_first.get(tokens[start].word, ()):
            end = start + len(words)
            if end <= len(tokens) and all(
                tokens[start + i].word == words[i] for i in range(1, len(words))
            ):
                return meaning, end
        return None

    def whole(self, tokens: Sequence[Token]) -> T | None:
        """The meaning of the phrase that all the tokens make."""
        found = self.at(tokens, 0)
        return found[0] if found and found[1] == len(tokens) else None


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicon of `words.yaml`, ready to be matched."""

    comparators_before: Phrases[Comparator]
    comparators_after: Phrases[Comparator]
    around_tolerances: Phrases[bool]
    units: Phrases[str]
    periods: Phrases[int]
    deadline_leads: Phrases[bool]
    end_of_year: Phrases[bool]
    whole_year: Phrases[bool]
    this_year: Phrases[bool]
    next_year: Phrases[bool]
    every: Phrases[bool]
    interval_openers: Phrases[bool]
    interval_joins: Phrases[bool]
    reference_leads: Phrases[bool]
    pointers: Phrases[bool]
    reference_documents: Phrases[bool]
    reference_locators: Phrases[bool]
    other_values: Phrases[bool]
    citations: Phrases[bool]
    no_unit: Phrases[bool]
    time_units: Phrases[bool]
    short_nouns: Phrases[bool]
    not_counted: Phrases[bool]
    blank: frozenset[str]
    yes_no: frozenset[str]
    frequency: frozenset[str]
    approximate: frozenset[str]
    interval_ranges: frozenset[str]
    level_starts: frozenset[str]
    changes: frozenset[str]
    relative_changes: frozenset[str]
    changes_after: Phrases[bool]
    change_links: frozenset[str]
    change_ends: frozenset[str]
    earlier: Phrases[bool]
    variations: frozenset[str]
    differences: frozenset[str]
    articles_as_one: frozenset[str]
    fractions: frozenset[str]
    durations: frozenset[str]
    qualifiers: frozenset[str]
    deadline_fillers: frozenset[str]
    not_deadline: frozenset[str]
    labels: Phrases[bool]
    articles: frozenset[str]
    small_words: frozenset[str]
    auxiliaries: frozenset[str]
    prepositions: frozenset[str]
    year_spans: frozenset[str]
    halves: frozenset[str]
    promise_words: frozenset[str]
    not_promised: frozenset[str]
    value_words: frozenset[str]
    until: frozenset[str]
    parts: frozenset[str]
    units_before: frozenset[str]
    step_labels: frozenset[str]
    other_years: frozenset[str]
    scales: frozenset[str]
    zero: frozenset[str]
    onto: frozenset[str]
    promise_endings: tuple[str, ...]
    singular_endings: tuple[str, ...]
    number_words: dict[str, int]
    multipliers: dict[str, int]
    months: dict[str, int]
    month_abbreviations: dict[str, int]
    ordinals: dict[str, int]
    date_words: frozenset[str]


def key(tokens: Sequence[Token]) -> str:
    """The words of a whole cell, to look it up: 'Sì / NO.' is 'si / no'."""
    return " ".join(t.word for t in tokens if t.word not in {".", ";", ":"})


def _keys(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(key(tokenize(clean(phrase))) for phrase in phrases)


def _all_number_words(basic: dict[str, int]) -> dict[str, int]:
    """The basic words and those up to 199 that they compose ('ventuno', 'centotrentotto')."""
    words = dict(basic)
    ones = {"uno": 1, **{word: n for word, n in basic.items() if 1 < n < 10}}
    tens = {word: n for word, n in basic.items() if 20 <= n <= 90}
    for ten, ten_value in tens.items():
        for one, one_value in ones.items():
            stem = ten[:-1] if one_value in {1, 8} else ten
            words[stem + one] = ten_value + one_value
    hundreds = {"cento" + word: 100 + n for word, n in words.items() if n < 100}
    words.update(hundreds)
    return words


@cache
def words() -> Words:
    """The lexicon, read once."""
    raw: dict[str, Any] = read_data(Path(__file__).with_name("words.yaml"), as_text=True)

    def phrases(name: str) -> Phrases[bool]:
        return Phrases((phrase, True) for phrase in raw[name])

    def comparators(name: str) -> Phrases[Comparator]:
        return Phrases(
            (phrase, Comparator(name)) for name, group in raw[name].items() for phrase in group
        )

    def numbers(name: str) -> dict[str, int]:
        return {word: int(number) for word, number in raw[name].items()}

    def singles(name: str) -> frozenset[str]:
        return frozenset(raw[name])

    return Words(
        comparators_before=comparators("comparators_before"),
        comparators_after=comparators("comparators_after"),
        around_tolerances=phrases("around_tolerances"),
        units=Phrases((phrase, unit) for unit, group in raw["units"].items() for phrase in group),
        periods=Phrases(numbers("periods").items()),
        deadline_leads=phrases("deadline_leads"),
        end_of_year=phrases("end_of_year"),
        whole_year=phrases("whole_year"),
        this_year=phrases("this_year"),
        next_year=phrases("next_year"),
        every=phrases("every"),
        interval_openers=phrases("interval_openers"),
        interval_joins=phrases("interval_joins"),
        reference_leads=phrases("reference_leads"),
        pointers=phrases("pointers"),
        reference_documents=phrases("reference_documents"),
        reference_locators=phrases("reference_locators"),
        other_values=phrases("other_values"),
        citations=phrases("citations"),
        no_unit=phrases("no_unit"),
        time_units=phrases("time_units"),
        short_nouns=phrases("short_nouns"),
        not_counted=phrases("not_counted"),
        blank=_keys(raw["blank"]),
        yes_no=_keys(raw["yes_no"]),
        frequency=_keys(raw["frequency"]),
        approximate=singles("approximate"),
        interval_ranges=singles("interval_ranges"),
        level_starts=singles("level_starts"),
        changes=singles("changes"),
        relative_changes=singles("relative_changes"),
        changes_after=phrases("changes_after"),
        change_links=singles("change_links"),
        change_ends=singles("change_ends"),
        earlier=phrases("earlier"),
        variations=singles("variations"),
        differences=singles("differences"),
        articles_as_one=singles("articles_as_one"),
        fractions=singles("fractions"),
        durations=singles("durations"),
        qualifiers=singles("qualifiers"),
        deadline_fillers=singles("deadline_fillers"),
        not_deadline=singles("not_deadline"),
        labels=phrases("labels"),
        articles=singles("articles"),
        small_words=singles("articles") | singles("prepositions") | singles("approximate"),
        auxiliaries=singles("auxiliaries"),
        prepositions=singles("prepositions"),
        year_spans=singles("year_spans"),
        halves=singles("halves"),
        promise_words=singles("promise_words"),
        not_promised=singles("not_promised"),
        value_words=singles("value_words"),
        until=singles("until"),
        parts=singles("parts"),
        units_before=singles("units_before"),
        step_labels=singles("step_labels"),
        other_years=singles("other_years"),
        scales=singles("scales"),
        zero=singles("zero"),
        onto=singles("onto"),
        promise_endings=tuple(raw["promise_endings"]),
        singular_endings=tuple(raw["singular_endings"]),
        number_words=_all_number_words(numbers("number_words")),
        multipliers=numbers("multipliers"),
        months=numbers("months"),
        month_abbreviations=numbers("month_abbreviations"),
        ordinals=numbers("ordinals"),
        date_words=frozenset(
            {"fine", *raw["halves"], *raw["ordinals"], *raw["months"], *raw["month_abbreviations"]}
        ),
    )
