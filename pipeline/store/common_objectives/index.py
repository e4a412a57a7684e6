"""Where plans have what law asks of all, in step with the records, the catalogue and the words.

It holds for the catalogue and the rules that it was made by, known by their fingerprint: where
the program has others, it is made anew before it is asked or written to.
"""

from __future__ import annotations

import logging
from dataclasses import asdict

from sqlalchemy import Connection, Engine, delete, insert, select

from piao.pipeline.store import database, loading, tables
from piao.schema.records import DocumentRecord, Records

log = logging.getLogger("piao")

DOCUMENTS_A_LINE = 1000
"""After so many documents a line says how far it is."""


def write(connection: Connection, records: Records) -> None:
    """Notes the common objectives of a document in the place of those noted before."""
    from piao.pipeline.common_objectives.judging import recognised

    document_id, own = records.document.document_id, tables.common_objectives
    connection.execute(delete(own).where(own.c.document_id == document_id))
    rows = [
        {"document_id": document_id, "position": position, **asdict(one)}
        for position, one in enumerate(recognised(records))
    ]
    if rows:
        connection.execute(insert(own), rows)


def bring_up(engine: Engine) -> None:
    """Makes it anew where it was made by another version; where that may not be, it stays."""
    database.bring_up(engine, fits, renew, "common objectives are those of another version")


def fits(connection: Connection) -> bool:
    """Whether it was made by the catalogue and the rules of this program."""
    from piao.pipeline.common_objectives.fingerprint import fingerprint

    found = connection.execute(select(tables.common_catalogue.c.fingerprint)).scalars().all()
    return found == [fingerprint()]


def renew(connection: Connection) -> None:
    """Makes all anew where it is of another catalogue, document by document."""
    from piao.pipeline.common_objectives.fingerprint import fingerprint

    if fits(connection):
        return
    ids = connection.execute(select(tables.documents.c.document_id)).scalars().all()
    if ids:
        log.warning("common objectives are others now: looking for them in %d documents", len(ids))
    for number, document_id in enumerate(ids, start=1):
        write(connection, _records(connection, document_id))
        if number % DOCUMENTS_A_LINE == 0:
            log.warning("%d of %d documents looked through", number, len(ids))
    connection.execute(delete(tables.common_catalogue))
    connection.execute(insert(tables.common_catalogue).values(fingerprint=fingerprint()))


def _records(connection: Connection, document_id: str) -> Records:
    """What is looked at of a document."""
    document = loading.document(connection, document_id)
    unknown = DocumentRecord(document_id=document_id, sha256="", file_name="")
    names = ("objectives", "indicators", "values")
    arrays = {name: tuple(loading.array(connection, name, document_id)) for name in names}
    return Records(document=document or unknown, **arrays)
