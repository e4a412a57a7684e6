"""What a person says of a stored document, without reading it again."""

from __future__ import annotations

from sqlalchemy import Connection, delete, update

from piao.pipeline.store import tables
from piao.pipeline.store.stored import StoredDocument
from piao.pipeline.store.versions import link_versions, plan_key
from piao.schema.records import Role
from piao.schema.statements import Statement

ANSWERED = {
    "entity_unknown": "entity_name",
    "year_unknown": "year",
    "year_of_file_name": "year",
    "kind_unknown": "kind",
}
"""What has to be given to answer a finding."""
COLUMNS = (
    "entity_name", "entity_code", "tax_code", "kind", "year", "period_start", "period_end",
    "stated",
)  # fmt: skip


def correct(connection: Connection, before: StoredDocument, statement: Statement) -> None:
    """Writes what is given of a document; targets without a year have the one given.

    Figures that were read for another year keep it: only who reads the document again
    can tell which of them print it.
    """
    after = statement.after(Statement.of(before)).over(before)
    columns, values, findings = tables.documents.c, tables.values.c, tables.findings.c
    connection.execute(
        update(tables.documents)
        .where(columns.document_id == before.document_id)
        .values({name: getattr(after, name) for name in COLUMNS})
    )
    if statement.year:
        connection.execute(
            update(tables.values)
            .where(values.document_id == before.document_id)
            .where(values.role == Role.TARGET, values.year.is_(None))
            .values(year=statement.year)
        )
    answered = [code for code, name in ANSWERED.items() if name in statement.names]
    connection.execute(
        delete(tables.findings)
        .where(findings.document_id == before.document_id)
        .where(findings.code.in_(answered))
    )
    if plan_key(before) != plan_key(after):
        connection.execute(
            update(tables.documents)
            .where(columns.document_id == before.document_id)
            .values(superseded_by=None)
        )
        link_versions(connection, before)
        link_versions(connection, after)
