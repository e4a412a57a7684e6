"""What was left unread, said once for all that is alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from piao.normalizers.forms.pieces import Grid
from piao.normalizers.records.maker import Maker
from piao.normalizers.records.whole.parts import unread_alike
from piao.normalizers.text.cleaning import fold, one_line
from piao.schema.records import Part, PartShape

LONGEST = 120
_CODES = {
    PartShape.TABLE: ("unmapped_table", "unmapped_tables"),
    PartShape.CARD: ("unmapped_card", "unmapped_cards"),
    PartShape.BOX: ("unmapped_box", "unmapped_boxes"),
}


class _Many(TypedDict, total=False):
    """What a finding says of several that are alike."""

    count: int
    pages: str


def report_unread(parts: Sequence[Part], maker: Maker) -> None:
    """Findings for tables, cards and boxes that gave no record, and columns that say nothing."""
    for alike in unread_alike(parts):
        first = alike[0]
        codes = _CODES.get(first.shape)
        if codes is not None:
            many: _Many = {"count": len(alike), "pages": _pages(alike)} if len(alike) > 1 else {}
            maker.builder.add_finding(
                codes[bool(many)],
                page=first.page,
                table_id=first.table_id,
                row=first.row,
                heading=_heading(first),
                **many,
            )
    _report_columns(maker)


def _heading(part: Part) -> str:
    printed = part.title if part.shape is PartShape.BOX else part.form
    named = printed if printed and printed.strip(" |—") else part.title
    return (named or "—")[:LONGEST]


def _pages(parts: Sequence[Part]) -> str:
    pages = sorted({part.page for part in parts if part.page is not None})
    return ", ".join(map(str, pages)) or "—"


def _report_columns(maker: Maker) -> None:
    """Each heading that says nothing once, where it stands first, with how often it comes."""
    found: dict[str, list[tuple[str, Grid]]] = {}
    for entry in maker.ledger:
        grid = entry.piece
        if isinstance(grid, Grid):
            for heading in entry.unknown:
                found.setdefault(fold(heading), []).append((heading, grid))
    for alike in found.values():
        heading, grid = alike[0]
        pages = grid.table.pages
        many: _Many = {"count": len(alike)} if len(alike) > 1 else {}
        maker.builder.add_finding(
            "unmapped_columns" if many else "unmapped_column",
            table_id=grid.table.table_id,
            page=pages[0] if pages else None,
            heading=one_line(heading)[:LONGEST],
            **many,
        )
