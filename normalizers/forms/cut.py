"""Cards that a page's end cuts in two: known by the cards of the same form that it does not."""

from __future__ import annotations

from collections.abc import Sequence

from piao.normalizers.forms.pieces import Card, Piece, Spot
from piao.normalizers.text.cleaning import fold

LONGEST_PART = 4
"""Labels that stand alone on the page before; a longer part has its own columns, and joins."""

Labels = tuple[str, ...]


def with_cut_cards_whole(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, the first labels of a card at a page's end with the rest on the next page.

    Together they begin as another card of the document does.
    """
    beginnings = {_labels(piece)[: LONGEST_PART + 1] for piece in pieces if isinstance(piece, Card)}
    whole: list[Piece] = []
    for piece in pieces:
        last = whole[-1] if whole else None
        if isinstance(last, Card) and isinstance(piece, Card) and _are_one(last, piece, beginnings):
            whole[-1] = Card((*last.pairs, *piece.pairs))
        else:
            whole.append(piece)
    return whole


def _are_one(part: Card, rest: Card, beginnings: set[Labels]) -> bool:
    before, after = _place(part), _place(rest)
    if before.page is None or after.page != before.page + 1 or before.table_id == after.table_id:
        return False
    begun, following = _labels(part), _labels(rest)
    if len(begun) > LONGEST_PART or begun[0] == following[0]:
        return False
    together = (*begun, *following)[: len(begun) + 1]
    return any(labels[: len(together)] == together for labels in beginnings)


def _labels(card: Card) -> Labels:
    return tuple(fold(pair.label.text) for pair in card.pairs)


def _place(card: Card) -> Spot:
    return card.pairs[0].spot
