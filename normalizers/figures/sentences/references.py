"""Texts that only say where a figure is defined: 'SMVP - Par. 6.2.10', 'vedi allegato 2'."""

from __future__ import annotations

from collections.abc import Sequence

from piao.normalizers.figures.labels import skip_label
from piao.normalizers.figures.tokens import Kind, Token
from piao.normalizers.figures.words import words

LONGEST_REFERENCE = 25
LONGEST_LOCATION = 12
"""Tokens of a text that is a reference by its page or paragraph alone."""
_LOCATED = frozenset({Kind.NUMBER, Kind.CODE, Kind.ORDINAL, Kind.DATE, Kind.SLASH})


def is_reference(tokens: Sequence[Token], *, cell: bool) -> bool:
    """Whether a short text only names the document, page or rule where its figure is."""
    lexicon = words()
    if len(tokens) > LONGEST_REFERENCE:
        return False
    if cell and (is_zero_deviation(tokens) or lexicon.pointers.at(tokens, 0)):
        return True
    places = range(len(tokens))
    if lexicon.reference_leads.at(tokens, 0) and any(
        lexicon.reference_documents.at(tokens, at) for at in places
    ):
        return True
    if cell and lexicon.citations.at(tokens, 0) and skip_label(tokens, 0) == len(tokens):
        return True
    return len(tokens) <= LONGEST_LOCATION and any(_is_location(tokens, at) for at in places)


def _is_location(tokens: Sequence[Token], at: int) -> bool:
    """'pag. 27', 'par. 6.2.10', 'Allegato B'."""
    if not words().reference_locators.at(tokens, at):
        return False
    return any(
        token.kind in _LOCATED or (token.kind is Kind.WORD and len(token.word) == 1)
        for token in tokens[at + 1 : at + 4]
    )


def is_zero_deviation(tokens: Sequence[Token]) -> bool:
    """'Scostamento 0 su budget …': equal to a figure that another document prints."""
    names = [token.word for token in tokens[:3]]
    zero, onto = words().zero, words().onto
    return len(names) == 3 and names[0] == "scostamento" and names[1] in zero and names[2] in onto
