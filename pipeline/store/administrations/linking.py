"""Ties a document to its administration, and asks a person where that is not sure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from piao.normalizers.administrations.clues import clues_of
from piao.normalizers.administrations.directory import Directory
from piao.normalizers.administrations.resolving import resolve
from piao.pipeline.corrections.places import added_id
from piao.pipeline.store import tables
from piao.schema.administrations import (
    Administration,
    Clues,
    DocumentAdministration,
    Proposal,
    Resolution,
)
from piao.schema.columns import column_names
from piao.schema.document import Document
from piao.schema.findings import make_finding
from piao.schema.records import DocumentRecord, Finding, Records

UNCERTAIN = "administration_uncertain"
_NUMBER = "0"
"""Of the finding's id: it is made anew with each resolution, as what corrections make is."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Of which administration a document is, or may be, and by which clues."""

    document: DocumentRecord
    clues: Clues
    resolution: Resolution

    @property
    def administration_id(self) -> str | None:
        """The administration where it is sure."""
        found = self.resolution.administration
        return found.administration_id if found else None

    @property
    def finding(self) -> Finding | None:
        """The question to a person, where there are proposals."""
        if not self.resolution.proposals:
            return None
        document_id = self.document.document_id
        made = make_finding(
            document_id,
            0,
            UNCERTAIN,
            name=self.document.entity_name or self.document.entity_code or self.document.tax_code,
            proposals="; ".join(map(_shown, self.resolution.proposals)),
        )
        return replace(made, finding_id=added_id(document_id, "findings", _NUMBER))


def _shown(proposal: Proposal) -> str:
    """'Comune di Castro (BG), istat:016065, 0,45'."""
    found = proposal.administration
    sign = f" ({found.province_sign})" if found.province_sign else ""
    score = f"{proposal.score:g}".replace(".", ",")
    return f"{found.name}{sign}, {found.administration_id}, {score}"


def tie_of(
    connection: Connection,
    record: DocumentRecord,
    directory: Directory,
    document: Document | None = None,
) -> Tie:
    """The tie of a document; without its text by the clues that the store kept of it."""
    clues = clues_of(record, document, directory)
    if document is None:
        columns = tables.document_administrations.c
        query = select(columns.province_sign, columns.postal_codes)
        kept = connection.execute(query.where(columns.document_id == record.document_id)).first()
        if kept:
            codes = tuple((kept.postal_codes or "").split())
            clues = replace(clues, province_sign=kept.province_sign, postal_codes=codes)
    return Tie(record, clues, resolve(clues, directory))


def with_question(records: Records, tie: Tie) -> Records:
    """The records with the question of the tie, if it has one, and no earlier one."""
    findings = tuple(f for f in records.findings if f.code != UNCERTAIN)
    asked = (tie.finding,) if tie.finding else ()
    return replace(records, findings=(*findings, *asked))


def write(connection: Connection, tie: Tie) -> None:
    """Keeps a tie in place of the one there was; the finding is written with the records."""
    document_id, resolution = tie.document.document_id, tie.resolution
    proposed = [proposal.administration for proposal in resolution.proposals]
    own = [resolution.administration] if resolution.administration else []
    _know(connection, [*own, *proposed])
    for table in (tables.document_administrations, tables.administration_proposals):
        connection.execute(delete(table).where(table.c.document_id == document_id))
    row = DocumentAdministration(
        document_id=document_id,
        administration_id=tie.administration_id,
        how=resolution.how,
        score=resolution.score,
        province_sign=tie.clues.province_sign,
        postal_codes=" ".join(tie.clues.postal_codes) or None,
    )
    connection.execute(insert(tables.document_administrations), [row_of(row)])
    rows = [
        {
            "document_id": document_id,
            "position": position,
            "administration_id": proposal.administration.administration_id,
            "how": proposal.how,
            "score": proposal.score,
        }
        for position, proposal in enumerate(resolution.proposals)
    ]
    if rows:
        connection.execute(insert(tables.administration_proposals), rows)


def write_question(connection: Connection, tie: Tie) -> None:
    """Brings the finding in step with a tie, where the records are not written."""
    table, document_id = tables.findings, tie.document.document_id
    here = table.c.document_id == document_id
    connection.execute(delete(table).where(here, table.c.code == UNCERTAIN))
    if tie.finding:
        last = connection.execute(select(func.max(table.c.position)).where(here)).scalar()
        row = {**row_of(tie.finding), "position": 0 if last is None else last + 1}
        connection.execute(insert(table), [row])


def _know(connection: Connection, found: Iterable[Administration]) -> None:
    """Keeps administrations that the store did not have."""
    wanted = {a.administration_id: a for a in found}
    columns = tables.administrations.c
    query = select(columns.administration_id).where(columns.administration_id.in_(wanted))
    known = set(connection.execute(query).scalars()) if wanted else set()
    rows = [row_of(a) for identity, a in wanted.items() if identity not in known]
    if rows:
        connection.execute(insert(tables.administrations), rows)


def administration_ids(connection: Connection) -> dict[str, str]:
    """The administration of each document where it is sure."""
    columns = tables.document_administrations.c
    query = select(columns.document_id, columns.administration_id)
    rows = connection.execute(query.where(columns.administration_id.is_not(None)))
    return {row.document_id: row.administration_id for row in rows}


def administration_of(connection: Connection, document_id: str) -> str | None:
    """The administration of a document where it is sure."""
    columns = tables.document_administrations.c
    query = select(columns.administration_id).where(columns.document_id == document_id)
    return connection.execute(query).scalar()


def row_of(record: object) -> dict[str, Any]:
    """A record as the columns of its table."""
    return {name: getattr(record, name) for name in column_names(type(record))}
