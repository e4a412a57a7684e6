"""What could not be read, and what is in doubt, as findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from piao.extractors.pdf.model import Problem
from piao.extractors.pdf.scan.doubts import Doubt, place
from piao.schema.document import Table
from piao.schema.findings import make_finding
from piao.schema.records import Finding

_SHARED = frozenset(
    {
        "no_text_layer",
        "bad_text_layer",
        "text_of_a_scan",
        "unmapped_characters",
        "read_by_ocr",
        "no_text_in_pictures",
        "picture_left",
        "possible_table",
        "columns_in_doubt",
        "second_reader",
    }
)
"""Problems that are one finding for all pages that have them."""


def findings_of(
    document_id: str,
    problems: Sequence[Problem],
    doubts: Sequence[Doubt],
    tables: Sequence[Table],
) -> Iterator[Finding]:
    """The findings of a document in the order of their problems, doubtful cells last."""
    position = count(1)
    shared: dict[str, list[int]] = {}
    for code, page, _ in problems:
        if code in _SHARED:
            shared.setdefault(code, []).append(page)
    for code, pages in shared.items():
        listed = ", ".join(map(str, pages))
        yield make_finding(document_id, next(position), code, page=pages[0], pages=listed)
    for code, page, reason in problems:
        if code not in _SHARED:
            yield make_finding(document_id, next(position), code, page=page, reason=reason)
    for doubt in doubts:
        table_id, row = place(doubt, tables)
        yield make_finding(
            document_id,
            next(position),
            "doubtful_ocr",
            page=doubt.page,
            table_id=table_id,
            row=row,
            bbox=doubt.bbox,
            raw=doubt.text,
        )
