"""Numbers that name something: 'art. 5', 'Obiettivo 2', 'delibera di Giunta n. 12 del 3/4/2024'."""

from __future__ import annotations

from collections.abc import Sequence

from piao.normalizers.figures.tokens import Kind, Token
from piao.normalizers.figures.words import words

_NAMING = frozenset({Kind.DATE, Kind.SPAN, Kind.SLASH, Kind.CODE, Kind.ORDINAL})
_LINKS = frozenset(
    {".", "/", "del", "dell", "della", "-", "–", "lettera", "bis", "ter", "quater", "co"}
)
WORDS_TO_NUMBER = 4
"""'determina del direttore generale n. 28': words between a document and its number."""


def skip_label(tokens: Sequence[Token], at: int) -> int:
    """The index after a label and the numbers that name it ('art. 1, commi 2 e 3, della legge …').

    `at` itself where tokens[at] labels no number.
    """
    lexicon = words()
    if not lexicon.labels.at(tokens, at):
        return at
    if tokens[at].word in lexicon.step_labels:
        return _skip_step(tokens, at)
    index, after_number, commas = at + 1, at, 0
    while index < len(tokens) and commas < 3:
        token = tokens[index]
        if _names(tokens, index) or token.word in lexicon.months:
            after_number, commas = index + 1, 0
        elif token.kind is Kind.COUNT or token.word in _LINKS or lexicon.labels.at(tokens, index):
            pass
        elif after_number > at and (
            token.word in {",", "e", ")"} or (token.kind is Kind.WORD and len(token.word) == 1)
        ):
            commas += 1
        elif after_number > at or not _leads_to_number(tokens, index):
            break
        index += 1
    return after_number


def _skip_step(tokens: Sequence[Token], at: int) -> int:
    """'Fase 2', 'azione n. 3.1': the step's own number and no more."""
    index = at + 1
    while index < len(tokens) and (
        tokens[index].kind is Kind.COUNT or tokens[index].word in {".", "operativo", "strategico"}
    ):
        index += 1
    number = index < len(tokens) and tokens[index].kind in {Kind.NUMBER, Kind.CODE, Kind.ORDINAL}
    return index + 1 if number and _names(tokens, index) else at


def _names(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.kind is Kind.NUMBER:
        return words().units.at(tokens, at + 1) is None
    return token.kind in _NAMING


def _leads_to_number(tokens: Sequence[Token], at: int) -> bool:
    """Whether only a few words stand between a document and its 'n. 12'."""
    for index in range(at, min(at + WORDS_TO_NUMBER + 1, len(tokens))):
        token = tokens[index]
        if token.kind is Kind.COUNT:
            following = tokens[index + 1].kind if index + 1 < len(tokens) else None
            return following in {Kind.NUMBER, Kind.SLASH}
        if token.kind is not Kind.WORD or token.word == "entro":
            return False
    return False
