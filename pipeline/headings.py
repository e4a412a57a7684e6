"""The headings of a store that want a look: not understood, or not surely."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from piao.normalizers.lexicon import Lexicon
from piao.normalizers.text.cleaning import fold
from piao.pipeline.store import Store
from piao.pipeline.store.stored import StoredDocument
from piao.schema.records import HeadingMap

SURE = 0.85
"""A column understood with a lower score is doubtful."""


@dataclass(frozen=True, slots=True)
class Example:
    """A place where a heading stands; columns count from 0, pages from 1."""

    file_name: str
    document_id: str
    page: int | None
    table_id: str | None
    column: int


@dataclass(frozen=True, slots=True)
class OpenHeading:
    """A heading, how often it stands in how many documents, and what it was taken for.

    `field` is None where it was not understood; `score` is the lowest.
    """

    heading: str
    count: int
    documents: int
    field: str | None
    method: str
    score: float
    example: Example


def open_headings(
    store: Store, documents: Sequence[StoredDocument], lexicon: Lexicon
) -> list[OpenHeading]:
    """The headings that are not understood, then the doubtful ones, the most frequent first.

    Those that the lexicon knows to name no field are left out.
    """
    names = {document.document_id: document.file_name for document in documents}
    groups: dict[tuple[str, str | None], list[HeadingMap]] = {}
    columns: Iterable[HeadingMap] = store.array("heading_map", list(names))
    for column in columns:
        folded = fold(column.heading or "")
        sure = column.field is not None and column.score >= SURE
        if folded and not sure and not _names_nothing(folded, lexicon):
            groups.setdefault((folded, column.field), []).append(column)
    found = [_described(group, names) for group in groups.values()]
    return sorted(found, key=lambda h: (h.field is not None, -h.count, h.heading))


def _names_nothing(folded: str, lexicon: Lexicon) -> bool:
    entry = lexicon.by_name.get(folded)
    return entry is not None and not entry.fields


def _described(group: Sequence[HeadingMap], names: dict[str, str]) -> OpenHeading:
    first = group[0]
    return OpenHeading(
        heading=" ".join((first.heading or "").split()),
        count=len(group),
        documents=len({column.document_id for column in group}),
        field=first.field,
        method=first.method,
        score=min(column.score for column in group),
        example=Example(
            file_name=names[first.document_id],
            document_id=first.document_id,
            page=first.page,
            table_id=first.table_id,
            column=first.column,
        ),
    )
