"""Which documents are versions of one plan, and which of them is the current one."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, select, union, update

from piao.pipeline.store import tables
from piao.pipeline.store.stored import RECORD_TYPES, StoredDocument
from piao.schema.columns import column_names
from piao.schema.records import DocumentKind, DocumentRecord

FEWEST_NAMES = 3
"""A document that names fewer objectives and indicators is a version by its key alone."""
SHARED_NAMES = 0.2
"""The share of the shorter version's names that two versions have in common."""


def plan_key(document: DocumentRecord, administration: str | None) -> tuple[object, ...] | None:
    """What two versions of one plan have in common; None where it is not all known.

    `administration` is the id of the document's administration; where it is not sure, the name
    as it is printed stands for it.
    """
    period = (document.year, document.period_start, document.period_end)
    owner = _owner(administration, document.entity_name)
    if not owner or document.kind is DocumentKind.UNKNOWN or not any(period):
        return None
    return (owner, document.kind, *period)


def _owner(administration: str | None, name: str | None) -> str:
    return administration or (name or "").casefold()


def link_versions(
    connection: Connection, document: StoredDocument, administration: str | None
) -> StoredDocument | None:
    """Chains the versions of the document's plan; returns the one just before it.

    Each version is superseded by the next one ingested; the last is the current one. Of two
    files of one name in different formats, that with pages comes after the other: its figures
    lead back to them.
    Parts of a plan that come as files of their own have the same key and nothing else
    in common: each is the first version of itself.
    """
    key = plan_key(document, administration)
    if key is None:
        return None
    chains: list[list[StoredDocument]] = []
    for version in _same_key(connection, document, administration, key):
        chain = next((c for c in chains if _share_names(connection, c[-1], version)), None)
        if chain is None:
            chains.append([version])
        else:
            chain.append(version)
    before: StoredDocument | None = None
    for chain in chains:
        for version, following in zip(chain, [*chain[1:], None], strict=True):
            next_id = following.document_id if following else None
            if version.superseded_by != next_id:
                columns = tables.documents.c
                here = columns.document_id == version.document_id
                connection.execute(
                    update(tables.documents).where(here).values(superseded_by=next_id)
                )
            if next_id == document.document_id:
                before = version
    return before


def _same_key(
    connection: Connection,
    document: StoredDocument,
    administration: str | None,
    key: tuple[object, ...],
) -> list[StoredDocument]:
    """The documents of the same plan, in the order in which they were ingested."""
    own, ties = tables.documents.c, tables.document_administrations
    same_period = (
        select(own.document_id, own.entity_name, ties.c.administration_id)
        .outerjoin(ties, ties.c.document_id == own.document_id)
        .where(
            own.kind == document.kind,
            own.year == document.year,
            own.period_start == document.period_start,
            own.period_end == document.period_end,
        )
    )
    # Names are folded here, as SQL folds them otherwise; few documents are of nobody for sure.
    is_tied = administration is not None
    of_owner = (
        ties.c.administration_id == administration
        if is_tied
        else ties.c.administration_id.is_(None)
    )
    ids = [
        document_id
        for document_id, name, tied in connection.execute(same_period.where(of_owner))
        if _owner(tied, name) == key[0]
    ]
    query = select(*(own[name] for name in column_names(RECORD_TYPES["documents"])))
    found = connection.execute(query.where(own.document_id.in_(ids))).mappings()
    versions = [StoredDocument(**row) for row in found]
    paged = {_stem(v): v.ingested_at for v in versions if v.pages is not None}

    def order(version: StoredDocument) -> tuple[object, ...]:
        has_pages = version.pages is not None
        latest = version.ingested_at if has_pages else paged.get(_stem(version))
        return latest or version.ingested_at, has_pages, version.ingested_at, version.document_id

    return sorted(versions, key=order)


def _stem(version: StoredDocument) -> str:
    """The file's name without what it says of the format."""
    return Path(version.file_name).stem.casefold()


def _share_names(connection: Connection, one: StoredDocument, other: StoredDocument) -> bool:
    mine, theirs = (_names(connection, item.document_id) for item in (one, other))
    fewest = min(len(mine), len(theirs))
    return fewest < FEWEST_NAMES or len(mine & theirs) >= SHARED_NAMES * fewest


def _names(connection: Connection, document_id: str) -> set[str]:
    """What the objectives and indicators of a document are called."""
    objectives, indicators = (
        tables.metadata.tables[name].c for name in ("objectives", "indicators")
    )
    query = union(
        select(objectives.title).where(objectives.document_id == document_id),
        select(indicators.name).where(indicators.document_id == document_id),
    )
    return {" ".join(name.casefold().split()) for name in connection.scalars(query) if name}
