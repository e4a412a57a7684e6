"""The administrations that a store knows: loaded, brought in from lists; documents tied anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, delete, insert, select, union, update

from piao.normalizers.administrations.directory import Directory
from piao.pipeline.store import loading, tables
from piao.pipeline.store.administrations.linking import (
    administration_ids,
    row_of,
    tie_of,
    write,
    write_question,
)
from piao.pipeline.store.stored import StoredDocument
from piao.pipeline.store.versions import link_versions, plan_key
from piao.schema.administrations import Administration
from piao.schema.columns import column_names


@dataclass(frozen=True, slots=True)
class ImportedList:
    """What a list of administrations brought: how many rows came in, how many had no place.

    `tied` are the documents whose administration is another one now, or is known now.
    """

    administrations: int
    left: int
    tied: int


def directory(connection: Connection) -> Directory:
    """ISTAT's places and all that the store knows."""
    return Directory(administrations(connection))


def administrations(connection: Connection) -> list[Administration]:
    """The administrations of the store, in the order of their ids."""
    columns = tables.administrations.c
    query = select(*(columns[name] for name in column_names(Administration)))
    rows = connection.execute(query.order_by(columns.administration_id)).mappings()
    return [Administration(**row) for row in rows]


def take_over(connection: Connection, found: Iterable[Administration]) -> int:
    """Keeps administrations of a list, over what is known of the same ids; says how many."""
    columns = tables.administrations.c
    known = {a.administration_id: a for a in administrations(connection)}
    wanted = {a.administration_id: _over(known.get(a.administration_id), a) for a in found}
    for identity, administration in wanted.items():
        if identity in known and administration != known[identity]:
            here = columns.administration_id == identity
            statement = update(tables.administrations).where(here)
            connection.execute(statement.values(row_of(administration)))
    rows = [row_of(a) for identity, a in wanted.items() if identity not in known]
    if rows:
        connection.execute(insert(tables.administrations), rows)
    return len(wanted)


def _over(before: Administration | None, new: Administration) -> Administration:
    """The new row, with what only the earlier one says."""
    if before is None:
        return new
    names = column_names(Administration)
    kept: dict[str, Any] = {n: getattr(before, n) for n in names if getattr(new, n) is None}
    return replace(new, **kept)


def give_population(connection: Connection, population: Mapping[str, int]) -> int:
    """Gives administrations their inhabitants by ISTAT code; says how many are known."""
    known = directory(connection)
    found = [
        replace(known.by_id[f"istat:{code}"], population=count)
        for code, count in population.items()
        if f"istat:{code}" in known.by_id
    ]
    return take_over(connection, found)


def tie_all(connection: Connection) -> int:
    """Ties every document anew by what is known now; says of how many that changed something."""
    known = directory(connection)
    before = administration_ids(connection)
    query = loading.columns("documents").order_by(tables.documents.c.ingested_at)
    documents = [StoredDocument(**row) for row in connection.execute(query).mappings()]
    changed = []
    for document in documents:
        tie = tie_of(connection, document, known)
        write(connection, tie)
        write_question(connection, tie)
        if tie.administration_id != before.get(document.document_id):
            changed.append(document)
    now = administration_ids(connection)
    for document in changed:
        old, new = before.get(document.document_id), now.get(document.document_id)
        if plan_key(document, old) != plan_key(document, new):
            link_versions(connection, document, old)
            link_versions(connection, document, new)
    return len(changed)


def tie_untied(connection: Connection) -> None:
    """Ties the documents that were read before there were administrations."""
    tied = select(tables.document_administrations.c.document_id)
    query = select(tables.documents.c.document_id)
    if connection.execute(query.where(tables.documents.c.document_id.not_in(tied))).first():
        tie_all(connection)


def forget_unused(connection: Connection) -> None:
    """Drops what only documents named, where none names it any more."""
    columns = tables.administrations.c
    tied, proposed = tables.document_administrations.c, tables.administration_proposals.c
    used = union(
        select(tied.administration_id).where(tied.administration_id.is_not(None)),
        select(proposed.administration_id),
    )
    statement = delete(tables.administrations).where(
        columns.administration_id.like("name:%"), columns.administration_id.not_in(used)
    )
    connection.execute(statement)
