"""The index of what indicators' names speak of, in step with the names and with the words.

It holds for the words that it was made by. Where the program understands names by other ones,
known by their fingerprint, it is made anew before it is searched or added to.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable

from sqlalchemy import Connection, Engine, delete, func, insert, select

from piao.normalizers.wording.fingerprint import fingerprint
from piao.normalizers.wording.names import wording
from piao.pipeline.store import database, tables
from piao.pipeline.store.rows.writing import put
from piao.schema.records import Indicator

log = logging.getLogger("piao")

PAGE = 10_000
"""How many indicators are indexed at once."""
PAGES_A_LINE = 10
"""After so many pages a line says how far it is."""


def add(connection: Connection, indicators: Iterable[Indicator]) -> None:
    """Notes the terms of the indicators' names."""
    _note(
        connection,
        ((i.indicator_id, i.document_id, i.name or i.description or "") for i in indicators),
    )


def bring_up(engine: Engine) -> None:
    """Makes it anew where it was made by another version; where that may not be, it stays."""
    database.bring_up(engine, fits, renew, "names are found by the words of another version")


def fits(connection: Connection) -> bool:
    """Whether the index was made by the words of this program."""
    found = connection.execute(select(tables.vocabulary.c.fingerprint)).scalars().all()
    return found == [fingerprint()]


def renew(connection: Connection) -> None:
    """Makes the index anew where it is of other words, a page of indicators at a time."""
    if fits(connection):
        return
    columns = tables.indicators.c
    total = connection.execute(select(func.count()).select_from(tables.indicators)).scalar_one()
    connection.execute(delete(tables.indicator_terms))
    if total:
        log.warning("names are understood by other words now: indexing %d indicators anew", total)
    name = func.coalesce(func.nullif(columns.name, ""), columns.description, "")
    query = select(columns.indicator_id, columns.document_id, name)
    query = query.order_by(columns.indicator_id).limit(PAGE)
    done, last = 0, ""
    while found := connection.execute(query.where(columns.indicator_id > last)).all():
        _note(connection, found)
        done, last = done + len(found), found[-1][0]
        if done % (PAGE * PAGES_A_LINE) == 0:
            log.warning("%d of %d indicators indexed", done, total)
    connection.execute(delete(tables.vocabulary))
    connection.execute(insert(tables.vocabulary).values(fingerprint=fingerprint()))


def _note(connection: Connection, names: Iterable[tuple[str, str, str]]) -> None:
    """Notes the terms of names, given as indicator id, document id, name."""
    rows = [
        {"term": term, "indicator_id": indicator_id, "document_id": document_id}
        for indicator_id, document_id, name in names
        for term in wording(name).index
    ]
    put(connection, tables.indicator_terms, rows)
