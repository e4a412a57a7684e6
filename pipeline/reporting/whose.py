"""Whose the plans of a report are: by region, province, kind and inhabitants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from piao.pipeline.administrations.groups import Group, by_group
from piao.pipeline.store import Store
from piao.pipeline.store.stored import StoredDocument


@dataclass(frozen=True, slots=True)
class GroupRow:
    """How many administrations of the report are in one part of a grouping."""

    group: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Whose:
    """The administrations of a report.

    `ids` are those of its documents that are sure, `unsure` the names of the others;
    `sentences` say how many of a group have a plan.
    """

    ids: Mapping[str, str] = field(default_factory=dict)
    groups: tuple[GroupRow, ...] = ()
    unsure: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()


def whose(store: Store, documents: Sequence[StoredDocument], group: Group | None = None) -> Whose:
    """Whose the documents are."""
    wanted = {document.document_id for document in documents}
    owners = [o for o in store.owners(superseded=True) if o.document.document_id in wanted]
    sure = {o.document.document_id: o.administration for o in owners if o.administration}
    found = {a.administration_id: a for a in sure.values()}
    years = sorted({document.year for document in documents if document.year})
    return Whose(
        ids={document_id: a.administration_id for document_id, a in sure.items()},
        groups=tuple(
            GroupRow(heading, name, count)
            for heading, counts in by_group(found.values()).items()
            for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        ),
        unsure=tuple(
            sorted({o.document.entity_name or o.document.file_name for o in owners if o.proposals})
        ),
        sentences=tuple(s.sentence for s in store.shares(group, years)) if group else (),
    )
