"""Units: what is printed after a number, and what a unit column says."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from piao.normalizers.figures.times.dates import is_year, word_at
from piao.normalizers.figures.tokens import Kind, Token, clean, tokenize
from piao.normalizers.figures.words import key, words

SHORTEST_NOUN = 3
_BRACKETS = frozenset({"(", ")", "[", "]"})
_FILLERS = frozenset(
    {"totale", "complessivo", "medio", "massimo", "minimo", "annuo", "annuale", ".", "delle", "dei"}
)


def ends_clause(tokens: Sequence[Token], at: int) -> bool:
    """Whether tokens[at] is ';' or the full stop of a sentence."""
    token = tokens[at]
    if token.word == ";":
        return True
    if token.word != ".":
        return False
    if at + 1 >= len(tokens):
        return True
    following = tokens[at + 1]
    return following.start > token.end and following.text[:1].isupper()


def after_brackets(tokens: Sequence[Token], at: int) -> int:
    """The index of the first token from `at` outside brackets: 'n. 3 (tre) incontri'."""
    while at < len(tokens) and (tokens[at].depth > 0 or tokens[at].word in _BRACKETS):
        at += 1
    return at


def noun_at(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """The counted noun at tokens[at] and the index after it ('nuovi corsi': 'corsi')."""
    lexicon = words()
    while word_at(tokens, at) in lexicon.qualifiers:
        at += 1
    if at >= len(tokens) or tokens[at].kind is not Kind.WORD:
        return None
    word = tokens[at].word
    if lexicon.short_nouns.at(tokens, at):
        return tokens[at].text, at + 1
    if len(word) < SHORTEST_NOUN or word in lexicon.months or word in lexicon.multipliers:
        return None
    if lexicon.not_counted.at(tokens, at) or lexicon.comparators_before.at(tokens, at):
        return None
    return tokens[at].text, at + 1


def unit_after(tokens: Sequence[Token], at: int) -> tuple[str | None, int]:
    """The unit printed after a number that ends before tokens[at], and the index after it."""
    start = at
    at = after_brackets(tokens, at)
    units = words().units
    if word_at(tokens, at) == "di" and units.at(tokens, at + 1):
        at += 1
    found = units.at(tokens, at)
    if found is None:
        return noun_at(tokens, at) or (None, start)
    unit, end = found
    if unit == "anni" and end < len(tokens) and is_year(tokens[end]):
        return None, start  # '3 anno 2024'
    if word_at(tokens, end) == "." and not ends_clause(tokens, end):
        end += 1
    return unit, end


def noun_after_count(tokens: Sequence[Token], at: int) -> str | None:
    """What 'n.' before tokens[at] counts: 'n. di progetti', 'numero medio utenti', 'n. ore'."""
    lexicon = words()
    end = min(at + 4, len(tokens))
    while at < end and (
        tokens[at].word in lexicon.prepositions
        or tokens[at].word in lexicon.articles
        or tokens[at].word in _FILLERS
    ):
        at += 1
    unit = lexicon.units.at(tokens, at)
    if unit:
        return unit[0]
    noun = noun_at(tokens, at)
    return noun[0] if noun else None


def noun_before_count(tokens: Sequence[Token], at: int) -> str | None:
    """What 'n.' at tokens[at] counts when it follows: 'Verifiche edilizie n. 20'."""
    lexicon = words()
    if word_at(tokens, at - 1) == ":":
        at -= 1
    if at == 0 or tokens[at - 1].word in lexicon.prepositions:
        return None
    start = at
    while start > 0 and tokens[start - 1].word not in {":", ";", ".", "-", "–", "•", ")", ","}:
        start -= 1
    if start == at or at - start > 12:
        return None
    unit = lexicon.units.at(tokens, start)
    if unit:
        return unit[0]
    noun = noun_at(tokens, start)
    return noun[0] if noun else None


def leading_unit(tokens: Sequence[Token], at: int) -> str | None:
    """The unit that a line begins with: '% di istanze evase ≥ 90', 'Ore di formazione ≥ 24'."""
    found = words().units.at(tokens, at)
    if found is None or (len(tokens[at].word) < SHORTEST_NOUN and found[0] != "%"):
        return None
    following = tokens[found[1]] if found[1] < len(tokens) else None
    return found[0] if following is not None and following.kind is Kind.WORD else None


@lru_cache(maxsize=1024)
def normalise_unit(unit: str | None) -> str | None:
    """The unit that a unit column names: '%', 'EUR', 'giorni', 'ore' …, or its own words.

    None for a column that names none ('TEMPO', 'SI/NO', 'data').
    """
    if unit is None:
        return None
    printed = clean(unit)
    lexicon = words()
    tokens = [token for token in tokenize(printed) if token.word not in {".", "(", ")"}]
    if not tokens or lexicon.no_unit.whole(tokens) or key(tokens) in lexicon.yes_no:
        return None
    return lexicon.units.whole(tokens) or printed


@lru_cache(maxsize=1024)
def is_measure(unit: str) -> bool:
    """Whether a unit measures ('%', 'EUR', 'giorni') rather than names what is counted."""
    return words().units.whole(tokenize(clean(unit))) is not None


@lru_cache(maxsize=1024)
def is_time(unit: str | None) -> bool:
    """Whether a unit column announces dates ('TEMPO', 'data')."""
    return unit is not None and words().time_units.whole(tokenize(clean(unit))) is not None
